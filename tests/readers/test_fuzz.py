"""Whatever the bytes, every reader ends in documents or in refusals: no traceback, no hang.

A few examples run with every test; `make fuzz` runs many (`POSITIONS_FUZZ`, 10,000 for each reader by default).
They run in this process, so that a fault is seen, and not merely fenced.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made import ARTICLE, PROSE, page, pdf, response, stacked, tarred, warc, zipped
from test_office_and_mail import letter, letter_page, office

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import Limits, inside, wire
from positions.readers.kinds import HEAD, Kind, of

EXAMPLES = int(os.environ.get("POSITIONS_FUZZ", "15"))
PATIENCE = 20  # seconds for one example; they take milliseconds
SMALL = Limits(document=200_000, unpacked=400_000, members=20)
CRAWL = [("response", f"https://news.example/{n}", response(page(title=f"Answer {n}"))) for n in range(2)]
RECORDS = [
    {"id": n, "text": ARTICLE, "published": "2023-03-03", "tags": [1, None, {"a": 2}]} for n in range(3)
]
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>The Brief</title><item><title>Answer</title>"
    f"<link>https://news.example/1</link><description>{ARTICLE}</description></item></channel></rss>"
)
GOOD: dict[Kind, list[bytes]] = {
    Kind.TEXT: [ARTICLE.encode(), ARTICLE.encode("utf-16"), ("Größe “ja” " + ARTICLE).encode("cp1252")],
    Kind.HTML: [page(head="<meta property='og:title' content='The alliance'>"), page()[:300]],
    Kind.PDF: [
        pdf([stacked(PROSE, 72, 700, 80), stacked(PROSE, 72, 700, 60)], {"Title": "The alliance answers"})
    ],
    Kind.DOCX: [office()],
    Kind.MAIL: [letter(ARTICLE), letter(None, letter_page()), letter(ARTICLE, letter_page(), b"%PDF-1.4")],
    Kind.MBOX: [b"From a@b Fri Mar  3 08:00:00 2023\n" + letter(ARTICLE) + b"\n"],
    Kind.JSON: [json.dumps(RECORDS, indent=1).encode(), json.dumps({"articles": RECORDS}).encode()],
    Kind.JSONL: [b"".join(json.dumps(each).encode() + b"\n" for each in RECORDS)],
    Kind.CSV: [
        b'id,title,text,date\n1,One,"' + ARTICLE.encode() + b'",2023-03-03\n',
        b"id;text\n1;said so\n",
    ],
    Kind.WARC: [warc(CRAWL), warc(CRAWL, packed=True)],
    Kind.ZIP: [
        zipped({"a.txt": ARTICLE.encode(), "b.html": page(), "c.jsonl": b'{"text": "said"}\n{"a": 1}\n'})
    ],
    Kind.TAR: [tarred({"a.txt": ARTICLE.encode(), "b.html": page()})],
    Kind.GZIP: [gzip.compress(page()), tarred({"a.txt": ARTICLE.encode()}, "gz")],
    Kind.FEED: [FEED.encode()],
}
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"<!DOCTYPE x [", b"&a;", b"<" * 50, b"((((", b"]]>", b"\x1b[2J",
    b"PK\x03\x04", b"PK\x01\x02", b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n", b"From x\n", b"Content-Type: multipart/mixed\n",
    b"charset=utf-7", b"=?utf-8?b?!!?=", b"%PDF-1.7", b"endobj", b"/Length 999999999", b"9" * 400, b"[" * 1_500,
    b'{"a":' * 1_500, b'"', b"\\ud800", "\u202e\u200b".encode(), "\U0001d518".encode(), b"-1", b"NaN", b"\x7f" * 20,
]  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, kind: Kind) -> bytes:
    """A good file with a few places changed, cut, doubled or filled with what parsers trip over."""
    data = bytearray(draw(st.sampled_from(GOOD[kind])))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 8))):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((0, 1, 1, 4, 30, 400))
        piece = chance.choice(
            (bytes(data[at : at + size]) * 2, chance.choice(TOKENS), chance.randbytes(size), b"")
        )
        data[at : at + size] = piece
    return bytes(data[: len(data) if chance.random() < 0.8 else chance.randrange(len(data) + 1)])


def tried(data: bytes) -> list[Document | UnreadableSource]:
    """What is read; each result crosses the fence, and none of it takes long."""
    started = time.monotonic()
    found = list(inside.documents(inside.stream_of(data), "given", limits=SMALL))
    for each in found:
        again = wire.read(json.loads(wire.packed(wire.answer(each))[wire.HEADER.size :]))
        if isinstance(each, Document):
            assert again == each and any(map(str.isalnum, each.text)) and "\x00" not in each.text
            each.text.encode()
        else:
            assert each.hint and each.sentence.encode() and "\x1b" not in each.sentence
    assert time.monotonic() - started < PATIENCE
    return found


def often(test: Callable[..., None]) -> Callable[..., None]:
    quick = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(
        max_examples=EXAMPLES, deadline=None, phases=(*quick, Phase.shrink) if EXAMPLES > 100 else quick,
        suppress_health_check=list(HealthCheck),
    )(test)  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
@often
@given(st.data())
def test_spoiled_files(kind: Kind, data: st.DataObject) -> None:
    tried(data.draw(spoiled(kind)))


@often
@given(
    st.binary(max_size=3_000), st.sampled_from([each[0][:n] for each in GOOD.values() for n in (0, 12, 60)])
)
def test_any_bytes(noise: bytes, start: bytes) -> None:
    """Alone, or behind a beginning that makes them look like something."""
    tried(start + noise)


@often
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: st.lists(inner)
       | st.dictionaries(st.sampled_from(["text", "title", "url", "published", "author", "data", "x"]), inner)))  # fmt: skip
def test_any_json(value: object) -> None:
    tried(json.dumps(value).encode() + b"\n" + json.dumps({"text": value}).encode())


@pytest.mark.parametrize("kind", list(GOOD))
def test_good_files_are_what_they_are(kind: Kind) -> None:
    """What is spoiled above can be read as it is, by the reader that is meant."""
    for data in GOOD[kind]:
        assert any(isinstance(each, Document) for each in tried(data))
        seen = of(data[:HEAD])
        assert seen is kind or (seen, kind) in ((Kind.ZIP, Kind.DOCX), (Kind.GZIP, Kind.WARC))

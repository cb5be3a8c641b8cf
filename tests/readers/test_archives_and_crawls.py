"""Archives and crawls are read as streams: members by what they are, bombs and liars left where they lie."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made import (
    ARTICLE,
    FIRST,
    PROSE,
    document,
    documents,
    faults,
    page,
    pdf,
    response,
    stacked,
    tarred,
    warc,
    zipped,
)  # fmt: skip

from positions.errors import UnreadableSource
from positions.readers import Limits, from_bytes

MEMBERS = {
    "news/page": page(),
    "a.txt": ARTICLE.encode(),
    "paper": pdf([stacked(PROSE, 72, 700, 80)]),
    "records": b"".join(json.dumps({"text": f"{FIRST} {n}"}).encode() + b"\n" for n in range(2)),
    "style.css": b"p { color: red }",
    "__MACOSX/._a.txt": b"\x00\x05\x16\x07",
    "picture.png": b"\x89PNG",
}


@pytest.mark.parametrize(
    "packed",
    [zipped(MEMBERS), zipped(MEMBERS, zipfile.ZIP_STORED), tarred(MEMBERS), tarred(MEMBERS, "gz")],
    ids=["zip", "stored", "tar", "tar.gz"],
)
def test_members_are_known_by_their_content(packed: bytes) -> None:
    """What stands beside articles and is none is passed over in silence."""
    found = documents(packed)
    assert [each.source.kind for each in found] == ["html", "text", "pdf", "text", "text"]
    assert [each.source.location for each in found] == [
        "given/news/page", "given/a.txt", "given/paper", "given/records:1", "given/records:2",
    ]  # fmt: skip


def test_one_packed_file() -> None:
    assert document(gzip.compress(ARTICLE.encode())).text == ARTICLE
    assert len(documents(gzip.compress(MEMBERS["records"]))) == 2


def test_an_archive_within_an_archive_stays_closed() -> None:
    """The others are read."""
    inner = {"a.zip": zipped({"x.txt": b"x"}), "b.tar": tarred({"x.txt": b"x"}), "c.gz": gzip.compress(b"x")}
    for packed in (zipped(inner | {"d.txt": ARTICLE.encode()}), tarred(inner | {"d.txt": ARTICLE.encode()})):
        assert len(faults(packed)) == 3
        assert all("archive within an archive" in each for each in faults(packed))
        assert len(list(from_bytes(packed, "given"))) == 4
    assert "archive within" in faults(gzip.compress(gzip.compress(b"x")))[0]


def test_bombs_end_early() -> None:
    """By their size, by their ratio, and by what all members come to."""
    zeros = bytes(30_000_000)
    for packed in (gzip.compress(zeros), zipped({"a": zeros})):
        assert "it is a bomb" in faults(packed)[0]
        assert "is larger than 10 MB" in faults(packed, Limits(ratio=10_000))[0]
    assert "it is a bomb" in faults(gzip.compress(zeros), Limits(document=50_000_000))[0]
    assert "it is a bomb" in faults(tarred({"a.txt": zeros}, "gz"), Limits(document=50_000_000))[0]
    many = {f"{n}.txt": os.urandom(40_000).hex().encode() for n in range(40)}
    for packed in (zipped(many), tarred(many)):
        told = faults(packed, Limits(unpacked=500_000))
        assert "unpacks to more than 0.5 MB" in told[-1]
        assert len(list(from_bytes(packed, "given", limits=Limits(unpacked=500_000)))) < 10


def test_too_many_members() -> None:
    """The first of them are read."""
    packed = zipped({f"{n}.txt": f"{ARTICLE} {n}".encode() for n in range(8)})
    found = list(from_bytes(packed, "given", limits=Limits(members=5)))
    assert len(found) == 6 and isinstance(found[-1], UnreadableSource)
    assert "more than 5 members" in found[-1].sentence


def test_names_that_climb_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever unpacked to disk."""
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    evil = {"../evil.txt": ARTICLE.encode(), "/tmp/evil.txt": ARTICLE.replace("Friday", "Monday").encode()}
    for packed in (zipped(evil), tarred(evil)):
        assert len(documents(packed)) == 2
    assert not [*tmp_path.rglob("*.txt")]


def _linked() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", ARTICLE)
    return file.getvalue()


def _devices() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo("m.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("a.txt")
        member.size = len(ARTICLE.encode())
        archive.addfile(member, io.BytesIO(ARTICLE.encode()))
    return file.getvalue()


@pytest.mark.parametrize("made", [_linked, _devices])
def test_links_and_devices_are_passed_over(made: Callable[[], bytes]) -> None:
    assert document(made()).text == ARTICLE


def test_a_locked_member() -> None:
    packed = bytearray(zipped({"a.txt": ARTICLE.encode()}))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    assert faults(bytes(packed)) == ["given/a.txt is locked with a password."]


def test_damaged_archives() -> None:
    """What can be read of them is read; half an article is none."""
    two = {"a.txt": os.urandom(2_000).hex().encode(), "b.txt": ARTICLE.encode()}
    packed = bytearray(zipped(two))
    packed[300] ^= 255
    [damaged, good] = list(from_bytes(bytes(packed), "given"))
    assert isinstance(damaged, UnreadableSource) and "a.txt is damaged" in damaged.sentence
    assert not isinstance(good, UnreadableSource)
    assert "is damaged" in faults(zipped(two)[:-30])[0]
    size = struct.pack("<I", len(ARTICLE.encode()))
    assert "is damaged" in faults(zipped({"b.txt": ARTICLE.encode()}).replace(size, struct.pack("<I", 5)))[0]
    assert any("is damaged" in each for each in faults(tarred({"a.txt": ARTICLE.encode() * 100})[:2_000]))
    assert "is damaged" in faults(gzip.compress(os.urandom(9_000).hex().encode())[:-2_000])[0]


# --- crawls

SITE = [("response", f"https://news.example/{n}", response(page(title=f"Answer {n}"))) for n in range(4)]


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_crawl(packed: bool) -> None:
    """Requests, revisits, pictures and what was not found are passed over."""
    other = [
        ("warcinfo", "", b"software: made\r\n"),
        ("request", "https://news.example/0", b"GET /0 HTTP/1.1\r\n\r\n"),
        ("revisit", "https://news.example/0", response(b"")),
        ("response", "https://news.example/p", response(b"\x89PNG", "image/png")),
        ("response", "https://news.example/x", response(page(title="Gone"), status="404 Not Found")),
    ]
    found = documents(warc(other + SITE[:2], packed=packed))
    assert [(each.url, each.title) for each in found] == [
        ("https://news.example/0", "Answer 0"), ("https://news.example/1", "Answer 1"),
    ]  # fmt: skip


def test_pages_that_were_packed_on_the_way() -> None:
    """Compressed, or sent in chunks."""
    body = page()
    chunks = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    zipped_body = response(gzip.compress(body), more="Content-Encoding: gzip\r\n")
    found = documents(
        warc([("response", "https://n.example/1", sent), ("response", "https://n.example/2", zipped_body)])
    )
    assert [each.title for each in found] == ["The alliance answers"] * 2


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lie", [-50, 50, 1_000_000])
def test_a_record_that_lies_about_its_length_is_skipped(lie: int, packed: bool) -> None:
    """Those behind it are read, but for what it has swallowed."""
    data = (
        warc(SITE[:1], packed=packed)
        + warc(SITE[1:2], packed=packed, lie=lie)
        + warc(SITE[2:], packed=packed)
    )
    read = list(from_bytes(data, "given"))
    titles = [each.title for each in read if not isinstance(each, UnreadableSource)]
    assert titles[0] == "Answer 0" and titles[-1] == "Answer 3" and "Answer 1" not in titles
    assert len(faults(data)) == 1 and faults(data)[0].startswith("given#2: The record")


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_breaks_off(packed: bool) -> None:
    """Half a page is no document."""
    data = warc(SITE, packed=packed)[: -100 if packed else -300]
    read = list(from_bytes(data, "given"))
    assert [isinstance(each, UnreadableSource) for each in read] == [False, False, False, True]


def test_a_crawl_within_an_archive() -> None:
    packed = zipped({"a.warc": warc(SITE[:1]), "b.warc.gz": warc(SITE[1:2], packed=True)})
    assert [each.title for each in from_bytes(packed, "given") if not isinstance(each, UnreadableSource)] == [
        "Answer 0"
    ]
    assert faults(packed) == ["given/b.warc.gz is an archive within an archive."]
    assert len(documents(tarred({"a.warc": warc(SITE)}, "gz"))) == 4
    assert "unpacks to more than" in faults(zipped({"a.warc": warc(SITE)}), Limits(unpacked=1_000))[0]


def test_a_damaged_member_of_a_packed_crawl() -> None:
    data = bytearray(warc(SITE, packed=True))
    data[700:703] = b"\x00\xff\x12"
    assert len(faults(bytes(data))) == 1 and faults(bytes(data))[0].startswith("given#2: ")


def test_a_bomb_in_a_crawl() -> None:
    bomb = response(gzip.compress(bytes(30_000_000)), more="Content-Encoding: gzip\r\n")
    data = warc([("response", "https://n.example/", bomb), *SITE[:1]])
    assert faults(data) == ["given#1 is larger than 10 MB."]

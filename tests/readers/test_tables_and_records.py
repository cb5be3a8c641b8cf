"""JSON, JSON Lines and CSV: one document for each record, and a bad record stops no other."""

from __future__ import annotations

import json

import pytest
from made import ARTICLE, FIRST, PROSE, document, documents, faults

from positions.errors import UsageError
from positions.readers import Limits, columns
from positions.readers.rows import day_in

TEXT = "\n\n".join(PROSE)
RECORD = {
    "id": "a1", "text": TEXT, "title": "The alliance answers", "url": "https://news.example/1", "outlet": "The Brief",
    "author": "Jane Roe", "published": "2023-03-03T10:00:00Z",
}  # fmt: skip
OTHER = RECORD | {"id": "a2", "text": TEXT.replace("Friday", "Monday"), "published": "6 March 2023"}


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in records)


def test_a_record_keeps_what_it_says() -> None:
    found, other = documents(lines(RECORD, OTHER))
    assert (found.text, found.title, found.outlet, found.author, found.url) == (
        TEXT, "The alliance answers", "The Brief", "Jane Roe", "https://news.example/1",
    )  # fmt: skip
    assert found.published and (found.published.iso, found.published_from) == ("2023-03-03", "record")
    assert other.published and other.published.iso == "2023-03-06"
    assert [each.source.location for each in (found, other)] == ["given:1", "given:2"]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORD).encode(),
        json.dumps(RECORD, indent=2).encode(),
        json.dumps([RECORD]).encode(),
        json.dumps({"status": "ok", "articles": [RECORD]}).encode() + b"\n",
        b"\xef\xbb\xbf" + lines(RECORD),
        lines(RECORD | {"text": TEXT, "tags": ["long"] * 5_000}),
    ],
    ids=[
        "one line",
        "many lines",
        "a list",
        "below a key",
        "a byte order mark",
        "a line longer than the head",
    ],
)
def test_json_in_its_forms(data: bytes) -> None:
    found = document(data)
    assert (found.text, found.title) == (TEXT, "The alliance answers")


def test_long_lines_are_lines() -> None:
    """What is one record a line stays so where the first line is longer than what is looked at."""
    long = RECORD | {"text": ARTICLE * 100}
    assert [each.source.location for each in documents(lines(long, RECORD))] == ["given:1", "given:2"]
    assert len(faults(b'{"text": "' + b"a" * 20_000 + b"\n" + lines(RECORD))) == 1


def test_a_bad_line_is_told_by_its_number() -> None:
    """Broken, no record, nested too deep, an absurd number; NaN and lone surrogates are no reason to refuse."""
    bad = [
        b'{"text": broken',
        b"[1]",
        b'{"text": ' + b"[" * 100_000,
        b'{"n": ' + b"9" * 5_000 + b"}",
        b'{"n": 1}',
    ]
    good = [
        b'{"n": NaN, "text": "NATO said that it would answer."}',
        b'{"text": "A lone \\ud800 surrogate."}',
    ]
    data = b"\n".join((good[0], *bad, good[1])) + b"\n"
    told = faults(data)
    assert [each.partition(": ")[0] for each in told] == [f"given:{number}" for number in range(2, 7)]
    assert "nested too deep" in told[2] and "absurd number" in told[3] and "no text in this record" in told[4]
    assert _texts(data) == ["NATO said that it would answer.", "A lone \ufffd surrogate."]


def _texts(data: bytes) -> list[str]:
    from positions.model import Document
    from positions.readers import from_bytes

    return [each.text for each in from_bytes(data, "given") if isinstance(each, Document)]


def test_an_endless_line_is_passed_over() -> None:
    data = b'{"text": "' + b"a" * 300_000 + b'"}\n' + lines(RECORD)
    assert faults(data, Limits(document=100_000)) == ["given:1 is larger than 0.1 MB."]
    assert _texts(b'{"n": 1, "text": "NATO said so."}\n' + lines(OTHER))[1] == OTHER["text"]


def table(sign: str, *rows: tuple[str, ...]) -> str:
    return "".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_tables(sign: str, encoding: str) -> None:
    """Commas, semicolons, tabs; line breaks and quotation marks within a cell; what Excel saves."""
    data = table(
        sign, ("ID", "Headline", "Date", "Body"), ("1", "Größe", "2023-03-03", TEXT), ("2", "", "", FIRST)
    )
    first, second = documents(data.encode(encoding))
    assert (first.title, first.text, second.text) == ("Größe", TEXT, FIRST)
    assert first.published and first.published.iso == "2023-03-03"
    assert (first.source.location, second.source.location) == ("given:2", "given:7")


def test_columns_by_the_caller_s_names() -> None:
    data = table(",", ("nr", "kop", "inhoud"), ("1", "The alliance answers", TEXT)).encode()
    found = document(data, text="inhoud", title="kop")
    assert (found.title, found.text) == ("The alliance answers", TEXT)
    assert document(lines({"a": {"b": 1}, "words": TEXT}), text="words").text == TEXT


def test_a_table_without_a_known_column_is_no_article() -> None:
    """Its columns are named, so that one of them can be mapped."""
    data = table(",", ("nr", "kop", "inhoud"), ("1", "One", TEXT), ("2", "Two", FIRST)).encode()
    [told] = faults(data)
    assert told == "given: None of its columns is known to hold a text: nr, kop, inhoud."
    assert faults(data, text="inhuod") == [told]


def test_prose_with_commas_is_no_table() -> None:
    prose = "In Paris, Berlin, Rome\n\nThe envoys met, spoke, and left.\n\nNobody signed, waved, or smiled.\n"
    assert document(prose.encode()).source.kind == "text"
    assert document(("Headline, text\n\n" + TEXT).encode()).text.startswith("Headline")


def test_a_cell_larger_than_an_article() -> None:
    data = table(",", ("id", "text"), ("1", "NATO said so."), ("2", "a" * 200_000)).encode()
    [told] = faults(data, Limits(document=100_000))
    assert told.startswith("given:") and "larger than field limit" in told


def test_maps_that_are_none() -> None:
    assert columns.parse(["text=body", "title = kop"]) == {"text": "body", "title": "kop"}
    for wrong in ("text", "text=", "words=body", "=x"):
        with pytest.raises(UsageError, match="maps no column"):
            columns.parse([wrong])


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2023-03-03", "2023-03-03"),
        ("2023-03-03T23:59:59+01:00", "2023-03-03"),
        ("20230303", "2023-03-03"),
        ("1677800000", "2023-03-02"),
        ("1677800000000", "2023-03-02"),
        ("3 March 2023", "2023-03-03"),
        ("Fri, 03 Mar 2023 08:00:00 GMT", "2023-03-03"),
        ("2023-03", "2023-03"),
        ("2023", "2023"),
        ("3/4/2023", None),
        ("9999999999999", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_of_records(said: str, iso: str | None) -> None:
    """One that can be read in two ways is none."""
    found = day_in(said)
    assert (found.iso if found else None) == iso

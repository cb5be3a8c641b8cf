"""What a source is, seen from its first bytes and never from its name."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import islice

from positions.readers import columns, feeds, html
from positions.readers.decode import legible

HEAD = 16_384  # bytes that are looked at


class Kind(StrEnum):
    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "mail"
    MBOX = "mbox"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    FEED = "feed"


SINGLE = frozenset((Kind.TEXT, Kind.HTML, Kind.PDF, Kind.DOCX, Kind.MAIL, Kind.FEED))  # held whole to be read


_PDF = re.compile(rb"\A.{0,1000}?%PDF-\d", re.DOTALL)
_MBOX = re.compile(rb"\AFrom \S[^\r\n]{0,500}\r?\n[A-Za-z][A-Za-z0-9-]{0,60}:", re.DOTALL)
_HEADER = re.compile(
    rb"([A-Za-z][A-Za-z0-9-]{0,60}):[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,200}"
)
_OF_MAIL = frozenset(
    (b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"content-type",
     b"snapshot-content-location", b"content-transfer-encoding")
)  # fmt: skip
_WARC = re.compile(rb"\A\s{0,8}WARC/[01]\.\d")
_ROWS = 6  # of a table that are looked at
_ARRAY = re.compile(r"\[\s*(?:\{|\])")


def of(head: bytes, named: Mapping[str, str] | None = None) -> Kind:
    """The kind of a source that begins with these bytes. `named`: the columns that the caller has named."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head[257:262] == b"ustar":
        return Kind.TAR
    if _WARC.match(head):
        return Kind.WARC
    if _PDF.match(head[:1024]):
        return Kind.PDF
    if _MBOX.match(head):
        return Kind.MBOX
    if _is_mail(head):
        return Kind.MAIL
    if feeds.looks_like(head):
        return Kind.FEED
    return _of_text(legible(head), named or {})


def of_leaf(data: bytes) -> Kind:
    """PDF, ZIP (which an office text is) or TEXT (which may turn out to be HTML)."""
    if data.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    return Kind.PDF if _PDF.match(data[:1024]) else Kind.TEXT


def _of_text(text: str, named: Mapping[str, str]) -> Kind:
    if html.looks_like(text):
        return Kind.HTML
    start = text.lstrip()
    if start.startswith("{"):
        return _of_objects(start)
    if _ARRAY.match(start):
        return Kind.JSON
    return Kind.CSV if delimiter(text, named) else Kind.TEXT


def _of_objects(text: str) -> Kind:
    """One JSON object, or one a line: then the next line opens another, or the first is whole.

    A broken first line among good ones is no reason to take the file for prose.
    """
    first, _, rest = text.partition("\n")
    if rest.lstrip().startswith("{"):
        return Kind.JSONL
    if re.match(r"\{\s*(?:\"|\})", text) or not first.strip("{ \r"):
        return Kind.JSONL if rest.strip() and _is_object(first) else Kind.JSON
    return Kind.TEXT


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_mail(head: bytes) -> bool:
    """It begins with headers, and one of them is written by no person."""
    names, at = set(), 0
    while found := _HEADER.match(head, at):
        names.add(found[1].lower())
        at = found.end()
    return len(names) > 1 and bool(names & _OF_MAIL)


def delimiter(text: str, named: Mapping[str, str]) -> str:
    """What parts the columns of a table, or "" where the text is none.

    A table begins with a row of column names: known ones, or else as many short ones as the rows below have cells.
    """
    text = text.lstrip("\n\r ")
    line = text.partition("\n")[0].strip()
    for sign in ",;\t|":
        if sign in line and len(line) < 4_000:
            names, below = _rows(text, sign)
            known = columns.fields(names, named)
            short = all(0 < len(name) <= 60 for name in names)
            if short and (("text" in known and len(names) > 1) or _is_table(names, below)):
                return sign
    return ""


def _rows(text: str, sign: str) -> tuple[list[str], list[list[str]]]:
    """The first row, and the whole ones among the next; nothing where an empty line follows on the first."""
    rows = []
    try:
        for row in islice(csv.reader(io.StringIO(text), delimiter=sign), _ROWS):
            rows.append([cell.strip() for cell in row])
    except csv.Error:
        return [], []
    if not rows or (len(rows) > 1 and not rows[1]):
        return [], []
    return rows[0], [row for row in rows[1:-1] or rows[1:] if row]


def _is_table(names: list[str], below: list[list[str]]) -> bool:
    like_names = all(len(name) <= 30 and len(name.split()) <= 3 and name[-1:] not in ".!?" for name in names)
    return len(names) > 2 and like_names and bool(below) and all(len(row) == len(names) for row in below)

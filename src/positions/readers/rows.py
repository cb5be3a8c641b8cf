"""Tables of articles: JSON, JSON Lines and CSV -> pieces, one for each record.

A record that is broken is reported by its line; the others are read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

from positions.errors import UnreadableSource
from positions.model import When
from positions.readers import columns, kinds
from positions.readers.dates import day_of, mentions
from positions.readers.decode import clean, encoding_of
from positions.readers.facts import Facts
from positions.readers.limits import Limits
from positions.readers.pieces import Found, Piece, too_large

_LISTS = ("articles", "documents", "items", "records", "results", "data", "docs", "response")
_FOLLOWED = "Extra data"  # as the library says it: a value is whole, and something stands behind it
_HINT = "A record needs a text; --map text=COLUMN says which one it is."


def jsonl(
    stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str], *, start: int = 1
) -> Iterator[Found]:
    """Each line is a record; the first has the number `start`."""
    for number, line in enumerate(_lines(stream, limits.document), start):
        where = f"{location}:{number}"
        if line is None:
            yield too_large(where, limits.document)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _line(line, where, named)


def json_document(
    stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str]
) -> Iterator[Found]:
    """One record, or a list of them, perhaps below a key such as `articles`; or records, one a line.

    Which of these is seen from the first line, however long that is, and else from what follows the first value.
    """
    first = stream.readline(limits.document + 1)
    if first.endswith(b"\n") and isinstance(_loaded(first), dict) and stream.peek(1):  # type: ignore[attr-defined]
        yield _line(first, f"{location}:1", named)
        yield from jsonl(stream, location, limits, named, start=2)
        return
    data = first + stream.read(max(0, limits.unpacked + 1 - len(first)))
    value = _loaded(data)
    if isinstance(value, UnreadableSource) and (_FOLLOWED in value.sentence or b"\n{" in data):
        yield from jsonl(io.BytesIO(data), location, limits, named)
    elif len(data) > limits.unpacked:
        yield too_large(location, limits.unpacked)
    elif isinstance(value, UnreadableSource):
        yield UnreadableSource(f"{location}: {value.sentence}", value.hint)
    else:
        for number, record in enumerate(_listed(value), 1):
            yield _record(record, f"{location}:{number}" if record is not value else location, named)


def table(stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str]) -> Iterator[Found]:
    """Each row below the first is a record."""
    head = stream.peek(kinds.HEAD)[: kinds.HEAD]  # type: ignore[attr-defined]
    encoding = encoding_of(head)
    sign = kinds.delimiter(head.decode(encoding, "replace").lstrip("\ufeff"), named)
    text = io.TextIOWrapper(stream, encoding, "replace", newline="")
    csv.field_size_limit(limits.document)
    rows = csv.reader(text, delimiter=sign)
    try:
        names = [cell.strip("\ufeff ") for cell in next(rows)]
        line = rows.line_num
        if "text" not in columns.fields(names, named):
            yield _without_text(location, names)
            return
        for row in rows:
            where, line = f"{location}:{line + 1}", rows.line_num
            if any(row):
                yield _record(dict(zip(names, row, strict=False)), where, named)
    except csv.Error as fault:
        yield UnreadableSource(f"{location}:{rows.line_num}: {fault}.", "The rows before it were read.")
    finally:
        text.detach()


def _without_text(location: str, names: list[str]) -> UnreadableSource:
    shown = clean(", ".join(names))[0]
    return UnreadableSource(f"{location}: None of its columns is known to hold a text: {shown[:200]}.", _HINT)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines; None for one that is too long to be held."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)


def _line(line: bytes, where: str, named: Mapping[str, str]) -> Found:
    value = _loaded(line)
    if isinstance(value, UnreadableSource):
        return UnreadableSource(f"{where}: {value.sentence}", value.hint)
    return _record(value, where, named)


def _loaded(data: bytes) -> object:
    """The value, or why it is none: broken, nested too deep, a number of thousands of digits."""
    try:
        return json.loads(data.decode(encoding_of(data), "replace").lstrip("\ufeff"), strict=False)
    except RecursionError:
        return UnreadableSource("It is nested too deep.", _HINT)
    except ValueError as fault:
        told = fault.msg if isinstance(fault, json.JSONDecodeError) else "it holds an absurd number"
        return UnreadableSource(f"It is no JSON: {told}.", "Each line must be one whole record.")


def _listed(value: object) -> list[object]:
    if isinstance(value, dict):
        inner = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
        return inner if inner is not None and "text" not in columns.fields(value, {}) else [value]
    return value if isinstance(value, list) else [value]


def _record(value: object, where: str, named: Mapping[str, str]) -> Found:
    if not isinstance(value, dict):
        return UnreadableSource(f"{where}: It is no record.", _HINT)
    keys = columns.fields((key for key in value if isinstance(key, str)), named)
    said = {field: _words(value.get(key)) for field, key in keys.items()}
    if not said.get("text", "").strip():
        return UnreadableSource(f"{where}: There is no text in this record.", _HINT)
    return Piece(where, clean(said["text"])[0].encode(), _facts(said))


def _words(value: object) -> str:
    """A cell as text: names of a list one after the other, of an object its name, a number as it is."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(each) for each in value[:20])))
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or value.get("value"))
    return "" if value is None or isinstance(value, bool) else str(value)


def _facts(said: Mapping[str, str]) -> Facts:
    day = day_in(said.get("published", ""))
    url = said.get("url", "").strip()
    return Facts(
        title=" ".join(said.get("title", "")[:1_000].split()),
        author=" ".join(said.get("author", "")[:500].split()),
        outlet=" ".join(said.get("outlet", "")[:500].split()),
        url=url if url.startswith(("http://", "https://")) else "",
        published=day,
        published_from="record" if day else "",
        language=said.get("language", "").strip().lower()[:2],
    )


def day_in(text: str) -> When | None:
    """The day that a cell means: ISO 8601, a date in words, `20220126`, or seconds since 1970 (UTC)."""
    text = text.strip()[:60]
    if len(text) >= 10 and text[4:5] == text[7:8] == "-":
        text = text[:10]
    elif text.isdecimal() and text.isascii():
        return _by_number(text)
    clear = next((mention.clear for mention in mentions(text)), None)
    return When.day(clear) if clear else _coarse(text)


def _by_number(digits: str) -> When | None:
    if len(digits) == 8:
        day = day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return When.day(day) if day else None
    if len(digits) in (9, 10, 12, 13):
        seconds = int(digits) / (1000 if len(digits) > 10 else 1)
        since = datetime.fromtimestamp(seconds, UTC)
        day = day_of(since.year, since.month, since.day)
        return When.day(day) if day else None
    return _coarse(digits)


def _coarse(text: str) -> When | None:
    try:
        return When(text)
    except ValueError:
        return None

"""CSV with a line of column names: our own exports, and the tables of others by a map of columns.

`columns` says which column holds which field where it is not called like it: {"text": "Quote"}. A table with a
column for `position` has one stance a row; rows of one sentence of one speaker are one statement. A cell that was
defused (`positions.cells`) is restored, unless `raw`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from positions import shapes
from positions.errors import UsageError
from positions.imports import Imported, Item, Refused, opened
from positions.imports.kinds import FIELDS, recognised
from positions.imports.order import gathered
from positions.records import StanceRecord, StatementRecord

_TOLD = shapes.types(StatementRecord) | shapes.types(StanceRecord)
MAPPED = tuple(name for name, kind in _TOLD.items() if shapes.inner(kind) in shapes.EMPTY)
LONGEST = 100_000_000  # characters of a cell
_STANCE = ("position", "stance", "conditional", "implied", "confidence", "coder", "rule", "status", "because")
SIDES = {
    **dict.fromkeys(("support", "supports", "for", "pro", "agree", "yes", "true", "1", "+", "+1"), "support"),
    **dict.fromkeys(("oppose", "opposes", "against", "con", "disagree", "no", "false", "0", "-", "-1"), "oppose"),
}  # fmt: skip


def read(path: Path, columns: Mapping[str, str] | None = None, *, raw: bool = False) -> Iterator[Item]:
    """The records of a file. Its statements are gathered by document, wherever their rows stand."""
    with opened(path) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        csv.field_size_limit(LONGEST)
        first = lines.readline()
        delimiter = max(",;\t", key=first.count)
        heads = next(csv.reader([first], delimiter=delimiter), [])
        wanted = _wanted(path, heads, columns or {})
        table = csv.reader(lines, delimiter=delimiter)
        yield from gathered(_rows(table, wanted, raw))


def _wanted(path: Path, heads: Sequence[str], columns: Mapping[str, str]) -> dict[int, str]:
    """The field that each column holds."""
    if unknown := sorted(set(columns) - set(FIELDS)):
        raise UsageError(f"No field is called {unknown[0]!r}.", f"Fields: {', '.join(MAPPED)}.")
    places = {head: place for place, head in reversed(list(enumerate(heads)))}
    if missing := [head for head in columns.values() if head not in places]:
        raise UsageError(f"{path.name} has no column {missing[0]!r}.", _names(heads))
    named = {places[field]: field for field in FIELDS if field in places and field not in columns}
    wanted = named | {places[head]: field for field, head in columns.items()}
    if not set(wanted.values()) & {"text", "proposition", "code"}:
        raise UsageError(
            f"{path.name} has no column 'text'.", f"Say which: --map text=COLUMN. {_names(heads)}"
        )
    return wanted


def _names(heads: Sequence[str]) -> str:
    return f"It has {', '.join(heads)[:300]}."


def _rows(table: Any, wanted: Mapping[int, str], raw: bool) -> Iterator[Item]:
    while True:
        line = table.line_num + 2  # behind the line of names, and counted from 1
        try:
            cells = next(table)
            if cells:
                yield _item(cells, wanted, raw, line)
        except StopIteration:
            return
        except (csv.Error, ValueError) as fault:
            yield Refused(line, str(fault))


def _item(cells: Sequence[str], wanted: Mapping[int, str], raw: bool, line: int) -> Item:
    row: dict[str, Any] = {}
    for place, field in wanted.items():
        if place < len(cells):
            row[field] = _cell(field, cells[place], raw)
    found = recognised(_with_stance(row))
    return found.at(line) if isinstance(found, Imported) else found


def _cell(field: str, cell: str, raw: bool) -> object:
    try:
        kind = FIELDS[field]
        if kind in (int, float, bool) and not cell.strip():
            return shapes.EMPTY[kind]
        return shapes.from_cell(kind, cell, raw=raw)
    except ValueError:
        raise ValueError(f"{field} is not what it must be") from None


def _with_stance(row: dict[str, Any]) -> dict[str, Any]:
    """A row that has a position is a statement with one stance."""
    if "position" not in row or "proposition" in row:
        return row
    stance = {name: row.pop(name) for name in _STANCE if name in row}
    if not stance["position"].strip():
        return row
    given = stance.get("stance", "").strip().casefold()
    if given not in SIDES:
        raise ValueError(f"{given[:20]!r} is no stance: support or oppose")
    holder = {name: row[name] for name in ("actor", "actor_code") if row.get(name)}
    whole = {"coder": "import", "status": "accepted", "confidence": 1.0, **stance, **holder}
    return {**row, "stances": [{**whole, "stance": SIDES[given]}]}

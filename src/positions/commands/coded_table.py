"""A table of codings: a row for each stance, by the id of its statement. A row that cannot be taken stops no other."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from positions.cells import restored
from positions.commands import judged, marking, names, streams
from positions.errors import PositionsError, UnreadableSource, UsageError
from positions.imports import opened
from positions.model import Side
from positions.readers import shown
from positions.records import By, PositionRecord
from positions.store import Store, read

NEEDED = ("statement", "position", "stance")
LONGEST = 10_000_000  # bytes
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


def take(store: Store, path: Path, by: By) -> int:
    """Code what the table says, row by row. Returns the exit code: 0, 1 where some rows were refused, 3 where all."""
    codebook = read.codebook(store)
    done = refused = 0
    for line, row in _rows(path):
        try:
            _code(store, codebook, by, row)
            done += 1
        except PositionsError as fault:
            refused += 1
            streams.note(f"positions: {shown(path)}, line {line}: {fault.sentence}", fault.hint)
    streams.note(f"{done} rows coded by {by.coder}; {refused} refused.")
    return (1 if done else 3) if refused else 0


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row with its line. Raises `UnreadableSource`, and `UsageError` where a column is missing."""
    with opened(path) as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise UnreadableSource(f"{shown(path)} is larger than 10 MB.", "Cut it into several tables.")
    lines = data.decode("utf-8-sig", "replace").replace("\0", "\ufffd").splitlines()
    table = csv.DictReader(lines, restval="")
    if missing := [name for name in NEEDED if name not in (table.fieldnames or ())]:
        raise UsageError(f"{shown(path)} has no column {missing[0]!r}.", f"Needed are {', '.join(NEEDED)}.")
    try:
        for row in table:
            yield table.line_num, {name: restored(row[name] or "").strip() for name in row if name}
    except csv.Error as fault:
        raise UnreadableSource(f"{shown(path)} is no CSV: {fault}.") from None


def _code(store: Store, codebook: Sequence[PositionRecord], by: By, row: Mapping[str, str]) -> None:
    from positions.store import review

    record = names.statement(store, row["statement"]).record
    mine = replace(by, note=row.get("note") or by.note)
    if row["stance"].lower() == "none":
        review.none(store, mine, record.id)
        return
    to = judged.to(
        names.positions(codebook, [row["position"]])[0],
        _side(row["stance"]),
        _flag(row.get("conditional", "")),
    )
    whose = [row["actor"]] if row.get("actor") else []
    review.code(store, mine, record.id, [each.id for each in marking.actors_of(store, record, whose)], to)


def _side(given: str) -> Side:
    try:
        return Side(given.lower())
    except ValueError:
        raise UsageError(f"{given[:20]!r} is no stance: support, oppose or none.") from None


def _flag(given: str) -> bool:
    if given.lower() in (*_YES, *_NO):
        return given.lower() in _YES
    raise UsageError(f"conditional is yes or no, not {given[:20]!r}.")

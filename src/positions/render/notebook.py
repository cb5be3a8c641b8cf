"""A table in HTML for a notebook: self-contained, and no text of the store can be taken for markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from positions.visible import line

SHOWN = 200  # rows; a notebook's file holds all that is shown


def as_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], title: str) -> str:
    """The rows under their title; of very many the first, and how many there are."""
    caption = title if len(rows) <= SHOWN else f"{title} (the first {SHOWN} of {len(rows):,})"
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
    body = "\n".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows[:SHOWN])
    return (
        f'<table class="positions">\n<caption>{_text(caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cells(columns: Iterable[str], row: Mapping[str, Any]) -> str:
    return "".join(f"<td>{_text(_words(row.get(column)))}</td>" for column in columns)


def _text(words: str) -> str:
    return escape(line(words))


def _words(value: Any) -> str:
    """A value as a reader says it: a list as its parts, a record by its name."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(_words(each) for each in value)
        case {"position": position, "stance": stance}:
            return f"{stance} {position}"
        case {"position": position, "from": before, "to": after}:
            return f"{position}: {before} → {after}"
        case {"name": name}:
            return str(name)
    return str(value)

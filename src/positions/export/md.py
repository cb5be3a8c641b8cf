"""A Markdown table, for a memo or an issue. No text of the store can be taken for markup.

With `raw` texts are not escaped, but still stand on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from positions.export import Row
from positions.export.json import encode
from positions.visible import line

_MARKUP = re.compile(r"([\\`*_\[\]{}<>|~#!$&^])")


def write(columns: Sequence[str], rows: Iterable[Row], out: TextIO, *, raw: bool = False) -> None:
    out.write(_row([_cell(column, raw) for column in columns]))
    out.write(_row(["---"] * len(columns)))
    for row in rows:
        out.write(_row([_cell(row.get(column), raw) for column in columns]))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(value: object, raw: bool) -> str:
    text = line(_words(value))
    return text if raw else _MARKUP.sub(r"\\\1", text)


def _words(value: object) -> str:
    """A value as a reader says it: a list of words is words, a yes is "yes"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return value if isinstance(value, str) else encode(value)

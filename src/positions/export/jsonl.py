"""JSON lines: one object a line. Texts stand exactly as in the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from positions.export import Row
from positions.export.json import encode


def write(columns: Sequence[str], rows: Iterable[Row], out: TextIO, *, raw: bool = False) -> None:
    for row in rows:
        out.write(encode(row, out) + "\n")

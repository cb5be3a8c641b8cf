"""CSV for a spreadsheet, with a line of column names. Lists stand in their cell as JSON.

A spreadsheet runs a cell that begins with = + - @ as a formula, so such a text gets a leading ' and
unseen characters are made visible. With `raw` texts stand exactly as in the store.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from positions.export import Row
from positions.export.json import encode
from positions.visible import plain

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(columns: Sequence[str], rows: Iterable[Row], out: TextIO, *, raw: bool = False) -> None:
    # A lone carriage return is quoted only where everything is.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC if raw else csv.QUOTE_MINIMAL)
    writer.writerow([_cell(column, raw) for column in columns])
    for row in rows:
        writer.writerow([_cell(row.get(column), raw) for column in columns])


def _cell(value: object, raw: bool) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = value if isinstance(value, str) else encode(value)
    return text if raw else defused(text)


def defused(text: str) -> str:
    return plain(f"'{text}" if text.startswith(FORMULA) else text)

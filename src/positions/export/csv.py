"""CSV for a spreadsheet, with a line of column names. Lists stand in their cell as JSON.

Texts are defused and unseen characters made visible, so that an import can restore them (`positions.cells`). With
`raw` texts stand exactly as in the store.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from positions.cells import defused
from positions.export import Row
from positions.export.json import encode


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

"""Rows to a file format, one format a module, all with one signature:

    write(columns: Sequence[str], rows: Iterable[Row], out: TextIO, *, raw: bool = False) -> None

A row maps column names to values that JSON knows. `raw` leaves texts exactly as the store has them,
where a format would otherwise defuse them.
"""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, object]

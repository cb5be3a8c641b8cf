"""Parquet, for pandas, DuckDB and R: lists and records keep their shape, and the file says how it was made.

It is a file of bytes with a schema, so it is written to a path, and it needs the types of its columns:

    write(types: Mapping[str, Any], rows: Iterable[Row], path: Path, stamp: str) -> None

The schema's metadata holds the stamp as JSON under the key `positions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from positions import shapes
from positions.errors import UsageError
from positions.export import Row

if TYPE_CHECKING:
    import pyarrow

GROUP = 10_000  # rows that are written at a time


def write(types: Mapping[str, Any], rows: Iterable[Row], path: Path, stamp: str) -> None:
    """Raises `UsageError` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            "Parquet needs the package pyarrow.", "Install it: pip install 'positions[parquet]'."
        ) from None
    fields = [pyarrow.field(name, _kind(kind)) for name, kind in types.items()]
    schema = pyarrow.schema(fields, metadata={"positions": stamp})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(iter(rows)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterator[Row]) -> Iterator[list[dict[str, object]]]:
    while group := [dict(row) for row in islice(rows, GROUP)]:
        yield group


def _kind(kind: Any) -> pyarrow.DataType:
    """The type of Parquet for a type of ours. A pair of numbers is a list of two."""
    import pyarrow

    wanted = shapes.inner(kind)
    if get_origin(wanted) is tuple:
        return pyarrow.list_(_kind(get_args(wanted)[0]))
    if is_dataclass(wanted) and isinstance(wanted, type):
        return pyarrow.struct([(name, _kind(each)) for name, each in shapes.types(wanted).items()])
    plain = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    return plain[wanted]

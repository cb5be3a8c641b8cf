"""A network as a file: the suffix of its name says in which format."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path

from positions.commands import drawn, files
from positions.commands.drawn import Drawn
from positions.errors import UsageError

SUFFIXES = (".edges.csv", ".gexf", ".graphml", ".csv")


def suffix(path: Path) -> str:
    """The suffix that decides. Raises `UsageError`."""
    for each in SUFFIXES:
        if path.name.lower().endswith(each):
            return each
    raise UsageError(f"{path.name!r} does not say in which format.", f"End it with {', '.join(SUFFIXES)}.")


def check(path: Path, *, force: bool) -> None:
    """Before any work: is there a format, and a place for the file? Raises `UsageError`."""
    suffix(path)
    files.check(path, force=force)


def write(path: Path, found: Drawn, *, raw: bool) -> None:
    """The network in the format of its suffix. Raises `UsageError`, or `PositionsError` where it cannot be written."""
    files.write(path, _text(suffix(path), found, raw=raw))


def _text(kind: str, found: Drawn, *, raw: bool) -> str:
    out = io.StringIO()
    if kind in (".csv", ".edges.csv"):
        from positions.export import csv

        columns, rows = drawn.matrix(found) if kind == ".csv" else (drawn.EDGE, drawn.edges(found))
        csv.write(columns, rows, out, raw=raw)
    else:
        import_module(f"positions.export{kind}").write(drawn.graph(found), out)
    return out.getvalue()

"""What a command has to show, and the one function that shows it in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from positions.commands import streams
from positions.export import Row


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows for programs and a screen for people; `screen` is called only where it is looked at."""

    columns: Sequence[str]
    rows: Iterable[Row]
    screen: Callable[[], object]  # gives a rich renderable
    whole: object = None  # what `--format json` writes where that is more than the rows
    empty: str = ""  # why there is nothing, where there is nothing
    hint: str = ""
    page: Callable[[], tuple[Sequence[str], Iterable[Row]]] | None = (
        None  # for `--format md`, if not the rows
    )


def show(answer: Answer, how: Format, *, raw: bool = False) -> None:
    """Write the answer to standard output; say on standard error why it is empty or cut."""
    if how is Format.TABLE:
        if not answer.empty:
            streams.screen().print(answer.screen())
    elif how is Format.JSON and answer.whole is not None:
        from positions.export.json import write_whole

        write_whole(answer.whole, sys.stdout)
    else:
        reads = answer.page if how is Format.MD else None
        columns, rows = reads() if reads else (answer.columns, answer.rows)
        import_module(f"positions.export.{how.value}").write(columns, rows, sys.stdout, raw=raw)
    sys.stdout.flush()
    if answer.empty or answer.hint:
        streams.note(answer.empty, answer.hint)

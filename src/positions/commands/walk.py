"""A long list one by one, with a bar on standard error where that is a terminal, until Ctrl-C is pressed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from positions.visible import line

if TYPE_CHECKING:
    from rich.progress import Progress

WIDEST = 40


Item = TypeVar("Item")


class Walk(Generic[Item]):
    """Gives its items in order. The first Ctrl-C ends them after the one at hand, a second stops at once."""

    def __init__(self, items: Sequence[Item], name: Callable[[Item], str]) -> None:
        self.items = items
        self.name = name
        self.done = 0
        self.stopped = False  # before the last one
        self._interrupted = False
        self._bar = _bar(len(items)) if sys.stderr.isatty() else None
        self._open = ExitStack()

    def __iter__(self) -> Iterator[Item]:
        for item in self.items:
            if self._interrupted:
                self.stopped = True
                return
            self._say(_short(line(self.name(item))))
            yield item
            self.done += 1
            self._say("")

    def __enter__(self) -> Self:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._interrupt)
            self._open.callback(signal.signal, signal.SIGINT, signal.default_int_handler)
        if self._bar:
            self._open.enter_context(self._bar)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _interrupt(self, *_: object) -> None:
        self._interrupted = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._say("Stopping after this one …")

    def _say(self, words: str) -> None:
        if self._bar:
            self._bar.update(self._bar.task_ids[0], description=words, completed=self.done)


def _bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True, markup=False, emoji=False, highlight=False),
        transient=True,
    )
    bar.add_task("Getting ready …", total=total)
    return bar


def _short(name: str) -> str:
    return name if len(name) <= WIDEST else name[: WIDEST - 1] + "…"

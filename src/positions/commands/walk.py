"""A long list one by one, with a bar on standard error where that is a terminal, until Ctrl-C is pressed."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from positions.visible import line

if TYPE_CHECKING:
    from rich.progress import Progress

WIDEST = 40


Item = TypeVar("Item")
Made = TypeVar("Made")


class Walk(Generic[Item]):
    """Gives its items in order. The first Ctrl-C ends them after the one at hand, a second stops at once."""

    def __init__(self, items: Sequence[Item], name: Callable[[Item], str]) -> None:
        self.items = items
        self.name = name
        self.done = 0
        self.stopped = False  # before the last one
        self._interrupted = False
        self._made = 0
        self._began = time.monotonic()
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

    def through(self, made: Iterable[Made]) -> Iterator[Made]:
        """What is made of the items, one by one, until Ctrl-C is pressed; an item may be made into many."""
        for each in made:
            if self._interrupted:
                self.stopped = True
                return
            self._made += 1
            yield each

    def share(self, done: float) -> None:
        """How much of the item at hand is done, between 0 and 1."""
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self.done + done)

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
            self._bar.update(self._bar.task_ids[0], description=words, completed=self.done, rate=self._rate())

    def _rate(self) -> str:
        """Documents a second, since the walk began."""
        passed = time.monotonic() - self._began
        return f"{max(self._made, self.done) / passed:.1f}/s" if passed > 1 else ""


def _bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[rate]}, left", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True, markup=False, emoji=False, highlight=False),
        transient=True,
    )
    bar.add_task("Getting ready …", total=total, rate="")
    return bar


def _short(name: str) -> str:
    return name if len(name) <= WIDEST else name[: WIDEST - 1] + "…"

"""The counts of a timeline as a chart of characters: support upwards, opposition downwards."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.text import Text

from positions.analysis.periods import Period, Span, unbroken
from positions.render import words
from positions.render.safe import on_one_line
from positions.render.statements import changed

WIDEST, HEIGHT = 80, 14
LONGEST = 366  # periods; of more, the latest are drawn
_COLOUR = re.compile("\x1b\\[[0-9;]*m")  # plotext's own: the signs say enough

Bars = Sequence[tuple[str, int, int]]  # period, upwards, downwards


class chart:
    """The chart as wide as the screen, 80 columns at the most; beneath it the changes and how to read it."""

    def __init__(self, found: Sequence[Period], by: Span, labels: Mapping[str, str], about: str) -> None:
        self.found, self.by, self.labels, self.about = found, by, labels, about

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        stances = any(each.support or each.oppose for each in self.found)
        bars = _bars(self.found, self.by, stances=stances)
        if bars:
            yield Text(_drawn(bars, min(options.max_width, WIDEST)), no_wrap=True)
        yield Group(*self._changes())
        yield on_one_line(self._legend(stances, len(bars)), "dim")

    def _changes(self) -> list[Text]:
        return [
            Text(f"{words.day(made.on).strip()}  ")
            + changed(made, self.labels)
            + Text(" · ")
            + on_one_line(made.actor)
            for each in self.found
            for made in each.changes
        ]

    def _legend(self, stances: bool, drawn: int) -> str:
        what = "+ supports, − opposes, counted as stances" if stances else "# statements"
        vague = sum(each.statements for each in self.found if not _fits(each, self.by))
        left = f" Not drawn, since dated less precisely: {words.count(vague, 'statement')}." if vague else ""
        return f"{self.about}: {what}; {words.count(drawn, self.by.value)}.{left}"


def _fits(each: Period, by: Span) -> bool:
    return each.period is not None and len(each.period) == {Span.DAY: 10, Span.MONTH: 7, Span.YEAR: 4}[by]


def _bars(found: Sequence[Period], by: Span, *, stances: bool) -> Bars:
    """Every period from the first to the last, those in which nothing was said included."""
    known = {each.period: each for each in found if each.period and _fits(each, by)}
    if not known:
        return []
    every = unbroken(min(known), max(known), by)[-LONGEST:]
    return [(each, *_heights(known.get(each), stances=stances)) for each in every]


def _heights(each: Period | None, *, stances: bool) -> tuple[int, int]:
    if each is None:
        return 0, 0
    return (each.support, each.oppose) if stances else (each.statements, 0)


def _drawn(bars: Bars, width: int) -> str:
    import plotext

    figure: Any = plotext.figure  # it has no types of its own
    figure.clear()
    figure.plot_size(width, HEIGHT)
    places = list(range(len(bars)))
    up, down = [each[1] for each in bars], [-each[2] for each in bars]
    figure.draw(figure.bar(places, up, marker="+" if any(down) else "#"))
    if any(down):
        figure.draw(figure.bar(places, down, marker="-"))
    shown = places[:: max(1, -(-len(bars) // (width // 12)))]
    figure.ruler("x").ticks(shown, [bars[at][0] for at in shown])
    heights = _ticks(min(down), max(up))
    figure.ruler("y").ticks(heights, [str(abs(each)) for each in heights])
    return _COLOUR.sub("", figure.build().string()).rstrip("\n")


def _ticks(least: int, most: int) -> list[int]:
    """Whole numbers, seven at the most."""
    step = max(1, -(-(most - least) // 6))
    return sorted({*range(0, most + 1, step), *range(0, least - 1, -step)})

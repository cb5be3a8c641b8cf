"""The feeds that are watched."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from positions.render.safe import on_one_line
from positions.render.tables import table
from positions.store.watched import Watched


def feeds(found: Iterable[Watched]) -> Table:
    """A feed each: its articles that were read, when it was last asked, and what is wrong, if anything."""
    shown = table(expand=True)
    shown.add_column("Feed", ratio=1, overflow="fold")
    shown.add_column("Articles", justify="right", no_wrap=True)
    shown.add_column("Asked (UTC)", no_wrap=True)
    for each in found:
        about = [on_one_line(each.address)]
        if each.fault:
            about.append(on_one_line(f"{each.fault} Next: {_moment(each.next_at)}", "yellow"))
        shown.add_row(Text("\n").join(about), f"{each.articles:,}", _moment(each.polled_at or ""))
    return shown


def _moment(written: str) -> str:
    return written[:16].replace("T", " ") or "·"

"""What was said, period by period: how much, on which side, by which acts, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from positions.analysis.periods import Period
from positions.analysis.timeline import Gap
from positions.render import words
from positions.render.safe import on_one_line
from positions.render.statements import Labels, changed
from positions.render.tables import table

ACTS = 3  # the most frequent; the rest are in the data formats


def table_of(found: Sequence[Period], broken: Mapping[str | None, Gap], labels: Labels) -> Group:
    """A row a period, with a line before it where a silence ended in it."""
    shown = table(expand=True)
    shown.add_column("Said in", width=11)
    for label in ("Statements", "+", "−", "If"):
        shown.add_column(label, justify="right", no_wrap=True)
    shown.add_column("Acts and changes", ratio=1)
    for each in found:
        _add(shown, each, broken.get(each.period), labels)
    total = sum(each.statements for each in found)
    legend = "+ supports, − opposes, If: of these under a condition. Reports of one statement count once."
    return Group(shown, Text(f"\n{words.count(total, 'statement')}. {legend}", "dim"))


def _add(shown: Table, each: Period, gap: Gap | None, labels: Labels) -> None:
    if gap:
        shown.add_row("", "", "", "", "", Text(f"silence: {gap.days:,} days", "dim"))
    numbers = (each.statements, each.support, each.oppose, each.conditional)
    said = [on_one_line(_acts(each))] if each.acts else []
    shown.add_row(
        words.day(each.period).strip(),
        *(f"{number:,}" if number else "·" for number in numbers),
        Group(*said, *_turns(each, labels)),
    )


def _acts(each: Period) -> str:
    most = [f"{act} {number:,}" for act, number in list(each.acts.items())[:ACTS]]
    left = sum(list(each.acts.values())[ACTS:])
    return ", ".join([*most, f"other {left:,}"] if left else most)


def _turns(each: Period, labels: Labels) -> Iterable[Text]:
    for change in each.changes:
        yield changed(change, labels) + Text(" · ", "dim") + on_one_line(change.actor, "dim")

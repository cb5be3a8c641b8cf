"""Changes of stance: who left which side of what, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group
from rich.text import Text

from positions.analysis.changes import Change
from positions.records import StatementRecord
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.statements import Labels
from positions.render.tables import table

Quotations = Mapping[str, StatementRecord]


def listed(found: Sequence[Change], quotations: Quotations, labels: Labels, *, evidence: bool) -> Group:
    """A row a change; with `evidence` the two quotations beneath it, the earlier one first."""
    shown = table(expand=True)
    shown.add_column("Changed on", width=11)
    shown.add_column("Actor", ratio=2)
    shown.add_column("Position and change", ratio=5)
    shown.add_column("How sure", width=8)
    for each in found:
        actor = _actor(each, quotations[each.statement])
        what = [on_one_line(labels.get(each.position, each.position)), _turn(each)]
        if evidence:
            what += [_quoted(quotations[key]) for key in (each.since, each.statement)]
        sure = Text(f"{each.sure}\n") + Text(f"{each.confidence:.2f}", "dim")
        shown.add_row(words.day(each.on).strip(), actor, Group(*what), sure)
    return Group(shown, Text(f"\n{words.count(len(found), 'change')} of stance", "dim"))


def _actor(each: Change, statement: StatementRecord) -> Text:
    holders = (stance.actor for stance in statement.stances if stance.actor_code == each.actor)
    return name(next(holders, each.actor))


def _turn(each: Change) -> Text:
    """`supports → opposes, since held by 3 statements; before on 20 Jan 2022`."""
    moved = f"{words.side(each.before)} → {words.side(each.after)}"
    marks = [
        word for word, holds in (("conditional", each.conditional), ("reported", each.second_hand)) if holds
    ]
    marked = f" ({', '.join(marks)})" if marks else ""
    held = f" · held by {words.count(each.held, 'statement')}; before, on {words.day(each.left).strip()}"
    return Text.assemble((moved, "bold yellow"), marked, (held, "dim"))


def _quoted(each: StatementRecord) -> Text:
    source = f"{each.speaker}, {words.day(each.said_on).strip()}, {each.outlet or each.document}, {each.id}"
    return Text("“") + on_one_line(each.text) + Text("” ") + on_one_line(source, "dim")

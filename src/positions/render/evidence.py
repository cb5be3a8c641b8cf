"""What each actor said on each position: quotations, speakers, days and sources side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from positions.analysis.compare import Compared, Comparison
from positions.analysis.standings import Standing
from positions.model import LEARNED
from positions.records import PositionRecord, Quotation, Reading
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.tables import table

Quotations = Mapping[str, Quotation]
SHOWN = 3  # quotations in one cell; the rest are counted
NARROWEST = 30  # of a column of quotations; where there is less room, they stand under one another


def side_by_side(
    found: Comparison, codebook: Mapping[str, PositionRecord], quotations: Quotations
) -> Iterable[RenderableType]:
    for row in found.shown:
        position = codebook[row.position]
        agreed = "" if row.agreement is None else f" (agreement {row.agreement:.2f})"
        head = on_one_line(position.label + agreed, "bold") + Text(": ")
        yield Text("\n") + head + on_one_line(position.proposition)
        yield _Sides(row, found.actors, quotations)


@dataclass(frozen=True, slots=True)
class _Sides:
    """A column for each actor where there is room for quotations, else one under the other; then who is silent."""

    row: Compared
    actors: Sequence[str]
    quotations: Quotations

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        spoken = {actor: each for actor in self.actors if (each := self.row.standings[actor])}
        beside = options.max_width // len(spoken) - 2 >= NARROWEST
        yield from (_beside if beside else _beneath)(spoken, self.quotations)
        if silent := [actor for actor in self.actors if actor not in spoken]:
            yield on_one_line(f"{words.SILENCE} silent: {', '.join(silent)}", "dim")


def _beside(spoken: Mapping[str, Standing], quotations: Quotations) -> Iterable[RenderableType]:
    shown = table(expand=True)
    for actor in spoken:
        shown.add_column(name(actor), ratio=1)
    shown.add_row(*(_cell(actor, each, quotations) for actor, each in spoken.items()))
    yield shown


def _beneath(spoken: Mapping[str, Standing], quotations: Quotations) -> Iterable[RenderableType]:
    for actor, standing in spoken.items():
        yield name(actor, "underline")
        yield _cell(actor, standing, quotations) + Text("\n")


def _cell(actor: str, standing: Standing, quotations: Quotations) -> Text:
    """The latest quotations first, each with its stance, speaker, day, source and id."""
    latest = sorted(standing.statements, key=lambda each: each.said_on is not None)[::-1]
    cells = [_quotation(actor, each, quotations[each.statement]) for each in latest[:SHOWN]]
    if more := standing.n - len(cells):
        cells.append(Text(f"and {words.count(more, 'statement')} more: positions stances", "dim"))
    if standing.n > 1 and standing.reports > standing.n:
        again = f"{words.count(standing.n, 'statement')} in {words.count(standing.reports, 'report')}"
        cells.append(Text(f"{again}: each statement counts once", "dim"))
    return Text("\n\n").join(cells)


def _quotation(actor: str, reading: Reading, each: Quotation) -> Text:
    statement = each.statement
    stance = words.stance(
        reading.stance,
        conditional=reading.conditional,
        implied=reading.implied,
        reported=reading.second_hand,
        learned=any(
            s.rule == LEARNED and (s.position, s.actor_code) == (reading.position, reading.actor)
            for s in statement.stances
        ),
    )
    speaker = name(statement.speaker).plain
    if statement.actor and statement.actor not in (actor, statement.speaker):
        speaker += f" for {name(statement.actor).plain}"  # one of a group, or an actor beside others
    source = ", ".join(filter(None, [speaker, words.day(statement.said_on), statement.outlet]))
    quoted = on_one_line(statement.text)
    again = f", in {words.count(each.reports, 'report')}" if each.reports > 1 else ""
    said = on_one_line(f"{source}, {statement.id}{again}", "dim")
    return stance + Text("\n") + quoted + Text("\n") + said

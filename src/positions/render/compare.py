"""The comparison: one row a position, one column an actor, the score in words beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from positions.analysis.compare import Compared, Comparison
from positions.analysis.standings import Standing
from positions.records import PositionRecord
from positions.render import evidence, words
from positions.render.evidence import Quotations
from positions.render.safe import name, on_one_line
from positions.render.score import matrices, score
from positions.render.tables import table

Codebook = Mapping[str, PositionRecord]
NARROWEST = 16  # of a column with words in it; where there is less room, signs and numbers stand alone
AGREE = 5


def comparison(
    found: Comparison,
    codebook: Codebook,
    quotations: Quotations | None = None,
    *,
    codes: Mapping[str, str] | None = None,
    matrices: bool = False,
) -> Group:
    """The standings by dispute, the score, and with `quotations` what each actor said, side by side.

    `codes` are short names for columns that are too narrow for the long ones.
    """
    parts: list[RenderableType] = [_Standings(found, codebook, codes or {}), score(found, codebook)]
    if matrices:
        parts += _matrices(found)
    if quotations is not None:
        parts += evidence.side_by_side(found, codebook, quotations)
    return Group(*parts)


def _matrices(found: Comparison) -> Sequence[RenderableType]:
    return [Text(), matrices(found)]


@dataclass(frozen=True, slots=True)
class _Standings:
    """In words where there is room for a column of words for each actor, else in signs."""

    found: Comparison
    codebook: Codebook
    codes: Mapping[str, str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - AGREE - 2
        if room // (len(self.found.actors) + 1) - 2 >= NARROWEST - 2:
            yield from _in_words(self.found, self.codebook)
        else:
            yield from _in_signs(self.found, self.codebook, self.codes, options.max_width)


def _by_dispute(found: Comparison, codebook: Codebook) -> Iterable[tuple[str, Iterable[Compared]]]:
    return groupby(found.shown, key=lambda row: codebook[row.position].dispute_label)


def _agreed(row: Compared) -> Text:
    return Text(words.SILENCE, "dim") if row.agreement is None else Text(f"{row.agreement:.2f}")


# --- a column of words for each --------------------------------------------------------------


def _in_words(found: Comparison, codebook: Codebook) -> Iterable[RenderableType]:
    yield _grid(found, head=True)
    for dispute, rows in _by_dispute(found, codebook):
        shown = _grid(found)
        for row in rows:
            cells = [_cell(row.standings[actor]) for actor in found.actors]
            shown.add_row(on_one_line(codebook[row.position].label), *cells, _agreed(row))
        yield from (on_one_line(dispute, "bold"), shown, Text())


def _grid(found: Comparison, *, head: bool = False) -> Table:
    """The columns that all disputes share, so that they stand under one head; who is silent needs little room."""
    heard = {actor for row in found.shown for actor, each in row.standings.items() if each}
    shown = table(expand=True, show_header=head)
    shown.add_column("Position", ratio=1)
    for actor in found.actors:
        if actor in heard:
            shown.add_column(name(actor), ratio=1)
        else:
            shown.add_column(name(actor), width=min(NARROWEST, name(actor).cell_len))
    shown.add_column("Agree", width=AGREE, justify="right")
    return shown


def _cell(standing: Standing | None) -> RenderableType:
    """Where the actor stands; since when last, by how many statements, and in how many reports if more."""
    if standing is None:
        return Text(words.SILENCE, "dim")
    stance = words.stance(
        standing.stance,
        conditional=standing.conditional,
        implied=standing.implied,
        reported=standing.second_hand,
    )
    number = f"{words.day(standing.last)} n={standing.n}"
    again = f", {standing.reports} reports" if standing.reports > standing.n else ""
    return _Fitting(stance, Text(number + again, "dim"))


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Two texts on one line where there is room, else on two."""

    left: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.left.cell_len - self.right.cell_len
        yield self.left + Text("  " if room >= 2 else "\n") + self.right


# --- a sign and a number for each ------------------------------------------------------------

_SIGNS = (
    "+ supports, − opposes, ± mixed, ? under a condition, ( ) only implied; then the number of statements."
)
_WIDE = 8  # a column of signs
_LABEL = 26  # the positions beside them, at the least


def _in_signs(
    found: Comparison, codebook: Codebook, codes: Mapping[str, str], width: int
) -> Iterable[RenderableType]:
    """As many columns beside one another as there is room for; the others below, under a head of their own."""
    many = max(1, (width - _LABEL - AGREE - 4) // (_WIDE + 2))
    for start in range(0, len(found.actors), many):
        actors = found.actors[start : start + many]
        last = start + many >= len(found.actors)
        yield _signs(found, codebook, actors, codes, agree=last)
        yield Text()
    longer = [f"{codes[each]} {each}" for each in found.actors if codes.get(each, each) != each]
    yield on_one_line(_SIGNS, "dim")
    if longer:
        yield on_one_line(", ".join(longer) + ".", "dim")
    yield Text()


def _signs(
    found: Comparison, codebook: Codebook, actors: Sequence[str], codes: Mapping[str, str], *, agree: bool
) -> Table:
    shown = table(expand=True)
    shown.add_column("Position", ratio=1)
    for actor in actors:
        shown.add_column(name(codes.get(actor, actor)), width=_WIDE, justify="right")
    if agree:
        shown.add_column("Agree", width=AGREE, justify="right")
    for dispute, rows in _by_dispute(found, codebook):
        shown.add_row(on_one_line(dispute, "bold"))
        for row in rows:
            cells = [_sign(row.standings[actor]) for actor in actors]
            shown.add_row(
                on_one_line(codebook[row.position].label), *cells, *([_agreed(row)] if agree else [])
            )
    return shown


def _sign(standing: Standing | None) -> Text:
    if standing is None:
        return Text(words.SILENCE, "dim")
    shown = words.sign(standing.stance, conditional=standing.conditional) + Text(str(standing.n))
    return Text("(") + shown + Text(")") if standing.implied else shown

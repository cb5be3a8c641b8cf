"""The comparison: one row a position, one column an actor, the score in words beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from positions.analysis.compare import Agreement, Compared, Comparison, in_words
from positions.analysis.standings import Standing
from positions.records import PositionRecord, Reading, StatementRecord
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.tables import table

Codebook = Mapping[str, PositionRecord]
Quotations = Mapping[str, StatementRecord]
SHOWN = 3  # quotations in one cell of the evidence; the rest are counted


def comparison(found: Comparison, codebook: Codebook, quotations: Quotations | None = None) -> Group:
    """The matrix by dispute, the score, and with `quotations` what each actor said, side by side."""
    parts: list[RenderableType] = [_grid(found.actors, head=True)]
    for dispute, rows in groupby(found.positions, key=lambda row: codebook[row.position].dispute_label):
        parts += [on_one_line(dispute, "bold"), _matrix(found.actors, rows, codebook), Text()]
    parts.append(score(found))
    if quotations is not None:
        parts += _evidence(found, codebook, quotations)
    return Group(*parts)


def _grid(actors: Sequence[str], *, head: bool = False) -> Table:
    """The columns that all disputes share, so that they stand under one head."""
    shown = table(expand=True, show_header=head)
    shown.add_column("Position", ratio=1)
    for actor in actors:
        shown.add_column(name(actor), ratio=1)
    shown.add_column("Agree", width=5, justify="right")
    return shown


def _matrix(actors: Sequence[str], rows: Iterable[Compared], codebook: Codebook) -> Table:
    shown = _grid(actors)
    for row in rows:
        cells = [_cell(row.standings[actor]) for actor in actors]
        agreed = Text("·", "dim") if row.agreement is None else Text(f"{row.agreement:.2f}")
        shown.add_row(on_one_line(codebook[row.position].label), *cells, agreed)
    return shown


def _cell(standing: Standing | None) -> RenderableType:
    """Where the actor stands; since when last, and by how many statements."""
    if standing is None:
        return Text(words.SILENCE, "dim")
    stance = words.stance(
        standing.stance,
        conditional=standing.conditional,
        implied=standing.implied,
        reported=standing.second_hand,
    )
    return _Fitting(stance, Text(f"{words.day(standing.last).strip()} n={standing.n}", "dim"))


@dataclass(frozen=True, slots=True)
class _Fitting:
    """Two texts on one line where there is room, else on two."""

    left: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = options.max_width - self.left.cell_len - self.right.cell_len
        yield self.left + Text("  " if room >= 2 else "\n") + self.right


# --- the score -------------------------------------------------------------------------------


def score(found: Comparison) -> Group:
    parts: list[RenderableType] = [_sentence(found.agreement, found.actors)]
    if len(found.pairs) > 1:
        parts += [Text(), _pairs(found)]
    return Group(*parts)


def _sentence(agreement: Agreement, actors: Sequence[str]) -> Group:
    said = on_one_line(in_words(agreement, actors), "bold")
    if agreement.value is None:
        return Group(said, Text(f"0 of {words.count(agreement.of, 'position')} shared."))
    return Group(said, Text(_numbers(agreement)), Text(_bounds(agreement), "dim"))


def _numbers(agreement: Agreement) -> str:
    from_where = f"{words.count(agreement.n, 'statement')} in {words.count(agreement.documents, 'document')}"
    shared = f"{agreement.shared} of {words.count(agreement.of, 'position')} shared"
    implied = f" ({agreement.implied} of them only by implication)" if agreement.implied else ""
    return f"Agreement {agreement.value:.2f}: {shared}{implied}, {from_where}."


def _bounds(agreement: Agreement) -> str:
    seed = f"seed {agreement.seed}"
    if agreement.interval is None or agreement.documents < 2:
        bounds = "Interval 0.00 to 1.00: one document alone bounds nothing"
    else:
        low, high = agreement.interval
        bounds = f"95 % interval {low:.2f} to {high:.2f} (bootstrap over documents, {seed})"
    if agreement.chance_corrected is None:
        return f"{bounds}. Beyond chance: not defined here."
    return f"{bounds}. Beyond chance: {agreement.chance_corrected:.2f}."


def _pairs(found: Comparison) -> Table:
    shown = table()
    shown.add_column("Pair")
    for head in ("Agreement", "Shared", "n", "95 % interval", "Beyond chance"):
        shown.add_column(head, justify="right", no_wrap=True)
    for pair, agreement in found.pairs.items():
        shown.add_row(on_one_line(" and ".join(pair)), *_pair(agreement))
    return shown


def _pair(agreement: Agreement) -> list[str]:
    interval = agreement.interval
    return [
        _number(agreement.value),
        f"{agreement.shared} of {agreement.of}",
        str(agreement.n),
        f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else words.SILENCE,
        _number(agreement.chance_corrected),
    ]


def _number(value: float | None) -> str:
    return words.SILENCE if value is None else f"{value:.2f}"


# --- the evidence ----------------------------------------------------------------------------


def _evidence(found: Comparison, codebook: Codebook, quotations: Quotations) -> Iterable[RenderableType]:
    for row in found.positions:
        position = codebook[row.position]
        yield (
            Text("\n") + on_one_line(position.label, "bold") + Text(": ") + on_one_line(position.proposition)
        )
        yield _side_by_side(row, found.actors, quotations)


def _side_by_side(row: Compared, actors: Sequence[str], quotations: Quotations) -> Table:
    shown = table(expand=True)
    for actor in actors:
        shown.add_column(name(actor), ratio=1)
    shown.add_row(*(_quotations(row.standings[actor], quotations) for actor in actors))
    return shown


def _quotations(standing: Standing | None, quotations: Quotations) -> Text:
    """The latest quotations first, each with its stance, speaker, day, source and id."""
    if standing is None:
        return Text("· silent", "dim")
    latest = sorted(standing.statements, key=lambda each: each.said_on is not None)[::-1]
    cells = [_quotation(each, quotations[each.statement]) for each in latest[:SHOWN]]
    if more := standing.n - len(cells):
        cells.append(Text(f"and {words.count(more, 'statement')} more: positions stances", "dim"))
    return Text("\n\n").join(cells)


def _quotation(reading: Reading, statement: StatementRecord) -> Text:
    stance = words.stance(
        reading.stance,
        conditional=reading.conditional,
        implied=reading.implied,
        reported=reading.second_hand,
    )
    source = ", ".join(
        filter(None, [name(statement.speaker).plain, words.day(statement.said_on).strip(), statement.outlet])
    )
    quoted = on_one_line(statement.text)
    return stance + Text("\n") + quoted + Text("\n") + on_one_line(f"{source}, {statement.id}", "dim")

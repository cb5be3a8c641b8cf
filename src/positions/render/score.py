"""How far actors agree, in words and numbers; what parts them most; pair by pair; standings crossed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from positions.analysis.agreement import Agreement
from positions.analysis.compare import KINDS, Compared, Comparison, in_words, matrix
from positions.records import PositionRecord
from positions.render import words
from positions.render.safe import on_one_line
from positions.render.tables import table

FEW = 10  # documents: of fewer, a bootstrap draws nearly the same stores again and again
LISTED = 3  # positions in a line of text
PAIRS = 10  # pairs on a screen: of more, the closest and the farthest


def score(found: Comparison, codebook: Mapping[str, PositionRecord]) -> Group:
    parts: list[RenderableType] = [_sentence(found.agreement, found.actors), *_ends(found, codebook)]
    if len(found.pairs) > 1:
        parts += [Text(), _pairs(found)]
    return Group(*parts)


def _sentence(agreement: Agreement, actors: Sequence[str]) -> Group:
    said = on_one_line(in_words(agreement, actors), "bold")
    if agreement.value is None:
        return Group(said, Text(f"0 of {words.count(agreement.of, 'position')} shared."))
    return Group(said, Text(_numbers(agreement)), Text(_bounds(agreement), "dim"))


def _numbers(agreement: Agreement) -> str:
    said = words.count(agreement.n, "statement")
    if agreement.reports > agreement.n:
        said += f" ({words.count(agreement.reports, 'report')}, each statement counted once)"
    shared = f"{agreement.shared} of {words.count(agreement.of, 'position')} shared"
    implied = f" ({agreement.implied} of them only by implication)" if agreement.implied else ""
    where = words.count(agreement.documents, "document")
    return f"Agreement {agreement.value:.2f}: {shared}{implied}, {said} in {where}."


def _bounds(agreement: Agreement) -> str:
    if agreement.interval is None or agreement.documents < 2:
        bounds = "Interval 0.00 to 1.00: one document alone bounds nothing"
    else:
        low, high = agreement.interval
        few = "; so few documents make it too narrow" if agreement.documents < FEW else ""
        bounds = (
            f"95 % interval {low:.2f} to {high:.2f} (bootstrap over documents, seed {agreement.seed}{few})"
        )
    if agreement.chance_corrected is None:
        return f"{bounds}. Beyond chance: not defined here."
    return f"{bounds}. Beyond chance: {_number(agreement.chance_corrected)}."


def _ends(found: Comparison, codebook: Mapping[str, PositionRecord]) -> Iterable[Text]:
    """The positions at both ends of the list, a line each."""
    for label, rows in (("Furthest apart on", found.divergent), ("Closest on", found.agreed)):
        if rows:
            yield on_one_line(f"{label}: {'; '.join(_named(each, codebook) for each in rows[:LISTED])}.")


def _named(row: Compared, codebook: Mapping[str, PositionRecord]) -> str:
    return f"{codebook[row.position].label} ({row.agreement:.2f})"


# --- the pairs -------------------------------------------------------------------------------


def _pairs(found: Comparison) -> RenderableType:
    """Every pair; of many, those that agree most and least."""
    ranked = sorted(
        ((pair, each) for pair, each in found.pairs.items() if each.value is not None),
        key=lambda each: -(each[1].value or 0),
    )
    if len(found.pairs) <= PAIRS:
        return _table(found.pairs.items())
    half = PAIRS // 2
    if len(ranked) > PAIRS:
        ranked = ranked[:half] + ranked[-half:]
    note = f"{len(found.pairs)} pairs; shown are those that agree most and least, all are in --format json."
    return Group(_table(ranked), Text(note, "dim"))


def _table(pairs: Iterable[tuple[tuple[str, str], Agreement]]) -> Table:
    shown = table()
    shown.add_column("Pair")
    for head in ("Agreement", "Shared", "n", "95 % interval", "Beyond chance"):
        shown.add_column(head, justify="right", no_wrap=True)
    for pair, agreement in pairs:
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
    return words.SILENCE if value is None else f"{value:.2f}".replace("-", "−")


# --- standings crossed -----------------------------------------------------------------------


def matrices(found: Comparison) -> Group:
    """For every pair that shares a position: how one stands where the other stands so."""
    shared = [pair for pair, each in found.pairs.items() if each.shared]
    return Group(*(each for pair in shared for each in (_crossed(found, *pair), Text())))


def _crossed(found: Comparison, left: str, right: str) -> Group:
    """A row for each way the first stands, a column for each of the second; in the cells positions."""
    counted = matrix(found, left, right)
    kinds = [kind for kind in KINDS if kind != "mixed" or any("mixed" in cell for cell in counted)]
    shown = table()
    shown.add_column("")
    for kind in kinds:
        shown.add_column(_KIND[kind], justify="right")
    for one in kinds:
        cells = (str(counted[one, other] or words.SILENCE) for other in kinds)
        shown.add_row(Text(_KIND[one]), *cells)
    head = f"Positions by how {left} stands (down) and {right} (across)"
    return Group(on_one_line(head, "bold"), shown)


_KIND = {"support": "supports", "oppose": "opposes", "conditional": "conditional", "mixed": "mixed"}

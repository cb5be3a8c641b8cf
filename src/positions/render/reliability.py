"""How far coders agree, on a screen: the numbers with what they rest on, and where the coders differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from positions.analysis.accuracy import Accuracy
from positions.analysis.reliability import VALUES, Pair, Reliability, Scores, Unit
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.statements import Labels
from positions.render.tables import facts, table

NOT_KNOWN = "·"
CROSSED = 3  # pairs whose tables are shown; of more, --format json has them
# Krippendorff 2004, p. 241: what data may be relied on, from which alpha on.
_BANDS = ((0.8, "may be relied on"), (2 / 3, "allows tentative conclusions"), (-2, "too low to rely on"))


def measured(
    found: Reliability, machines: Sequence[tuple[str, str, Accuracy]], verdicts: Accuracy, labels: Labels
) -> Group:
    """All numbers: over all units, by pairs of coders, by position, and of the machine."""
    parts: list[RenderableType] = []
    if found.overall.units:
        parts += [facts(_overall(found)), Text(), _pairs(found.pairs)]
        if len(found.pairs) <= CROSSED:
            parts += [part for pair, each in found.pairs.items() for part in _crossed(pair, each)]
        parts += [Text(), _positions(found.positions, labels)]
    if machines or verdicts.claimed:
        parts += [Text(), _right(machines, verdicts)]
    if verdicts.claimed:
        parts += [Text("* its recall is at most that: a reviewer sees what the machine found", "dim")]
    return Group(*(parts if found.overall.units else parts[1:]))


def _overall(found: Reliability) -> list[tuple[str, Text]]:
    looked = ", ".join(f"{coder} ({n:,})" for coder, n in found.coders.items())
    return [
        ("Coders", on_one_line(looked)),
        ("Statements", Text(f"{found.statements:,} that two or more looked at, in {_documents(found)}")),
        ("Units", Text(f"{found.overall.units:,}, with a stance in {found.overall.coded:,} of them")),
        ("Agreement", Text(_percent(found.overall.agreement))),
        ("Alpha", Text(_alpha(found))),
    ]


def _documents(found: Reliability) -> str:
    return words.count(found.documents, "document")


def _alpha(found: Reliability) -> str:
    if found.overall.alpha is None:
        return "none: all readings are the same, so none could differ"
    band = next(word for least, word in _BANDS if found.overall.alpha >= least)
    told = f"{found.overall.alpha:.3f} (Krippendorff, nominal): {band}"
    if found.interval is None:
        return f"{told}; no interval, since one document bounds nothing"
    low, high = found.interval
    few = "; of fewer than ten documents it is too narrow" if found.documents < 10 else ""
    return f"{told}; 95 % interval {low:.3f} to {high:.3f} over documents, seed {found.seed}{few}"


def _pairs(pairs: Mapping[tuple[str, str], Pair]) -> Table:
    shown = table()
    shown.add_column("Coders")
    for label in ("Units", "Coded", "Agreement", "Kappa", "Alpha"):
        shown.add_column(label, justify="right", no_wrap=True)
    for (one, other), pair in pairs.items():
        numbers = _numbers(pair.scores)
        shown.add_row(name(f"{one} / {other}"), *numbers[:3], _number(pair.kappa), numbers[3])
    return shown


def _crossed(coders: tuple[str, str], pair: Pair) -> list[RenderableType]:
    """What the one read, and beside it what the other did; values that nobody used are left out."""
    if not pair.scores.units:
        return []
    used = [each for each in VALUES if any(each in cell for cell in pair.table)]
    shown = table()
    shown.add_column(name(f"{coders[0]} \\ {coders[1]}"))
    for value in used:
        shown.add_column(value, justify="right", no_wrap=True)
    for one in used:
        shown.add_row(one, *(f"{pair.table.get((one, other), 0):,}" for other in used))
    return [Text(), shown]


def _positions(positions: Mapping[str, Scores], labels: Labels) -> Table:
    shown = table()
    shown.add_column("Position")
    for label in ("Units", "Coded", "Agreement", "Alpha"):
        shown.add_column(label, justify="right", no_wrap=True)
    for slug, scores in positions.items():
        shown.add_row(on_one_line(labels.get(slug, slug)), *_numbers(scores))
    return shown


def _numbers(scores: Scores) -> tuple[str, str, str, str]:
    counts = (f"{scores.units:,}", f"{scores.coded:,}")
    return *counts, _percent(scores.agreement), _number(scores.alpha)


def _right(machines: Sequence[tuple[str, str, Accuracy]], verdicts: Accuracy) -> Table:
    shown = table()
    shown.add_column("Machine / by")
    for label in ("Right", "Its own", "There", "Precision", "Recall", "F1"):
        shown.add_column(label, justify="right", no_wrap=True)
    rows = [(f"{machine} / {person}", each) for machine, person, each in machines]
    if verdicts.claimed:
        rows += [("all / verdicts*", verdicts)]
    for label, each in rows:
        ratios = (_number(each.precision), _number(each.recall), _number(each.f1))
        shown.add_row(name(label), f"{each.right:,}", f"{each.claimed:,}", f"{each.there:,}", *ratios)
    return shown


def _percent(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{100 * value:.1f} %"


def _number(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:.3f}"


# --- where they differ -----------------------------------------------------------------------


def disagreements(found: Sequence[Unit], texts: Mapping[str, str], labels: Labels) -> Group:
    """Each unit in which two coders differ: who reads what, and the sentence."""
    parts: list[RenderableType] = []
    for each in found:
        head = on_one_line(labels.get(each.position, each.position), "bold") + Text("  ")
        readings = ", ".join(f"{coder}: {value}" for coder, value in each.values.items())
        body = Group(on_one_line(readings), on_one_line(texts.get(each.statement, ""), cut=True))
        parts += [head + on_one_line(each.statement, "dim"), Padding(body, (0, 0, 1, 2))]
    return Group(*parts)

"""How far coders agree, statement by statement and position by position.

A unit is a statement and a position. Statements are those that at least two of the compared coders have looked at,
positions those that at least one of them has coded in any of these statements. In a unit a coder reads `support`, `oppose`,
or, where he looked at the statement and coded nothing on the position, `none`; where he did not look, his value is
missing and never `none`. Who holds both sides of one position in one statement, for two actors, reads `mixed`.

What is implied by another stance counts in a unit only where somebody coded it outright: else one decision would
count twice. The interval is a percentile bootstrap over documents, as that of a comparison (`analysis.interval`).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from positions.analysis.coefficients import alpha, coincidences, kappa, observed
from positions.analysis.interval import BUNDLES, RESAMPLES, SEED
from positions.records.codings import Coding, Look

NONE, MIXED = "none", "mixed"
VALUES = ("support", "oppose", MIXED, NONE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What each coder who looked at a statement read in it on one position."""

    statement: str
    document: str
    position: str
    values: Mapping[str, str]  # by coder

    @property
    def agrees(self) -> bool:
        return len(set(self.values.values())) < 2

    @property
    def is_coded(self) -> bool:
        """Whether anybody found a stance."""
        return any(each != NONE for each in self.values.values())


@dataclass(frozen=True, slots=True)
class Scores:
    """Agreement over some units; what cannot be computed is None."""

    units: int
    coded: int  # units in which somebody found a stance
    agreement: float | None  # from 0 to 1
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders: over the units that both looked at."""

    scores: Scores
    kappa: float | None
    table: Mapping[tuple[str, str], int]  # what the one and what the other read, counted


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far coders agree, with all that it rests on."""

    coders: Mapping[str, int]  # how many of the shared statements each looked at
    statements: int
    documents: int
    overall: Scores
    interval: tuple[float, float] | None  # of alpha; None where one document bounds nothing
    seed: int
    positions: Mapping[str, Scores]
    pairs: Mapping[tuple[str, str], Pair]
    disagreements: tuple[Unit, ...]


def reliability(
    codings: Iterable[Coding], looks: Iterable[Look], coders: Sequence[str], seed: int = SEED
) -> Reliability:
    """The agreement of these coders. The order of their names changes no number."""
    found = units(codings, looks, coders)
    by_position: dict[str, list[Unit]] = defaultdict(list)
    for each in found:
        by_position[each.position].append(each)
    statements = {each.statement: each for each in found}
    return Reliability(
        coders={name: sum(name in each.values for each in statements.values()) for name in coders},
        statements=len(statements),
        documents=len({each.document for each in found}),
        overall=scores(found),
        interval=interval(found, seed),
        seed=seed,
        positions={slug: scores(by_position[slug]) for slug in sorted(by_position)},
        pairs={pair: _pair(found, *pair) for pair in combinations(coders, 2)},
        disagreements=tuple(each for each in found if not each.agrees),
    )


def units(codings: Iterable[Coding], looks: Iterable[Look], coders: Sequence[str]) -> list[Unit]:
    """Every unit that two of the coders or more have looked at, by statement, then by position."""
    lookers: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, str] = {}
    for look in looks:
        if look.coder in coders:
            lookers[look.statement].add(look.coder)
            documents[look.statement] = look.document
    shared = {key: each for key, each in lookers.items() if len(each) > 1}
    sides, outright = _sides(each for each in codings if each.coder in shared.get(each.statement, ()))
    slugs = sorted({position for _, position in outright})
    return [
        Unit(key, documents[key], slug, _values(sides, outright, key, slug, shared[key]))
        for key in sorted(shared)
        for slug in slugs
    ]


Sides = Mapping[tuple[str, str, str], set[str]]


def _sides(codings: Iterable[Coding]) -> tuple[Sides, set[tuple[str, str]]]:
    """The sides by statement, position and coder; and where somebody coded outright."""
    sides: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    outright = set()
    for each in codings:
        sides[each.statement, each.position, each.coder].add(each.stance)
        if not each.implied:
            outright.add((each.statement, each.position))
    return sides, outright


def _values(
    sides: Sides, outright: set[tuple[str, str]], statement: str, position: str, lookers: Iterable[str]
) -> dict[str, str]:
    if (statement, position) not in outright:
        return dict.fromkeys(sorted(lookers), NONE)
    found = {coder: sides.get((statement, position, coder), set()) for coder in sorted(lookers)}
    return {coder: MIXED if len(each) > 1 else next(iter(each), NONE) for coder, each in found.items()}


def scores(found: Sequence[Unit]) -> Scores:
    """The coefficients over these units."""
    met = coincidences(list(each.values.values()) for each in found)
    return Scores(len(found), sum(each.is_coded for each in found), observed(met), alpha(met))


def _pair(found: Iterable[Unit], one: str, other: str) -> Pair:
    both = [
        Unit(each.statement, each.document, each.position, {name: each.values[name] for name in (one, other)})
        for each in found
        if one in each.values and other in each.values
    ]
    table = Counter((each.values[one], each.values[other]) for each in both)
    return Pair(scores(both), kappa(table), table)


def interval(found: Sequence[Unit], seed: int = SEED) -> tuple[float, float] | None:
    """The middle 95 % of alpha over stores whose documents are drawn from this one's (Efron 1979).

    A draw in which all values are one has no alpha and counts for nothing. The bounds never exclude alpha itself.
    """
    chance = random.Random(seed)
    parts = _parts(found, chance)
    if len(parts) < 2:
        return None
    drawn = (alpha(_sum(chance.choices(parts, k=len(parts)))) for _ in range(RESAMPLES))
    alphas = sorted(each for each in drawn if each is not None)
    cut, value = int(0.025 * (len(alphas) - 1)), alpha(_sum(parts))
    if not alphas or value is None:
        return None
    return min(alphas[cut], value), max(alphas[-1 - cut], value)


def _parts(found: Iterable[Unit], chance: random.Random) -> list[Mapping[tuple[str, str], float]]:
    """The coincidences of each document; of many documents, of bundles that are made at random."""
    by_document: dict[str, list[Sequence[str]]] = defaultdict(list)
    for each in found:
        by_document[each.document].append(list(each.values.values()))
    documents = sorted(by_document)
    if len(documents) > BUNDLES:
        chance.shuffle(documents)
    bundles: dict[int, list[Sequence[str]]] = defaultdict(list)
    for at, document in enumerate(documents):
        bundles[at % BUNDLES] += by_document[document]
    return [coincidences(each) for each in bundles.values()]


def _sum(parts: Iterable[Mapping[tuple[str, str], float]]) -> Mapping[tuple[str, str], float]:
    total: dict[tuple[str, str], float] = defaultdict(float)
    for each in parts:
        for pair, times in each.items():
            total[pair] += times
    return total

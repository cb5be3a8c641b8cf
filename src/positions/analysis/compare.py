"""How far actors agree: the score of docs/method.md, with what it rests on.

For actor a and position j, n is the number of statements and p their mean value (`standings`). Two
actors agree on j by g = 1 - |p_a - p_b| / 2, weighed by v = 2 n_a n_b / (n_a + n_b), and

    A = sum(v g) / sum(v)    over the k positions on which both have spoken,

of the m on which at least one has. Silence is never half an agreement: with k = 0 there is no
number. Among three actors and more, every pair adds its terms.

Chance: if a's values were paired with b's at random over the shared positions, each drawn by its
weight, their expected disagreement would be

    D_e = sum_i sum_j v_i v_j |p_a,i - p_b,j| / 2 / (sum v)^2,

and 1 - D_o / D_e, with D_o = 1 - A, is what the actors agree beyond that. On one position there is
nothing to pair at random, and where D_e = 0 nothing to divide by: then there is no such number.

The interval is a percentile bootstrap over documents (95 %), from a printed seed. Statements of one
article stand and fall together; so evidence from one document alone bounds nothing, and the interval
is then the whole range from 0 to 1.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from positions.analysis.standings import Standing, standings
from positions.records import Reading

SEED = 20220126
RESAMPLES = 1000
DRAWS = 400_000  # of documents, over all resamples: a large store gets fewer of them, but 100 at the least


@dataclass(frozen=True, slots=True)
class Term:
    """What one position adds to the score of two actors: their values and their weight."""

    left: float
    right: float
    weight: float

    @property
    def agreement(self) -> float:
        return 1 - abs(self.left - self.right) / 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """A score and all that it rests on. `value` is None where no position is shared."""

    value: float | None
    shared: int
    of: int
    n: int
    interval: tuple[float, float] | None
    chance_corrected: float | None
    seed: int
    documents: int = 0
    implied: int = 0  # shared positions on which somebody's standing is only implied


@dataclass(frozen=True, slots=True)
class Compared:
    """One position: where each actor stands (None: silent), and how far they agree on it."""

    position: str
    standings: Mapping[str, Standing | None]
    agreement: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    actors: tuple[str, ...]
    positions: tuple[Compared, ...]
    agreement: Agreement
    pairs: Mapping[tuple[str, str], Agreement]


Table = Mapping[str, Mapping[str, Standing]]  # actor -> position -> standing


def compare(columns: Mapping[str, Iterable[Reading]], order: Sequence[str], seed: int = SEED) -> Comparison:
    """Compare actors, each given with its stances, on the positions in this order."""
    table = {actor: standings(readings) for actor, readings in columns.items()}
    pairs = list(combinations(table, 2))
    spoken = [slug for slug in order if any(slug in own for own in table.values())]
    overall = agreement(table, pairs, seed)
    return Comparison(
        actors=tuple(table),
        positions=tuple(_compared(slug, table) for slug in spoken),
        agreement=overall,
        pairs={each: overall if len(pairs) == 1 else agreement(table, [each], seed) for each in pairs},
    )


def _compared(slug: str, table: Table) -> Compared:
    terms = _terms(_values(table), combinations(table, 2), {slug})
    return Compared(slug, {actor: own.get(slug) for actor, own in table.items()}, score(terms))


# --- the score -------------------------------------------------------------------------------

Values = Mapping[str, Mapping[str, tuple[float, float]]]  # actor -> position -> (p, n)


def score(terms: Sequence[Term]) -> float | None:
    """A. None where nothing is shared."""
    total = sum(term.weight for term in terms)
    return sum(term.weight * term.agreement for term in terms) / total if total else None


def expected_disagreement(terms: Sequence[Term]) -> float:
    """D_e of one pair of actors: every value of the one against every value of the other."""
    total = sum(term.weight for term in terms)
    crossed = (a.weight * b.weight * abs(a.left - b.right) / 2 for a in terms for b in terms)
    return sum(crossed) / total**2


def _values(table: Table) -> Values:
    return {
        actor: {slug: (each.value, float(each.n)) for slug, each in own.items()}
        for actor, own in table.items()
    }


def _terms(values: Values, pairs: Iterable[tuple[str, str]], among: set[str] | None = None) -> list[Term]:
    return [
        Term(p_a, p_b, 2 * n_a * n_b / (n_a + n_b))
        for a, b in pairs
        for slug, (p_a, n_a) in values[a].items()
        if slug in values[b] and (among is None or slug in among)
        for p_b, n_b in [values[b][slug]]
    ]


def agreement(table: Table, pairs: Sequence[tuple[str, str]], seed: int = SEED) -> Agreement:
    """The score of these pairs of actors, its coverage, its interval and its value beyond chance."""
    actors = {actor for pair in pairs for actor in pair}
    spoken = {slug for actor in actors for slug in table[actor]}
    shared = {slug for a, b in pairs for slug in table[a].keys() & table[b].keys()}
    counted = [table[actor][slug] for actor in sorted(actors) for slug in shared if slug in table[actor]]
    documents = {each.document for standing in counted for each in standing.statements}
    value = score(_terms(_values(table), pairs))
    return Agreement(
        value=value,
        shared=len(shared),
        of=len(spoken),
        n=sum(each.n for each in counted),
        interval=None if value is None else _interval(table, pairs, value, seed),
        chance_corrected=None if value is None else _beyond_chance(table, pairs, value),
        seed=seed,
        documents=len(documents),
        implied=sum(_rests_on_implied(slug, table, actors) for slug in shared),
    )


def _rests_on_implied(slug: str, table: Table, actors: Iterable[str]) -> bool:
    return any(table[actor][slug].implied for actor in actors if slug in table[actor])


def _beyond_chance(table: Table, pairs: Sequence[tuple[str, str]], value: float) -> float | None:
    """1 - D_o / D_e, with D_e of several pairs weighed like A."""
    expected = total = 0.0
    most = 0
    for pair in pairs:
        if terms := _terms(_values(table), [pair]):
            weight = sum(term.weight for term in terms)
            expected += weight * expected_disagreement(terms)
            total += weight
            most = max(most, len(terms))
    return 1 - (1 - value) / (expected / total) if most > 1 and expected else None


# --- the interval ----------------------------------------------------------------------------

Counted = Mapping[str, Sequence[tuple[str, str, float]]]  # actor -> (position, document, value)


def _interval(table: Table, pairs: Sequence[tuple[str, str]], value: float, seed: int) -> tuple[float, float]:
    """The middle 95 % of the scores of stores whose documents are drawn from this one's.

    A draw in which no position is shared has no score, and is drawn again in effect: it counts for
    nothing. The bounds never exclude the score itself.
    """
    counted = _counted(table, {actor for pair in pairs for actor in pair})
    documents = sorted({document for rows in counted.values() for _, document, _ in rows})
    if len(documents) < 2:
        return 0.0, 1.0
    chance = random.Random(seed)
    scores = []
    for _ in range(min(RESAMPLES, max(100, DRAWS // len(documents)))):
        drawn = Counter(chance.choices(documents, k=len(documents)))
        scores.append(score(_terms(_resampled(counted, drawn), pairs)))
    return _middle(sorted(each for each in scores if each is not None), value)


def _counted(table: Table, actors: Iterable[str]) -> Counted:
    return {
        actor: [
            (slug, each.document, each.value)
            for slug, standing in table[actor].items()
            for each in standing.statements
        ]
        for actor in actors
    }


def _resampled(counted: Counted, drawn: Mapping[str, int]) -> Values:
    """p and n of every actor where each document counts as often as it was drawn."""
    values: dict[str, dict[str, tuple[float, float]]] = {}
    for actor, rows in counted.items():
        sums: dict[str, tuple[float, float]] = {}
        for slug, document, value in rows:
            if times := drawn.get(document, 0):
                total, n = sums.get(slug, (0.0, 0.0))
                sums[slug] = (total + times * value, n + times)
        values[actor] = {slug: (total / n, n) for slug, (total, n) in sums.items()}
    return values


def _middle(scores: Sequence[float], value: float) -> tuple[float, float]:
    if not scores:
        return 0.0, 1.0
    low = scores[int(0.025 * (len(scores) - 1))]
    high = scores[-1 - int(0.025 * (len(scores) - 1))]
    return min(low, value), max(high, value)


# --- in words --------------------------------------------------------------------------------

# Guarded as They Vote For You guards its wording: bands, not adjectives of degree.
_BANDS = (
    (0.95, "agree"),
    (0.85, "almost always agree"),
    (0.70, "mostly agree"),
    (0.60, "agree more than they differ"),
    (0.40, "agree on some and differ on some"),
    (0.30, "differ more than they agree"),
    (0.15, "mostly differ"),
    (0.05, "almost always differ"),
    (0.00, "differ"),
)


def in_words(agreement: Agreement, names: Sequence[str]) -> str:
    """The score as a sentence that claims no more than it knows."""
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if agreement.value is None:
        return f"No score: {who} have not spoken on the same position."
    verb = next(words for bound, words in _BANDS if agreement.value >= bound - 1e-9)
    if agreement.n == 2:
        return f"{who} {verb} on the one position that both speak on, each in a single statement."
    if agreement.shared == 1:
        return f"{who} {verb} on the one position that they share."
    return f"{who} {verb}, as far as both speak: on {agreement.shared} of {agreement.of} positions."

"""Actors side by side: where each stands on every position, how far they agree, and on what most and least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from positions.analysis.agreement import Agreement, Table, agreement, score, terms
from positions.analysis.interval import SEED
from positions.analysis.standings import Standing, standings
from positions.records import Reading

LISTED = 5  # positions at each end of the list of agreement


@dataclass(frozen=True, slots=True)
class Compared:
    """One position: where each actor stands (None: silent), and how far they agree on it."""

    position: str
    standings: Mapping[str, Standing | None]
    agreement: float | None
    weight: float = 0.0  # v: of two positions of equal agreement, the one with more statements says more

    @property
    def spoken(self) -> int:
        """How many of the actors have spoken on it."""
        return sum(each is not None for each in self.standings.values())

    @property
    def n(self) -> int:
        return sum(each.n for each in self.standings.values() if each)


@dataclass(frozen=True, slots=True)
class Comparison:
    actors: tuple[str, ...]
    positions: tuple[Compared, ...]
    agreement: Agreement
    pairs: Mapping[tuple[str, str], Agreement]
    minimum: int = 1
    thin: int = 0  # standings left out, since they rest on fewer statements than the minimum
    most: int = 0  # positions that a list of them shows; 0: all

    @property
    def shown(self) -> tuple[Compared, ...]:
        """Of many positions those on which most of the actors and most statements stand, in the same order."""
        if not 0 < self.most < len(self.positions):
            return self.positions
        ranked = sorted(self.positions, key=lambda each: (-each.spoken, -each.weight, -each.n))
        chosen = {each.position for each in ranked[: self.most]}
        return tuple(each for each in self.positions if each.position in chosen)

    @property
    def divergent(self) -> tuple[Compared, ...]:
        """The positions that part the actors most: less than half agreed on, the most parted first."""
        apart = [each for each in self.positions if each.agreement is not None and each.agreement < 0.5]
        return tuple(sorted(apart, key=lambda each: (each.agreement, -each.weight))[:LISTED])

    @property
    def agreed(self) -> tuple[Compared, ...]:
        """The positions that they agree on most: more than half, the most agreed first."""
        close = [each for each in self.positions if each.agreement is not None and each.agreement > 0.5]
        return tuple(sorted(close, key=lambda each: (-(each.agreement or 0), -each.weight))[:LISTED])


def compare(
    columns: Mapping[str, Iterable[Reading]], order: Sequence[str], seed: int = SEED, *, minimum: int = 1
) -> Comparison:
    """Compare actors, each given with its stances, on the positions in this order.

    A standing on fewer statements than `minimum` is left out as if nothing had been said.
    """
    whole = {actor: standings(readings) for actor, readings in columns.items()}
    table = {
        actor: {slug: each for slug, each in own.items() if each.n >= minimum} for actor, own in whole.items()
    }
    pairs = list(combinations(table, 2))
    spoken = [slug for slug in order if any(slug in own for own in table.values())]
    scores = len(pairs) + 1
    overall = agreement(table, pairs, seed, among=scores if len(pairs) > 1 else 1)
    return Comparison(
        actors=tuple(table),
        positions=tuple(_compared(slug, table) for slug in spoken),
        agreement=overall,
        pairs={
            each: overall if len(pairs) == 1 else agreement(table, [each], seed, among=scores)
            for each in pairs
        },
        minimum=minimum,
        thin=sum(len(whole[actor]) - len(table[actor]) for actor in whole),
    )


def _compared(slug: str, table: Table) -> Compared:
    found = terms(table, combinations(table, 2), slug)
    standing = {actor: own.get(slug) for actor, own in table.items()}
    return Compared(slug, standing, score(found), sum(each.weight for each in found))


# --- who stood where when the other stood there ----------------------------------------------

KINDS = ("support", "oppose", "conditional", "mixed")


def kind(standing: Standing) -> str:
    """Its side; "conditional" where it was never taken without a condition."""
    if standing.stance == "mixed":
        return "mixed"
    return "conditional" if standing.conditional else standing.stance


def matrix(found: Comparison, left: str, right: str) -> Counter[tuple[str, str]]:
    """On how many of the positions that both speak on the one is of this kind and the other of that.

    The table by which votes of states are compared; here positions stand for votes.
    """
    sides = ((each.standings[left], each.standings[right]) for each in found.positions)
    return Counter((kind(one), kind(other)) for one, other in sides if one and other)


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
NAMED = 6  # actors that a sentence names; of more it says how many


def in_words(agreement: Agreement, names: Sequence[str]) -> str:
    """The score as a sentence that claims no more than it knows."""
    if len(names) < 2:
        return "No score: nobody else has spoken on these positions."
    who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) <= NAMED else f"These {len(names)} actors"
    if agreement.value is None:
        return f"No score: {who} have not spoken on the same position."
    verb = next(words for bound, words in _BANDS if agreement.value >= bound - 1e-9)
    if agreement.n == 2:
        return f"{who} {verb} on the one position that both speak on, each in a single statement."
    if agreement.shared == 1:
        return f"{who} {verb} on the one position that they share."
    return f"{who} {verb}, as far as both speak: on {agreement.shared} of {agreement.of} positions."

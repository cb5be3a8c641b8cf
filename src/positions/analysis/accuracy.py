"""How right the machine is, measured against persons: precision, recall and their harmonic mean F1.

Against a person who coded on his own, every unit that both looked at counts: right is the same side. Against
verdicts, every stance that a person ruled on counts: right is what was accepted, or edited in nothing but its
condition. Recall by verdicts is an upper bound, since a reviewer sees what the machine found and, beside it, only
what he happens to add.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from positions.analysis.reliability import NONE, Unit
from positions.records.codings import Ruling


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts and what follows from them; a ratio over nothing is None."""

    right: int
    claimed: int  # stances that the machine took
    there: int  # stances that persons hold to be there

    @property
    def precision(self) -> float | None:
        return self.right / self.claimed if self.claimed else None

    @property
    def recall(self) -> float | None:
        return self.right / self.there if self.there else None

    @property
    def f1(self) -> float | None:
        """2 P R / (P + R), which is 2 right / (claimed + there)."""
        total = self.claimed + self.there
        return 2 * self.right / total if total else None


def against_person(units: Iterable[Unit], machine: str, person: str) -> Accuracy:
    """The machine's readings against those of one person who coded the same statements."""
    right = claimed = there = 0
    for each in units:
        if machine in each.values and person in each.values:
            mine, theirs = each.values[machine], each.values[person]
            claimed += mine != NONE
            there += theirs != NONE
            right += mine == theirs != NONE
    return Accuracy(right, claimed, there)


def against_verdicts(rulings: Iterable[Ruling]) -> Accuracy:
    """The machine's readings against the last verdict on each."""
    right = claimed = there = 0
    for each in rulings:
        accepted = each.verdict == "accept"
        same = (each.becomes, each.stance) == (each.position, each.was)
        claimed += each.was is not None
        there += accepted or each.stance is not None
        right += each.was is not None and (accepted or same)
    return Accuracy(right, claimed, there)

"""What another coding of the same texts changes: which stances are gained, lost and turned, position by position.

What a person has decided is no change: it stays, whatever the machine says now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from positions.model import Stance, Statement
from positions.records import StanceRecord, StatementRecord

Place = tuple[int, int, str, str]  # start and end of a statement, the position's slug and the actor's code
GAINED, LOST, FLIPPED = "gained", "lost", "flipped"


@dataclass(frozen=True, slots=True)
class Move:
    """A stance that is there now and was not, was and is not, or is another one now. "" stands for none."""

    position: str
    actor: str  # its code
    statement: str  # its id; of one that was not there before, the document's
    before: str  # "support", "oppose (conditional)" or ""
    after: str

    @property
    def kind(self) -> str:
        return GAINED if not self.before else LOST if not self.after else FLIPPED


@dataclass(slots=True)
class Recoding:
    """A position in two codings: the stances of each, and how one comes from the other."""

    position: str
    before: int = 0
    after: int = 0
    moves: list[Move] = field(default_factory=list)

    def count(self, kind: str) -> int:
        return sum(move.kind == kind for move in self.moves)


class Recodings:
    """All positions, gathered document by document."""

    def __init__(self, coder: str) -> None:
        self.coder = coder  # whose stances are compared
        self.statements = 0  # that were coded
        self._positions: dict[str, Recoding] = {}

    def add(self, document: str, before: Iterable[StatementRecord], after: Sequence[Statement]) -> None:
        records = {(each.start, each.end): each for each in before}
        decided = {place for each in records.values() for place in _decided(each)}
        undecided = (found for each in records.values() for found in _undecided(each, self.coder))
        old = {place: side for place, side in undecided if place not in decided}
        new = {place: side for each in after for place, side in _coded(each) if place not in decided}
        self.statements += len(after)
        for place in old | new:
            start, end, position, actor = place
            told = records.get((start, end))
            move = Move(
                position, actor, told.id if told else document, old.get(place, ""), new.get(place, "")
            )
            self._note(move)

    def _note(self, move: Move) -> None:
        kept = self._positions.setdefault(move.position, Recoding(move.position))
        kept.before += bool(move.before)
        kept.after += bool(move.after)
        if move.before != move.after:
            kept.moves.append(move)

    def changed(self, order: Mapping[str, int]) -> list[Recoding]:
        """The positions of which something changes, in the order of the codebook; those that it lost, last."""
        found = [each for each in self._positions.values() if each.moves]
        return sorted(found, key=lambda each: (order.get(each.position, len(order)), each.position))

    def total(self) -> Counter[str]:
        """How many stances are gained, lost and turned."""
        return Counter(move.kind for each in self._positions.values() for move in each.moves)


def _decided(record: StatementRecord) -> Iterable[Place]:
    return (
        (record.start, record.end, s.position, s.actor_code) for s in record.stances if s.status != "pending"
    )


def _undecided(record: StatementRecord, coder: str) -> Iterable[tuple[Place, str]]:
    return (
        ((record.start, record.end, s.position, s.actor_code), _side(s))
        for s in record.stances
        if s.status == "pending" and s.coder == coder
    )


def _coded(statement: Statement) -> Iterable[tuple[Place, str]]:
    span = statement.span
    return (((span.start, span.end, s.position, s.actor), _side(s)) for s in statement.stances)


def _side(stance: StanceRecord | Stance) -> str:
    side = stance.stance if isinstance(stance, StanceRecord) else stance.side.value
    return f"{side} (conditional)" if stance.conditional else side

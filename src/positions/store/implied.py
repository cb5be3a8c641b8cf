"""What follows from a stance by the relations of the codebook: the rules of `coding.stance`, over the store's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from positions.model import Side
from positions.store.tables import PositionRelationRow as Relation
from positions.store.tables import StanceRow


@dataclass(frozen=True, slots=True)
class Implied:
    """A stance on another position, and by which relation it follows."""

    position: int
    side: Side
    rule: str


def implied(session: Session, position: int, side: Side) -> list[Implied]:
    """Who supports a position opposes what contradicts it and supports what it implies; who opposes it opposes
    what implies it."""
    either = or_(col(Relation.position_id) == position, col(Relation.other_id) == position)
    found: dict[int, Implied] = {}
    for each in session.exec(select(Relation).where(either).order_by(col(Relation.id))):
        other = each.other_id if each.position_id == position else each.position_id
        if each.kind == "contradicts":
            follows = Side.OPPOSE if side is Side.SUPPORT else None
        else:
            follows = side if (each.position_id == position) is (side is Side.SUPPORT) else None
        if follows:
            rule = "contradicts" if each.kind == "contradicts" else "implied by"
            found.setdefault(other, Implied(other, follows, rule))
    return list(found.values())


def dependent(session: Session, stance: StanceRow) -> Sequence[StanceRow]:
    """The implied stances that rest on this one alone: same statement, actor and coder."""
    if stance.implied:
        return []
    asked = select(StanceRow).where(
        col(StanceRow.statement_id) == stance.statement_id,
        col(StanceRow.actor_id) == stance.actor_id,
        col(StanceRow.coder_id) == stance.coder_id,
        col(StanceRow.id) != stance.id,
    )
    others = session.exec(asked.order_by(col(StanceRow.id))).all()
    mine = {each.position for each in implied(session, stance.position_id, Side(stance.stance))}
    for each in others:
        if not each.implied and each.status != "rejected":
            mine -= {other.position for other in implied(session, each.position_id, Side(each.stance))}
    return [each for each in others if each.implied and each.position_id in mine]

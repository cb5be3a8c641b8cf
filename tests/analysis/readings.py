"""Readings with everything filled in that a test does not speak of."""

from __future__ import annotations

from positions.records import Reading


def reading(
    fingerprint: str,
    stance: str,
    *,
    position: str = "p",
    document: str = "d",
    conditional: bool = False,
    implied: bool = False,
    confidence: float = 0.9,
    status: str = "pending",
    said_on: str | None = "2022-01-26",
    actor: str = "A",
) -> Reading:
    return Reading(
        position=position,
        statement=f"{document}-{fingerprint}",
        document=document,
        fingerprint=fingerprint,
        stance=stance,
        conditional=conditional,
        implied=implied,
        confidence=confidence,
        status=status,
        second_hand=False,
        said_on=said_on,
        actor=actor,
    )

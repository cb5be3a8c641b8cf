"""The classes into which speaking is sorted: how words are given, what is done by them, which side they take."""

from __future__ import annotations

from enum import StrEnum


class Manner(StrEnum):
    """How the words are given: in quotation marks, in the writer's words, or partly so."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What was done by speaking: the verbal classes of CAMEO (01 to 14) and PLOVER."""

    STATE = "state"
    DEMAND = "demand"
    PROPOSE = "propose"
    COMMIT = "commit"
    SUPPORT = "support"
    REJECT = "reject"
    ACCUSE = "accuse"
    DENY = "deny"
    WARN = "warn"
    THREATEN = "threaten"
    DECLINE = "decline"
    APPEAL = "appeal"


class Side(StrEnum):
    """The side that a stance takes towards a position."""

    SUPPORT = "support"
    OPPOSE = "oppose"

    @property
    def other(self) -> Side:
        return Side.OPPOSE if self is Side.SUPPORT else Side.SUPPORT

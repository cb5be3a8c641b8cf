"""An attribution that is resolved, and how coders read it."""

from __future__ import annotations

from dataclasses import dataclass

from positions.model.actors import Actor
from positions.model.attribution import Attribution, Step
from positions.model.document import Span
from positions.model.kinds import Act, Side
from positions.model.when import When


@dataclass(frozen=True, slots=True)
class Said:
    """On what day something was said, and the words of the text that tell so."""

    on: When | None
    basis: str  # the words of the text, or "publication date"


LEARNED = "learned"  # the rule of a stance that no rule of grammar stands behind


@dataclass(frozen=True, slots=True)
class Stance:
    """One coder's reading of one statement towards one position."""

    position: str  # its slug
    side: Side
    actor: str  # the code of the actor whose view it is
    confidence: float  # 0 to 1
    rule: str
    because: str = ""  # the arithmetic in words
    conditional: bool = False
    implied: bool = False  # follows from a stance on a contradicting or implying position
    coder: str = "rules"
    status: str = "pending"  # or "accepted", "rejected", "edited" by a verdict

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence lies between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution, resolved: who, for whom, on what day, doing what, about whom."""

    attribution: Attribution
    span: Span  # its content; with source and cue where the content is a fragment
    text: str  # exactly the document's text in this span
    speaker: Actor
    actors: tuple[Actor, ...]  # whom the speaker speaks for; several in a joint statement, maybe none
    said: Said
    act: Act
    mentions: tuple[Actor, ...] = ()
    second_hand: bool = False
    stances: tuple[Stance, ...] = ()
    uncoded: str = ""  # why there is no stance; empty where there is one
    steps: tuple[Step, ...] = ()

"""What was said: statements and stances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from positions.model import When
from positions.records.verdicts import Verdict
from positions.records.vocabulary import Coder, Named

STATUSES = ("pending", "accepted", "edited", "rejected")  # of a stance, by the verdicts on it


def value_of(stance: str, conditional: bool) -> float:
    """+1 for support, -1 for oppose, half of it under a condition (docs/method.md)."""
    return (1.0 if stance == "support" else -1.0) * (0.5 if conditional else 1.0)


class Reading(NamedTuple):
    """One stance as the analysis counts it: who reads what in which statement of which document.

    A named tuple, since an answer may take ten thousand of them and this is made five times faster.
    """

    position: str
    statement: str
    document: str
    fingerprint: str  # equal for reports of one statement
    stance: str
    conditional: bool
    implied: bool
    confidence: float
    status: str
    second_hand: bool
    said_on: str | None
    actor: str  # the code of the actor whose view it is

    @property
    def value(self) -> float:
        return value_of(self.stance, self.conditional)

    @property
    def when(self) -> When | None:
        return When(self.said_on) if self.said_on else None

    @property
    def first_day(self) -> str:
        """The first day that the date can mean, without the cost of a `When`; empty if undated."""
        return f"{self.said_on}-01-01"[:10] if self.said_on else ""


@dataclass(frozen=True, slots=True)
class StanceRecord:
    """One stance as the record of its statement shows it."""

    position: str
    stance: str
    conditional: bool
    implied: bool
    confidence: float
    coder: str
    rule: str
    status: str
    actor: str
    actor_code: str
    because: str


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way from words to a statement, as it was kept."""

    about: str
    chosen: str
    rule: str
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What else the store knows of a statement: only an export asks for it, so that nothing is lost."""

    content: tuple[tuple[int, int], ...]  # spans of the document's text
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    speaker_text: str
    mentions: tuple[Named, ...]
    coders: tuple[Coder, ...]  # of each stance, in their order
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """The record of a statement. `actor` is the first of `actors`; a joint statement has several."""

    id: str
    document: str
    title: str
    outlet: str
    url: str
    published: str | None
    speaker: str
    actor: str | None
    actor_code: str | None
    manner: str
    act: str
    cue: str
    text: str
    start: int
    end: int
    said_on: str | None
    said_on_from: str
    mentions: tuple[str, ...]
    second_hand: bool
    stances: tuple[StanceRecord, ...]
    uncoded: str | None
    actors: tuple[Named, ...]
    speaker_code: str
    fingerprint: str
    trace: Trace | None = None

    @property
    def when(self) -> When | None:
        return When(self.said_on) if self.said_on else None


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of a statement as is needed to count it."""

    statement: str
    said_on: str | None
    act: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement, and in how many documents it is reported."""

    statement: StatementRecord
    reports: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement in its place: the text of its document, and the steps that led to it."""

    record: StatementRecord
    document_text: str
    content: tuple[tuple[int, int], ...]
    steps: tuple[Step, ...]
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Another report of a statement: the same fingerprint in another document."""

    statement: str
    document: str
    outlet: str
    published: str | None

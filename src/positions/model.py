"""The vocabulary of the program as frozen values.

One word, one meaning: a *document* holds *attributions* (source, cue and content spans); an
attribution that is resolved is a *statement* (speaker, actor, said on, act); a *stance* is one
coder's reading of one statement towards one *position*. A value that can be wrong checks itself
once, at birth, and raises `ValueError`.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range of a document's text: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A calendar date that is known to the day, the month or the year: `2022-01-26`, `2021-12`, `1949`.

    The years 1900 to 2100 are taken; anything else is refused as absurd.
    """

    iso: str

    def __post_init__(self) -> None:
        found = _WHEN.match(self.iso)
        if not found:
            raise ValueError(f"not a date: {self.iso!r}")
        year, month, day = (int(part) if part else 1 for part in found.groups())
        if not 1900 <= year <= 2100:
            raise ValueError(f"not a date that news speaks of: {self.iso}")
        date(year, month, day)

    @classmethod
    def day(cls, day: date) -> When:
        return cls(day.isoformat())

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return {10: "day", 7: "month", 4: "year"}[len(self.iso)]

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date.fromisoformat((self.iso + "-01-01")[:10])

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        start = self.first
        if self.precision == "day":
            return start
        month = start.month if self.precision == "month" else 12
        return date(start.year, month, calendar.monthrange(start.year, month)[1])


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document was found. One document may have several."""

    location: str
    kind: str  # "text" or "html"
    encoding: str
    encoding_guessed: bool = False


@dataclass(frozen=True)
class Document:
    """One published text as read. Its identity is the digest of its text."""

    text: str
    source: Source
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None
    published_from: str = ""  # which evidence gave the date: "given", "sidecar", "byline", ...
    language: str = "en"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


# The rules that find speech without quotation marks: where somebody speaks as it is published.
OFFICIAL = "sentence of an official statement"
UNMARKED = ("turn of a transcript", OFFICIAL)


# What a content is without its cue: a clause, quoted speech, or a fragment that means nothing ("to withdraw").
CLAUSE, QUOTED, FRAGMENT = "clause", "quoted", "fragment"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content spans found in a text (PolNeAR, PARC): *Lavrov* **told** *that ...*

    `content` has several spans where a quotation is interrupted. `source` is the mention beside
    the cue ("he"), never an antecedent; a floating quotation has the running speaker's; it is None
    where the text names nobody.
    """

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    manner: Manner
    cue_lemma: str = ""
    cue_class: str = ""
    rule: str = ""  # what kind of statement it is, or the rule that found it
    form: str = CLAUSE
    antecedent: Span | None = None  # the noun that a relative pronoun stands for
    sure: float = 1.0  # the tagger's probability that the content is one; 1 where a rule decided
    other_sources: tuple[Span, ...] = ()  # sources that the tagger thought of and did not choose
    act: Act | None = None  # what the tagger takes it to do; None where a rule found it
    act_sure: float = 1.0

    def __post_init__(self) -> None:
        if not self.content or list(self.content) != sorted(self.content):
            raise ValueError("an attribution needs content spans in the order of the text")

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return self.content[-1].end

    @property
    def entry(self) -> Step:
        """The entry of the table of cues that the cue is, as a step, so that a store can code the statement again."""
        return Step("entry", self.cue_lemma, f"class {self.cue_class}; content: {self.form}; {self.rule}")

    def entered(self, step: Step) -> Attribution:
        """The attribution with the entry, the form of the content and the rule that a step names."""
        cue_class, form, rule = step.rule.split("; ", 2)
        return replace(
            self,
            cue_lemma=step.chosen,
            cue_class=cue_class.removeprefix("class "),
            form=form.removeprefix("content: "),
            rule=rule,
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, an organisation, a person or a group that can hold a position."""

    code: str
    name: str
    kind: str
    of: str = ""  # the code of the actor that this one is part of


class Office(NamedTuple):
    """A role that a person holds for an actor, from one date to another. Never called a position."""

    person: str
    role: str
    office: str
    code: str
    since: When | None
    until: When | None

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since.first <= day) and (
            self.until is None or day <= self.until.last
        )


@dataclass(frozen=True, slots=True)
class Said:
    """On what day something was said, and the words of the text that tell so."""

    on: When | None
    basis: str  # the words of the text, or "publication date"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way from words to a statement, for `positions explain`."""

    about: str  # "cue", "entry", "source", "speaker", "actor", "date", "act" or "stance"
    chosen: str
    rule: str
    rejected: tuple[str, ...] = ()


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
    steps: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Position:
    """A proposition that an actor can support or oppose: an entry of the codebook."""

    slug: str
    dispute: str  # the slug of the dispute that it belongs to
    label: str
    proposition: str
    aliases: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()  # slugs of positions
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A subject that several positions belong to."""

    slug: str
    label: str
    positions: tuple[Position, ...] = ()

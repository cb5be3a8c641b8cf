"""What a text says about its persons and actors, gathered once, for all its speakers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from positions.model import Actor, Span
from positions.resolve.people import People, cluster
from positions.resolve.world import Hit, World, unambiguous


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the person or body, for whom, by which rule, and what was rejected on the way."""

    actor: Actor
    speaks_for: tuple[Actor, ...]
    rule: str
    rejected: tuple[str, ...] = ()

    @property
    def confidence(self) -> str:
        """`high` for who is named, `medium` for who is meant by another word, `low` for who is told by a place in the
        text; nothing where nobody is known."""
        if self.rule.startswith("unknown") or not (self.speaks_for or self.actor.code):
            return ""
        if _BY_PLACE.search(self.rule):
            return "low"
        return "medium" if _BY_ANOTHER_WORD.search(self.rule) else "high"


_BY_PLACE = re.compile(
    r"\bby the |the state that the text|takes sides in the text|whose officials|sentence begins"
)
_BY_ANOTHER_WORD = re.compile(
    r"\b(?:named|spoke) last|last speaker|of whom|paper of|named together|named before"
)


@dataclass
class Context:
    """What a text says about its persons and actors; made once a text."""

    text: str
    world: World
    on: date | None  # the day on which offices are looked up; None where the text has no date
    voice: Actor | None = None  # who says "we" where the text does not tell
    home: Actor | None = None  # the state in which it is written
    told: tuple[Span, ...] = ()  # what somebody in it says: whom it names there is seldom who speaks next
    hits: list[Hit] = field(init=False)
    people: People = field(init=False)
    counts: Counter[str] = field(init=False)
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)  # the speakers so far, by place

    def __post_init__(self) -> None:
        self.hits = self.world.scan(self.text)
        self.people = cluster(self.text, self.world, self.hits)
        self.hits = [h for h in self.hits if not self._is_within_a_name(h)]
        self.counts = Counter(name.code for _, name in unambiguous(self.hits))

    def _is_within_a_name(self, hit: Hit) -> bool:
        """`Jordan Roe`, `Chad Roe`: a state's name that is somebody's."""
        return any(span.start == hit.span.start and hit.span.end < span.end for span, _ in self.people.named)

    def words(self, span: Span) -> str:
        """The words of a mention on one line."""
        return " ".join(span.of(self.text).split())

    def begins(self, start: int, hit: Hit) -> bool:
        """Does the sentence that begins at `start` begin with a name, by which a body speaks or acts?"""
        return self.text[start : hit.span.start].strip("“\"‘'( \n") in ("", "The")

    def is_told(self, at: Span) -> bool:
        """Does a place stand in the words that somebody is reported to say?"""
        return any(span.start <= at.start < span.end for span in self.told)

    def hits_in(self, span: Span) -> list[Hit]:
        return [h for h in self.hits if span.holds(h.span)]

    def code_of(self, hit: Hit) -> str | None:
        """The one actor that a name means here; an ambiguous one means what the text names elsewhere."""
        codes = [c for c in hit.codes if not c.startswith("person:")]
        if len(codes) == 1 and not hit.rows[0].ambiguous:
            return codes[0]
        ranked = sorted(((self.counts[c], c) for c in codes if self.counts[c]), reverse=True)
        if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            return ranked[0][1]
        return None

    def last_named(self, codes: tuple[str, ...], before: int) -> Actor | None:
        """The one of some actors that the text has named last before a place, itself or the whole that it is part of."""
        for hit in reversed([h for h in self.hits if h.span.start < before]):
            for code in hit.codes:
                if code in codes:
                    return self.world.actors[code]
        parts = [c for c in codes if c in self.world.actors and self.counts[self.world.actors[c].of]]
        return self.world.actors[parts[0]] if len(parts) == 1 else None

"""Which statements a codebook can touch: a cheap look at their words, so that only these are parsed.

It may say yes too often, never no too often: of a word of a pattern all forms are looked for that the parser could
give its lemma to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from positions import language
from positions.coding.codebook import Codebook
from positions.coding.patterns import Pattern, Phrase, Word
from positions.model import Span, Statement

_WORD = re.compile(r"\w+")
# Words that also stand as "'s", "n't", "wo", "us", "her".
_ANY = frozenset("be have do not can will would i we he she they us".split())
# Words in lower case, and codes of actors ("@NATO").
Marks = frozenset[str]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document, the names in it, and the actors who are named at the head of the text."""

    text: str
    span: Span
    names: Sequence[tuple[Span, str]]
    lead: frozenset[str]

    @cached_property
    def marks(self) -> Marks:
        return self.within([self.span]) | _codes(self.lead)

    def within(self, spans: Collection[Span]) -> Marks:
        """The marks of the words and names that overlap one of the spans."""
        found = _WORD.finditer(self.text, self.span.start, self.span.end)
        words = (w.group().lower() for w in found if _overlap(Span(*w.span()), spans))
        named = (code for span, code in self.names if _overlap(span, spans))
        return frozenset(words) | _codes(named)


def touches(codebook: Codebook, paragraph: Paragraph, statement: Statement) -> bool:
    """Can a pattern be about the content of a statement that begins in this paragraph?"""
    content = [_to_spaces(paragraph.text, span) for span in statement.attribution.content]
    own = _codes(actor.code for actor in statement.actors)  # their "we" counts as their name
    there, around = paragraph.within(content) | own, paragraph.marks | own
    index = _index(codebook)
    return any(
        needed.is_there(there, around) for mark in ("", *there) if mark in index for needed in index[mark]
    )


def _overlap(place: Span, spans: Collection[Span]) -> bool:
    return any(span.overlaps(place) for span in spans)


def _to_spaces(text: str, span: Span) -> Span:
    """The span with the rest of the words that it begins and ends in."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _codes(codes: Iterable[str]) -> Marks:
    return frozenset(f"@{code}" for code in codes)


# --- what a pattern needs --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needed:
    """What a pattern needs: for each word of its phrase, and of what must stand beside it, one of these marks."""

    phrase: tuple[Marks, ...]
    beside: tuple[Marks, ...]

    def is_there(self, content: Marks, paragraph: Marks) -> bool:
        return not (any(map(content.isdisjoint, self.phrase)) or any(map(paragraph.isdisjoint, self.beside)))


@lru_cache(maxsize=4)
def _index(codebook: Codebook) -> dict[str, list[Needed]]:
    """What the patterns need, by the marks of that word of the phrase that is the hardest to find."""
    patterns = (pattern for entry in codebook.entries for _, pattern in entry.patterns)
    index: dict[str, list[Needed]] = defaultdict(list)
    for needed in dict.fromkeys(map(_needed, patterns)):
        rarest = max(needed.phrase, key=lambda marks: min(map(len, marks)), default=frozenset({""}))
        for mark in rarest:
            index[mark].append(needed)
    return dict(index)


def _needed(pattern: Pattern) -> Needed:
    return Needed(_words(pattern.phrase), tuple(each for phrase in pattern.needs for each in _words(phrase)))


def _words(phrase: Phrase) -> tuple[Marks, ...]:
    """The words of a phrase that can be looked for."""
    found = (_marks(word) for word in phrase.words)
    return tuple(each for each in found if each)


def _marks(word: Word) -> Marks:
    """What tells that a word may be there; nothing for one whose forms do not begin alike ("be")."""
    lemmas = [*word.lemmas, *word.exact]
    if any(lemma in _ANY or "'" in lemma or not _WORD.match(lemma) for lemma in lemmas):
        return frozenset()
    return frozenset(form for lemma in lemmas for form in _forms(lemma)) | _codes(word.actors)


def _forms(lemma: str) -> frozenset[str]:
    """The forms of a word; of one with a hyphen or a point, which the parser may part, the first part."""
    first = _WORD.match(lemma)
    return language.forms(lemma) if first is None or first.group() == lemma else frozenset({first.group()})

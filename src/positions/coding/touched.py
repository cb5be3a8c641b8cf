"""Which positions a statement can be about: a cheap look at its words, so that few statements are parsed.

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
from positions.coding.codebook import Codebook, Entry
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
        return self.within([self.span]) | codes(self.lead)

    def within(self, spans: Collection[Span]) -> Marks:
        """The marks of the words in some spans, and of the names that overlap one."""
        words = (w.group().lower() for each in spans for w in _WORD.finditer(self.text, each.start, each.end))
        named = (code for span, code in self.names if _overlap(span, spans))
        return frozenset(words) | codes(named)


def near(codebook: Codebook, paragraph: Paragraph, statement: Statement) -> list[Entry]:
    """The positions that a statement which begins in this paragraph can be about, in the order of the codebook."""
    content = [_to_spaces(paragraph.text, span) for span in statement.attribution.content]
    own = codes(actor.code for actor in statement.actors)  # their "we" counts as their name
    there, around = paragraph.within(content) | own, paragraph.marks | own
    return _there(codebook, there, around)


def about(codebook: Codebook, paragraph: Paragraph, around: Marks) -> list[Entry]:
    """The positions whose words stand in a paragraph, and whose names in it or among the marks of what is around it."""
    marks = paragraph.marks
    return _there(codebook, marks, marks | around)


def _there(codebook: Codebook, there: Marks, around: Marks) -> list[Entry]:
    index = _index(codebook)
    looked_for = (each for mark in ("", *there) for each in index.get(mark, ()))
    found = {at for at, needed in looked_for if needed.is_there(there, around)}
    return [codebook.entries[at] for at in sorted(found)]


def within(names: Sequence[tuple[Span, str]], place: Span) -> list[tuple[Span, str]]:
    """The names that stand in a place."""
    return [(span, code) for span, code in names if place.overlaps(span)]


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


def codes(actors: Iterable[str]) -> Marks:
    """The marks of actors, by their codes."""
    return frozenset(f"@{code}" for code in actors)


# --- what a pattern needs --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needed:
    """What a pattern needs: for each word of its phrase, and of what must stand beside it, one of these marks."""

    phrase: tuple[Marks, ...]
    beside: tuple[Marks, ...]

    def is_there(self, content: Marks, paragraph: Marks) -> bool:
        return not (any(map(content.isdisjoint, self.phrase)) or any(map(paragraph.isdisjoint, self.beside)))


@lru_cache(maxsize=4)
def _index(codebook: Codebook) -> dict[str, list[tuple[int, Needed]]]:
    """The places of the entries with what their patterns need, by the marks of the word with the fewest forms."""
    index: dict[str, list[tuple[int, Needed]]] = defaultdict(list)
    for at, entry in enumerate(codebook.entries):
        for needed in dict.fromkeys(_needed(pattern) for _, pattern in entry.patterns):
            for mark in min(needed.phrase, key=len, default=frozenset({""})):
                index[mark].append((at, needed))
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
    return frozenset(form for lemma in lemmas for form in _forms(lemma)) | codes(word.actors)


def _forms(lemma: str) -> frozenset[str]:
    """The forms of a word; of one with a hyphen or a point, which the parser may part, the first part."""
    first = _WORD.match(lemma)
    return language.forms(lemma) if first is None or first.group() == lemma else frozenset({first.group()})

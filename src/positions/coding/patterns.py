"""Patterns of the codebook: phrases of lemmas that say what a statement is about.

`data/codebook/README.md` describes their syntax.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

GAP = 3  # words that may stand between two words of a phrase


@dataclass(frozen=True, slots=True)
class Word:
    """One place of a phrase: lemmas in lower case, exact words, or names of actors."""

    lemmas: frozenset[str]
    exact: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    words: tuple[Word, ...]
    head: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase, what must stand beside it, and what must not."""

    source: str
    phrase: Phrase
    needs: tuple[Phrase, ...]
    bars: tuple[Phrase, ...]


@dataclass(frozen=True)
class View:
    """A sentence as patterns see it: for each token its lemma, its form and the actor that it names.

    `start` is the place of its first token in the paragraph.
    """

    start: int
    lemmas: tuple[str, ...]
    forms: tuple[str, ...]
    actors: tuple[str, ...]  # the code of the actor named by the token, or ""
    content: frozenset[int]  # the places that belong to the statement's content
    near: frozenset[int]  # those, and what belongs to no other statement
    lead: frozenset[str]  # the actors named at the head of the text: those whom it is about

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset((*self.lemmas, *self.forms, *self.actors))


def compile_pattern(source: str) -> Pattern:
    """Read a pattern. Raises `ValueError` for one that has no words."""
    needs: list[Phrase] = []
    bars: list[Phrase] = []
    first, *parts = _parts(source)
    for sign, part in parts:
        (needs if sign == "+" else bars).append(_phrase(part))
    return Pattern(source, _phrase(first[1]), tuple(needs), tuple(bars))


def _parts(source: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    sign, words = "+", list[str]()
    for word in source.split():
        if word in ("+", "-"):
            found.append((sign, " ".join(words)))
            sign, words = word, []
        else:
            words.append(word)
    return [*found, (sign, " ".join(words))]


def _phrase(source: str) -> Phrase:
    words = source.split()
    if not words:
        raise ValueError("a pattern needs words")
    head = next((i for i, word in enumerate(words) if word.startswith("^")), 0)
    return Phrase(tuple(_word(word.removeprefix("^")) for word in words), head)


def _word(source: str) -> Word:
    choices = source.split("|")
    return Word(
        lemmas=frozenset(c for c in choices if c[0] not in "@'"),
        exact=frozenset(c.strip("'") for c in choices if c[0] == "'"),
        actors=frozenset(c[1:] for c in choices if c[0] == "@"),
    )


def heads(pattern: Pattern, view: View, own: Collection[str]) -> list[int]:
    """The places in the content on which the pattern's phrase has its head.

    The phrase, and what bars it, are looked for in the content; what it needs, also in what no other statement
    says; an actor that it needs, at the head of the text as well.
    `own` are the codes of the actors who speak: their "we" and "its" count as their names.
    """
    if not _possible(pattern.phrase, view):
        return []
    found = (_match(pattern.phrase, view, at, own) for at in view.content)
    places = sorted(
        {match[pattern.phrase.head] for match in found if match and view.content.issuperset(match)}
    )
    if not places or not all(_anywhere(phrase, view, own) for phrase in pattern.needs):
        return []
    barred = any(_match(phrase, view, at, own) for phrase in pattern.bars for at in view.content)
    return [] if barred else places


def _possible(phrase: Phrase, view: View) -> bool:
    """A quick look before the match: does the sentence hold the words of the phrase at all?"""
    return all(word.actors or view.words & word.lemmas or view.words & word.exact for word in phrase.words)


def _anywhere(phrase: Phrase, view: View, own: Collection[str]) -> bool:
    if any(_match(phrase, view, at, own) for at in view.near):
        return True
    known = view.lead | (frozenset(own) if len(own) == 1 else frozenset())  # one of several signs for all
    return all(known & word.actors for word in phrase.words)


def _match(phrase: Phrase, view: View, at: int, own: Collection[str]) -> list[int] | None:
    """The places of the phrase's words where its first word stands at `at`."""
    if not _fits(phrase.words[0], view, at, own):
        return None
    places = [at]
    for word in phrase.words[1:]:
        reach = range(places[-1] + 1, min(places[-1] + 2 + GAP, len(view.lemmas)))
        place = next((i for i in reach if _fits(word, view, i, own)), None)
        if place is None:
            return None
        places.append(place)
    return places


_OWN = frozenset("we our us ours i my its it".split())


def _fits(word: Word, view: View, at: int, own: Collection[str]) -> bool:
    if view.lemmas[at] in word.lemmas or view.forms[at] in word.exact:
        return True
    if not word.actors:
        return False
    return view.actors[at] in word.actors or (
        view.forms[at] in _OWN and any(code in word.actors for code in own)
    )

"""Which entry of the table of cues a cue's words are: "did not rule out" is "rule out".

The words are read from left to right; auxiliaries and light verbs are passed over where a better
word follows. Which of several uses of a word it is, its complement tells.
"""

from __future__ import annotations

import re
from functools import cache

from positions import cues, inflection
from positions.cues import Cue

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
# Verbs that only carry the word behind them ("made a promise", "expressed hope", "put it").
_LIGHT = frozenset(
    "make express voice have issue give be put go come hold get take find keep set stand open see reaffirm reiterate "
    "repeat renew restate underline confirm signal declare state announce include contain".split()
)
_CLAUSE = frozenset("that whether if how why what where when who which".split())
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|do|does|did|cannot)\b|n[’']t\b|\b(?:it|he|she|that|there|who|what)[’']s\b|[’'](?:re|ve|ll)\b",
    re.IGNORECASE,
)
CLAUSE, QUOTED = "that", "quote"


def complement(cue: str, content: str, *, quoted: bool) -> str:
    """What the cue takes, in the words of the table's `takes`."""
    words = re.findall(r"[\w’'-]+", content.lower())
    before = re.findall(r"[a-z]+", cue.lower())[-1:]
    if quoted or not words:
        return QUOTED if quoted else "object"
    if before and before[0] in _PREPOSITIONS:
        return before[0] if before[0] not in _UNLISTED else "object"
    if words[0] in _CLAUSE:
        return CLAUSE
    if words[0] == "to":
        return "to"
    if words[0].endswith("ing") and len(words[0]) > 4:
        return "ing"
    return _phrase(content)


def _phrase(content: str) -> str:
    """A clause without a conjunction, what somebody is to do, what something is seen as, or a plain object."""
    to, finite = re.search(r"\bto\b", content), _FINITE.search(content)
    if finite and not (to and to.start() < finite.start()):
        return CLAUSE
    if content.lower().startswith("as ") or " as " in content.lower()[:60]:
        return "as"
    return "someone-to" if to else "object"


def is_clause(takes: str) -> bool:
    """Does a complement mean something without its cue?"""
    return takes in (CLAUSE, QUOTED)


_UNLISTED = frozenset("in to from into between towards toward".split())
_PREPOSITIONS = frozenset("for on upon against of about with over at by behind".split()) | _UNLISTED


def says(cue: str) -> bool:
    """Can these words report anything? Auxiliaries and prepositions alone cannot; nor can a word of doing."""
    words = set(_WORD.findall(cue.lower()))
    return not words or not words <= _EMPTY


_EMPTY = frozenset(
    "is are was were be been being has have had do does did will would can could may might must should not "
    "to in on at of with and the a an it who which".split()
)


def entry(cue: str, takes: str, *, owned: bool = False) -> Cue | None:
    """The entry of the table that a cue's words are; None where it holds none of them.

    `owned`: the source stands before the cue as its possessor ("Iran's demand"), so nouns come first.
    """
    words = _WORD.findall(cue.lower().replace("’", "'"))
    kinds = ("noun", "verb", "adjective") if owned else ("verb", "adjective", "noun")
    found: list[tuple[bool, int, Cue]] = []
    for at, word in enumerate(words):
        use = next((u for kind in kinds if (u := _use(kind, word, words[at + 1 :], takes))), None)
        if use:
            found.append((use.words.split()[0] in _LIGHT and " " not in use.words, at, use))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _use(kind: str, word: str, rest: list[str], takes: str) -> Cue | None:
    for lemma in _lemmas().get((kind, word), ()):
        uses = cues.load().of(kind, lemma)
        phrases = [u for u in uses if " " in u.words and u.words.split()[1] in rest[:4]]
        fit = phrases or [u for u in uses if " " not in u.words]
        ranked = [u for wanted in (takes, "object") for u in fit if wanted in u.takes] or fit
        if ranked:
            return ranked[0]
    return None


@cache
def _lemmas() -> dict[tuple[str, str], tuple[str, ...]]:
    """From a form to the lemmas of the table that have it."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, lemma in cues.load().entries:
        forms = _forms(kind, lemma)
        for form in forms:
            found[kind, form] = (*found.get((kind, form), ()), lemma)
    return found


def _forms(kind: str, lemma: str) -> set[str]:
    if kind == "verb":
        return inflection.of_verb(lemma)
    return inflection.of_noun(lemma) if kind == "noun" else {lemma}

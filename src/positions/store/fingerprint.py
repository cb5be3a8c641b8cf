"""One statement that several documents report has one fingerprint, so that it counts once.

Who: the actors spoken for, not the speaker, since one paper names Lavrov where another names his ministry;
the speaker only where no actor is known. A person without a code counts by name.

What: the words alone, run together, so that case, accents, punctuation, quotation marks, hyphens and white
space do not matter.

When: a long quotation is hardly ever said twice, so it is the same statement on whatever day the reports
date it. A short one is ("unacceptable"), so under `LONG` words the day counts too. Words in the reporter's
own phrasing (indirect, mixed) are equal only in copies of one report, and the day tells two reports of "he
repeated his demand" apart.

Among copies of one report (`store.copies`) more is known: what the same actors say there in nearly the same
words is one sentence that an editor has touched, whatever day it got, so it takes the fingerprint that it has
in the copy. A word of denial or a number that differs makes it another statement all the same.

A quotation that two papers cut at different places is not recognised: that would be a guess.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Self

from positions.model import Actor, Manner, Statement
from positions.reference import fold

LONG = 8  # words
FEW = 5  # words; fewer are never nearly the same
NEARLY = 0.8  # of the words, in their order (Ratcliff and Obershelp's ratio)
_DENIAL = frozenset(
    "no not never none nobody nothing neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt"
    " werent hasnt havent hadnt shouldnt wouldnt couldnt mustnt".split()
)


def fingerprint(statement: Statement, text: str) -> str:
    """Sixteen hexadecimal digits; `text` is the document's.

    Equal for two statements of the same actors in the same words (and on the same day, where they are few or
    not quoted).
    """
    words = _words(" ".join(span.of(text) for span in statement.attribution.content))
    is_quoted = statement.attribution.manner is Manner.DIRECT and len(words) >= LONG
    day = "" if is_quoted or statement.said.on is None else statement.said.on.iso
    parts = (" ".join(sorted(_who(statement))), "".join(words), day)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement as a copy of the document has it."""

    who: frozenset[str]
    words: tuple[str, ...]
    fingerprint: str

    @classmethod
    def of(cls, who: Iterable[str], text: str, fingerprint: str) -> Self:
        """`who` are the actors as `fingerprint` names them, `text` is the statement's own."""
        return cls(frozenset(who), tuple(_words(text)), fingerprint)


def shared(statement: Statement, text: str, copies: Sequence[Reported]) -> str:
    """The fingerprint of a statement whose document has copies: the one that it has there, where it is there."""
    own = fingerprint(statement, text)
    if not copies or any(each.fingerprint == own for each in copies):
        return own
    said = Reported.of(_who(statement), statement.text, own)
    nearest = max(copies, key=lambda each: _nearness(said, each))
    return nearest.fingerprint if _nearness(said, nearest) >= NEARLY else own


def _nearness(one: Reported, other: Reported) -> float:
    """The part of the words that two reports have in common; 0 where they cannot be one statement."""
    shortest, longest = sorted((len(one.words), len(other.words)))
    if one.who != other.who or shortest < FEW or 2 * shortest < NEARLY * (shortest + longest):
        return 0.0
    if _denials(one) != _denials(other) or _differ(_numbers(one), _numbers(other)):
        return 0.0
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio()


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other and one != other)


def _denials(said: Reported) -> Counter[str]:
    return Counter(word for word in said.words if word in _DENIAL)


def _numbers(said: Reported) -> set[str]:
    """What is written in digits. A number that is spelled out says nothing against one."""
    return {word for word in said.words if word[0].isdigit()}


def _words(said: str) -> list[str]:
    return re.findall(r"\w+", fold(re.sub(r"^\W+|['’]", "", said)))


def _who(statement: Statement) -> set[str]:
    return {_identity(actor) for actor in statement.actors or (statement.speaker,)}


def _identity(actor: Actor) -> str:
    return actor.code or f"name:{fold(actor.name)}"

"""What a sentence wants, backs or rejects: the noun phrases under its words of attitude, as topics to be grouped by.

A topic is a modified noun ("political settlement"), a noun of something ("release of hostages"), or a noun with an
actor who is spoken of ("settlement @AFG"). A bare noun is none: nobody is for or against "security".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from positions import language, resources
from positions.coding import shifters

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"[a-z]+")
SHORTEST = 3  # letters of a noun or modifier
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "prep", "nsubjpass", "acl", "pobj", "attr")
_ADJECTIVES = frozenset("committed opposed unacceptable illegal unlawful ready determined".split())


@dataclass(frozen=True, slots=True)
class Lists:
    """`data/suggest.toml`."""

    vague: frozenset[str]
    bare: frozenset[str]
    empty: frozenset[str]
    weak: frozenset[str]
    harms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a sentence: its name, by which topics are compared, and how the sentence has it."""

    name: str  # "political settlement", "release of hostage", "settlement @AFG"
    shown: str  # "political settlement", "release of hostages", "settlement"
    plural: bool
    head: str  # the lemma of its noun


@cache
def lists() -> Lists:
    with resources.data("suggest.toml").open("rb") as file:
        rows = tomllib.load(file)
    return Lists(**{name: frozenset(rows[name].split()) for name in Lists.__slots__})


@cache
def attitudes() -> dict[str, frozenset[str]]:
    """By kind of word, the lemmas that take a side and are meant so in speeches."""
    factors, weak = shifters.table().factors, lists().weak
    return {
        kind: frozenset(w for w, (_, attitude) in factors[kind].items() if attitude and w not in weak)
        for kind in ("verbs", "nouns")
    }


def may_want(text: str) -> bool:
    """Does a sentence hold a form of a word of attitude at all? A look that spares a parse."""
    return not _attitude_words().isdisjoint(_WORD.findall(text.lower()))


@cache
def _attitude_words() -> frozenset[str]:
    lemmas = {lemma.split()[0] for words in attitudes().values() for lemma in words}
    forms = (form for lemma in lemmas for form in language.forms(lemma))
    return frozenset((*forms, *_ADJECTIVES, "must", "should"))


def topics(doc: Doc, others: Collection[str]) -> list[Topic]:
    """The topics under the sentence's words of attitude, each once. `others`: the codes of those who are spoken of."""
    inside = {token.i for word in _governing(doc) for token in _complement(word)}
    found = (topic for at in sorted(inside) for topic in _topics(doc[at], others))
    return list({topic.name: topic for topic in found}.values())


def _governing(doc: Doc) -> Iterator[Token]:
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            if lemma in attitudes()["verbs"] or _is_obliged(token):
                yield token
        elif (token.pos_ == "NOUN" and lemma in attitudes()["nouns"]) or token.lower_ in _ADJECTIVES:
            yield token


def _is_obliged(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("must", "should") for c in verb.children)


def _complement(word: Token) -> Iterator[Token]:
    if word.pos_ in ("VERB", "AUX") and _is_obliged(word):
        yield from (t for c in word.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree)
    for child in word.children:
        if child.dep_ in _COMPLEMENTS:
            yield from child.subtree


def _topics(noun: Token, others: Collection[str]) -> Iterator[Topic]:
    head = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or not _tells(head):
        return
    plural = noun.tag_ == "NNS"
    for each in noun.children:
        modifier = each.lemma_.lower()
        if each.dep_ in ("amod", "compound") and each.pos_ in ("ADJ", "NOUN", "VERB") and _modifies(modifier):
            yield Topic(f"{modifier} {head}", f"{each.lower_} {noun.lower_}", plural, head)
    for of in (c for c in noun.children if c.lower_ == "of"):
        for each in (c for c in of.children if c.dep_ == "pobj" and c.pos_ == "NOUN"):
            if _tells(each.lemma_.lower()):
                shown = f"{noun.lower_} of {each.lower_}"
                yield Topic(f"{head} of {each.lemma_.lower()}", shown, plural, head)
    if head not in lists().bare:
        yield from (Topic(f"{head} @{code}", noun.lower_, plural, head) for code in others)


def _tells(lemma: str) -> bool:
    return lemma.isalpha() and lemma.isascii() and len(lemma) >= SHORTEST and lemma not in lists().vague


def _modifies(lemma: str) -> bool:
    return lemma.isalpha() and lemma.isascii() and len(lemma) >= SHORTEST and lemma not in lists().empty

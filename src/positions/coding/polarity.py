"""The arithmetic of a stance: a phrase's direction, multiplied by all that governs it up to the cue.

Compositional polarity after Polanyi and Zaenen (2006): from the phrase's head the walk climbs the
dependency tree; negations and reversing words turn the direction round, words of wanting, backing
and obliging make it a side taken. What is only possible, asked or supposed takes no side.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from positions import resources
from positions.language import children

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Table:
    """`data/polarity.toml`, whose head says what its lists mean."""

    factors: dict[str, dict[str, tuple[int, bool]]]  # "verbs" -> "reject" -> (-1, an attitude)
    modals: frozenset[str]
    modals_against: frozenset[str]
    possible: frozenset[str]
    negations: frozenset[str]
    prepositions: frozenset[str]
    conditions: frozenset[str]


@cache
def table() -> Table:
    with resources.data("polarity.toml").open("rb") as file:
        rows = tomllib.load(file)
    lists = {"keep": (1, True), "reverse": (-1, True), "do": (1, False), "undo": (-1, False)}
    return Table(
        factors={
            kind: {word: factor for name, factor in lists.items() for word in rows[kind].get(name, ())}
            for kind in ("verbs", "nouns", "predicates")
        },
        modals=frozenset(rows["modals"]["side"]),
        modals_against=frozenset(rows["modals"]["against"]),
        possible=frozenset(rows["modals"]["possible"]),
        negations=frozenset(rows["negations"]["words"]),
        prepositions=frozenset(rows["prepositions"]["reverse"]),
        conditions=frozenset(rows["conditions"]["words"]),
    )


@dataclass
class Walk:
    """What the climb has gathered so far. `sign` is the direction, `sided` whether a side was taken."""

    sign: int
    sided: bool
    conditional: bool = False
    hypothetical: bool = False
    holder: str = ""  # the code of another actor whose view it turned out to be
    trail: list[str] = field(default_factory=list)  # the arithmetic in words

    def turn(self, factor: int, word: str, *, sided: bool = True) -> None:
        self.sign *= factor
        self.sided = self.sided or sided
        self.trail.append(f"{word} ({'+' if factor > 0 else '−'})")


def climb(
    head: Token,
    sign: int,
    *,
    stated: bool,
    stop: Collection[int],
    within: Collection[int],
    holder_of: Callable[[Token], str],
) -> list[Walk]:
    """Walk from a phrase's head up to the cue (a token of `stop`) or to the edge of the content (`within`).

    `holder_of(word)` is the code of another actor who is the subject or owner of a governing word,
    or "". Where there is one, what was gathered so far is that actor's view, and a new walk begins
    for the speaker, who has taken no side yet ("Blinken said Russia opposes it").
    """
    walk = Walk(sign, stated, trail=[f"{head.text} ({'+' if sign > 0 else '−'})"])
    walks: list[Walk] = []
    word, seen = head, set()
    _own(walk, word)
    while word.head != word and word.i not in stop and word.i not in seen:
        seen.add(word.i)
        governor = word.head
        if governor.i in stop or governor.i not in within:
            break
        _step(walk, word, governor)
        other = holder_of(governor) if walk.sided else ""
        if other:
            walk.holder = other
            walks.append(walk)
            walk = Walk(walk.sign, False, trail=list(walk.trail))
        word = governor
    condition(walk, word)
    return [*walks, walk]


def _own(walk: Walk, word: Token) -> None:
    """What hangs on the phrase itself: its negation, its modal, its condition."""
    _negate(walk, word)
    _modal(walk, word)
    condition(walk, word)
    predicate(walk, word)
    walk.sided = walk.sided or (word.tag_ == "VBG" and _yet_to_be_done(word))


def _step(walk: Walk, word: Token, governor: Token) -> None:
    """One step up: from a word to the word that governs it."""
    rows = table()
    if word.dep_ == "conj" and governor.pos_ == word.pos_:
        _negate(walk, governor, inherited=True)
        return
    if governor.pos_ == "ADP":
        if governor.lower_ in rows.prepositions:
            walk.turn(-1, governor.text)
        return
    kind = "nouns" if governor.pos_ in ("NOUN", "PROPN") else "verbs"
    if governor.pos_ == "ADJ":
        _by_table(walk, governor, "predicates")
    elif not (kind == "verbs" and word.dep_ in ("nsubj", "advcl", "csubj", "relcl", "npadvmod")):
        _by_table(walk, governor, kind)
    if word.dep_ in ("nsubj", "nsubjpass", "dobj", "csubj"):
        predicate(walk, governor, of=word)
    if word.dep_ == "advcl" and _has_condition(word):
        walk.hypothetical = True
    _negate(walk, governor)
    _modal(walk, governor)
    condition(walk, governor)


def _by_table(walk: Walk, word: Token, kind: str) -> None:
    """Multiply with a governing word. A doing takes a side only where it is yet to be done."""
    rows = table()
    lemma = word.lemma_.lower()
    particle = next((f"{lemma} {c.lower_}" for c in word.children if c.dep_ == "prt"), lemma)
    factor = rows.factors[kind].get(particle) or (
        rows.factors[kind].get(lemma) if particle == lemma or kind == "verbs" else None
    )
    if factor:
        sign, attitude = factor
        walk.turn(sign, word.text, sided=attitude or (kind == "verbs" and _yet_to_be_done(word)))
    elif kind == "predicates" and lemma in rows.modals_against:
        walk.turn(-1, word.text)
    elif kind == "predicates" and lemma in rows.modals:
        walk.turn(1, word.text)


def _yet_to_be_done(verb: Token) -> bool:
    """An infinitive after "to" or a modal, a subjunctive, or what "we are" doing just now."""
    if verb.tag_ == "VB":
        return True
    now = any(c.lemma_ == "be" and c.tag_ in ("VBP", "VBZ") for c in children(verb, "aux"))
    return verb.tag_ == "VBG" and now and any(c.lower_ in ("we", "i") for c in children(verb, "nsubj"))


def predicate(walk: Walk, verb: Token, of: Token | None = None) -> None:
    """`expansion is unacceptable`, `called the plan a mistake`, `sees it as a red line`."""
    marks = children(verb, "acomp", "attr", "oprd")
    marks += [o for p in children(verb, "prep") if p.lower_ == "as" for o in children(p, "pobj", "amod")]
    for mark in marks:
        if of is not None and mark == of:
            continue
        factor = table().factors["predicates"].get(mark.lemma_.lower())
        if factor:
            walk.turn(factor[0], mark.text)
            _negate(walk, mark)


def _negate(walk: Walk, word: Token, *, inherited: bool = False) -> None:
    for child in word.children:
        negative = child.dep_ == "neg" or (
            child.lower_ in table().negations and child.dep_ in ("det", "preconj", "advmod", "cc", "neg")
        )
        if (negative and not (inherited and child.dep_ == "det")) or (
            child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in table().negations
        ):
            walk.turn(-1, child.text, sided=False)
        elif (
            child.dep_ == "advmod"
            and child.lower_ == "longer"
            and any(c.lower_ == "no" for c in child.children)
        ):
            walk.turn(-1, "no longer", sided=False)


def _modal(walk: Walk, word: Token) -> None:
    rows = table()
    for child in word.children:
        if child.dep_ not in ("aux", "auxpass"):
            continue
        if child.lower_ in rows.possible:
            walk.hypothetical = True
        elif child.tag_ == "MD" and child.lower_ in rows.modals:
            walk.sided = True
    if word.lemma_ == "have" and children(word, "xcomp"):
        walk.turn(1, word.text)


def condition(walk: Walk, word: Token) -> None:
    """An if-clause that hangs on a word makes it conditional; one that begins with it is a supposition."""
    for child in word.children:
        if child.dep_ in ("advcl", "prep", "pcomp") and _has_condition(child):
            walk.conditional = True
        if child.dep_ == "mark" and child.lower_ in ("if", "whether", "unless"):
            walk.hypothetical = True


def _has_condition(clause: Token) -> bool:
    words = " ".join(
        t.lower_
        for t in clause.doc[clause.left_edge.i : min(clause.left_edge.i + 4, clause.right_edge.i + 1)]
    )
    return any(
        words.startswith(condition) or f" {condition} " in f" {words} " for condition in table().conditions
    )

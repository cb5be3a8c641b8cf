"""The arithmetic of a stance: a phrase's direction, multiplied by all that governs it up to the cue.

Compositional polarity after Polanyi and Zaenen (2006): from the phrase's head the walk climbs the
dependency tree; negations and reversing words turn the direction round, words of wanting, backing
and obliging make it a side taken. What is only possible, asked or supposed takes no side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from positions.coding import grammar
from positions.coding.shifters import table
from positions.language import children

if TYPE_CHECKING:
    from spacy.tokens import Token


ELSEWHERE = -1


class Weighed(NamedTuple):
    """A word that was multiplied with: the token's place in the paragraph, and its factor.

    A cue that stands in another paragraph is at `ELSEWHERE`.
    """

    at: int
    factor: int


@dataclass
class Walk:
    """What the climb has gathered so far. `sign` is the direction, `sided` whether a side was taken."""

    sign: int
    sided: bool
    condition: Token | None = None  # the head of the clause or phrase on which it depends
    hypothetical: bool = False  # supposed, asked, or a mere circumstance: no side can come of it
    evaluated: bool = False  # a predicate has judged it: "would be a disaster"
    holder: str = ""  # the code of another actor whose view it turned out to be
    trail: list[Weighed] = field(default_factory=list)  # the phrase, and all that it was multiplied with
    siding: list[int] = field(default_factory=list)  # the places of words that only take a side: "must"

    def turn(self, factor: int, word: Token | None, *, sided: bool = True) -> None:
        self.sign *= factor
        self.sided = self.sided or sided
        self.trail.append(Weighed(word.i if word else ELSEWHERE, factor))


@dataclass(frozen=True)
class Others:
    """What the climb asks about the actors of the content, and about the cue."""

    holder: Callable[[Token], str]  # the code of another actor whose attitude a word is, or ""
    subject: Callable[[Token], bool]  # is another actor the subject of a verb?
    own: Callable[[Token], bool]  # is the speaker's own side the subject of a verb?
    naming: bool  # may the cue name things ("described the plan as a mistake")?


def climb(
    head: Token,
    sign: int,
    *,
    stated: bool,
    evaluated: bool,
    stop: Collection[int],
    within: Collection[int],
    others: Others,
) -> list[Walk]:
    """Walk from a phrase's head up to the cue (a token of `stop`) or to the edge of the content (`within`).

    Where a governing word is another actor's attitude, what was gathered so far is that actor's
    view, and a new walk begins for the speaker, who has taken no side yet ("Blinken said Russia
    opposes it").
    """
    walk = Walk(sign, stated, evaluated=evaluated, trail=[Weighed(head.i, sign)])
    walks: list[Walk] = []
    word, seen = head, set()
    _own(walk, word, others)
    while word.head != word and word.i not in stop and word.i not in seen:
        seen.add(word.i)
        governor = word.head
        if governor.i in stop or governor.i not in within or grammar.is_beside(word, governor):
            break
        _step(walk, word, governor, others)
        other = others.holder(governor) if walk.sided and not grammar.obliged(governor) else ""
        if other:
            walk.holder = other
            walks.append(walk)
            walk = Walk(walk.sign, False, hypothetical=walk.hypothetical, trail=list(walk.trail))
        word = governor
    condition = grammar.condition(head, within, seen | {word.i})
    for each in (*walks, walk):
        each.condition = condition
    return [*walks, walk]


def _own(walk: Walk, word: Token, others: Others) -> None:
    """What hangs on the phrase itself: its negation, its modal, its predicate."""
    _negate(walk, word)
    _modal(walk, word, others)
    _supposed(walk, word)
    if word.pos_ in ("VERB", "AUX") or others.naming:
        predicate(walk, word)
    walk.sided = walk.sided or (word.tag_ == "VBG" and grammar.yet_to_be_done(word)) or _is_deed(word, others)


def _step(walk: Walk, word: Token, governor: Token, others: Others) -> None:
    """One step up: from a word to the word that governs it."""
    if word.dep_ == "conj" and governor.pos_ == word.pos_:
        if not children(
            word, "aux", "auxpass", "neg", "nsubj"
        ):  # "will not halt or limit": one auxiliary for both
            _negate(walk, governor, inherited=True)
        if governor.pos_ == "ADJ" and governor.lower_ in table().attitudes:
            walk.turn(1, governor)  # "ready, willing and able to return"
        return
    if word.dep_ == "relcl":
        walk.hypothetical = (
            walk.hypothetical or not walk.sided
        )  # "states that had not ratified it": which states
    if governor.pos_ == "ADP":
        _preposition(walk, governor)
        return
    if governor.pos_ == "ADJ":
        _by_table(walk, governor, "predicates")
    elif governor.pos_ in ("NOUN", "PROPN"):
        _by_table(walk, governor, "nouns")
    elif word.dep_ in ("nsubj", "csubj"):
        _as_subject(walk, word, governor, others)
        return
    elif word.dep_ not in ("advcl", "relcl", "npadvmod"):
        _by_table(walk, governor, "verbs")
        walk.sided = walk.sided or _is_deed(governor, others)
    if word.dep_ in ("nsubjpass", "dobj", "xcomp", "ccomp", "attr"):
        predicate(walk, governor, of=word)
    if word.dep_ == "advcl" and grammar.has_condition(word):
        walk.hypothetical = True
    _negate(walk, governor, of=word)
    _modal(walk, governor, others)
    _supposed(walk, governor)


def _preposition(walk: Walk, preposition: Token) -> None:
    """`against the plan` turns it round; `hours after the truce` only tells when."""
    if preposition.lower_ in table().reversing:
        walk.turn(-1, preposition)
    elif preposition.lower_ in table().circumstance and preposition.head.pos_ in ("VERB", "AUX"):
        walk.hypothetical = True


def _as_subject(walk: Walk, word: Token, verb: Token, others: Others) -> None:
    """The phrase is the subject: judged by a predicate, or going on, or ending, or doing something else.

    `expansion must stop` turns it round; what `a truce would cost` is no side taken towards it.
    """
    before = len(walk.trail)
    predicate(walk, verb, of=word)
    if verb.lemma_ in ("have", "need") and children(verb, "xcomp"):
        verb = children(verb, "xcomp")[0]  # "sanctions have to be lifted"
        walk.sided = True
    factor = table().factors["verbs"].get(verb.lemma_.lower())
    infinitive = any(c.lower_ == "to" for c in children(verb, "aux"))
    let = verb.dep_ == "ccomp" and verb.head.lemma_ in ("let", "make", "see")
    only = next((c for c in word.children if c.lower_ == "only"), None)
    if only and any(c.lower_ in table().possible for c in children(verb, "aux")):
        walk.turn(1, only)  # "only a referendum can settle it"
        return
    if len(walk.trail) == before and not (infinitive or let) and children(verb, "dobj", "dative"):
        good = grammar.obliged(verb) and not (factor and factor[0] < 0) and not children(verb, "neg")
        walk.sided, walk.hypothetical = walk.sided or good, walk.hypothetical or not good
        return
    if factor and not factor[1]:
        walk.turn(factor[0], verb, sided=False)
    _negate(walk, verb, of=word)
    if (
        any(c.lower_ in table().obliging for c in children(verb, "aux"))
        or verb.lemma_.lower() in table().going_on
    ):
        _modal(walk, verb, others)
    _supposed(walk, verb)


def _by_table(walk: Walk, word: Token, kind: str) -> None:
    """Multiply with a governing word. A doing takes a side only where it is yet to be done."""
    rows = table()
    factor = grammar.factor(word, kind)
    if factor:
        sign, attitude = factor
        if kind == "verbs" and walk.evaluated and word.lemma_.lower() in rows.blaming:
            sign = 1  # "warned of the threat of it"
        sided = (
            not grammar.past_passive(word) if attitude else kind == "verbs" and grammar.yet_to_be_done(word)
        )
        walk.turn(sign, word, sided=sided)
        walk.evaluated = walk.evaluated or (kind == "nouns" and word.lemma_.lower() in rows.dangers)
    elif kind == "predicates" and word.lower_ in rows.against:
        walk.turn(-1, word)
    elif kind == "predicates" and word.lower_ in rows.attitudes:
        walk.turn(1, word)


def _is_deed(verb: Token, others: Others) -> bool:
    """`Canada imposed sanctions`, `it was working for a truce`: what one's own side does is a side taken, done or not."""
    if verb.pos_ != "VERB" or not others.own(verb):
        return False
    going_on = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in children(verb, "aux"))
    named = not any(c.lower_ in ("it", "they", "he", "she") for c in children(verb, "nsubj"))
    return (named and verb.lemma_.lower() in table().deeds) or (
        going_on and verb.lemma_ in table().factors["verbs"]
    )


def predicate(walk: Walk, verb: Token, of: Token | None = None) -> None:
    """`expansion is unacceptable`, `called the plan a mistake`, `sees it as a bad deal`."""
    marks = children(verb, "acomp", "attr", "oprd")
    owners = [verb, of] if of is not None and verb.lemma_ in _SEEING else [verb]
    marks += [
        o
        for w in owners
        for p in children(w, "prep")
        if p.lower_ == "as"
        for o in children(p, "pobj", "amod")
    ]
    if of is not None and of.dep_ == "attr":
        marks += children(verb, "nsubj")  # "the only solution is a truce"
    marks += [c for c in children(verb, "ccomp") if c.pos_ in ("NOUN", "ADJ") and verb.lemma_ != "say"]
    for mark in marks:
        judged = grammar.judgement(mark)
        if judged and (of is None or mark != of):
            walk.turn(1 if walk.evaluated else judged[1], judged[0])  # "a reward for terror would be wrong"
            walk.evaluated = True
            _negate(walk, mark)
            return
    for sign, noun in grammar.idioms(verb):
        walk.turn(sign, noun)
        walk.evaluated = True
        return


_SEEING = frozenset("see regard view consider describe treat".split())


def _negate(walk: Walk, word: Token, *, inherited: bool = False, of: Token | None = None) -> None:
    """The negations that hang on a word: not, never, no, neither ... nor, no longer, nobody as its subject."""
    found = [
        child for child in word.children if child != of and grammar.is_negative(child, inherited=inherited)
    ]
    if any(child.lower_ == "neither" for child in found):
        found = [child for child in found if child.lower_ != "nor"]
    for child in found:
        determined = child.dep_ == "det" and word.lemma_.lower() in table().factors["nouns"]
        walk.turn(-1, child, sided=determined)


def _modal(walk: Walk, word: Token, others: Others) -> None:
    """Obligation takes a side; so does the future of the speaker's own doing; possibility only where it is denied."""
    rows = table()
    helpers = {child.lower_ for child in children(word, "aux", "auxpass")}
    if helpers & rows.possible:
        denied = any(grammar.is_negative(c, inherited=False) for c in word.children) or grammar.denied_object(
            word
        )
        walk.hypothetical, walk.sided = walk.hypothetical or not denied, walk.sided or denied
    elif (
        helpers & rows.obliging
        or (helpers & rows.future and not others.subject(word))
        or grammar.subjunctive(word, helpers)
    ):
        walk.sided = True
        walk.siding += [c.i for c in children(word, "aux") if c.lower_ in rows.obliging | rows.future]
    if word.lemma_ in ("have", "need") and children(word, "xcomp"):
        walk.turn(1, word)


def _supposed(walk: Walk, word: Token) -> None:
    """A clause that begins with "if" or "whether" supposes or asks."""
    if any(child.lower_ in ("if", "whether", "unless") for child in children(word, "mark")):
        walk.hypothetical = True

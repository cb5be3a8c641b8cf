"""What the grammar around one word says, whoever speaks: negation, obligation, a deed done or to be done, a condition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from positions.coding.shifters import table
from positions.language import children

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_beside(word: Token, governor: Token) -> bool:
    """`We oppose it, and they will never accept it`: a clause beside another, which the parser hung under it."""
    if word.dep_ not in ("ccomp", "parataxis") or governor.i < word.i:
        return False
    between = word.doc[word.i + 1 : governor.i]
    return any(t.dep_ == "cc" and t.head in (word, governor) for t in between)


def factor(word: Token, kind: str) -> tuple[int, bool] | None:
    """The entry of a word, that of the verb with its particle first ("give up", "pull out of")."""
    rows = table().factors[kind]
    lemma = word.lemma_.lower()
    for child in word.children:
        near = child.i - word.i in (1, 2) or child.dep_ == "prt"
        if child.dep_ in ("prt", "prep", "advmod") and near and f"{lemma} {child.lower_}" in rows:
            return rows[f"{lemma} {child.lower_}"]
    return rows.get(lemma)


def past_passive(verb: Token) -> bool:
    """`was agreed in 2013`, `were planned for May`: something that happened, by nobody who is named."""
    return (
        verb.tag_ == "VBN"
        and any(c.lower_ in ("was", "were") for c in children(verb, "auxpass"))
        and not children(verb, "agent")
    )


def yet_to_be_done(verb: Token) -> bool:
    """An infinitive after "to" or a modal, a subjunctive, or what "we are" doing just now."""
    if verb.tag_ == "VB":
        return True
    now = any(c.lemma_ == "be" and c.tag_ in ("VBP", "VBZ") for c in children(verb, "aux"))
    return verb.tag_ == "VBG" and now and any(c.lower_ in ("we", "i") for c in children(verb, "nsubj"))


def idioms(verb: Token) -> Iterator[tuple[int, Token]]:
    """`remains on the table`, `is out of the question`: a preposition and its noun that judge the subject."""
    rows = table().factors["idioms"]
    for first in children(verb, "prep"):
        inner = [first, *children(first, "prep")]
        for noun in (o for p in inner for o in children(p, "pobj")):
            factor = rows.get(f"{first.lower_} {noun.lemma_.lower()}")
            if factor:
                yield factor[0], noun


def judgement(mark: Token) -> tuple[Token, int] | None:
    """The judging word of a predicate: itself, a prefix with it ("non-starter"), an adjective, a second one."""
    rows = table().factors["predicates"]
    doc = mark.doc
    prefixed = (
        f"{doc[mark.i - 2].lower_}-{mark.lemma_.lower()}"
        if mark.i > 1 and doc[mark.i - 1].text == "-"
        else ""
    )
    words = [(mark, prefixed), (mark, mark.lemma_.lower())]
    words += [(c, c.lemma_.lower()) for c in children(mark, "amod", "conj")]
    return next(((word, rows[lemma][0]) for word, lemma in words if lemma in rows), None)


def is_negative(child: Token, *, inherited: bool) -> bool:
    words = table().negations
    if child.dep_ == "det":
        return child.lower_ in words and not inherited
    if child.dep_ == "advmod":
        deeper = any(c.dep_ == "neg" or c.lower_ in ("no", "never") for c in child.children)
        return child.lower_ in words or (child.lower_ in ("longer", "again") and deeper)
    if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
        return child.lower_ in words or any(c.dep_ == "det" and c.lower_ in words for c in child.children)
    return child.dep_ == "neg" or (child.lower_ in words and child.dep_ in ("preconj", "cc"))


def denied_object(word: Token) -> bool:
    """`there could be no talks`."""
    objects = children(word, "attr", "dobj", "nsubjpass")
    return any(c.dep_ == "det" and c.lower_ == "no" for o in objects for c in o.children)


def obliged(word: Token) -> bool:
    """`the EU should agree`: what another ought to do is the speaker's view, not the other's."""
    return any(c.lower_ in table().obliging for c in children(word, "aux"))


def subjunctive(word: Token, helpers: Collection[str]) -> bool:
    """`insisted that sanctions be lifted`, `that the president step down`."""
    bare = word.tag_ == "VB" and bool(children(word, "nsubj")) and not helpers
    return ("be" in helpers and len(helpers) == 1) or bare


def condition(head: Token, within: Collection[int], path: Collection[int]) -> Token | None:
    """The condition that hangs on what the climb went through, or on what hangs on that directly."""
    hanging = (
        token
        for token in head.sent
        if token.i in within
        and token.dep_ in ("advcl", "prep", "pcomp", "acl")
        and (token.head.i in path or token.head.head.i in path)
        and not (token == head or token.is_ancestor(head))
    )
    return next(filter(has_condition, hanging), None)


def has_condition(clause: Token) -> bool:
    rows = table()
    first = clause.left_edge.i
    words = " ".join(t.lower_ for t in clause.doc[first : min(first + 5, clause.right_edge.i + 1)]) + " "
    if any(words.startswith(f"{idle} ") for idle in rows.idle):
        return False
    openings = (*rows.clauses, *rows.phrases) if clause.dep_ in ("advcl", "acl") else rows.phrases
    return any(words.startswith(f"{opening} ") for opening in openings)

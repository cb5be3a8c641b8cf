"""Who is beside the cue: the noun phrase that does the saying.

The rules follow the subject relation of Universal and Stanford dependencies (de Marneffe and
Manning 2008) through coordination, relative clauses, participles and controlled infinitives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from positions.language import children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
# Participles that modify a noun, and what may follow a noun without being part of its name.
_LOOSE = ("relcl", "acl", "appos", "advcl", "parataxis", "ccomp")
# Verbs whose object, not whose subject, does what the infinitive says ("urged Israel to say").
_OBJECT_CONTROL = frozenset(
    "urge ask tell order want force lead allow persuade invite press require expect get let make help "
    "advise encourage".split()
)


def subject(verb: Token, depth: int = 6) -> Token | None:
    """The head of the phrase that says, thinks or wants what `verb` reports; None where there is none."""
    if depth == 0:
        return None
    own = children(verb, *_SUBJECT)
    if own and own[0].dep_ == "nsubjpass":
        return _agent(verb)
    if own:
        return None if own[0].dep_ == "expl" else own[0]
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBD", "VBZ")):
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None
    if (
        verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "acomp", "dep")
        and verb.head != verb
    ):
        return _through(verb, depth)
    return None


def _agent(verb: Token) -> Token | None:
    """`was rejected by the minister`; `was told` has no speaker."""
    by = children(verb, "agent")
    objects = children(by[0], "pobj") if by else []
    return objects[0] if objects else None


def antecedent(who: Token) -> Token | None:
    """`the minister, who said ...`: the noun that a relative pronoun stands for; None for other words."""
    if who.tag_ not in ("WP", "WDT"):
        return None
    verb = who.head
    while verb.dep_ in ("conj", "xcomp", "advcl") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _through(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
        objects = children(head, "dobj")
        return objects[0] if objects else subject(head, depth - 1)
    if verb.dep_ == "ccomp" and children(verb, "mark"):
        return None
    if head.pos_ in ("VERB", "AUX", "ADP", "ADJ"):
        return subject(head, depth - 1)
    return None


def phrase(head: Token) -> tuple[int, int]:
    """The token range of a source: the whole noun phrase, without appositions and clauses behind it."""
    first, end = subtree(head)
    for child in head.subtree:
        if child.i > head.i and child.dep_ in _LOOSE and child.head.i <= child.i and _on_spine(child, head):
            end = min(end, child.left_edge.i)
    end = max(end, head.i + 1)
    while end - 1 > head.i and head.doc[end - 1].is_punct and head.doc[end - 1].text != ")":
        end -= 1
    while first < head.i and (head.doc[first].is_punct or head.doc[first].dep_ in ("cc", "mark", "advmod")):
        first += 1
    return first, end


def _on_spine(child: Token, head: Token) -> bool:
    """Does the loose part hang on the head itself, or on a name that the head is coordinated with?"""
    return child.head == head or (
        child.head.dep_ in ("conj", "pobj", "prep") and head.is_ancestor(child.head)
    )

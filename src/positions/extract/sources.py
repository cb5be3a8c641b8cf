"""What a relative pronoun stands for: `the minister, who said ...`.

The relation is that of the relative clause in Universal and Stanford dependencies (de Marneffe and
Manning 2008). Only sentences in which such a pronoun is a source are parsed for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from positions import language, sentences
from positions.language import Parsed, subtree
from positions.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"who", "which", "whose", "whom", "that"})
# What may follow a noun without being part of its name.
_LOOSE = ("relcl", "acl", "appos", "advcl", "parataxis", "ccomp")


def antecedent(text: str, pronoun: Span) -> Span | None:
    """The noun phrase that a relative pronoun stands for; None where the parse shows none."""
    if pronoun.of(text).lower() not in RELATIVE:
        return None
    sentence = sentences.around(text, pronoun)
    parsed = Parsed(sentence.start, next(language.parse([sentence.of(text)])))
    tokens = parsed.tokens(pronoun)
    noun = _noun(tokens[0]) if tokens else None
    return parsed.span(*_phrase(noun)) if noun is not None else None


def _noun(pronoun: Token) -> Token | None:
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp", "advcl", "ccomp") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _phrase(head: Token) -> tuple[int, int]:
    """The token range of a noun phrase, without appositions and clauses behind it."""
    first, end = subtree(head)
    for child in head.subtree:
        if child.i > head.i and child.dep_ in _LOOSE and child.head == head:
            end = min(end, child.left_edge.i)
    end = max(end, head.i + 1)
    while end - 1 > head.i and head.doc[end - 1].is_punct and head.doc[end - 1].text != ")":
        end -= 1
    return first, end

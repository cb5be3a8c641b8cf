"""The engine: the rules' candidates, and the choice among them.

Attributions do not nest (PolNeAR's practice): where two candidates overlap, quoted speech wins
over reported speech, and the longer reported content over the shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from positions.extract import direct, indirect, layout, official, parse, turns
from positions.extract.candidates import QUESTION, QUOTED, Candidate
from positions.extract.parse import Paragraph
from positions.extract.quotes import Quote, quotes
from positions.extract.sources import phrase, subject
from positions.model import UNMARKED, Attribution, Manner, Span


@dataclass(frozen=True)
class Reading:
    """A text as read: its paragraphs with their parses, and the attributions found in them."""

    text: str
    blocks: tuple[layout.Block, ...]
    paragraphs: tuple[Paragraph, ...]
    attributions: tuple[Attribution, ...]

    def paragraph_at(self, at: int) -> Paragraph | None:
        """The parsed paragraph that a character of the text lies in."""
        return next((p for p in self.paragraphs if p.block.span.start <= at < p.block.span.end), None)


PARSED = (layout.BODY, layout.HEADLINE, layout.TURN)


def read(text: str) -> Reading:
    """Find every attribution of an English text."""
    blocks = layout.blocks(text)
    marks = quotes(text, [b.said for b in blocks])
    parsed = tuple(parse.paragraphs(text, (b for b in blocks if b.kind in PARSED), marks))
    found = sorted(_candidates(text, blocks, marks, parsed), key=lambda c: c.content[0].start)
    chosen = tuple(_attribution(c, marks) for c in _with_running_speakers(found, _introductions(parsed)))
    return Reading(text, tuple(blocks), parsed, chosen)


def _candidates(
    text: str, blocks: list[layout.Block], marks: list[Quote], parsed: tuple[Paragraph, ...]
) -> Iterator[Candidate]:
    """By the kind of text: an official statement, or news in which there may be turns."""
    issued = official.recognise(text, blocks, marks)
    if issued:
        yield from official.statements(text, issued, parsed)
        return
    yield from turns.transcript(text, blocks)
    yield from _articles(text, (p for p in parsed if p.block.kind != layout.TURN))


def _articles(text: str, parsed: Iterable[Paragraph]) -> Iterator[Candidate]:
    for p in parsed:
        if p.block.kind == layout.HEADLINE:
            named = list(turns.headline(text, p.block))
            yield from named or _chosen(indirect.find(p))
        else:
            spoken, used = direct.find(p)
            yield from _chosen((*spoken, *indirect.find(p, used)))


def _chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best candidates that do not overlap."""
    best = sorted(candidates, key=lambda c: (c.form != QUOTED, -c.length))
    kept: list[Candidate] = []
    for candidate in best:
        if not any(a.overlaps(b) for other in kept for a in other.content for b in candidate.content):
            kept.append(candidate)
    return [c for c in kept if c.cue_class != QUESTION]


def _with_running_speakers(found: Iterable[Candidate], introductions: dict[int, Span]) -> Iterator[Candidate]:
    """A quotation without a source inherits the speaker: of the line that introduces it, or the last one."""
    running: Span | None = None
    for candidate in found:
        if candidate.source is None and candidate.form == QUOTED and candidate.rule not in UNMARKED:
            running = introductions.get(candidate.content[0].start, running)
            yield replace(candidate, antecedent=running)
            continue
        yield candidate
        running = candidate.antecedent or candidate.source or running


def _introductions(parsed: Iterable[Paragraph]) -> dict[int, Span]:
    """Where a paragraph ends with a colon, the subject of its last sentence says what the next one holds."""
    found: dict[int, Span] = {}
    before: Paragraph | None = None
    for p in parsed:
        if before is not None and before.doc.text.rstrip().endswith(":"):
            who = subject(list(before.doc.sents)[-1].root)
            if who is not None:
                found[p.block.said.start] = before.span(*phrase(who))
        before = p
    return found


def _attribution(c: Candidate, marks: Iterable[Quote]) -> Attribution:
    return Attribution(
        content=tuple(sorted(c.content)),
        source=c.source,
        cue=c.cue,
        manner=_manner(c, marks),
        cue_lemma=c.lemma,
        cue_class=c.cue_class,
        rule=c.rule,
        form=c.form,
        antecedent=c.antecedent,
    )


def _manner(c: Candidate, marks: Iterable[Quote]) -> Manner:
    """Direct where all of the content is quoted (or spoken in a turn), mixed where some is."""
    if c.rule in UNMARKED:
        return Manner.DIRECT
    near = [q.span for q in marks if any(q.span.overlaps(s) for s in c.content)]
    if not near:
        return Manner.INDIRECT
    inside = sum(min(q.end, s.end) - max(q.start, s.start) for q in near for s in c.content if q.overlaps(s))
    return Manner.DIRECT if inside >= 0.98 * c.length else Manner.MIXED

"""The engine: a text's layout and quotation marks by rule, the rest by the tagger.

What has a form of its own needs no learning: the turns of a transcript and the sentences of an
official statement are their speakers', each of them. In everything else the tagger finds contents,
sources and cues. Attributions do not nest (PolNeAR's practice).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from positions.cues import Cue
from positions.extract import layout, official, reported, sources, tagger, turns
from positions.extract.cue_words import complement, entry, is_clause
from positions.extract.quotes import Quote, quotes
from positions.extract.reported import Found
from positions.model import CLAUSE, FRAGMENT, QUOTED, UNMARKED, Attribution, Manner, Span

READ = (layout.BODY, layout.HEADLINE)  # what the tagger reads
SPOKEN = (*READ, layout.TURN)  # where statements may stand
STRETCH = 200_000  # characters that the tagger reads at a time


@dataclass(frozen=True)
class Reading:
    """A text as read: its paragraphs, and the attributions found in them."""

    text: str
    blocks: tuple[layout.Block, ...]
    attributions: tuple[Attribution, ...]


def paragraphs(text: str) -> list[layout.Block]:
    """The paragraphs of a text in which statements may stand."""
    return spoken(layout.blocks(text))


def spoken(blocks: Iterable[layout.Block]) -> list[layout.Block]:
    return [block for block in blocks if block.kind in SPOKEN]


def headline(blocks: Iterable[layout.Block]) -> Span | None:
    """The first headline of a text, if it has one."""
    return next((block.said for block in blocks if block.kind == layout.HEADLINE), None)


def read(text: str) -> Reading:
    """Find every attribution of an English text."""
    blocks = layout.blocks(text)
    marks = quotes(text, [b.said for b in blocks])
    found = sorted(_attributions(text, blocks, marks), key=lambda a: a.start)
    return Reading(text, tuple(blocks), tuple(_with_running_speakers(found)))


def _attributions(text: str, blocks: Sequence[layout.Block], marks: Sequence[Quote]) -> Iterator[Attribution]:
    """By the kind of text: an official statement, or news in which there may be turns."""
    ready = [b for b in blocks if b.kind in READ]
    tagged = [_attribution(text, each, marks) for each in _found(text, ready, marks)]
    issued = official.recognise(text, blocks, marks)
    if issued:
        yield from official.statements(text, issued, ready, [a for a in tagged if a.cue])
        return
    yield from turns.transcript(text, blocks)
    yield from tagged


def _found(text: str, ready: Sequence[layout.Block], marks: Sequence[Quote]) -> Iterator[Found]:
    """What the tagger finds, stretch by stretch, so that a book needs no more memory than a long article."""
    start = size = 0
    for end, block in enumerate((*ready, None), 1):
        size += len(block.said.of(text)) if block else STRETCH
        if size >= STRETCH and (stretch := ready[start:end]):
            yield from reported.find(text, tagger.tag(text, stretch, marks), stretch, marks)
            start, size = end, 0


def _attribution(text: str, found: Found, marks: Sequence[Quote]) -> Attribution:
    """What the cue's words and the content's form tell of a tagged statement."""
    manner = _manner(found.contents, marks)
    quoted = manner is Manner.DIRECT
    cue = found.cue.of(text) if found.cue else ""
    takes = complement(cue, found.contents[0].of(text), quoted=quoted)
    use = entry(cue, takes, owned=_owned(text, found))
    return Attribution(
        content=tuple(sorted(found.contents)),
        source=found.source,
        cue=found.cue,
        manner=manner,
        cue_lemma=use.words if use else cue.lower(),
        cue_class=use.cue_class if use else "say",
        rule=_rule(found, quoted=quoted, noun=use is not None and use.kind == "noun"),
        form=_form(found.contents[0].of(text), use, takes, quoted=quoted),
        antecedent=sources.antecedent(text, found.source) if found.source else None,
        sure=found.sure,
        other_sources=found.others,
        act=found.act[0],
        act_sure=found.act[1],
    )


def _form(content: str, use: Cue | None, takes: str, *, quoted: bool) -> str:
    """Quoted words that complete a clause of the writer's (`called for “a ceasefire”`) are a fragment."""
    first = next((c for c in content if c.isalnum()), "")
    if quoted and (use is None or takes in use.takes or not first.islower()):
        return QUOTED
    return CLAUSE if is_clause(takes) and not quoted else FRAGMENT


def _owned(text: str, found: Found) -> bool:
    """Does the source stand before the cue as its owner: `Iran's demand`, `its call`, `Kremlin demands, issued in May`?"""
    if not found.source or not found.cue or not found.source.end <= found.cue.start <= found.source.end + 40:
        return False
    between = text[found.source.end : found.cue.start + 2]
    if reported.WITH_PARTICIPLE.match(found.cue.of(text)):
        return True
    return between.startswith(("'s", "’s", "' ", "’ ")) or found.source.of(text).lower() in _POSSESSIVE


_POSSESSIVE = frozenset({"its", "his", "her", "their", "our", "my", "your", "whose"})


def _rule(found: Found, *, quoted: bool, noun: bool) -> str:
    if quoted:
        return "quotation with its cue" if found.cue or found.source else "floating quotation"
    if noun:
        return "complement of a noun" if found.source else "complement of a noun without an owner"
    return "words reported by their cue" if found.cue else "words reported without a cue"


def _with_running_speakers(found: Iterable[Attribution]) -> Iterator[Attribution]:
    """A quotation without a source of its own has the last speaker's."""
    running: tuple[Span | None, Span | None] = (None, None)
    for attribution in found:
        if attribution.source is None and attribution.form == QUOTED and attribution.rule not in UNMARKED:
            yield replace(attribution, source=running[0], antecedent=running[1])
            continue
        yield attribution
        if attribution.source:
            running = attribution.source, attribution.antecedent


def _manner(contents: Sequence[Span], marks: Iterable[Quote]) -> Manner:
    """Direct where all of the content is quoted, mixed where some is."""
    near = [q.span for q in marks if any(q.span.overlaps(s) for s in contents)]
    if not near:
        return Manner.INDIRECT
    inside = sum(min(q.end, s.end) - max(q.start, s.start) for q in near for s in contents if q.overlaps(s))
    length = sum(s.end - s.start for s in contents)
    return Manner.DIRECT if inside >= 0.98 * length else Manner.MIXED

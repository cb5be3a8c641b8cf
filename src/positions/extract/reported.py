"""From tagged words to statements: what stands together, what goes on, and to whom each belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from positions import sentences
from positions.extract.cue_words import says
from positions.extract.layout import Block
from positions.extract.quotes import Quote
from positions.extract.tagger import CONTENT, CUE, OUTSIDE, SOURCE, Link, Tagged
from positions.model import Act, Span

SURE = 0.8  # a content whose words are less sure than this on the average is none
THOUGHT_OF = 0.1  # a link with less weight than this on a span does not point there
FAR, MAY_BE = 4, 0.15  # a place with so many times the weight, and so likely of the kind, is it untagged
BEGINS = 0.6  # a word that is so sure to begin something begins it


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one kind that stand together in one paragraph: words `first` to, not including, `end`."""

    span: Span
    kind: int
    first: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Found:
    """One statement as the tagger sees it. `first` is the first word of its content."""

    contents: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    first: int
    block: int
    pointed: Span | None  # the cue as tagged, before its borders were mended
    sure: float  # the probability of the content, a word on the average
    others: tuple[Span, ...]  # other sources that the tagger thought of
    act: tuple[Act, float]  # what it does, and the probability of that


def find(text: str, tagged: Tagged, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Iterator[Found]:
    """The statements in the order of the text."""
    segments = list(_segments(tagged, _kinds(text, tagged, quotes), blocks))
    sources = [s.span for s in segments if s.kind == SOURCE]
    cues = [s.span for s in segments if s.kind == CUE and says(s.span.of(text))]
    taken_up = frozenset(q.span.start for q in quotes if q.continues)
    asked = list(_questions(text, sources))
    last: Found | None = None
    for segment in segments:
        sure = _sureness(tagged, segment)
        if segment.kind != CONTENT or sure < SURE or not any(c.isalnum() for c in segment.span.of(text)):
            continue
        if segment.span.of(text).lower() in _BARE or any(q.holds(segment.span) for q in asked):
            continue
        link = tagged.source(segment.first)
        cue = _pointed(tagged, tagged.cue(segment.first), cues, CUE)
        if cue is not None and not says(cue.of(text)):
            cue = next((c for c in cues if 0 <= segment.span.start - c.end <= 2), None)
        source = _pointed(tagged, link, sources, SOURCE)
        if source is not None and (source not in sources or source.of(text).lower() in _BARE):
            source = _completed(text, source, cue)
        content, pointed = segment.span, cue
        if cue is not None:
            content = _past_adjunct(text, cue, content)
            cue, content = _bordered(text, _up_to(text, cue, content), content)
        others = tuple(s for s in _within(link, sources) if s != source and link.mass(s) > THOUGHT_OF)
        new = Found(
            (content,),
            source,
            cue,
            segment.first,
            segment.block,
            pointed,
            sure,
            others,
            tagged.act(segment.first),
        )
        if last and _is_second(text, last, new):
            last = replace(last, contents=(*last.contents[:-1], Span(last.contents[-1].start, content.end)))
            continue
        if last and (segment.span.start in taken_up or _goes_on(text, tagged, last, new)):
            last = _joined(last, new)
            continue
        if last:
            yield last
        last = new
    if last:
        yield last


def _questions(text: str, sources: Sequence[Span]) -> Iterator[Span]:
    """`Asked whether ..., the envoy said`: what a speaker is asked, up to the speaker, is nobody's statement."""
    for found in _ASKED.finditer(text):
        sentence = sentences.around(text, Span(*found.span()))
        answering = [
            s.start
            for s in sources
            if found.end() <= s.start < sentence.end and _BREAK.search(text, s.start - 3, s.start)
        ]
        if answering:
            yield Span(found.start(), answering[-1])


_ASKED = re.compile(
    r"\b(?:[Aa]sked|[Pp]ressed|[Qq]uestioned)(?: by [^,.]{2,60}?)? (?:about|on|whether|if|why|how|what|when|where|who)\b"
)
_BREAK = re.compile(r"[,”\"’] ?\Z")


def _is_second(text: str, before: Found, new: Found) -> bool:
    """`a call for a halt, and for a pledge`: the cue's preposition again goes on with its complement."""
    start = min(s.start for s in (new.source, new.cue, new.contents[0]) if s)
    end = before.contents[-1].end
    again = _AGAIN.fullmatch(text, end, start) if before.cue and end < start else None
    return again is not None and before.cue is not None and before.cue.of(text).split()[-1] == again[1]


_AGAIN = re.compile(r",? (?:and|or|but) (for|of|on|against|about|with) ")
# Words that need a noun: where one of them is all that is tagged, the tagger lost it.
_BARE = frozenset(
    "the a an other others' some any many more most several its his her their this that these those".split()
)


def _sureness(tagged: Tagged, segment: Segment) -> float:
    words = tagged.words[segment.first : segment.end]
    return sum(w.chances[CONTENT] for w in words) / len(words)


def _goes_on(text: str, tagged: Tagged, before: Found, new: Found) -> bool:
    """Does a content belong to the one before it? With one cue it does; without any, if it does not begin anew."""
    if before.block != new.block:
        return False
    if new.pointed is not None and before.pointed is not None:
        return new.pointed == before.pointed
    touching = text[before.contents[-1].end : new.contents[0].start] == " "
    return (touching and new.cue is None) or tagged.words[new.first].begins < 0.5


def _joined(before: Found, new: Found) -> Found:
    a, b = (sum(s.end - s.start for s in f.contents) for f in (before, new))
    return replace(
        before,
        sure=(before.sure * a + new.sure * b) / (a + b),
        contents=(*before.contents, *new.contents),
        source=before.source or new.source,
        cue=before.cue or new.cue,
        block=new.block,
    )


def _pointed(tagged: Tagged, link: Link, spans: Sequence[Span], kind: int) -> Span | None:
    """The tagged span that most of the link's weight lies on.

    The place itself where far more lies on it, and it may be of the kind, or where no span is tagged.
    """
    here = _within(link, spans)
    weights = [link.mass(s) for s in here]
    best = link.best
    if weights and max(weights) > max(link.none, THOUGHT_OF):
        far = best is not None and best[1] > FAR * max(weights) and tagged.at(best[0]).chances[kind] > MAY_BE
        if not far:
            return here[weights.index(max(weights))]
    return best[0] if best and best[1] > 0.3 else None


def _within(link: Link, spans: Sequence[Span]) -> list[Span]:
    """The spans that lie in the window of a link."""
    if not link.spans:
        return []
    return [s for s in spans if s.end > link.spans[0].start and s.start < link.spans[-1].end]


def _completed(text: str, source: Span, cue: Span | None) -> Span:
    """A source of which only a word is known goes on to the cue behind it, or to the end of its name."""
    if cue is not None and source.end < cue.start <= source.end + 120:
        between = text[source.end : cue.start]
        if not re.search(r"[.;:!?\n“”\"]", between):
            return next(sentences.trimmed(text, source.start, cue.start))
    name = _NAME.match(text, source.start)
    return Span(source.start, max(name.end(), source.end)) if name else source


def _up_to(text: str, cue: Span, content: Span) -> Span:
    """A cue goes on to the content where only a word or three part them: "reiterated its | firm opposition to"."""
    between = text[cue.end : content.start]
    few = re.fullmatch(r"(?:[’']s)?(?: [a-z-]+){1,3} ", between)
    return next(sentences.trimmed(text, cue.start, content.start)) if few else cue


def _bordered(text: str, cue: Span, content: Span) -> tuple[Span, Span]:
    """A preposition before a noun phrase is the cue's: "remains committed to | its alliance"."""
    preposition = _PREPOSITION.match(text, content.start, content.end)
    if preposition is None or not cue.end < content.start <= cue.end + 1:
        return cue, content
    return Span(cue.start, preposition.end(1)), Span(preposition.end(), content.end)


def _past_adjunct(text: str, cue: Span, content: Span) -> Span:
    """`demands, issued | in two drafts last month, for a pledge`: how a noun's words were put is not what they say."""
    if not WITH_PARTICIPLE.match(cue.of(text)):
        return content
    adjunct = _ADJUNCT.match(text, content.start, content.end)
    return Span(adjunct.end(), content.end) if adjunct else content


# A participle set off by a comma tells something of a noun, never of a verb.
WITH_PARTICIPLE = re.compile(
    r"[\w-]+, (?:first |last |already |publicly )?(?:\w+ed|made|put|set|given|sent|laid|written)\b"
)
_ADJUNCT = re.compile(r"(?:in|by|on|at|as|with|during|after|before)\s[^,;.:]{3,90},\s(?=for\s|that\s|to\s)")
_PREPOSITION = re.compile(
    r"(to|for|of|on|against|about|with|in|over)\s+(?=(?:the|its|his|her|their|our|a|an|any|all|this|that|these)\s|[A-Z“])"
)
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:of |the |de |al-|van |von )?[A-Z][\w.’'-]*)*")


def _kinds(text: str, tagged: Tagged, quotes: Sequence[Quote]) -> list[int]:
    """The likeliest kind of each word; a quotation is content as a whole or not at all."""
    words = tagged.words
    kinds = [max(range(4), key=word.chances.__getitem__) for word in words]
    at = 0
    for quote in quotes:
        while at < len(words) and words[at].span.end <= quote.span.start:
            at += 1
        end = at
        while end < len(words) and words[end].span.start < quote.span.end:
            end += 1
        inside = [i for i in range(at, end) if words[i].span.of(text)[:1].isalnum()]
        said = sum(kinds[i] == CONTENT for i in inside)
        if inside and not quote.open_ended and said >= 0.5 * len(inside):
            kinds[at:end] = [CONTENT] * (end - at)
    for i in range(1, len(kinds) - 1):
        if kinds[i] != kinds[i - 1] == kinds[i + 1] != OUTSIDE and not words[i].span.of(text)[:1].isalnum():
            kinds[i] = kinds[i - 1]
    return kinds


def _segments(tagged: Tagged, kinds: Sequence[int], blocks: Sequence[Block]) -> Iterator[Segment]:
    words = tagged.words
    block = first = 0
    for i in range(1, len(words) + 1):
        while words[first].span.start >= blocks[block].said.end:
            block += 1
        kind = kinds[first]
        if (
            i < len(words)
            and kinds[i] == kind
            and words[i].span.start < blocks[block].said.end
            and not (kind == CONTENT and words[i].begins > BEGINS)
        ):
            continue
        if kind:
            yield Segment(Span(words[first].span.start, words[i - 1].span.end), kind, first, i, block)
        first = i

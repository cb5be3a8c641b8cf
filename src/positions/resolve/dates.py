"""On what day something was said: which of the times that the text tells, or the day of publication.

What is said in the perfect ("has repeatedly said") has no day of its own. The words that decided are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from positions import sentences
from positions.model import Said, Span, When
from positions.resolve import roles
from positions.resolve.times import Expression, expressions

PUBLICATION = "publication date"
_UNKNOWN = date(2100, 12, 31)  # stands for an unknown day of publication: only whole dates count then

_PERFECT = re.compile(r"\b(?:ha(?:s|ve)|had|'ve|’ve)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|due to|set to|scheduled to|expected to|is to|are to|going to)\s+(?:\w+\s)?\Z",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:repeatedly|long|often|always|consistently|frequently|regularly|in the past|previously"
    r"|for (?:years|months|weeks|decades)|over the years)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What decides the day of saying in one text: its publication, and the papers that it dates."""

    published: date | None
    papers: tuple[tuple[int, str, Expression], ...]  # place, "agreement", "last month"
    contents: tuple[Span, ...] = ()  # all that is said: times in it are those of other things


def clock(
    text: str, published: date | None, paragraphs: Iterable[Span], contents: Iterable[Span] = ()
) -> Clock:
    """Look through the text for dated papers: `two draft agreements last month`, `a letter sent on Monday`."""
    if published is None:
        return Clock(None, (), tuple(contents))
    papers = []
    for paragraph in paragraphs:
        for expression in expressions(text, paragraph, published):
            papers += [(at, noun, expression) for at, noun in _papers_near(text, paragraph, expression)]
    return Clock(published, tuple(papers), tuple(contents))


def _papers_near(text: str, paragraph: Span, expression: Expression) -> Iterator[tuple[int, str]]:
    """A paper within a few words before the expression, in the same sentence."""
    start = max(paragraph.start, expression.span.start - 60)
    before = re.split(r"[.!?;:“”\"]\s", text[start : expression.span.start])[-1]
    nouns = [w for w in roles.words(before)[-7:] if roles.singular(w) in roles.load().papers]
    if nouns:
        yield expression.span.start, roles.singular(nouns[-1])


def said(
    text: str, clock: Clock, sentence: Span, cue: Span | None, source: Span | None, content: tuple[Span, ...]
) -> Said:
    """The day of saying, from the words nearest to the cue in its sentence, outside the content.

    `sentence` is the stretch of text around the cue that belongs to the reporting clause.
    """
    if clock.published is None:
        return _dated_absolutely(text, clock, sentence, cue, source, content)
    if cue and _FUTURE.search(text[max(sentence.start, cue.start - 24) : cue.start]):
        return Said(None, "")
    others = _others(clock, cue, content)
    here = _dating(text, sentence, cue, source, others, expressions(text, sentence, clock.published))
    at = cue or (content[0] if content else sentence)
    if here:
        nearest = min(here, key=lambda e: _distance(e.span, at))
        return Said(nearest.when, nearest.words)
    paper = _dated_paper(text, clock, source)
    if paper:
        return Said(paper.when, paper.words)
    verbs = _verb_group(text, sentence, cue) if cue else ""
    if (_PERFECT.search(verbs) and not _JUST.search(verbs)) or _HABIT.search(verbs):
        return Said(None, "")
    near = _occasion(text, sentence, clock.published)
    if near:
        return Said(near.when, near.words)
    return Said(When.day(clock.published), PUBLICATION)


def _others(clock: Clock, cue: Span | None, content: Sequence[Span]) -> list[Span]:
    """All that the text reports, but for what holds the cue itself."""
    return [*content, *(c for c in clock.contents if cue is None or not c.overlaps(cue))]


_JUST = re.compile(r"\b(?:now|just|today)\b", re.IGNORECASE)


def _dating(
    text: str,
    sentence: Span,
    cue: Span | None,
    source: Span | None,
    content: Sequence[Span],
    found: Iterable[Expression],
) -> list[Expression]:
    """The expressions of a sentence that can date its saying: not those of the content, nor of another clause."""
    return [
        e
        for e in found
        if not any(c.holds(e.span) for c in content)
        and not _SINCE.match(e.words)
        and _near(text, e, cue)
        and not _is_of_the_source(text, e, cue, source)
    ]


def _is_of_the_source(text: str, expression: Expression, cue: Span | None, source: Span | None) -> bool:
    """`the minister, who took office in June, said`; `the April 6 Movement said`: it tells who speaks, not when."""
    if source is None:
        return False
    if source.holds(expression.span) and _ARTICLE.search(text, source.start, expression.span.start):
        return True
    between = text[source.start : expression.span.start]
    closed = cue is not None and expression.span.end <= cue.start
    return bool(closed and source.start < expression.span.start and _RELATIVE.search(between))


_SINCE = re.compile(r"since\b", re.IGNORECASE)  # what lasts since a day was said on another
_ARTICLE = re.compile(r"\b(?:the|a|an) \Z", re.IGNORECASE)
_RELATIVE = re.compile(r",? \b(?:which|who|whose|whom)\b[^,]*\Z")


def _occasion(text: str, sentence: Span, published: date) -> Expression | None:
    """The occasion that the sentences beside tell of: `The two met on 3 March. The Georgian said ...`.

    A meeting in the sentence before, or `She was speaking on Tuesday` in the one behind, in the same paragraph.
    """
    behind = next(iter(sentences.split(text, Span(sentence.end, sentence.end + 300))), None)
    if (
        behind
        and _SPEAKING.search(behind.of(text))
        and "\n" not in text[sentence.end : behind.start].strip(" ")
    ):
        found = expressions(text, behind, published)
        if found:
            return found[0]
    before = next(iter(sentences.before(text, sentence.start)[:1]), None)
    if before and "\n" not in text[before.end : sentence.start] and _MEETING.search(before.of(text)):
        days = [e for e in expressions(text, before, published) if e.when.precision == "day"]
        return days[-1] if days else None
    return None


_SPEAKING = re.compile(
    r"\A(?:He|She|They|The \w+) (?:was|were|had been) (?:speaking|talking|addressing|answering)\b"
)
_MEETING = re.compile(
    r"\b(?:met|meet|dined|gathered|convened|conferred|sat down|held (?:\w+ ){0,3}(?:talks|meeting|summit)"
    r"|(?:opened|hosted|attended|addressed) (?:\w+ ){0,3}(?:talks|meeting|summit|conference|session))\b"
)


def _near(text: str, expression: Expression, cue: Span | None) -> bool:
    """An expression in another clause dates something else: `the paper, issued last month, says`."""
    if cue is None:
        return True
    low, high = (
        sorted((expression.span.end, cue.start))
        if expression.span.start < cue.start
        else (cue.end, expression.span.start)
    )
    between = text[low:high] if low < high else ""
    return len(between) < 160 and not re.search(r"[.!?]\s|;|[“”]", between)


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _verb_group(text: str, sentence: Span, cue: Span) -> str:
    return text[max(sentence.start, cue.start - 16) : cue.end]


def _dated_paper(text: str, clock: Clock, source: Span | None) -> Expression | None:
    """The date of a paper that the text gave before: `Moscow's draft agreement contained ...`."""
    if source is None:
        return None
    nouns = [roles.singular(w) for w in roles.words(source.of(text))]
    for at, noun, expression in reversed(clock.papers):
        if at < source.start and noun in nouns:
            return expression
    return None


def _dated_absolutely(
    text: str,
    clock: Clock,
    sentence: Span,
    cue: Span | None,
    source: Span | None,
    content: Sequence[Span],
) -> Said:
    """Without a day of publication only a date with its year tells anything."""
    found = [
        e
        for e in _dating(
            text, sentence, cue, source, _others(clock, cue, content), expressions(text, sentence, _UNKNOWN)
        )
        if e.whole
    ]
    nearest = min(found, key=lambda e: _distance(e.span, cue or sentence), default=None)
    return Said(nearest.when, nearest.words) if nearest else Said(None, "")

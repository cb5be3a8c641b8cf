"""From records, as exports write them and imports read them, to the values that the store keeps. Pure.

Whatever is wrong with a record (no such act, a date that is none, words that are not in the text) is a
`ValueError` with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from positions.model import (
    Act,
    Actor,
    Attribution,
    Document,
    Manner,
    Said,
    Side,
    Source,
    Span,
    Stance,
    Statement,
    Step,
    When,
)
from positions.records import (
    STATUSES,
    VERDICTS,
    Coder,
    DocumentRecord,
    DocumentTrace,
    Found,
    Named,
    StanceRecord,
    StatementRecord,
    Verdict,
)
from positions.records import Step as KeptStep

LOOSE = "no article, only statements"  # the rule of the step that says so
MADE = "statements"  # the kind of source of a text that is made of statements
PERSON, RULES = "person", "rules"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+Z]")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that can be kept, and the coder of each of its stances."""

    record: StatementRecord
    statement: Statement
    coders: tuple[Coder, ...]


def document_of(record: DocumentRecord, file: str) -> Document:
    """The document, as found in its first source."""
    return Document(
        record.text,
        sources_of(record, file)[0],
        record.title,
        record.author,
        record.outlet,
        record.url,
        When(record.published) if record.published else None,
        record.published_from,
        record.language,
    )


def sources_of(record: DocumentRecord, file: str) -> list[Source]:
    """Where the document was found; where that is not told, the file that brings it."""
    if record.trace and record.trace.found:
        return [_source(each) for each in record.trace.found]
    return [Source(each, "text", "utf-8") for each in record.sources or (file,)]


def _source(found: Found) -> Source:
    return Source(found.location, found.kind, found.encoding, found.encoding_guessed)


def made_of(document: DocumentRecord, statements: Sequence[StatementRecord], file: str) -> DocumentRecord:
    """A document whose text is its statements, a paragraph each."""
    text = "\n\n".join(each.text for each in statements)
    found = Found(document.url or f"{file}#{document.id}"[:300], MADE, "utf-8", False, "")
    return replace(document, text=text, trace=DocumentTrace("", (found,)))


def placed(statements: Sequence[StatementRecord]) -> Iterator[StatementRecord]:
    """The statements where they stand in the text that is made of them."""
    start = 0
    for each in statements:
        yield _moved(each, start)
        start += len(each.text) + 2


def _moved(record: StatementRecord, start: int) -> StatementRecord:
    by, end = start - record.start, start + len(record.text)
    trace = record.trace

    def span(old: tuple[int, int] | None) -> tuple[int, int] | None:
        new = (old[0] + by, old[1] + by) if old else None
        return new if new and start <= new[0] < new[1] <= end else None

    if trace:
        content = tuple(new for old in trace.content if (new := span(old)))
        step = KeptStep("source", f"{record.start} to {record.end} of {record.document}", LOOSE, ())
        steps = trace.steps if any(each.rule == LOOSE for each in trace.steps) else (*trace.steps, step)
        trace = replace(trace, content=content, source=span(trace.source), cue=span(trace.cue), steps=steps)
    return replace(record, start=start, end=end, trace=trace)


def located(record: StatementRecord, text: str) -> StatementRecord:
    """Where a statement stands that does not say it, if its words occur once."""
    if record.start or record.end or not record.text or text.count(record.text) != 1:
        return record
    start = text.index(record.text)
    return replace(record, start=start, end=start + len(record.text))


# --- statements ------------------------------------------------------------------------------


def checked(record: StatementRecord, text: str) -> Checked:
    """The statement, if all of it can be kept. `text` is its document's. Raises `ValueError`."""
    if not record.text.strip():
        raise ValueError("a statement needs a text")
    if text[record.start : record.end] != record.text or record.start < 0:
        raise ValueError(f"its text is not what the document has from {record.start} to {record.end}")
    coders = _coders(record)
    if len(coders) != len(record.stances):
        raise ValueError("its trace does not name a coder for each stance")
    for each in record.trace.verdicts if record.trace else ():
        _check(each)
    return Checked(record, _statement(record, text), coders)


def _statement(record: StatementRecord, text: str) -> Statement:
    trace, whole = record.trace, Span(record.start, record.end)
    content = tuple(Span(*each) for each in trace.content) if trace and trace.content else (whole,)
    source, cue = (
        Span(*each) if each else None for each in ((trace.source, trace.cue) if trace else (None, None))
    )
    if max(span.end for span in (*content, source, cue) if span) > len(text):
        raise ValueError("a span of it ends behind the text")
    manner = _one_of(Manner, record.manner or "direct", "manner")
    return Statement(
        attribution=Attribution(content, source, cue, manner),
        span=whole,
        text=record.text,
        speaker=Actor(record.speaker_code, record.speaker, PERSON),
        actors=tuple(Actor(each.code, each.name, "") for each in actors_of(record)),
        said=Said(When(record.said_on) if record.said_on else None, record.said_on_from),
        act=_one_of(Act, record.act or "state", "act"),
        mentions=tuple(Actor(each.code, each.name, "") for each in (trace.mentions if trace else ())),
        second_hand=record.second_hand,
        stances=tuple(map(_stance, record.stances)),
        uncoded=record.uncoded or "",
        steps=tuple(Step(s.about, s.chosen, s.rule, s.rejected) for s in (trace.steps if trace else ())),
    )


def actors_of(record: StatementRecord) -> tuple[Named, ...]:
    """For whom the statement speaks; a foreign record may name one only."""
    if record.actors or not (record.actor or record.actor_code):
        return record.actors
    return (Named(record.actor_code or "", record.actor or ""),)


def _stance(record: StanceRecord) -> Stance:
    if not record.position.strip():
        raise ValueError("a stance needs a position")
    if record.status not in (*STATUSES, ""):
        raise ValueError(f"no status is called {record.status[:30]!r}")
    return Stance(
        position=record.position,
        side=_one_of(Side, record.stance, "stance"),
        actor=record.actor_code,
        confidence=record.confidence,
        rule=record.rule,
        because=record.because,
        conditional=record.conditional,
        implied=record.implied,
        coder=record.coder,
        status=record.status or "pending",
    )


def _check(verdict: Verdict) -> None:
    if verdict.verdict not in VERDICTS:
        raise ValueError(f"no verdict is called {verdict.verdict[:30]!r}")
    for side in filter(None, (verdict.was, verdict.stance)):
        _one_of(Side, side, "stance")
    if verdict.before not in (*STATUSES, None):
        raise ValueError(f"no status is called {str(verdict.before)[:30]!r}")
    if not verdict.coder.strip() or not _MOMENT.match(verdict.at):
        raise ValueError("a verdict needs a coder and a moment")


def _one_of(kind: type[Word], word: str, name: str) -> Word:
    try:
        return kind(word)
    except ValueError:
        raise ValueError(f"no {name} is called {word[:30]!r}") from None


def _coders(record: StatementRecord) -> tuple[Coder, ...]:
    """Who read each stance: a person, where nothing else is told."""
    if record.trace and record.trace.coders:
        return record.trace.coders
    return tuple(
        Coder(each.coder or "import", RULES if each.coder == RULES else PERSON, "") for each in record.stances
    )

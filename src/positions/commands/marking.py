"""A passage that the machine missed: where it stands, who speaks in it for whom, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from positions.analysis.passage import places
from positions.commands import names
from positions.errors import UsageError
from positions.model import Act, Said, Span, When
from positions.records import ActorRecord, By, DocumentRecord, StatementRecord, To
from positions.store import Store

SHOWN = 5  # places that are named where several fit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: by its words, by its characters, or by words from a character on."""

    quote: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks for whom, when, doing what; empty where it is not told."""

    actors: tuple[str, ...]
    speaker: str | None
    said: When | None
    act: Act


def mark(store: Store, by: By, document: str, place: Place, who: Who, to: To | None) -> str:
    """Keep the passage as a statement of these actors. Returns its id."""
    from positions.store import by_hand

    if not who.actors:
        raise UsageError("A statement is somebody's.", "Say whose: --actor NAME")
    found = names.document(store, document)
    actors = names.actors(store, who.actors)
    speaker = names.actor(store, who.speaker) if who.speaker is not None else actors[0]
    marked = by_hand.Marked(found.id, span(found, place), actors, speaker, _said(found, who.said), who.act)
    return by_hand.add(store, by, marked, to)


def span(document: DocumentRecord, place: Place) -> Span:
    """The one place that is meant. Raises `UsageError` where there is none, or several."""
    if not place.quote:
        if place.start is None or place.end is None or place.start >= place.end:
            raise UsageError("Say where the statement stands.", "--quote WORDS, or --start N --end M")
        return Span(place.start, place.end)
    found = [each for each in places(document.text, place.quote) if place.start in (None, each.start)]
    if len(found) == 1:
        return found[0]
    if not found:
        hint = f"positions documents text {document.id} shows all its words."
        raise UsageError(f"These words do not stand in document {document.id}.", hint)
    starts = ", ".join(str(each.start) for each in found[:SHOWN])
    raise UsageError(f"These words stand there {len(found)} times, at {starts}.", "Say which: --start N")


def _said(document: DocumentRecord, given: When | None) -> Said:
    if given:
        return Said(given, "given by hand")
    return Said(When(document.published) if document.published else None, "publication date")


def actors_of(store: Store, record: StatementRecord, given: Sequence[str]) -> tuple[ActorRecord, ...]:
    """Whose stance it is: those named, else the statement's own actors. Raises `UsageError` for nobody."""
    found = names.actors(store, given) or names.coded(store, [each.code for each in record.actors])
    if not found:
        raise UsageError(f"Nobody knows for whom statement {record.id} speaks.", "Say whose: --actor NAME")
    return found

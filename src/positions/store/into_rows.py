"""From the values of `positions.model` to the rows of the store's tables. Pure: nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from positions.model import Document, Source, Span, Stance, Statement
from positions.store.fingerprint import Reported, shared

Row = dict[str, Any]


def now() -> str:
    """The moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def document_row(document: Document, key: str, run: int) -> Row:
    return {
        "key": key,
        "digest": document.digest,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.iso if document.published else None,
        "published_from": document.published_from,
        "language": document.language,
        # to the microsecond: two versions kept within a second keep their order in another store
        "kept_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "run_id": run,
    }


def source_row(source: Source, document: int) -> Row:
    return {"document_id": document, "seen_at": now(), **asdict(source)}


def statement_row(statement: Statement, text: str, speaker: int, copies: Sequence[Reported] = ()) -> Row:
    """The row but for what its document decides: `document_id`, `ordinal` and `key`."""
    attribution = statement.attribution
    return {
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "content": [[span.start, span.end] for span in attribution.content],
        **_ends("source", attribution.source),
        **_ends("cue", attribution.cue),
        "cue": _words(attribution.cue, text),
        "manner": attribution.manner.value,
        "act": statement.act.value,
        "speaker_id": speaker,
        "speaker_text": _words(attribution.source, text),
        **_said(statement),
        "second_hand": statement.second_hand,
        "uncoded": statement.uncoded or None,
        "fingerprint": shared(statement, text, copies),
        "steps": [asdict(step) for step in statement.steps],
    }


def stance_row(stance: Stance, statement: int, ids: Mapping[str, int], said_first: str | None) -> Row:
    """`ids` gives `position_id`, `actor_id` and `coder_id`."""
    return {
        "statement_id": statement,
        **ids,
        "stance": stance.side.value,
        "conditional": stance.conditional,
        "implied": stance.implied,
        "confidence": stance.confidence,
        "rule": stance.rule,
        "because": stance.because,
        "status": stance.status,
        "said_first": said_first,
    }


def actor_links(statement: int, actors: Sequence[int], said_first: str | None) -> list[Row]:
    """The rows of `statement_actor` or `mention`, each actor once, in their order."""
    return [
        {"statement_id": statement, "actor_id": actor, "ordinal": ordinal, "said_first": said_first}
        for ordinal, actor in enumerate(dict.fromkeys(actors), start=1)
    ]


def said_first(statement: Statement) -> str | None:
    """The first day that it can have been said on."""
    on = statement.said.on
    return on.first.isoformat() if on else None


def _ends(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _words(span: Span | None, text: str) -> str:
    return span.of(text) if span else ""


def _said(statement: Statement) -> Row:
    on = statement.said.on
    return {
        "said_on": on.iso if on else None,
        "said_first": said_first(statement),
        "said_last": on.last.isoformat() if on else None,
        "said_on_from": statement.said.basis,
    }

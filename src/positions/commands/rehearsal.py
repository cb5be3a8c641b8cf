"""Statements that were not kept, as the records that the store would give of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from positions.ingest import Outcome
from positions.model import Actor, Stance, Statement
from positions.records import Named, StanceRecord, StatementRecord
from positions.store.fingerprint import fingerprint

KEY_LENGTH = 10


def statements(outcome: Outcome, actors: Mapping[str, Actor]) -> Iterator[StatementRecord]:
    """The records of a document's statements in the order of its text; `actors` are all that are known."""
    for ordinal, statement in enumerate(sorted(outcome.statements, key=lambda each: each.span), start=1):
        yield _record(outcome, ordinal, statement, actors)


def _record(
    outcome: Outcome, ordinal: int, statement: Statement, actors: Mapping[str, Actor]
) -> StatementRecord:
    document = outcome.document
    assert document
    key = document.digest[:KEY_LENGTH]
    first = statement.actors[0] if statement.actors else None
    cue = statement.attribution.cue
    return StatementRecord(
        id=f"{key}-{ordinal}",
        document=key,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        published=document.published.iso if document.published else None,
        speaker=statement.speaker.name,
        actor=first.name if first else None,
        actor_code=first.code if first else None,
        manner=statement.attribution.manner.value,
        act=statement.act.value,
        cue=cue.of(document.text) if cue else "",
        text=statement.text,
        start=statement.span.start,
        end=statement.span.end,
        said_on=statement.said.on.iso if statement.said.on else None,
        said_on_from=statement.said.basis,
        mentions=tuple(each.name for each in statement.mentions),
        second_hand=statement.second_hand,
        stances=tuple(_stance(each, statement, actors) for each in statement.stances),
        uncoded=statement.uncoded or None,
        actors=tuple(Named(each.code, each.name) for each in statement.actors),
        speaker_code=statement.speaker.code,
        fingerprint=fingerprint(statement, document.text),
    )


def _stance(stance: Stance, statement: Statement, actors: Mapping[str, Actor]) -> StanceRecord:
    holder = actors.get(stance.actor) or next(iter(statement.actors), None)
    return StanceRecord(
        position=stance.position,
        stance=stance.side.value,
        conditional=stance.conditional,
        implied=stance.implied,
        confidence=stance.confidence,
        coder=stance.coder,
        rule=stance.rule,
        status=stance.status,
        actor=holder.name if holder else stance.actor,
        actor_code=stance.actor,
        because=stance.because,
    )

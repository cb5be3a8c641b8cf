"""What became of the sources of `positions ingest`: rows, a screen, last words and an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

from positions import ingest as flow
from positions.commands import rehearsal, rows, streams
from positions.commands.answer import Answer, Format
from positions.commands.sources import Source
from positions.commands.walk import Walk
from positions.ingest import FAILED, TRIED, Outcome
from positions.records import SourceRecord, StatementRecord

Told = tuple[SourceRecord, list[StatementRecord]]
COLUMNS = tuple(each.name for each in fields(SourceRecord))
INTERRUPTED = 130


def told(outcome: Outcome) -> Told:
    """What the answer needs of an outcome, so that the texts need not be held until the end."""
    if outcome.fault and outcome.fault.__cause__:
        streams.trace(outcome.fault.__cause__)
    tried = rehearsal.statements(outcome, flow.desk().world.actors) if outcome.state == TRIED else ()
    return _record(outcome), list(tried)


def _record(outcome: Outcome) -> SourceRecord:
    if outcome.fault:
        fault = outcome.fault
        return SourceRecord(outcome.location, outcome.state, error=fault.sentence, hint=fault.hint)
    document, said = outcome.document, outcome.statements
    assert document
    return SourceRecord(
        source=outcome.location,
        state=outcome.state,
        document=outcome.key,
        title=document.title,
        outlet=document.outlet,
        published=document.published.iso if document.published else None,
        published_from=document.published_from,
        language=document.language,
        statements=len(said),
        stances=sum(len(each.stances) for each in said),
        unresolved=sum(not each.actors for each in said),
        uncoded=_counted(each.uncoded for each in said if each.uncoded),
        actors=_counted(actor.name for each in said for actor in each.actors),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def answer(told: Sequence[Told]) -> Answer:
    records = [record for record, _ in told]

    def screen() -> object:
        from positions.render.ingest import summary

        return summary(records)

    return Answer(COLUMNS, [asdict(each) for each in records], screen)


def rehearsed(told: Sequence[Told]) -> Answer:
    def screen() -> object:
        from positions.render.ingest import rehearsal

        labels = {each.position.slug: each.position.label for each in flow.desk().codebook.entries}
        return rehearsal(told, labels)

    return Answer(rows.STATEMENT, (rows.statement(each) for _, tried in told for each in tried), screen)


def _warn_of_age(published: Iterable[str | None]) -> None:
    """Who came into office after the table of actors was made is unknown to it."""
    as_of = flow.desk().reference.as_of.iso
    newer = sum(bool(day) and str(day)[: len(as_of)] > as_of for day in published)
    if newer:
        what = "One document is" if newer == 1 else f"{newer} documents are"
        streams.note(
            f"{what} newer than the table of actors ({as_of}): who came into office since is not known.",
            "positions actors office adds a new holder.",
        )


def _say_foreign(records: Iterable[SourceRecord]) -> None:
    """A text that is not English is kept, and no statement is looked for in it."""
    found = sum(not each.error and not each.language.startswith("en") for each in records)
    if found:
        what = "One text is" if found == 1 else f"{found:,} texts are"
        streams.note(
            f"{what} not English: kept, and not read for statements.",
            'Where that is wrong, say language = "en" in a sidecar.',
        )


def leave(told: Sequence[Told], walk: Walk[Source], how: Format) -> int:
    """Say what is left to say on standard error, and give the exit code."""
    _warn_of_age(record.published for record, _ in told)
    _say_foreign(record for record, _ in told)
    failed = [record for record, _ in told if record.state == FAILED]
    for each in failed if how is not Format.TABLE else ():
        streams.note(f"positions: {each.error}", each.hint)
    if failed:
        streams.note(f"{len(failed)} of {len(told)} sources failed.")
    if walk.stopped:
        of = f"{walk.done:,} of {len(walk.items):,} sources"
        documents = "one document" if len(told) == 1 else f"{len(told):,} documents"
        sentence = f"Stopped after {of if len(told) == walk.done else f'{documents}, {of}'}."
        streams.note(sentence, "Run the same command again to go on: what is kept is not read again.")
        return INTERRUPTED
    return (3 if len(failed) == len(told) else 1) if failed else 0

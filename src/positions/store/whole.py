"""All that the store knows of its statements, documents and actors, record by record: what an export is made of.

Nothing is left out, so that an import can rebuild it; and nothing is held in memory but a batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from positions.records import (
    STATUSES,
    ActorEntry,
    ActorName,
    Coder,
    DocumentRecord,
    DocumentTrace,
    Found,
    Member,
    OfficeHeld,
    Query,
    StatementRecord,
    Trace,
)
from positions.store.read.asking import Row, Rows, Searchable, among, as_json, ask, batches
from positions.store.read.conditions import of_stances
from positions.store.read.said import STANCES_IN_ORDER, named_in, of_told, records, step
from positions.store.read.texts import TEXTS, with_texts
from positions.store.read.verdicts import verdicts_on
from positions.store.read.vocabulary import all_actors


def statements(store: Searchable, query: Query) -> Iterator[StatementRecord]:
    """The statements that answer the query with all their stances, document by document in the order of the text."""
    where = of_told(store, query)
    sql = f"SELECT s.id FROM statement s WHERE {where.sql} ORDER BY s.document_id, s.ordinal"
    for batch in batches([row["id"] for row in ask(store, sql, **where.parameters)]):
        traces = _traces(store, batch)
        for each in _in_this_order(batch, records(store, batch)):
            yield replace(each, trace=traces[each.id])


def stances(store: Rows, query: Query) -> Iterator[StatementRecord]:
    """The statements with those of their stances that answer the query, rejected ones too."""
    where = of_stances(replace(query, statuses=query.statuses or STATUSES))
    sql = f"""SELECT s.id, x.id AS stance FROM stance x JOIN statement s ON s.id = x.statement_id
                     JOIN position p ON p.id = x.position_id
              WHERE {where.sql} ORDER BY s.document_id, s.ordinal"""
    wanted: dict[int, set[int]] = defaultdict(set)
    for row in ask(store, sql, **where.parameters):
        wanted[row["id"]].add(row["stance"])
    for batch in batches(list(wanted)):
        only = {stance for statement in batch for stance in wanted[statement]}
        yield from _in_this_order(batch, records(store, batch, partial(_is_among, only)))


def documents(store: Searchable, query: Query) -> Iterator[DocumentRecord]:
    """The documents that hold a statement that answers the query, with their texts; for no conditions all."""
    where = of_told(store, query)
    holding = f"WHERE d.id IN (SELECT s.document_id FROM statement s WHERE {where.sql})"
    sql = f"SELECT d.id FROM document d {'' if query == Query() else holding} ORDER BY d.id"
    numbers = [row["id"] for row in ask(store, sql, **where.parameters)]
    for start in range(0, len(numbers), TEXTS):
        batch = numbers[start : start + TEXTS]
        traces = _document_traces(store, batch)
        yield from (replace(each, trace=traces[each.id]) for each in with_texts(store, batch))


def _in_this_order(ids: Sequence[int], found: list[StatementRecord]) -> list[StatementRecord]:
    """The records, which come by their ids, in the order in which these were asked for."""
    by_id = dict(zip(sorted(ids), found, strict=True))
    return [by_id[each] for each in ids]


def _is_among(stances: Collection[int], row: Row) -> bool:
    return row["id"] in stances


def actors(store: Rows, ids: Sequence[int] = ()) -> Iterator[ActorEntry]:
    """Every actor, or those of these ids, by code, with names, offices and memberships."""
    parts = _parts(store)
    origins = {row["id"]: row["origin"] for row in store.rows("SELECT id, origin FROM actor")}
    wanted = set(ids)
    for each in sorted(all_actors(store), key=lambda actor: actor.code):
        if not wanted or each.id in wanted:
            names, offices, memberships = (part[each.id] for part in parts)
            yield ActorEntry(
                each.code, each.name, each.kind, each.of, origins[each.id], each.statements,
                tuple(names), tuple(offices), tuple(memberships),
            )  # fmt: skip


def coders(store: Rows) -> list[Coder]:
    """Everybody who coded in this store."""
    sql = "SELECT name, kind, version FROM coder ORDER BY name, version"
    return [Coder(**row) for row in store.rows(sql)]


# --- what a statement's record does not show -------------------------------------------------


def _traces(store: Rows, ids: Sequence[int]) -> dict[str, Trace]:
    here, parameters = among("s.id", ids, "id")
    sql = f"""SELECT s.id AS row_id, s.key, s.content, s.source_start, s.source_end, s.cue_start, s.cue_end,
                     s.speaker_text, s.steps FROM statement s WHERE {here}"""
    mentions = named_in(store, "mention", ids)
    coded, decided = _coders_in(store, ids), verdicts_on(store, ids)
    return {
        row["key"]: Trace(
            content=tuple((start, end) for start, end in as_json(row["content"])),
            source=_span(row["source_start"], row["source_end"]),
            cue=_span(row["cue_start"], row["cue_end"]),
            speaker_text=row["speaker_text"],
            mentions=tuple(mentions[row["row_id"]]),
            coders=tuple(coded[row["row_id"]]),
            steps=tuple(map(step, as_json(row["steps"]))),
            verdicts=decided[row["row_id"]],
        )
        for row in store.rows(sql, parameters)
    }


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def _coders_in(store: Rows, ids: Sequence[int]) -> dict[int, list[Coder]]:
    """Who read each stance, in the order in which a record has them."""
    here, parameters = among("x.statement_id", ids, "id")
    sql = f"""SELECT x.statement_id, c.name, c.kind, c.version
              FROM stance x JOIN position p ON p.id = x.position_id JOIN coder c ON c.id = x.coder_id
              WHERE {here} {STANCES_IN_ORDER}"""
    coded: dict[int, list[Coder]] = defaultdict(list)
    for row in store.rows(sql, parameters):
        coded[row["statement_id"]].append(Coder(row["name"], row["kind"], row["version"]))
    return coded


def _document_traces(store: Rows, ids: Sequence[int]) -> dict[str, DocumentTrace]:
    here, parameters = among("d.id", ids, "id")
    sql = f"""SELECT d.key, d.kept_at, s.location, s.kind, s.encoding, s.encoding_guessed, s.seen_at
              FROM document d LEFT JOIN source s ON s.document_id = d.id WHERE {here} ORDER BY s.id"""
    found: dict[str, list[Found]] = defaultdict(list)
    kept: dict[str, str] = {}
    for row in store.rows(sql, parameters):
        kept[row["key"]] = row["kept_at"]
        if row["location"] is not None:
            guessed = bool(row["encoding_guessed"])
            found[row["key"]].append(
                Found(row["location"], row["kind"], row["encoding"], guessed, row["seen_at"])
            )
    return {key: DocumentTrace(at, tuple(found[key])) for key, at in kept.items()}


# --- what an actor has -----------------------------------------------------------------------


def _parts(store: Rows) -> tuple[dict[int, list[Any]], dict[int, list[Any]], dict[int, list[Any]]]:
    """Names, offices and memberships by the id of the actor, in an order that no store decides."""
    names = "SELECT actor_id, name, use, origin FROM actor_name"
    offices = """SELECT o.person_id AS actor_id, o.role, o.office, a.code AS whole, o.since, o.until, o.origin
                 FROM office o JOIN actor a ON a.id = o.actor_id"""
    members = """SELECT m.member_id AS actor_id, a.code AS whole, m.since, m.until, m.origin
                 FROM membership m JOIN actor a ON a.id = m.organisation_id"""
    return (
        _by_actor(store.rows(names), ActorName),
        _by_actor(store.rows(offices), OfficeHeld),
        _by_actor(store.rows(members), Member),
    )


def _by_actor(rows: Iterable[Row], record: type[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        fields = {
            "of" if name == "whole" else name: value for name, value in row.items() if name != "actor_id"
        }
        found[row["actor_id"]].append(record(**fields))
    for each in found.values():
        each.sort(key=repr)
    return found

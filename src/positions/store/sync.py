"""Keep the store's copies of the world table and of the codebook equal to what the program brings.

New rows are added, changed ones changed, and those that are gone are deleted unless something refers to
them. Rows of another origin ("text", "user") are never touched. While the digest is that of the last time,
nothing is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, delete, func, insert, not_, or_, select, update
from sqlmodel import Session

from positions.errors import BrokenData
from positions.model import Dispute, When
from positions.reference import Reference, fold
from positions.store.into_rows import Row
from positions.store.opened import Store
from positions.store.tables import (
    ActorNameRow,
    ActorRow,
    DisputeRow,
    MembershipRow,
    MetaRow,
    OfficeRow,
    PositionRelationRow,
    PositionRow,
    Table,
)

PACKAGE = "package"
_LOCK = 0x504F5332  # the key of PostgreSQL's advisory lock, for one synchronisation at a time


def sync_reference(store: Store, reference: Reference) -> bool:
    """Copy the table of the world's actors. Returns False where it was up to date. Raises `StoreError`."""
    if _is_done(store, "reference", reference.digest):
        return False
    with store.writing() as session:
        if not _begin(session, "reference", reference.digest):
            return False
        ids = _sync_actors(session, reference)
        _sync_parts(session, ActorNameRow, _names(reference, ids))
        _sync_parts(session, OfficeRow, _offices(reference, ids))
        _sync_parts(session, MembershipRow, _memberships(reference, ids))
        _drop_unused(session, ActorRow, "code", {actor.code for actor in reference.actors}, PACKAGE)
    return True


def sync_codebook(store: Store, disputes: Sequence[Dispute], origin: str = PACKAGE) -> bool:
    """Copy the disputes and positions of one origin. Returns False where they were up to date."""
    key, digest = f"codebook:{origin}", hashlib.sha256(repr(tuple(disputes)).encode()).hexdigest()[:16]
    if _is_done(store, key, digest):
        return False
    with store.writing() as session:
        if not _begin(session, key, digest):
            return False
        slugs = _sync_by_name(session, DisputeRow, "slug", _disputes(disputes), origin)
        positions = _sync_by_name(session, PositionRow, "slug", _positions(disputes, slugs), origin)
        _sync_relations(session, disputes, positions, origin)
        _drop_unused(
            session, PositionRow, "slug", {each.slug for one in disputes for each in one.positions}, origin
        )
        _drop_unused(session, DisputeRow, "slug", {each.slug for each in disputes}, origin)
    return True


# --- whether there is anything to do


def _is_done(store: Store, key: str, digest: str) -> bool:
    found = store.rows("SELECT value FROM meta WHERE key = :key", {"key": key})
    return bool(found) and found[0]["value"] == digest


def _begin(session: Session, key: str, digest: str) -> bool:
    """Note the new digest; False where another process did so while we waited for our turn."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    noted = session.get(MetaRow, key)
    if noted is not None and noted.value == digest:
        return False
    session.merge(MetaRow(key=key, value=digest))
    session.flush()
    return True


# --- the wanted rows


def _names(reference: Reference, ids: Mapping[str, int]) -> Iterable[Row]:
    for each in reference.names:
        yield {"actor_id": _id(ids, each.code), "name": each.name, "folded": fold(each.name), "use": each.use}


def _offices(reference: Reference, ids: Mapping[str, int]) -> Iterable[Row]:
    for each in reference.offices:
        who = {"person_id": _id(ids, each.person), "actor_id": _id(ids, each.code)}
        yield {**who, "role": each.role, "office": each.office, **_spell(each.since, each.until)}


def _memberships(reference: Reference, ids: Mapping[str, int]) -> Iterable[Row]:
    for each in reference.memberships:
        who = {"member_id": _id(ids, each.member), "organisation_id": _id(ids, each.organisation)}
        yield {**who, **_spell(each.since, each.until)}


def _disputes(disputes: Sequence[Dispute]) -> list[Row]:
    return [{"slug": each.slug, "label": each.label} for each in disputes]


def _positions(disputes: Sequence[Dispute], ids: Mapping[str, int]) -> list[Row]:
    every = (position for dispute in disputes for position in dispute.positions)
    return [
        {
            "slug": each.slug,
            "dispute_id": _id(ids, each.dispute),
            "label": each.label,
            "proposition": each.proposition,
            "aliases": list(each.aliases),
            "ordinal": ordinal,
        }
        for ordinal, each in enumerate(every, start=1)
    ]


def _spell(since: When | None, until: When | None) -> Row:
    return {"since": since.iso if since else None, "until": until.iso if until else None}


def _id(ids: Mapping[str, int], name: str) -> int:
    if name not in ids:
        raise BrokenData(f"A row names {name!r}, which no table has.", "positions doctor checks the tables.")
    return ids[name]


# --- rows that have a name of their own: actors, disputes, positions


def _sync_actors(session: Session, reference: Reference) -> dict[str, int]:
    """All actors are there before the ones that they are part of are set."""
    plain = [{"code": each.code, "name": each.name, "kind": each.kind} for each in reference.actors]
    ids = _sync_by_name(session, ActorRow, "code", plain, PACKAGE)
    parts = [
        {"code": each.code, "of_id": _id(ids, each.of) if each.of else None} for each in reference.actors
    ]
    return _sync_by_name(session, ActorRow, "code", parts, PACKAGE)


def _sync_by_name(
    session: Session, model: type[Table], name: str, wanted: list[Row], origin: str
) -> dict[str, int]:
    """Insert or update rows that are known by a unique name. Returns the id of every row by its name."""
    table = _table(model)
    there = {row[name]: row for row in session.connection().execute(select(table)).mappings()}
    new = [{**row, "origin": origin} for row in wanted if row[name] not in there]
    changed = [
        {**row, "row_id": there[row[name]]["id"]}
        for row in wanted
        if row[name] in there
        and there[row[name]]["origin"] == origin
        and any(there[row[name]][column] != value for column, value in row.items())
    ]
    if changed:
        values: dict[str, Any] = {
            column: bindparam(column) for column in changed[0] if column not in (name, "row_id")
        }
        session.connection().execute(
            update(table).where(table.c.id == bindparam("row_id")).values(values), changed
        )
    if not new:
        return {key: row["id"] for key, row in there.items()}
    session.connection().execute(insert(table), new)
    rows = session.connection().execute(select(table.c[name], table.c.id))
    return {row[0]: row[1] for row in rows}


def _drop_unused(session: Session, model: type[Table], name: str, wanted: set[str], origin: str) -> None:
    """Delete the rows of this origin that are no longer wanted and that no row of any table points to."""
    table = _table(model)
    own = session.connection().execute(select(table.c[name], table.c.id).where(table.c.origin == origin))
    gone = [{"gone": number} for key, number in own if key not in wanted]
    pointing = [
        select(1).select_from(other).where(other.c[column.name] == bindparam("gone")).exists()
        for other, columns in ((each.alias(), each.columns) for each in Table.metadata.sorted_tables)
        for column in columns
        if column.references(table.c.id)
    ]
    if gone:
        unused = delete(table).where(table.c.id == bindparam("gone"), not_(or_(*pointing)))
        session.connection().execute(unused, gone)


# --- rows without a name, that nothing points to: names, offices, memberships, relations


def _sync_parts(session: Session, model: type[Table], wanted: Iterable[Row]) -> None:
    """Make the rows whose origin is "package" equal to the wanted ones."""
    rows = ({**row, "origin": PACKAGE} for row in wanted)
    _replace(session, _table(model), {tuple(sorted(row.items(), key=_first)): row for row in rows})


def _sync_relations(
    session: Session, disputes: Sequence[Dispute], ids: Mapping[str, int], origin: str
) -> None:
    rows = [
        {"position_id": ids[each.slug], "kind": kind, "other_id": _id(ids, other)}
        for dispute in disputes
        for each in dispute.positions
        for kind, others in (("contradicts", each.contradicts), ("implies", each.implies))
        for other in others
    ]
    table, position = _table(PositionRelationRow), _table(PositionRow)
    own = table.c.position_id.in_(select(position.c.id).where(position.c.origin == origin))
    session.connection().execute(delete(table).where(own))
    foreign = set(
        session.connection().execute(select(position.c.id).where(position.c.origin != origin)).scalars()
    )
    _insert(session, table, [row for row in _once(rows) if row["position_id"] not in foreign])


def _replace(session: Session, table: SqlTable, wanted: Mapping[tuple[Any, ...], Row]) -> None:
    there: dict[tuple[Any, ...], int] = {}
    for found in session.connection().execute(select(table)).mappings():
        row = dict(found)
        number = row.pop("id")
        there[tuple(sorted(row.items(), key=_first))] = number
    gone = [
        {"gone": number} for row, number in there.items() if ("origin", PACKAGE) in row and row not in wanted
    ]
    if gone:
        session.connection().execute(delete(table).where(table.c.id == bindparam("gone")), gone)
    taken = {_without_origin(row) for row in there if ("origin", PACKAGE) not in row}
    _insert(
        session,
        table,
        [row for key, row in wanted.items() if key not in there and _without_origin(key) not in taken],
    )


def _without_origin(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(pair for pair in row if pair[0] != "origin")


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({tuple(row.values()): row for row in rows}.values())


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]


def _insert(session: Session, table: SqlTable, rows: list[Row]) -> None:
    if rows:
        session.connection().execute(insert(table), rows)


def _table(model: type[Table]) -> SqlTable:
    return Table.metadata.tables[str(model.__tablename__)]

"""Actors, disputes and positions that a file brings and the store does not know: they come in with origin "import".

No synchronisation touches them. What is known already stays as it is, but for names, offices and memberships that
another import had brought.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from positions.model import Actor
from positions.records import ActorEntry, Named, PositionRecord
from positions.reference import fold
from positions.store.opened import Store
from positions.store.tables import (
    ActorNameRow,
    ActorRow,
    DisputeRow,
    MembershipRow,
    OfficeRow,
    PositionRelationRow,
    PositionRow,
)
from positions.store.unknown import NAMELESS, code_of
from positions.store.upsert import insert_new

IMPORT, TEXT = "import", "text"
IMPORTED = "Imported"  # the dispute of positions whose own is not told
Row = dict[str, Any]


def slug(words: str) -> str:
    """Small letters, digits and hyphens; where the words have none of these, a digest of them."""
    found = "-".join(re.findall(r"[a-z0-9]+", fold(words)))
    return found or hashlib.sha256(words.encode()).hexdigest()[:10]


# --- actors ----------------------------------------------------------------------------------


def add_actors(store: Store, entries: Sequence[ActorEntry]) -> int:
    """Add the actors that are new, and the parts of known ones that were imported before. Returns how many are new."""
    with store.writing() as session:
        known = dict(session.exec(select(ActorRow.code, ActorRow.id)).all())
        new = [each for each in entries if each.code and each.code not in known]
        _insert(session, ActorRow, [_actor_row(each.code, each.name, each.kind, each.origin) for each in new])
        ids = {code: number for code, number in session.exec(select(ActorRow.code, ActorRow.id)) if number}
        for each in new:
            if each.of in ids:
                session.get_one(ActorRow, ids[each.code]).of_id = ids[each.of]
        session.flush()
        _insert(session, ActorNameRow, list(_name_rows(entries, known, ids)))
        _add_missing(session, OfficeRow, list(_office_rows(entries, known, ids)))
        _add_missing(session, MembershipRow, list(_membership_rows(entries, known, ids)))
    return len(new)


def _actor_row(code: str, name: str, kind: str, origin: str) -> Row:
    return {"code": code, "name": name or NAMELESS, "kind": kind, "of_id": None, "origin": _origin(origin)}


def _origin(origin: str) -> str:
    """A name as a text has it stays one; all else is the file's word."""
    return TEXT if origin == TEXT else IMPORT


def _is_told(code: str, origin: str, known: Mapping[str, Any]) -> bool:
    """Of an actor who is known, a file tells only what a file told before."""
    return code not in known or origin == IMPORT


def _name_rows(
    entries: Iterable[ActorEntry], known: Mapping[str, Any], ids: Mapping[str, int]
) -> Iterable[Row]:
    for each in entries:
        for name in each.names:
            if each.code in ids and _is_told(each.code, name.origin, known):
                row = {"actor_id": ids[each.code], "name": name.name, "folded": fold(name.name)}
                yield {**row, "use": name.use, "origin": _origin(name.origin)}


def _office_rows(
    entries: Iterable[ActorEntry], known: Mapping[str, Any], ids: Mapping[str, int]
) -> Iterable[Row]:
    for each in entries:
        for held in each.offices:
            if each.code in ids and held.of in ids and _is_told(each.code, held.origin, known):
                who = {"person_id": ids[each.code], "actor_id": ids[held.of]}
                what = {"role": held.role, "office": held.office, "since": held.since, "until": held.until}
                yield {**who, **what, "origin": _origin(held.origin)}


def _membership_rows(
    entries: Iterable[ActorEntry], known: Mapping[str, Any], ids: Mapping[str, int]
) -> Iterable[Row]:
    for each in entries:
        for spell in each.memberships:
            if each.code in ids and spell.of in ids and _is_told(each.code, spell.origin, known):
                who = {"member_id": ids[each.code], "organisation_id": ids[spell.of]}
                yield {**who, "since": spell.since, "until": spell.until, "origin": _origin(spell.origin)}


def _add_missing(session: Session, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Add rows of a table without a name of its own, where no equal one is there."""
    there = {_key(each.model_dump(exclude={"id"})) for each in session.exec(select(model))} if rows else set()
    _insert(session, model, [row for row in rows if _key(row) not in there])


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(sorted((name, str(value)) for name, value in row.items()))


def actor_id(session: Session, named: Named, kind: str, document: str) -> int:
    """The id of the actor with this code, or else of this name, who is added where nobody is meant.

    A name means who alone bears it as a proper name. `kind` is what an actor who is new is taken to be, and
    `document` is the key of the document that names somebody without a name.
    """
    if named.code or not named.name:
        code = code_of(Actor(named.code, "", kind), document)
    else:
        bearers = _bearers(session, named.name)
        if len(bearers) == 1:
            return bearers[0]
        code = f"import:{slug(named.name)}"
    if (found := _id_of(session, code)) is None:
        _introduce(session, code, named.name, "person" if code.startswith("person:") else kind)
        found = _id_of(session, code)
    assert found is not None
    return found


def _bearers(session: Session, name: str) -> list[int]:
    asked = select(ActorNameRow.actor_id).join(ActorRow).where(ActorNameRow.folded == fold(name))
    asked = asked.where(ActorNameRow.use == "name", ActorRow.origin != TEXT)
    return list(dict.fromkeys(session.exec(asked)))


def _id_of(session: Session, code: str) -> int | None:
    return session.exec(select(ActorRow.id).where(ActorRow.code == code)).one_or_none()


def _introduce(session: Session, code: str, name: str, kind: str) -> None:
    origin = TEXT if code.startswith("text:") else IMPORT
    _insert(session, ActorRow, [_actor_row(code, name, kind, origin)])
    number = _id_of(session, code)
    row = {"actor_id": number, "name": name, "folded": fold(name), "use": "name", "origin": origin}
    _insert(session, ActorNameRow, [row] if name else [])


# --- disputes and positions ------------------------------------------------------------------


def add_positions(store: Store, positions: Sequence[PositionRecord]) -> int:
    """Add the positions that are new, under their disputes, with their relations. Returns how many are new."""
    with store.writing() as session:
        known = set(session.exec(select(PositionRow.slug)))
        new = [each for each in _with_slugs(positions) if each.slug not in known]
        for each in new:
            _add_position(session, each)
        ids = dict(session.exec(select(PositionRow.slug, PositionRow.id)).all())
        rows = [
            {"position_id": ids[each.slug], "kind": kind, "other_id": ids[other]}
            for each in new
            for kind, others in (("contradicts", each.contradicts), ("implies", each.implies))
            for other in others
            if other in ids
        ]
        _insert(session, PositionRelationRow, rows)
    return len(new)


def _with_slugs(positions: Iterable[PositionRecord]) -> Iterator[PositionRecord]:
    """Each position once. One without a slug gets it from its label, and from its dispute's where two share one."""
    labels: dict[str, tuple[str, str]] = {}
    for each in positions:
        about = (each.label, each.dispute_label)
        name = slug(each.slug or each.label)
        if labels.get(name, about) != about and not each.slug:
            name = slug(f"{each.dispute_label} {each.label}")
        if name not in labels:
            labels[name] = about
            yield replace(each, slug=name)


def _add_position(session: Session, position: PositionRecord) -> int:
    label = position.dispute_label or IMPORTED
    row = {
        "slug": position.slug,
        "dispute_id": _dispute(session, position.dispute or slug(label), label),
        "label": position.label or position.slug.replace("-", " "),
        "proposition": position.proposition or position.label,
        "aliases": list(position.aliases),
        "ordinal": (session.exec(select(func.max(PositionRow.ordinal))).one() or 0) + 1,
        "origin": IMPORT,
    }
    _insert(session, PositionRow, [row])
    number = session.exec(select(PositionRow.id).where(PositionRow.slug == position.slug)).one()
    assert number is not None
    return number


def _dispute(session: Session, name: str, label: str) -> int:
    _insert(session, DisputeRow, [{"slug": name, "label": label, "origin": IMPORT}])
    number = session.exec(select(DisputeRow.id).where(DisputeRow.slug == name)).one()
    assert number is not None
    return number


def position_id(session: Session, words: str) -> int:
    """The id of the position with this slug or label, which is added where it is new."""
    name = slug(words)
    asked = select(PositionRow.id).where(
        (col(PositionRow.slug).in_([words, name])) | (PositionRow.label == words)
    )
    found = session.exec(asked.order_by(col(PositionRow.slug) != words, col(PositionRow.id))).first()
    if found is not None:
        return found
    new = PositionRecord(
        0, name, words.replace("-", " ") if words == name else words, words, "", "", (), (), (), 0, 0
    )
    return _add_position(session, new)


def _insert(session: Session, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Add rows, but for those that break a rule of uniqueness: they are there already."""
    if rows:
        session.execute(insert_new(session, model), rows)

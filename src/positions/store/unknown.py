"""Actors that a text names and no table knows: they are kept as the text names them, with origin "text".

An actor without a code gets one from the document's key and its name ("text:3f9a0c1b7e:john-smith"). So
within a document the same name is the same person, and in two documents it is not: that two reports mean one
John Smith would be a guess. Who asks for him by name finds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import delete, text
from sqlmodel import Session, col, select

from positions.model import Actor, Statement
from positions.reference import fold
from positions.store.tables import ActorNameRow, ActorRow
from positions.store.upsert import insert_new

NAMELESS = "unnamed speaker"


def code_of(actor: Actor, document: str) -> str:
    """Its code, or the one that it gets in the document with this key."""
    slug = re.sub(r"[^\w]+", "-", fold(actor.name)).strip("-")
    return actor.code or f"text:{document}:{slug or 'unnamed'}"


def actor_ids(session: Session, statements: Sequence[Statement], document: str) -> dict[str, int]:
    """The id by code of every actor that the statements name. Those that are not known yet are added."""
    actors = {code_of(actor, document): actor for actor in _named(statements)}
    wanted = {*actors, *_coded(statements), *(actor.of for actor in actors.values() if actor.of)}
    ids = _ids(session, wanted)
    # In order of their codes, so that two processes never wait for each other crosswise.
    new = {code: actors[code] for code in sorted(actors) if code not in ids}
    if new:
        _add(session, new, ids)
        ids |= _ids(session, new)
        _add_names(session, new, ids)
    return ids


def drop_unnamed(session: Session, document: str) -> None:
    """Delete the unknown actors of a document, by its key, that no statement, stance or verdict names any more."""
    own = "SELECT a.id FROM actor a WHERE a.origin = 'text' AND a.code LIKE :own"
    uses = ("statement s WHERE s.speaker_id", "statement_actor x WHERE x.actor_id", "mention m WHERE m.actor_id",
            "stance t WHERE t.actor_id", "verdict v WHERE v.actor_id", "actor p WHERE p.of_id")  # fmt: skip
    unused = own + "".join(f" AND NOT EXISTS (SELECT 1 FROM {use} = a.id)" for use in uses)
    given = {"own": f"text:{document}:%"}  # a key is of digits and letters: nothing that LIKE knows
    gone = session.connection().execute(text(unused), given).scalars().all()
    for model, column in ((ActorNameRow, ActorNameRow.actor_id), (ActorRow, ActorRow.id)):
        session.execute(delete(model).where(col(column).in_(gone)))


def _named(statements: Iterable[Statement]) -> Iterator[Actor]:
    for statement in statements:
        yield from (statement.speaker, *statement.actors, *statement.mentions)


def _coded(statements: Iterable[Statement]) -> Iterator[str]:
    """Codes that only a stance names: they must be known already."""
    return (stance.actor for statement in statements for stance in statement.stances if stance.actor)


def _ids(session: Session, codes: Iterable[str]) -> dict[str, int]:
    found = session.exec(select(ActorRow.code, ActorRow.id).where(col(ActorRow.code).in_(list(codes))))
    return {code: number for code, number in found if number is not None}


def _add(session: Session, new: dict[str, Actor], ids: dict[str, int]) -> None:
    rows = [
        {
            "code": code,
            "name": actor.name or NAMELESS,
            "kind": actor.kind,
            "of_id": ids.get(actor.of),
            "origin": "text",
        }
        for code, actor in new.items()
    ]
    session.execute(insert_new(session, ActorRow, "code"), rows)


def _add_names(session: Session, new: dict[str, Actor], ids: dict[str, int]) -> None:
    rows = [
        {
            "actor_id": ids[code],
            "name": actor.name,
            "folded": fold(actor.name),
            "use": "name",
            "origin": "text",
        }
        for code, actor in new.items()
        if actor.name
    ]
    if rows:
        session.execute(insert_new(session, ActorNameRow, "name", "actor_id", "use"), rows)

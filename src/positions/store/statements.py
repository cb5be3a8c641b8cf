"""The statements of a new document, with their actors, mentions and stances: part of its transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from positions import __version__
from positions.errors import RefusedDocument
from positions.model import Actor, Stance, Statement
from positions.store import into_rows
from positions.store.fingerprint import Reported
from positions.store.into_rows import Row
from positions.store.tables import (
    CoderRow,
    MentionRow,
    PositionRow,
    RunRow,
    StanceRow,
    StatementActorRow,
    StatementRow,
)
from positions.store.unknown import code_of
from positions.store.upsert import insert_new

Judged = tuple[int, ...]  # the ids of a statement, a position and an actor
WHICH = ("statement_id", "position_id", "actor_id")


@dataclass(frozen=True, slots=True)
class Keeping:
    """A document that is being kept."""

    session: Session
    text: str
    document: int  # its id
    key: str
    run: int
    statements: Sequence[Statement]  # in the order of the text
    actors: Mapping[str, int]  # the id by code of all that the statements name
    copies: Sequence[Reported] = ()  # what the copies of the document report


def add_statements(keeping: Keeping, judged: Set[Judged] = frozenset()) -> None:
    """Add all the rows of the document's statements, but for stances on which a person has judged already."""
    _add(keeping, StatementRow, statement_rows(keeping))
    add_parts(keeping, judged)


def add_parts(keeping: Keeping, judged: Set[Judged] = frozenset()) -> None:
    """Add what hangs on the document's statements: actors, mentions and stances."""
    numbers = _numbers(keeping)
    _add(keeping, StatementActorRow, _links(keeping, numbers, lambda statement: statement.actors))
    _add(keeping, MentionRow, _links(keeping, numbers, lambda statement: statement.mentions))
    add_stances(keeping, numbers, judged)


def add_stances(keeping: Keeping, numbers: Sequence[int], judged: Set[Judged]) -> None:
    """Add the stances of the statements, which have these ids, but for those on which a person has judged."""
    new = _stance_rows(keeping, numbers)
    _add(keeping, StanceRow, [row for row in new if tuple(row[name] for name in WHICH) not in judged])


def coder_id(session: Session, name: str, kind: str, version: str) -> int:
    """The id of a coder, who is added where he is new."""
    row = {"name": name, "kind": kind, "version": version}
    session.execute(insert_new(session, CoderRow, "name", "version"), row)
    asked = select(CoderRow.id).where(CoderRow.name == name, CoderRow.version == version)
    number = session.exec(asked).one()
    assert number is not None
    return number


def statement_rows(keeping: Keeping) -> list[Row]:
    """The rows of the statements themselves, numbered in the order of the text."""
    return [
        {
            **into_rows.statement_row(
                statement,
                keeping.text,
                keeping.actors[code_of(statement.speaker, keeping.key)],
                keeping.copies,
            ),
            "document_id": keeping.document,
            "ordinal": ordinal,
            "key": f"{keeping.key}-{ordinal}",
        }
        for ordinal, statement in enumerate(keeping.statements, start=1)
    ]


def _numbers(keeping: Keeping) -> list[int]:
    """The ids of the new statements, in their order. Behind them may stand others, which persons hold on to."""
    own = select(StatementRow.id).where(StatementRow.document_id == keeping.document)
    own = own.where(col(StatementRow.ordinal) <= len(keeping.statements))
    found = keeping.session.exec(own.order_by(col(StatementRow.ordinal)))
    return [number for number in found if number is not None]


def _links(
    keeping: Keeping, numbers: Sequence[int], named: Callable[[Statement], Sequence[Actor]]
) -> list[Row]:
    rows = []
    for number, statement in zip(numbers, keeping.statements, strict=True):
        actors = [keeping.actors[code_of(actor, keeping.key)] for actor in named(statement)]
        rows += into_rows.actor_links(number, actors, into_rows.said_first(statement))
    return rows


def _stance_rows(keeping: Keeping, numbers: Sequence[int]) -> Iterator[Row]:
    positions, coders = _positions(keeping), _coders(keeping)
    for number, statement in zip(numbers, keeping.statements, strict=True):
        for stance in statement.stances:
            ids = {
                "position_id": positions[stance.position],
                "actor_id": _actor_of(keeping, statement, stance),
                "coder_id": coders[stance.coder],
            }
            yield into_rows.stance_row(stance, number, ids, into_rows.said_first(statement))


def _actor_of(keeping: Keeping, statement: Statement, stance: Stance) -> int:
    """The actor whose stance it is; without a code, it is the statement's one actor without a code."""
    uncoded = {code_of(actor, keeping.key) for actor in statement.actors if not actor.code}
    code = stance.actor or (uncoded.pop() if len(uncoded) == 1 else "")
    if code not in keeping.actors:
        raise RefusedDocument(f"A stance names the actor {code!r}, which no table knows.")
    return keeping.actors[code]


def _positions(keeping: Keeping) -> dict[str, int]:
    slugs = {stance.position for statement in keeping.statements for stance in statement.stances}
    if not slugs:
        return {}
    asked = select(PositionRow.slug, PositionRow.id).where(col(PositionRow.slug).in_(slugs))
    ids = {slug: number for slug, number in keeping.session.exec(asked) if number is not None}
    if missing := sorted(slugs - ids.keys()):
        raise RefusedDocument(
            f"The store's codebook has no position {missing[0]!r}.", "positions codebook check"
        )
    return ids


def _coders(keeping: Keeping) -> dict[str, int]:
    """The coder's id by name: the run's own, or another one of this version of the program."""
    own = keeping.session.exec(select(CoderRow).join(RunRow).where(RunRow.id == keeping.run)).one_or_none()
    ids = {own.name: own.id} if own and own.id else {}
    names = {stance.coder for statement in keeping.statements for stance in statement.stances}
    for name in sorted(names - ids.keys()):
        ids[name] = coder_id(keeping.session, name, "rules", __version__)
    return ids


def _add(keeping: Keeping, model: type[SQLModel], rows: list[Row]) -> None:
    if rows:
        keeping.session.execute(insert(model), rows)

"""How documents hang together: the versions of one article, and the family of the copies of one report.

It asks in plain SQL for the few columns that it needs, since a migration calls it too, before later ones have
added theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from positions.model import Document
from positions.reference import fold
from positions.store import copies
from positions.store.address import address
from positions.store.fingerprint import Reported
from positions.store.unknown import NAMELESS

CANDIDATES = 8  # texts that a new one is compared with: those that share the most of its bands


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a document is known to be a version or a copy of another."""

    address: str
    shingles: frozenset[str]
    bands: tuple[int, ...]


ALONE = Marks("", frozenset(), ())  # of a text that is no article's: no version or copy of anything


def marks(document: Document) -> Marks:
    """Computed before the transaction begins. A document without an address of its own has that of its source."""
    found = copies.shingles(document.text)
    return Marks(_address(document), found, tuple(copies.bands(found)))


def _address(document: Document) -> str:
    return address(document.url) or address(document.source.location)


def relate(connection: Connection, document: int, of: Marks) -> None:
    """Note a new document's address and bands; make it the newer version and the copy of what it is one of."""
    _ask(connection, "UPDATE document SET address = :address WHERE id = :id", id=document, address=of.address)
    supersede(connection, document, of.address, of.shingles)
    if of.bands:
        _join(connection, document, of)
        rows = [{"value": band, "id": document} for band in dict.fromkeys(of.bands)]
        connection.execute(text("INSERT INTO document_band (value, document_id) VALUES (:value, :id)"), rows)


# --- versions


def supersede(connection: Connection, document: int, at: str, shingles: frozenset[str]) -> None:
    """The current documents at this address that were kept before it and are the same article give way to it."""
    if not at:
        return
    older = """SELECT d.id, d.text FROM document d
               WHERE d.address = :address AND d.superseded_by_id IS NULL AND d.id < :id"""
    for row in _ask(connection, older, address=at, id=document):
        if copies.are_versions(copies.shingles(row["text"]), shingles):
            _give_way(connection, row["id"], document)


def _give_way(connection: Connection, older: int, newer: int) -> None:
    sql = "UPDATE document SET superseded_by_id = :newer WHERE id = :id"
    _ask(connection, sql, newer=newer, id=older)


def rearrange(connection: Connection, at: str) -> None:
    """Find the versions at an address anew, in the order in which they were kept: after a document there was forgotten,
    got another address, or came from a store that had kept it before."""
    if not at:
        return
    _ask(connection, "UPDATE document SET superseded_by_id = NULL WHERE address = :address", address=at)
    sql = "SELECT d.id, d.text FROM document d WHERE d.address = :address ORDER BY d.kept_at, d.id"
    current: dict[int, frozenset[str]] = {}
    for row in _ask(connection, sql, address=at):
        new = copies.shingles(row["text"])
        for older in [number for number, old in current.items() if copies.are_versions(old, new)]:
            _give_way(connection, older, row["id"])
            del current[older]
        current[row["id"]] = new


def release(connection: Connection, document: int | None) -> None:
    """Let no older version point at a document that is about to go; `rearrange` finds the next one."""
    older = "UPDATE document SET superseded_by_id = NULL WHERE superseded_by_id = :id"
    _ask(connection, older, id=document)


def move(connection: Connection, document: int, to: Document) -> None:
    """Give a known document the address that it has now."""
    [old] = _ask(connection, "SELECT d.address FROM document d WHERE d.id = :id", id=document)
    new = _address(to) if to.url else old["address"]
    if new != old["address"]:
        # A pointer into the old address must not stay behind.
        _ask(
            connection,
            "UPDATE document SET address = :address, superseded_by_id = NULL WHERE id = :id",
            id=document,
            address=new,
        )
        for at in (old["address"], new):
            rearrange(connection, at)


# --- families


def _join(connection: Connection, document: int, of: Marks) -> None:
    """Put a document into the family of its copies. Two families that it belongs to become one."""
    names, bands = _list("band", dict.fromkeys(of.bands))
    near = f"""SELECT b.document_id AS id, COUNT(*) AS shared FROM document_band b
               WHERE b.value IN ({names}) AND b.document_id <> :own
               GROUP BY b.document_id ORDER BY shared DESC, id LIMIT {CANDIDATES}"""
    found = [row["id"] for row in _ask(connection, near, own=document, **bands)]
    names, ids = _list("id", found)
    if not found:
        return
    rows = _ask(
        connection, f"SELECT d.id, d.family_id, d.text FROM document d WHERE d.id IN ({names})", **ids
    )
    kin = [row for row in rows if copies.are_copies(copies.shingles(row["text"]), of.shingles)]
    if kin:
        _unite(
            connection,
            [document, *(row["id"] for row in kin)],
            {row["family_id"] or row["id"] for row in kin},
        )


def _unite(connection: Connection, members: Sequence[int], families: set[int]) -> None:
    """A family is named by the number of the document that was first in it."""
    own, ids = _list("id", members)
    others, old = _list("family", families)
    _ask(
        connection,
        f"UPDATE document SET family_id = :name WHERE id IN ({own}) OR family_id IN ({others})",
        name=min(families),
        **ids,
        **old,
    )


def reported(connection: Connection, document: int) -> list[Reported]:
    """What the copies of a document report: one wording of each statement, the oldest."""
    sql = """
        SELECT s.id, s.fingerprint, s.text, a.code, a.name, a.origin
        FROM document own JOIN document d ON d.family_id = own.family_id AND d.id <> own.id
             JOIN statement s ON s.document_id = d.id LEFT JOIN statement_actor x ON x.statement_id = s.id
             JOIN actor a ON a.id = COALESCE(x.actor_id, s.speaker_id)
        WHERE own.id = :id ORDER BY s.id
    """
    whose: dict[int, set[str]] = {}
    said: dict[str, Mapping[str, Any]] = {}
    for row in _ask(connection, sql, id=document):
        whose.setdefault(row["id"], set()).add(_identity(row))
        said.setdefault(row["fingerprint"], row)
    return [Reported.of(whose[row["id"]], row["text"], print_) for print_, row in said.items()]


def _identity(row: Mapping[str, Any]) -> str:
    """As `fingerprint` names an actor: by code; whom no table knows by name."""
    if not (row["origin"] == "text" and row["code"].startswith("text:")):
        return str(row["code"])
    return f"name:{fold(row['name']) if row['name'] != NAMELESS else ''}"


# --- asking


def _ask(connection: Connection, sql: str, **parameters: Any) -> list[Mapping[str, Any]]:
    result = connection.execute(text(sql), parameters)
    return [dict(row) for row in result.mappings()] if result.returns_rows else []


def _list(name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """The inside of an IN list, and its parameters."""
    bound = {f"{name}{at}": value for at, value in enumerate(values)}
    return ", ".join(f":{each}" for each in bound), bound

"""How the documents of a store hang together, for who looks at one: its versions, and its copies."""

from __future__ import annotations

from collections.abc import Iterable

from positions.records import History, Report, StatementRecord, Version
from positions.store.opened import Store
from positions.store.read.asking import among, batches

_VERSION = "SELECT d.id, d.key, d.title, d.outlet, d.published, d.kept_at, d.superseded_by_id FROM document d"


def history(store: Store, key: str) -> History:
    """The other versions of a document, the newest first, and the copies of its report in the order of keeping."""
    at = f"{_VERSION} JOIN document own ON own.address = d.address AND d.address <> '' WHERE own.key = :key"
    kin = f"{_VERSION} JOIN document own ON own.family_id = d.family_id WHERE own.key = :key ORDER BY d.id"
    versions = _of_one_article(store.rows(at, {"key": key}), key)
    known = {each.id for each in versions} | {key}
    copies = [_version(row) for row in store.rows(kin, {"key": key})]
    return History(
        tuple(each for each in versions if each.id != key),
        tuple(each for each in copies if each.id not in known),
    )


def reports(store: Store, statement: str) -> list[Report]:
    """The other documents that report a statement, older versions left out, in the order of their publication."""
    sql = """SELECT s.key AS statement, d.key AS document, d.outlet, d.published
             FROM statement own JOIN statement s ON s.fingerprint = own.fingerprint
                  AND s.document_id <> own.document_id JOIN document d ON d.id = s.document_id
             WHERE own.key = :key AND d.superseded_by_id IS NULL
             ORDER BY d.published IS NULL, d.published, s.id"""
    return [Report(**row) for row in store.rows(sql, {"key": statement})]


def reported(store: Store, statements: Iterable[StatementRecord], versions: str = "newest") -> dict[str, int]:
    """In how many documents each of these statements is reported, by its id; older versions are asked for."""
    newest = "AND d.superseded_by_id IS NULL" if versions == "newest" else ""
    prints = {each.id: each.fingerprint for each in statements}
    counts: dict[str, int] = {}
    for batch in batches(list(dict.fromkeys(prints.values()))):
        here, parameters = among("s.fingerprint", batch, "fingerprint")
        sql = f"""SELECT s.fingerprint, COUNT(DISTINCT s.document_id) AS n
                  FROM statement s JOIN document d ON d.id = s.document_id
                  WHERE {here} {newest} GROUP BY s.fingerprint"""
        counts |= {row["fingerprint"]: row["n"] for row in store.rows(sql, parameters)}
    return {key: counts.get(each, 1) for key, each in prints.items()}


def superseded(store: Store) -> dict[str, str]:
    """Each older version of an article, with the version that took its place."""
    sql = "SELECT d.key, newer.key AS newer FROM document d JOIN document newer ON newer.id = d.superseded_by_id"
    return {row["key"]: row["newer"] for row in store.rows(sql)}


def _of_one_article(rows: Iterable[dict[str, object]], key: str) -> list[Version]:
    """Of the documents at an address those that the chain of versions ties to this one."""
    rows = sorted(rows, key=lambda row: int(str(row["id"])), reverse=True)
    newer = {row["id"]: row["superseded_by_id"] for row in rows}

    def last(number: object) -> object:
        while newer.get(number) is not None:
            number = newer[number]
        return number

    ends = {last(row["id"]) for row in rows if row["key"] == key}
    return [_version(row) for row in rows if last(row["id"]) in ends]


def _version(row: dict[str, object]) -> Version:
    published = row["published"]
    return Version(
        id=str(row["key"]),
        title=str(row["title"]),
        outlet=str(row["outlet"]),
        published=str(published) if published else None,
        kept_at=str(row["kept_at"]),
        current=row["superseded_by_id"] is None,
    )

"""The feeds that are watched: which, when each is due, and which of its articles were read.

Several watchers may share a store: a feed is polled by the one that claims it. Moments are ISO 8601 in UTC,
to the second, so that their order is that of their text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from positions.errors import UnknownName

if TYPE_CHECKING:
    from positions.store.opened import Store

TRIES = 3  # of an article that cannot be read
AT_ONCE = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """One feed. `failures` counts those since it last answered, `fault` is the sentence of the last."""

    id: int
    address: str
    listed: bool  # on the list, and not only named on a command line
    polled_at: str | None
    next_at: str
    failures: int
    fault: str
    articles: int

    @property
    def due(self) -> bool:
        return self.next_at <= moment()


def moment(later: float = 0) -> str:
    """The moment in so many seconds."""
    return (datetime.now(UTC) + timedelta(seconds=later)).isoformat(timespec="seconds")


_FEEDS = """
    SELECT w.id, w.address, w.listed, w.polled_at, w.next_at, w.failures, w.fault,
           (SELECT COUNT(*) FROM watched_article a WHERE a.watched_id = w.id AND a.is_read) AS articles
    FROM watched w
"""


def on_list(store: Store) -> list[Watched]:
    """The feeds of the list, in the order of their addresses."""
    return [_watched(row) for row in store.rows(f"{_FEEDS} WHERE w.listed ORDER BY w.address")]


def named(store: Store, addresses: Sequence[str]) -> list[Watched]:
    """The feeds at these addresses, noted as known from now on."""
    for address in addresses:
        _note(store, address, listed=False)
    return [
        _watched(row)
        for address in dict.fromkeys(addresses)
        for row in store.rows(f"{_FEEDS} WHERE w.address = :address", {"address": address})
    ]


def _watched(row: dict[str, object]) -> Watched:
    return Watched(**{**row, "listed": bool(row["listed"])})  # type: ignore[arg-type]


def read_articles(store: Store, feed: Watched) -> set[str]:
    """The addresses of a feed's articles that need not be fetched again: read, or tried often enough."""
    rows = store.rows(
        "SELECT address FROM watched_article WHERE watched_id = :id AND (is_read OR tries >= :tries)",
        {"id": feed.id, "tries": TRIES},
    )
    return {str(row["address"]) for row in rows}


# --- writing


def add(store: Store, address: str) -> bool:
    """Put a feed on the list, due at once; False where it was there."""
    return _note(store, address, listed=True)


def _note(store: Store, address: str, *, listed: bool) -> bool:
    from sqlmodel import col, update

    from positions.store.tables import WatchedRow
    from positions.store.upsert import insert_new

    new = {"address": address, "listed": listed, "next_at": AT_ONCE, "failures": 0, "fault": ""}
    with store.writing() as session:
        added = insert_new(session, WatchedRow, "address").returning(WatchedRow.id)
        if session.execute(added, new).scalar() is not None:
            return True
        if not listed:
            return False
        again = {"listed": True, "next_at": AT_ONCE, "failures": 0, "fault": ""}
        here = col(WatchedRow.address) == address
        was = session.execute(update(WatchedRow).where(here, ~col(WatchedRow.listed)).values(listed=True))
        session.execute(update(WatchedRow).where(here).values(**again))
        return bool(was.rowcount)  # type: ignore[attr-defined]


def remove(store: Store, address: str) -> None:
    """Take a feed from the list, and forget what was noted of it; its documents stay. Raises `UnknownName`."""
    from sqlmodel import col, delete

    from positions.store.tables import WatchedRow

    with store.writing() as session:
        gone = session.execute(delete(WatchedRow).where(col(WatchedRow.address) == address))
        if not gone.rowcount:  # type: ignore[attr-defined]
            raise UnknownName(f"{address} is not watched.", "positions watch list shows what is.")


def claim(store: Store, feed: Watched, lease: float) -> bool:
    """Take a feed that is due for oneself, for so many seconds; False where another watcher has it."""
    from sqlmodel import col, update

    from positions.store.tables import WatchedRow

    here = (col(WatchedRow.id) == feed.id, col(WatchedRow.next_at) <= moment())
    with store.writing() as session:
        taken = session.execute(update(WatchedRow).where(*here).values(next_at=moment(lease)))
        return bool(taken.rowcount)  # type: ignore[attr-defined]


def polled(store: Store, feed: Watched, next_at: str, fault: str = "") -> None:
    """Note how a poll went, and when the next is due."""
    from sqlmodel import col, update

    from positions.store.tables import WatchedRow

    values = {
        "polled_at": moment(), "next_at": next_at, "fault": fault, "failures": feed.failures + 1 if fault else 0,
    }  # fmt: skip
    with store.writing() as session:
        session.execute(update(WatchedRow).where(col(WatchedRow.id) == feed.id).values(**values))


def tried(store: Store, feed: Watched, address: str, *, is_read: bool) -> None:
    """Note that an article was read, or could not be."""
    from sqlmodel import col, update

    from positions.store.tables import WatchedArticleRow as Article
    from positions.store.upsert import insert_new

    new = {"watched_id": feed.id, "address": address, "is_read": False, "tries": 0}
    here = (col(Article.watched_id) == feed.id, col(Article.address) == address)
    with store.writing() as session:
        session.execute(insert_new(session, Article, "watched_id", "address"), new)
        values = {"tries": col(Article.tries) + 1, "is_read": is_read}
        session.execute(update(Article).where(*here).values(**values))

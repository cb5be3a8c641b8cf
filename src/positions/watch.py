"""One poll of a feed: read what is new in it, keep it, and see which stances changed by it.

A feed that fails is asked again after twice the time, and twice that, up to a day; it stops no other. An
article is fetched once; one that cannot be read is tried three times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from positions import ingest, web
from positions.analysis.changes import Change, changed
from positions.analysis.timeline import Event
from positions.errors import UnreadableSource
from positions.ingest import FAILED, KEPT, Outcome
from positions.model import Document
from positions.readers.feeds import Entry
from positions.records import Query
from positions.store import Store, read, watched
from positions.store.watched import Watched
from positions.web import Web

LEASE = 600.0  # seconds for which a poll claims its feed
LONGEST = 86_400.0  # seconds after which a failing feed is asked again at the latest

Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Poll:
    """What became of one poll. `wait` is in seconds; 0 where the next may come at any time."""

    feed: Watched
    outcomes: tuple[Outcome, ...] = ()
    fault: UnreadableSource | None = None
    wait: float = 0.0

    @property
    def kept(self) -> tuple[str, ...]:
        """The keys of the documents that are new."""
        return tuple(each.key for each in self.outcomes if each.state == KEPT)


def poll(store: Store, feed: Watched, reach: Web, every: float, stopped: Stopped) -> Poll | None:
    """Read what is new in a feed; None where another watcher is at it, or it is not due.

    `every` is the seconds to the next poll, or 0 where the next is somebody else's business; after a
    failure it is at least a quarter of an hour. With `stopped` it ends after the article at hand.
    """
    if not watched.claim(store, feed, LEASE):
        return None
    try:
        outcomes = tuple(_new(store, feed, reach, stopped))
    except UnreadableSource as fault:
        wait = back_off(feed.failures, every)
        watched.polled(store, feed, watched.moment(wait), fault.sentence)
        return Poll(feed, fault=fault, wait=wait)
    except BaseException:
        watched.polled(store, feed, watched.AT_ONCE)  # nobody has to wait for the end of the lease
        raise
    watched.polled(store, feed, watched.moment(every) if every and not stopped() else watched.AT_ONCE)
    return Poll(feed, outcomes, wait=every)


def back_off(failures: int, every: float) -> float:
    """Seconds until a feed is asked again that has failed before, and now once more."""
    return float(min(LONGEST, max(every, 900.0) * 2 ** min(failures, 20)))


def _new(store: Store, feed: Watched, reach: Web, stopped: Stopped) -> Iterator[Outcome]:
    """What becomes of each article that was not read before."""
    known = watched.read_articles(store, feed)
    new = [each for each in _listed(feed, reach) if each.url not in known]
    if not new:
        return
    begun: list[Entry] = []

    def documents() -> Iterator[Document | Outcome]:
        for entry in new:
            if stopped():
                return
            begun.append(entry)
            yield from web.article(entry, reach)

    for outcome in ingest.ingest(documents(), store, f"positions watch {feed.address}"):
        watched.tried(store, feed, begun[-1].url, is_read=outcome.state != FAILED)
        yield outcome


def _listed(feed: Watched, reach: Web) -> list[Entry]:
    try:
        return web.listed(reach.door.fetch(feed.address), reach)
    except UnreadableSource:
        raise
    except Exception as error:  # a fault of ours at one feed stops no other
        raise UnreadableSource(
            f"{feed.address}: {type(error).__name__}, which should not happen.", ingest.OUR_FAULT
        ) from error


def changes(store: Store, documents: Iterable[str]) -> list[Event]:
    """The changes of stance that these documents brought to light, in the order of their dates."""
    new = set(documents)
    told = [each for key in new for each in read.statements(store, Query(document=key))]
    stances = [stance for each in told for stance in each.stances]
    if not stances:
        return []
    history = read.readings(
        store, Query(codes=_each(s.actor_code for s in stances), positions=_each(s.position for s in stances))
    )
    of = {each.statement: each.document for each in history}
    made: dict[str, list[Change]] = defaultdict(list)
    for each in changed(history):
        if of[each.statement] in new or of[each.since] in new:
            made[each.statement].append(each)
    records = read.statements_by_key(store, list(made))
    events = [Event(records[key], tuple(found)) for key, found in made.items()]
    return sorted(events, key=lambda each: (each.statement.said_on or "", each.statement.id))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

"""An address -> its documents: those of a page, or of the pages that a feed or a sitemap lists.

A page is kept with where it was found in the end, and with the outlet that it names or else its host; what a
feed says of an article fills the gaps that the article leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urlsplit

from positions import readers
from positions.errors import UnreadableSource
from positions.fetch import Door, Fetched
from positions.ingest import FAILED, Outcome, unexpected
from positions.model import Document
from positions.readers import Given, Limits, feeds
from positions.readers import listed as feed_text
from positions.readers.facts import of_caller
from positions.readers.feeds import Entry, Feed

MOST = 50  # articles of a feed, the newest, where nobody says otherwise
_SITEMAPS = 10  # of an index; what lists more articles than are asked for is not opened

Read = Document | Outcome


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are read: through which door, and how many articles of a feed at most."""

    door: Door = field(default_factory=Door)
    most: int = MOST
    limits: Limits = field(default_factory=Limits)


def documents(address: str, web: Web, given: Given = Given()) -> Iterator[Read]:
    """What is at an address: the documents of its page, or of each page that its feed lists."""
    try:
        found = web.door.fetch(address)
        entries = listed(found, web) if feeds.looks_like(found.data) else None
    except UnreadableSource as fault:
        yield Outcome(address, FAILED, fault=fault)
        return
    except Exception as error:
        yield unexpected(address, error)
        return
    if entries is None:
        yield from _page(found, web, given)
        return
    for entry in entries:
        yield from article(entry, web, given)


def listed(found: Fetched, web: Web) -> list[Entry]:
    """The newest articles of a feed or a sitemap, those of its sitemaps too; at most so many.

    Raises `UnreadableSource` where it is neither, or broken.
    """
    if not feeds.looks_like(found.data):
        raise UnreadableSource(
            f"{found.url} is a page, and no feed.",
            "positions ingest reads a page; the page may name its feed.",
        )
    try:
        feed = feeds.read(found.data, found.final_url)
    except UnreadableSource as fault:
        raise UnreadableSource(f"{found.url}: {fault.sentence}", fault.hint) from None
    return list(islice(_entries(feed, web), web.most))


def _entries(feed: Feed, web: Web) -> Iterator[Entry]:
    """The articles of a feed, and those of the sitemaps that an index names: not of an index in an index."""
    yield from feed.entries
    for address in feed.sitemaps[:_SITEMAPS]:
        found = web.door.fetch(address)
        yield from feeds.read(found.data, found.final_url).entries


def article(entry: Entry, web: Web, given: Given = Given()) -> Iterator[Read]:
    """The documents of a feed's article; from the feed's own text where its page cannot be had."""
    try:
        found = web.door.fetch(entry.url)
    except UnreadableSource as fault:
        yield _of_feed(entry, web, given) or Outcome(entry.url, FAILED, fault=fault)
    except Exception as error:
        yield unexpected(entry.url, error)
    else:
        yield from _page(found, web, given, entry)


def _page(found: Fetched, web: Web, given: Given, entry: Entry | None = None) -> Iterator[Read]:
    location = readers.shown(found.final_url)
    try:
        for read in readers.from_bytes(found.data, found.final_url, given, web.limits):
            if isinstance(read, UnreadableSource):
                yield Outcome(location, FAILED, fault=read)
            else:
                yield _completed(read, given, entry)
    except Exception as error:
        yield unexpected(location, error)


def _of_feed(entry: Entry, web: Web, given: Given) -> Document | None:
    """What the feed itself holds of an article, marked as such; None where that is no text."""
    if not entry.content.strip():
        return None
    try:
        read = feed_text.document(entry, of_caller(given), entry.url)
    except UnreadableSource:
        return None
    return _completed(read, given, entry)


# --- what the surroundings of a text say of it


def _completed(document: Document, given: Given, entry: Entry | None) -> Document:
    """The document with its address, what its feed says of it, and an outlet."""
    whole = replace(document, url=given.url or _own_address(document))
    whole = feed_text.completed(whole, entry) if entry else whole
    return replace(whole, outlet=whole.outlet or _host(whole.source.location))


def _own_address(document: Document) -> str:
    """The address that a page gives itself, as long as that is on its own host; else where it was found."""
    found = document.source.location
    return document.url if _host(document.url) == _host(found) else found


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")

"""RSS and Atom, of every version: a tree -> its entries, by feedparser.

feedparser is given bytes in a stream alone, since it takes a string (and bytes, too, that are a path) for
something to open; and well-formed XML without a document type, which lxml has written anew.
"""

from __future__ import annotations

import io
from typing import Any

from positions.readers.feeds.entries import Entry, Feed, broken, day_of, too_large

SIZE = 5_000_000  # bytes; feedparser takes about a second for one million
ELEMENTS = 50_000


def read(root: Any) -> Feed:
    """The feed of this root. Raises `UnreadableSource` where it is none, or too large."""
    from lxml import etree

    data = etree.tostring(root, encoding="utf-8")
    if len(data) > SIZE or sum(1 for _ in root.iter()) > ELEMENTS:
        raise too_large()
    found = _parsed(data)
    if not found.version and not found.entries:
        raise broken()
    return Feed(str(found.feed.get("title", "")), tuple(_entry(each) for each in found.entries))


def _parsed(data: bytes) -> Any:
    """What feedparser makes of it. On odd names of namespaces and the like it raises errors of any kind."""
    import feedparser

    try:
        return feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # nothing is kept of the HTML but its text
            resolve_relative_uris=False,
        )
    except Exception:
        raise broken() from None


def _entry(each: Any) -> Entry:
    published, moment = day_of(_written(each))
    contents = [str(part.get("value", "")) for part in each.get("content", ())]
    contents.append(str(each.get("summary", "")))
    return Entry(
        url=str(each.get("link", "")),
        title=str(each.get("title", "")),
        author=str(each.get("author", "")),
        published=published,
        content=max(contents, key=len),
        moment=moment,
    )


def _written(each: Any) -> str:
    """The date as the feed has it. Asked as of a plain dict, since feedparser's own answers one for another."""
    return str(dict.get(each, "published") or dict.get(each, "updated") or "")

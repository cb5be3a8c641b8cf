"""The articles that a feed itself holds, whole or in part; and what a feed says of an article.

A feed's word fills gaps. Its date goes before a page's header, and before what only an address or an update
tells; the article's own goes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import feeds, leaves
from positions.readers.facts import Facts
from positions.readers.feeds import Entry
from positions.readers.pieces import Piece

KIND = "feed"  # of a source whose text is the feed's own, and the evidence of a feed's date
_WEAKER = ("", "updated line", "url", "title", "page header")


def documents(piece: Piece, known: Facts) -> Iterator[Document | UnreadableSource]:
    """The articles in a saved feed. One that is a mere address is left out, as long as others are more."""
    try:
        feed = feeds.read(piece.data)
    except UnreadableSource as fault:
        yield UnreadableSource(f"{piece.location}: {fault.sentence}", fault.hint)
        return
    held = [entry for entry in feed.entries if entry.content.strip()]
    if not held:
        yield UnreadableSource(
            f"{piece.location} lists {len(feed.entries or feed.sitemaps)} addresses, and holds no article.",
            "Give the feed's own address, so that its articles are fetched.",
        )
    for entry in held:
        try:
            yield document(entry, known, piece.location)
        except UnreadableSource as fault:
            yield fault


def document(entry: Entry, known: Facts, location: str) -> Document:
    """The document in a feed's own text of an article, marked as such. Raises `UnreadableSource`."""
    text = entry.content if "<" in entry.content else f"<p>{escape(entry.content)}</p>"
    page = f"<!DOCTYPE html><html><body><article>{text}</article></body></html>"
    facts = known.over(Facts(title=entry.title, author=entry.author, outlet=entry.outlet, url=entry.url))
    read = leaves.document(Piece(location, page.encode()), facts)
    return completed(replace(read, source=replace(read.source, kind=KIND)), entry)


def completed(document: Document, entry: Entry) -> Document:
    """The document with what the feed says where the article is silent."""
    document = replace(
        document,
        title=document.title or entry.title,
        author=document.author or entry.author,
        outlet=document.outlet or entry.outlet,
    )
    if entry.published and document.published_from in _WEAKER:
        return replace(document, published=entry.published, published_from=KIND)
    return document

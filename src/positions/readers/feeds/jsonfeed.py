"""JSON Feed (jsonfeed.org, versions 1 and 1.1): its text -> its entries."""

from __future__ import annotations

import json
from typing import Any

from positions.readers.feeds.entries import Entry, Feed, broken, day_of

SIGN = "https://jsonfeed.org/version/"
_ITEMS = 10_000


def read(text: str) -> Feed:
    """The feed in this text. Raises `UnreadableSource`."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise broken() from None
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        raise broken()
    return Feed(
        _string(told.get("title")), tuple(_item(each) for each in items[:_ITEMS] if isinstance(each, dict))
    )


def _item(item: dict[str, Any]) -> Entry:
    published, moment = day_of(_string(item.get("date_published") or item.get("date_modified")))
    return Entry(
        url=_string(item.get("url")) or _string(item.get("external_url")) or _id(item),
        title=_string(item.get("title")),
        author=_authors(item),
        published=published,
        content=_string(item.get("content_html") or item.get("content_text") or item.get("summary")),
        moment=moment,
    )


def _id(item: dict[str, Any]) -> str:
    """Version 1 asks for an id, which is an address as a rule."""
    name = _string(item.get("id"))
    return name if name.startswith(("http://", "https://")) else ""


def _authors(item: dict[str, Any]) -> str:
    listed = item.get("authors")
    people = listed if isinstance(listed, list) else [item.get("author")]
    names = (_string(each.get("name")) for each in people[:10] if isinstance(each, dict))
    return ", ".join(filter(None, names))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""

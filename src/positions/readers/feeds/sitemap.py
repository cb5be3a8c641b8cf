"""Sitemaps (sitemaps.org, with Google's news tags): an XML tree -> what a `Feed` holds.

Only a news sitemap says when an article was published; `lastmod` is the day of its last change, which
gives an order and no date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from positions.readers.feeds.entries import Entry, Feed, day_of

_ROOTS = ("urlset", "sitemapindex")


def is_one(root: Any) -> bool:
    return _name(root) in _ROOTS


def read(root: Any) -> Feed:
    """The articles of a sitemap, or the sitemaps of an index, those that changed last first."""
    told = [dict(_words(each)) for each in root if _name(each) in ("url", "sitemap")]
    if _name(root) == "urlset":
        return Feed("", tuple(_entry(each) for each in told if each.get("loc")))
    told.sort(key=lambda each: day_of(each.get("lastmod", ""))[1], reverse=True)
    return Feed("", (), tuple(each["loc"] for each in told if each.get("loc")))


def _entry(told: dict[str, str]) -> Entry:
    published, moment = day_of(told.get("publication_date", ""))
    return Entry(
        url=told["loc"],
        title=told.get("title", ""),
        outlet=told.get("name", ""),
        published=published,
        moment=moment or day_of(told.get("lastmod", ""))[1],
    )


def _words(element: Any) -> Iterator[tuple[str, str]]:
    """The innermost elements: their names and words. An image has a title and a place of its own."""
    for each in element:
        if _name(each) in ("image", "video"):
            continue
        if len(each):
            yield from _words(each)
        elif each.text:
            yield _name(each), each.text.strip()


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()

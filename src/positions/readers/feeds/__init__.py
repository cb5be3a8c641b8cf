"""Feeds and sitemaps: the bytes of a list of articles -> its entries, the newest first."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from positions.readers.decode import clean, decode
from positions.readers.feeds import jsonfeed, sitemap, syndicated, xml
from positions.readers.feeds.entries import Entry, Feed, broken, too_large
from positions.readers.feeds.prolog import root_of

__all__ = ["Entry", "Feed", "looks_like", "read"]

SIZE = 20_000_000  # bytes, unpacked; a whole sitemap of 50,000 pages has less
_MADE_OF = frozenset(("rss", "feed", "rdf", "urlset", "sitemapindex"))
_LONGEST = 500  # characters of a title or a name


def looks_like(data: bytes) -> bool:
    """Whether bytes are a feed or a sitemap, seen from how they begin."""
    head = _unpacked(data[:8192], 65_536)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return jsonfeed.SIGN.encode() in head.replace(b"\\/", b"/")
    return root_of(head) in _MADE_OF


def read(data: bytes, url: str = "") -> Feed:
    """The feed in these bytes; `url` is where it was found, for addresses without a host.

    Raises `UnreadableSource` where it is broken or too large.
    """
    text = decode(_unpacked(data, SIZE + 1)).text
    if len(text) > SIZE:
        raise too_large()
    found = jsonfeed.read(text) if text.lstrip().startswith("{") else _of_xml(text)
    sitemaps = tuple(filter(None, (_address(each, url) for each in found.sitemaps)))
    return Feed(_line(found.title), _whole(found.entries, url), sitemaps)


def _unpacked(data: bytes, most: int) -> bytes:
    """A sitemap that is kept packed, up to a limit. What is broken behind the beginning is left out."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, most)
    except zlib.error:
        return data


def _whole(entries: Iterable[Entry], url: str) -> tuple[Entry, ...]:
    """Each address once, made whole, and the newest first; what has no date keeps its place at the end."""
    found: dict[str, Entry] = {}
    for each in entries:
        address = _address(each.url, url)
        if address:
            title, author = _line(each.title), _line(each.author)
            found.setdefault(
                address, replace(each, url=address, title=title, author=author, outlet=_line(each.outlet))
            )
    return tuple(sorted(found.values(), key=lambda each: each.moment, reverse=True))


def _address(link: str, base: str) -> str:
    """The whole address; empty where it leads to no page of the web."""
    written = clean(link)[0].strip()
    try:
        address = urljoin(base, written)
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    leads = written and host and address.startswith(("http://", "https://")) and len(address) < 2_000
    return address if leads else ""


def _of_xml(text: str) -> Feed:
    root = xml.tree(text)
    if root is None:
        raise broken()
    return sitemap.read(root) if sitemap.is_one(root) else syndicated.read(root)


def _line(text: str) -> str:
    """A title or a name as one line of text: no tag, no entity, no control, and not without end."""
    return " ".join(clean(_without_tags(text[: 20 * _LONGEST]))[0].split())[:_LONGEST]


def _without_tags(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    from lxml import etree, html

    try:
        fragment = html.fragment_fromstring(text, create_parent="div")  # type: ignore[no-untyped-call]
    except (etree.LxmlError, ValueError):
        return text.replace("<", " ")
    for element in list(fragment.iter("script", "style")):
        element.drop_tree()
    return str(fragment.text_content())

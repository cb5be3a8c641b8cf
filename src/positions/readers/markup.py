"""What a page's markup says about its article: JSON-LD, then OpenGraph, then other meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from positions.model import When
from positions.readers import names
from positions.readers.dates import day_of, mentions
from positions.readers.facts import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_ARTICLE = re.compile(r"article|report|blogposting|newsitem|pressrelease|speech|statement", re.IGNORECASE)
_OG = {
    "og:title": "title",
    "og:site_name": "outlet",
    "og:url": "url",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:author": "author",
    "og:article:author": "author",
}
_META = {
    "author": "author",
    "byl": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "title": "title",
    "headline": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "parsely-title": "title",
    "sailthru.title": "title",
    "twitter:title": "title",
    "application-name": "outlet",
    "publisher": "outlet",
    "dc.publisher": "outlet",
    "dcterms.publisher": "outlet",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "publish_date": "published",
    "publication_date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "dcterms.date": "published",
    "dcterms.created": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "article.published": "published",
    "cxenseparse:recs:publishtime": "published",
}
_SCRIPT = 500_000
_NODES = 2_000
_SITE = re.compile(r"\s[-–—|·•:]\s([^-–—|·•:]{2,60})\Z")


def facts(tree: HtmlElement) -> Facts:
    """All that the markup says, the stronger kinds over the weaker."""
    named = _meta_tags(tree, _META, ("name", "itemprop", "property"), "meta")
    og = _meta_tags(tree, _OG, ("property", "name"), "og")
    found = _json_ld(tree).over(og).over(named).over(_elements(tree))
    return _without_site(found)


def weigh(told: Facts, seen: Facts) -> Facts:
    """The markup's facts over those that are visible, but for the article's own byline and published line.

    A page that was moved or copied carries the day of the move in its markup, never an earlier day
    than the article has; so the earlier of the two is the article's.
    """
    own = seen.published_from in ("byline", "published line")
    if own and told.published and seen.published and seen.published.first < told.published.first:
        return Facts(published=seen.published, published_from=seen.published_from).over(told).over(seen)
    return told.over(seen)


def _meta_tags(tree: HtmlElement, wanted: dict[str, str], attributes: tuple[str, ...], kind: str) -> Facts:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        names_ = (str(tag.get(attribute) or "").lower() for attribute in attributes)
        field = next((wanted[name] for name in names_ if name in wanted), None)
        content = " ".join(str(tag.get("content") or "")[:1000].split())
        if field and content:
            found.setdefault(field, content)
    return _of(found, kind)


def _of(found: dict[str, str], kind: str) -> Facts:
    day = _day(found.get("published", ""))
    author = found.get("author", "")
    return Facts(
        title=found.get("title", ""),
        author="" if "://" in author or author.startswith("@") else re.sub(r"\A[Bb]y\s", "", author),
        outlet=found.get("outlet", "").lstrip("@"),
        url=found.get("url", "") if found.get("url", "").startswith("http") else "",
        published=day,
        published_from=kind if day else "",
    )


def _day(value: str) -> When | None:
    """The day as it is written, in the writer's own time zone."""
    found = _DAY.match(value)
    if found:
        day = day_of(int(found[1]), int(found[2]), int(found[3]))
    else:
        day = next((mention.clear for mention in mentions(value[:100])), None)
    return When.day(day) if day else None


def _elements(tree: HtmlElement) -> Facts:
    """Title, canonical address and language from the page's plainest tags, and a marked time."""
    heading = next((_words(tag) for tag in tree.iter("h1") if _words(tag)), "")
    name = next((_words(tag) for tag in tree.iter("title")), "")
    links = (tag for tag in tree.iter("link") if "canonical" in str(tag.get("rel") or "").lower().split())
    url = next((str(tag.get("href") or "") for tag in links), "")
    times = (
        tag
        for tag in tree.iter("time")
        if tag.get("pubdate") is not None or tag.get("itemprop") == "datePublished"
    )
    day = next((_day(str(tag.get("datetime") or tag.get("content") or "")) for tag in times), None)
    return Facts(
        title=heading or name,
        outlet=_site(name),
        url=url if url.startswith("http") else "",
        published=day,
        published_from="meta" if day else "",
        language=_language(tree),
    )


def _language(tree: HtmlElement) -> str:
    root = next(tree.iter("html"), tree)
    return (re.match(r"[A-Za-z]{2,3}(?=[-_]|\Z)", str(root.get("lang") or "")) or [""])[0].lower()


def _words(tag: HtmlElement) -> str:
    return " ".join("".join(str(part) for part in tag.itertext())[:500].split())


def _site(title: str) -> str:
    """The outlet behind a page's title, where it looks like one."""
    tail = _SITE.search(title)
    return tail[1] if tail and names.is_outlet(tail[1]) and tail[1][0].isupper() else ""


def _without_site(facts: Facts) -> Facts:
    """The title without the site's name behind it: "Headline - Outlet"."""
    tail = _SITE.search(facts.title)
    if tail and facts.outlet and tail[1].casefold() == facts.outlet.casefold():
        return replace(facts, title=facts.title[: tail.start()])
    return facts


def _json_ld(tree: HtmlElement) -> Facts:
    """The first article of the page's JSON-LD; what other nodes say of other articles is left alone."""
    scripts = (tag for tag in tree.iter("script") if "ld+json" in str(tag.get("type") or "").lower())
    nodes = [node for tag in scripts for node in _nodes(tag.text or "")]
    article = next((node for node in nodes if _is(node, _ARTICLE)), None)
    if article is None:
        return Facts()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return _of(
        {
            "title": _word(article.get("headline") or article.get("name"), by_id),
            "author": _authors(article.get("author"), by_id),
            "outlet": _word(article.get("publisher"), by_id),
            "url": _link(article.get("mainEntityOfPage") or article.get("url")),
            "published": _word(article.get("datePublished"), by_id),
        },
        "json-ld",
    )


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The top nodes of one script, those of its `@graph` among them. A broken script says nothing."""
    try:
        value = json.loads(script[:_SCRIPT].strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    listed = value if isinstance(value, list) else [value]
    for node in listed[:_NODES]:
        if isinstance(node, dict):
            graph = node.get("@graph")
            yield from (
                inner
                for inner in (graph if isinstance(graph, list) else [])[:_NODES]
                if isinstance(inner, dict)
            )
            yield node


def _is(node: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    kind = node.get("@type")
    return any(
        isinstance(one, str) and kinds.search(one) for one in (kind if isinstance(kind, list) else [kind])
    )


def _word(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), {})
        value = node.get("name", "")
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _authors(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    listed = [_word(one, by_id) for one in (value if isinstance(value, list) else [value])[:10]]
    found = [name for name in dict.fromkeys(listed) if name]
    return ", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else "".join(found)


def _link(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""

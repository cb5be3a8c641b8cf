"""What a page's markup says about its article: JSON-LD, then OpenGraph, then other meta tags and marked elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from positions.model import When
from positions.readers import linked, names
from positions.readers.dates import mentions, of_stamp
from positions.readers.facts import Facts
from positions.readers.words import PAGE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SITE = re.compile(r"(?:\s[-–—|·•:]\s|(?<=\w)[_|](?=\w))([^-–—|·•:_]{2,60})\Z")
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:published|pub-?date|entry-date|posted-on|post-date|publish-date)(?:$|[\s_-])", re.I
)
_OF_DATE = ("datePublished", "dc:date", "dc:created", "schema:datePublished", "pubdate")
_UNIVERSAL = re.compile(r"T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|GMT|UTC)\s*\Z|\A\d{9,13}\Z")
_OWN = ("byline", "published line")
_MACHINE = re.compile(r"\s*\d{4}[-/.]?\d\d|\s*\d{9,13}\s*\Z")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What the markup says; `universal` where its day is that of Greenwich; `body` is JSON-LD's text of the article."""

    facts: Facts
    universal: bool = False
    body: str = ""


def told(tree: HtmlElement) -> Told:
    """All that the markup says, the stronger kinds over the weaker."""
    plain, marked = _elements(tree), _marked_time(tree)
    named = _meta_tags(tree, PAGE["other_meta"], ("name", "itemprop", "property"))
    og = _meta_tags(tree, PAGE["meta"], ("property", "name"))
    titles = [plain.title, og.get("title", ""), _page_title(tree)]
    own = linked.article(tree, titles, [url for url in (plain.url, og.get("url", "")) if url])
    kinds = (("json-ld", own.fields), ("og", og), ("meta", named), ("meta", {"published": marked}))
    facts = Facts()
    for kind, fields in kinds:
        facts = facts.over(_of(fields, kind))
    stamps = (fields["published"] for _, fields in kinds if _day(fields.get("published", "")))
    return Told(_without_site(facts.over(plain)), bool(_UNIVERSAL.search(next(stamps, ""))), own.body)


def weigh(told: Told, seen: Facts) -> Facts:
    """The markup's facts over those that are visible, but for the article's own byline and published line.

    A page that was moved or copied carries the day of the move in its markup, never an earlier day
    than the article has; so the earlier of the two is the article's. Where the markup counts in the time of
    Greenwich, the place's own day may be the next one.
    """
    facts = told.facts
    if seen.published_from in _OWN and facts.published and seen.published:
        later = seen.published.first - facts.published.first
        if later < timedelta(0) or (told.universal and later == _DAY):
            facts = Facts(published=seen.published, published_from=seen.published_from).over(facts)
    return facts.over(seen)


def _meta_tags(tree: HtmlElement, wanted: dict[str, str], attributes: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        names_ = (str(tag.get(attribute) or "").lower() for attribute in attributes)
        field = next((wanted[name] for name in names_ if name in wanted), None)
        content = " ".join(str(tag.get("content") or "")[:1000].split())
        if field and content and (field != "published" or _day(content)):
            found.setdefault(field, content)
    return found


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
    written = (mention.clear for mention in mentions(value[:100]))
    day = of_stamp(value) if _MACHINE.match(value) else next(written, None)
    return When.day(day) if day else None


def _elements(tree: HtmlElement) -> Facts:
    """Title, canonical address and language from the page's plainest tags."""
    name = _page_title(tree)
    heading = _heading(tree, name)
    links = (tag for tag in tree.iter("link") if "canonical" in str(tag.get("rel") or "").lower().split())
    url = next((str(tag.get("href") or "") for tag in links), "")
    return Facts(
        title=heading or name,
        author=_marked_author(tree),
        outlet=_site(name),
        url=url if url.startswith("http") else "",
        language=_language(tree),
    )


def _heading(tree: HtmlElement, name: str) -> str:
    """The first h1, or the one with which the page's title begins: an h1 may also hold the site's name."""
    found = [words for tag in tree.iter("h1") if (words := _words(tag))]
    return next((words for words in found if name.startswith(words)), found[0] if found else "")


def _marked_author(tree: HtmlElement) -> str:
    """The name of the first element that is marked as the author."""
    marked = (
        tag
        for tag in tree.iter("a", "span", "div", "p", "address")
        if "author" in (tag.get("itemprop"), tag.get("rel"))
    )
    return next((name for tag in marked if names.is_person(name := _words(tag))), "")


def _page_title(tree: HtmlElement) -> str:
    return next((_words(tag) for tag in tree.iter("title")), "")


def _marked_time(tree: HtmlElement) -> str:
    """The stamp of the first element that is marked as the day of publication."""
    return next((stamp for tag in _of_publication(tree) for stamp in _stamps(tag) if _day(stamp)), "")


def _of_publication(tree: HtmlElement) -> Iterator[HtmlElement]:
    for tag in tree.iter("time", "abbr", "span", "meta", "div", "p"):
        marks = {str(tag.get("itemprop") or ""), *str(tag.get("property") or "").split()}
        called = tag.tag in ("time", "abbr") and _MARKED.search(str(tag.get("class") or ""))
        if tag.get("pubdate") is not None or called or not marks.isdisjoint(_OF_DATE):
            yield tag


def _stamps(tag: HtmlElement) -> Iterator[str]:
    return (
        str(tag.get(name) or "") for name in ("datetime", "content", "title", "data-timestamp", "data-time")
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

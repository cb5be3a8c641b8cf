"""JSON-LD: what a page says of its article to machines, and sometimes all of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = dict[str, Any]

_ARTICLE = re.compile(r"article|report|blogposting|newsitem|pressrelease|speech|statement", re.IGNORECASE)
_SCRIPT = 500_000
_NODES = 2_000
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Linked:
    """The page's own article; `fields` as they are written, "" and {} where there is none."""

    fields: dict[str, str] = field(default_factory=dict)
    body: str = ""


def article(tree: HtmlElement, titles: list[str], addresses: list[str]) -> Linked:
    """The article that has the page's title or address, else the first; what is said of other articles is left alone."""
    scripts = (tag for tag in tree.iter("script") if "ld+json" in str(tag.get("type") or "").lower())
    nodes = [node for tag in scripts for node in _nodes(tag.text or "")]
    found = [node for node in nodes if _is(node, _ARTICLE)]
    own = next((node for node in found if _is_own(node, titles, addresses)), found[0] if found else None)
    return (
        _linked(own, {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)})
        if own
        else Linked()
    )


def _linked(node: Node, by_id: dict[str, Node]) -> Linked:
    body = node.get("articleBody")
    return Linked(
        {
            "title": _word(node.get("headline") or node.get("name"), by_id),
            "author": _authors(node.get("author"), by_id),
            "outlet": _word(node.get("publisher"), by_id),
            "url": _link(node.get("mainEntityOfPage") or node.get("url")),
            "published": _word(node.get("datePublished") or node.get("dateCreated"), by_id),
        },
        body if isinstance(body, str) else "",
    )


def _is_own(node: Node, titles: list[str], addresses: list[str]) -> bool:
    headline = _LETTERS.sub("", _word(node.get("headline"), {}).casefold())
    named = len(headline) > 7 and any(headline in _LETTERS.sub("", title.casefold()) for title in titles)
    return named or any(_link(node.get(key)) in addresses for key in ("url", "mainEntityOfPage", "@id"))


def _nodes(script: str) -> Iterator[Node]:
    """The top nodes of one script, those of its `@graph` among them. A broken script says nothing."""
    try:
        value = json.loads(script[:_SCRIPT].strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    listed = value if isinstance(value, list) else [value]
    for node in listed[:_NODES]:
        if isinstance(node, dict):
            graph = node.get("@graph")
            inner = [*(graph if isinstance(graph, list) else [])[:_NODES], node.get("mainEntity")]
            yield from (one for one in inner if isinstance(one, dict))
            yield node


def _is(node: Node, kinds: re.Pattern[str]) -> bool:
    kind = node.get("@type")
    return any(
        isinstance(one, str) and kinds.search(one) for one in (kind if isinstance(kind, list) else [kind])
    )


def _word(value: Any, by_id: dict[str, Node]) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        node = value if "name" in value else by_id.get(str(value.get("@id")), {})
        value = node.get("name", "")
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _authors(value: Any, by_id: dict[str, Node]) -> str:
    listed = [_word(one, by_id) for one in (value if isinstance(value, list) else [value])[:10]]
    found = [name for name in dict.fromkeys(listed) if name]
    return ", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else "".join(found)


def _link(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else ""

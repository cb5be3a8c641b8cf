"""The article of a page that a script draws: it stands in the script's own JSON, as a list of paragraphs or as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from positions.model import When
from positions.readers.dates import of_stamp
from positions.readers.facts import Facts
from positions.readers.words import PAGE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASSIGNED = re.compile(r"[\w\]]\s?=\s?(?=[{\[]\s?[\"{\[])")
_ASSIGNMENTS = 30
_SCRIPT = 3_000_000
_VALUES = 60_000
_LEAST = 250  # characters of an article
_LONGEST = 3_000  # of a paragraph: a list of longer texts is one of articles
_FRAGMENT = 40  # of a paragraph, such as a word in bold
_TEXT_KEYS = ("text", "content", "html", "value", "body", "paragraph", "children", "data", "model")
_TITLE = re.compile(PAGE["embedded"]["title"], re.IGNORECASE)
_PUBLISHED = re.compile(PAGE["embedded"]["published"], re.IGNORECASE)
_SENTENCE = re.compile(r"\w[\w”\"'’)]*[.!?][\"'”’)]*\Z")
_BORDER = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr)\s*>|<br\s*/?>\s*<br\s*/?>|\n\s*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article found in JSON: its paragraphs and what the objects around it say."""

    paragraphs: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)


def scripts(tree: HtmlElement) -> list[str]:
    """The texts of a page's scripts that may hold JSON."""
    tags = (tag for tag in tree.iter("script") if "ld+json" not in str(tag.get("type") or ""))
    return [text for tag in tags if 2 * _LEAST < len(text := tag.text or "") <= _SCRIPT]


def article(texts: list[str]) -> Drawn:
    """The longest run of prose in these scripts; none where it is shorter than an article."""
    best: tuple[int, list[str], tuple[dict[str, Any], ...]] = (_LEAST, [], ())
    for text in texts:
        for found, around in (run for value in _values(text) for run in _runs(value)):
            size = sum(len(part) for part in found if _SENTENCE.search(part))
            if size > best[0]:
                best = (size, found, around)
    return Drawn(tuple(best[1]), _facts(best[2]))


def paragraphs(text: str) -> list[str]:
    """A text that may be HTML, as its paragraphs."""
    parts = _BORDER.split(text) if "<" in text else re.split(r"\n+", text)
    return [plain for part in parts if (plain := _plain(part))]


def _plain(part: str) -> str:
    if "<" in part or "&" in part:
        from lxml.html import fromstring

        part = str(fromstring(f"<div>{part}</div>").text_content())  # type: ignore[no-untyped-call]
    return " ".join(part.split())


def _values(text: str) -> Iterator[Any]:
    """The script as JSON; else the objects that it assigns, `window.story = {...};`."""
    try:
        yield json.loads(text.strip().removesuffix(";"), strict=False)
        return
    except (ValueError, RecursionError):
        pass
    decoder, end = json.JSONDecoder(strict=False), 0
    for assigned in islice(_ASSIGNED.finditer(text), _ASSIGNMENTS):
        if assigned.end() >= end:
            try:
                value, end = decoder.raw_decode(text, assigned.end())
                yield value
            except (ValueError, RecursionError):
                end = assigned.end()


def _runs(value: Any) -> Iterator[tuple[list[str], tuple[dict[str, Any], ...]]]:
    """Each list of paragraphs and each long text, with the objects around it, the nearest first."""
    waiting: list[tuple[Any, tuple[dict[str, Any], ...]]] = [(value, ())]
    seen = 0
    while waiting and seen < _VALUES:
        seen += 1
        one, around = waiting.pop()
        if isinstance(one, str) and len(one) > _LEAST:
            yield paragraphs(one[:_SCRIPT]), around
        elif isinstance(one, list):
            yield from ((found, around) for found in [_listed(one)] if len(found) > 1)
            waiting += [(inner, around) for inner in one]
        elif isinstance(one, dict):
            waiting += [(inner, (one, *around[:3])) for inner in one.values()]


def _listed(items: list[Any]) -> list[str]:
    """The paragraphs of a list of them; [] for a list of something else."""
    texts = [_text(item, 4) for item in items[:1_000]]
    if any(len(text) > _LONGEST for text in texts):
        return []
    return [part for text in texts for part in paragraphs(text) if " " in part]


def _text(item: Any, depth: int) -> str:
    """What one item says, under the keys by which texts are called."""
    if isinstance(item, str):
        return item
    if not depth:
        return ""
    if isinstance(item, list):
        parts = [_text(inner, depth - 1) for inner in item]
        whole = sum(len(part) > _FRAGMENT and bool(_SENTENCE.search(part)) for part in parts)
        return "".join(parts) if whole < 2 else ""  # more are paragraphs of their own
    if isinstance(item, dict):
        return next((text for key in _TEXT_KEYS if key in item and (text := _text(item[key], depth - 1))), "")
    return ""


def _facts(around: tuple[dict[str, Any], ...]) -> Facts:
    title = next((value for value in _named(around, _TITLE) if isinstance(value, str)), "")
    days = (of_stamp(str(value)) for value in _named(around, _PUBLISHED))
    day = next((day for day in days if day), None)
    return Facts(
        title=title[:500], published=When.day(day) if day else None, published_from="page data" if day else ""
    )


def _named(around: tuple[dict[str, Any], ...], name: re.Pattern[str]) -> Iterator[Any]:
    return (value for one in around for key, value in one.items() if name.fullmatch(key))

"""A page -> its article's text, as paragraphs, and what the page says about it.

`article` finds it among the page's blocks; where a script would draw it, `embedded` finds it in the script's data.
The work is bounded before it begins, since it grows faster than the page does. Paragraphs are parted by blank lines.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from positions.errors import UnreadableSource
from positions.readers import article, blocks, embedded, markup, metadata
from positions.readers.facts import Facts
from positions.readers.markup import Told
from positions.readers.text import refuse_blank

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ELEMENTS = 15_000
ATTRIBUTES = 1_000  # libxml2 compares each attribute of a tag with all others
DEPTH = 240  # below this trafilatura finds nothing, and libxml2 itself stops at 256
_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    r"<(?:!doctype html|(?:html|head|body|div|p|article|section|main|meta|title|span|h[1-6]|table|ul|script"
    r"|link)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = re.compile(r"<(?:!doctype|html|head|body|article|main)\b", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{3000,}")
_QUOTED = re.compile(r"\x22[^\x22]*\x22|\x27[^\x27]*\x27")
_SHORT = 1_500  # characters: a longer text is not sought in the page's scripts
_OPENING = 80  # characters of a paragraph by which the article's beginning is found among the lines
_MORE = 1.5  # so many times the visible text must a hidden one be, to be the article instead


def looks_like(text: str) -> bool:
    """Whether a text is HTML: it begins with one of its tags."""
    return bool(_SNIFF.match(text[:8192]))


def read(text: str, url: str) -> tuple[str, Facts]:
    """The article's text and what the page says about it.

    Raises `UnreadableSource` where there is no article, or the page is no page that a person could read.
    """
    tree = _tree(text)
    told, scripts = markup.told(tree), embedded.scripts(tree)
    blocks.prune(tree)
    _refuse_monsters(tree)
    seen = blocks.of_page(tree)
    visible = article.paragraphs(tree, seen, told.facts.title)
    parts, facts = _fuller(visible, told, scripts)
    body = "\n\n".join(parts)
    if not body:
        raise _no_article()
    refuse_blank(body)
    opening = next((part for part in parts if len(part) > _OPENING), parts[0])[:60]
    by_eye = metadata.of_lines(blocks.head(seen, opening), url or facts.url, body, facts.title)
    if not (facts.published or by_eye.published):
        by_eye = metadata.of_foot(blocks.foot(seen, parts[-1])).over(by_eye)
    return body, markup.weigh(replace(told, facts=facts), by_eye)


def _fuller(visible: list[str], told: Told, scripts: list[str]) -> tuple[list[str], Facts]:
    """The article, from the page's data where its visible text is only a beginning, with what is known of it."""
    size = _MORE * sum(map(len, visible))
    hidden = embedded.paragraphs(told.body)
    if sum(map(len, hidden)) > max(size, 100):
        return hidden, told.facts
    drawn = embedded.article(scripts) if size < _MORE * _SHORT else embedded.Drawn()
    if sum(map(len, drawn.paragraphs)) > max(size, 100) and _goes_on(visible, drawn.paragraphs):
        return list(drawn.paragraphs), told.facts.over(drawn.facts)
    return visible, told.facts


def _goes_on(visible: list[str], paragraphs: tuple[str, ...]) -> bool:
    """Whether these paragraphs hold those that are seen, if any are: else they are of another article."""
    prose = [part[:_OPENING] for part in visible if len(part) > _OPENING]
    return not prose or any(part in "\n".join(paragraphs) for part in prose)


def _tree(text: str) -> HtmlElement:
    """The parsed page. The parser neither reads entities from elsewhere nor touches the network."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    _refuse_crowded_tags(text)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)  # type: ignore[no-untyped-call]
    if not _WHOLE.search(text[:20_000]):  # a fragment, as feeds have it, is all article
        text = f"<html><body><article>{text}</article></body></html>"
    try:
        tree: HtmlElement = document_fromstring(text.encode(), parser=parser)  # type: ignore[no-untyped-call]
    except (etree.LxmlError, ValueError, RecursionError):
        raise _no_article() from None
    return tree


def _refuse_crowded_tags(text: str) -> None:
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > ATTRIBUTES:
            raise UnreadableSource(
                f"A tag of the page has more than {ATTRIBUTES:,} attributes: it is no article.",
                "Save the article's text alone.",
            )


def _no_article() -> UnreadableSource:
    return UnreadableSource(
        "No article was found on this page.", "Save the article's text to a file and give that."
    )


def _refuse_monsters(tree: HtmlElement) -> None:
    for count, _ in enumerate(tree.iter()):
        if count > ELEMENTS:
            raise UnreadableSource(
                f"The page has more than {ELEMENTS:,} elements: it is no article.",
                "Save the article's text alone.",
            )

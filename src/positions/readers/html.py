"""A page -> its article's text, as paragraphs, and what the page says about it.

trafilatura finds the article; the work is bounded before it begins, since it grows faster than the
page does. Blocks are joined by blank lines, so that a paragraph stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from positions.errors import UnreadableSource
from positions.readers import markup, metadata
from positions.readers.facts import Facts
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
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "form")
_BESIDE = frozenset(("nav", "footer", "aside", "head"))
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "footer",
        ),
        *(
            "figcaption",
            "figure",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
        ),
        *("ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul", "title", "time"),
    )
)
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0]+")


def looks_like(text: str) -> bool:
    """Whether a text is HTML: it begins with one of its tags."""
    return bool(_SNIFF.match(text[:8192]))


def read(text: str, url: str) -> tuple[str, Facts]:
    """The article's text and what the page says about it.

    Raises `UnreadableSource` where there is no article, or the page is no page that a person could read.
    """
    tree = _tree(text)
    told = markup.facts(tree)
    _prune(tree)
    _refuse_monsters(tree)
    lines = list(_lines(tree))
    body = _article(tree)
    refuse_blank(body)
    seen = metadata.of_lines(_around(lines, body), url or told.url, body, told.title)
    return body, markup.weigh(told, seen)


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


def _prune(tree: HtmlElement) -> None:
    """Takes out what a reader never sees; the text behind an element stays."""
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()


def _refuse_monsters(tree: HtmlElement) -> None:
    for count, _ in enumerate(tree.iter()):
        if count > ELEMENTS:
            raise UnreadableSource(
                f"The page has more than {ELEMENTS:,} elements: it is no article.",
                "Save the article's text alone.",
            )


def _lines(tree: HtmlElement) -> Iterator[str]:
    """The page as a person sees it, block by block, without navigation and footers."""
    from lxml import etree

    line: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS and line:
            yield _SPACES.sub(" ", "".join(line)).strip()
            line.clear()
        hidden += (tag in _BESIDE) * (1 if event == "start" else -1)
        piece = _shown_text(element) if event == "start" else element.tail
        if piece and not hidden:
            line.append(piece)
    if line:
        yield _SPACES.sub(" ", "".join(line)).strip()


def _shown_text(element: HtmlElement) -> str:
    """An element's own text; of a time that reads "2 hours ago" the day that its attribute gives."""
    text: str = element.text or ""
    stamp = str(element.get("datetime") or "") if element.tag == "time" else ""
    if re.match(r"\d{4}-\d\d-\d\d", stamp) and not re.search(r"\d{4}", text):
        return stamp[:10]
    return text


def _around(lines: list[str], body: str) -> list[str]:
    """The lines before the article's first paragraph, not more than a head of them, and those behind it."""
    first = next((part for part in body.split("\n\n") if len(part) > 80), body)[:60]
    at = next((number for number, line in enumerate(lines) if line.startswith(first)), 0)
    return [line for line in lines[max(0, at - 60) : at + 12] if line][-60:]


def _article(tree: HtmlElement) -> str:
    """The article's paragraphs; where trafilatura finds none without tables, with them."""
    found = _extract(tree, tables=False)
    if len(found) < 250 and next(tree.iter("table"), None) is not None:
        with_tables = _extract(tree, tables=True)
        found = with_tables if len(with_tables) > 2 * len(found) else found
    if not found:
        raise _no_article()
    return found


def _extract(tree: HtmlElement, tables: bool) -> str:
    from copy import deepcopy

    from trafilatura import bare_extraction

    document = bare_extraction(
        deepcopy(tree),
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=tables,
        with_metadata=False,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return ""
    return "\n\n".join(_blocks(document.body))


_UNITS = frozenset(
    ("p", "head", "item", "cell", "quote", "code", "ab", "list", "table", "row", "div", "body")
)


def _blocks(body: HtmlElement) -> Iterator[str]:
    """The paragraphs of trafilatura's tree: each of its blocks is one, a line break stays a line break."""
    from lxml import etree

    block: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _UNITS and block:
            yield from _paragraph(block)
            block.clear()
        if event == "start" and element.tag == "lb":
            block.append("\n")
        piece = element.text if event == "start" else element.tail
        if piece:
            block.append(_SPACES.sub(" ", piece))
    yield from _paragraph(block)


def _paragraph(pieces: list[str]) -> Iterator[str]:
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    text = "\n".join(line for line in lines if line)
    if text:
        yield text

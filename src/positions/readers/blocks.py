"""A page as a person sees it, block by block: what is hidden is taken out, and each block knows where it stands.

A block's raw text holds marks: where two elements touch without a space, where a `time` begins and ends, and what
day an element's attribute gives in place of "2 hours ago". As a paragraph it is read without them, as a line of
the page's head with what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from positions.readers.dates import mentions, of_stamp
from positions.readers.words import PAGE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "form")
_BESIDE = frozenset(
    "nav footer aside head figcaption figure menu amp-ad amp-embed amp-consent summary dialog".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table tbody td th thead tr ul title center".split()
)
_STAMPS = (
    "datetime",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "data-epoch",
    "data-published",
    "time",
)
_TOUCH, _TIME, _STAMP, _SHOWN = "\x1f", "\x1e", "\x1d", "\x1c"
_STAMPED = re.compile(f"{_STAMP}([^{_STAMP}]*){_STAMP}[^{_SHOWN}]*{_SHOWN}")
_MARKS = re.compile(f"{_STAMP}[^{_STAMP}]*{_STAMP}|[{_TOUCH}{_TIME}{_SHOWN}]")
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0]{2,}|[\t\n\r\f\v\xa0]")
_BREAKS = re.compile(r"\n\s*\n\s*")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_LOOKED_AT = 2_000  # characters of a block that may be a line of the head
_HEAD, _BEHIND = 60, 12  # lines of a head; blocks of it that stand behind the article's beginning
_FOOT = 8  # blocks behind the article in which its day may stand
_MOST = {
    "consent": 0.8,
    "comments": 0.95,
    "unseen": 0.4,
}  # of the page's text: what holds more is never taken out, whatever its name


_Run = tuple[str, "HtmlElement", int, bool]  # as the fields of a `Block`


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two borders; `linked` of its characters are links, `beside`: in navigation and the like.

    `text` is the paragraph; a line break in it stays one.
    """

    raw: str
    text: str
    element: HtmlElement
    linked: int
    beside: bool

    @property
    def lines(self) -> list[str]:
        """The block as lines of a head: each time and each line break begins a new one."""
        between = " | " if self.text[:3].lower() == "by " else " "
        told = _STAMPED.sub(r"\1", self.raw[:_LOOKED_AT]).replace(_TOUCH, between).replace(_TIME, "\n")
        return [line for part in told.split("\n") if (line := _SPACES.sub(" ", part).strip())]


def prune(tree: HtmlElement) -> None:
    """Takes out what a reader never sees; the text behind an element stays."""
    for element in list(tree.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    sizes = _sizes(tree)
    for element, kind in [(one, kind) for one in tree.iter() if (kind := _unseen(one))]:
        if element.getparent() is not None and sizes[element] < _MOST[kind] * sizes[tree]:
            element.drop_tree()


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters each element holds; a walk for all of them, since they may lie deep in each other."""
    from lxml import etree

    sizes: dict[HtmlElement, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        inner = sum(sizes[child] + len(child.tail or "") for child in element)
        sizes[element] = len(element.text or "") + inner
    return sizes


def of_page(tree: HtmlElement) -> list[Block]:
    """All blocks that hold text, in the order of the page."""
    return [block for run in _runs(tree) for block in _parted(*run) if block.text]


def stands_beside(element: HtmlElement | None, below: HtmlElement) -> bool:
    """Whether an element, or one around it that is inside `below`, is called by a name of what is no article."""
    while element is not None and element is not below and element.tag not in ("html", "body", "main"):
        if element.tag in _BESIDE or _is_called(element, "beside"):
            return True
        element = element.getparent()
    return False


def head(blocks: list[Block], opening: str) -> list[str]:
    """The page's lines around the paragraph that begins so, without navigation, footers and teasers.

    A day above the site's menu is that of the visit, and left out.
    """
    at = next((number for number, block in enumerate(blocks) if block.text.startswith(opening)), 0)
    around = set(blocks[at].element.iterancestors()) if blocks else set()
    menu = max((number for number in range(at) if _is_of_site(blocks[number])), default=-1)
    found = [
        line
        for number, block in enumerate(blocks[: at + _BEHIND])
        if not block.beside and not _is_of_another(block, around)
        for line in block.lines
        if number > menu or not next(mentions(line), None)
    ]
    return found[-_HEAD:]


def foot(blocks: list[Block], closing: str) -> list[str]:
    """The few lines behind the paragraph that ends the article, without navigation, links and teasers."""
    at = max((number for number, block in enumerate(blocks) if block.text == closing), default=len(blocks))
    around = set(blocks[at].element.iterancestors()) if at < len(blocks) else set()
    return [
        line
        for block in blocks[at + 1 : at + 1 + _FOOT]
        if block.linked < len(block.text) / 2 and not _is_of_another(block, around) and not _is_of_site(block)
        for line in block.lines
    ]


def _is_of_another(block: Block, around: set[HtmlElement]) -> bool:
    """Whether it stands in a teaser: in an `article` that is not around the page's own."""
    return any(article not in around for article in block.element.iterancestors("article"))


def _is_of_site(block: Block) -> bool:
    around: HtmlElement | None = block.element
    while around is not None:
        if around.tag == "nav" or _is_called(around, "site"):
            return True
        around = around.getparent()
    return False


def _unseen(element: HtmlElement) -> str:
    """Why an element is no part of the page: readers' `comments`, `consent` that is asked for, or `unseen`; else ""."""
    if not isinstance(element.tag, str) or element.tag in ("html", "body", "main", "article"):
        return ""
    for kind in ("consent", "comments"):
        if _is_called(element, kind):
            return kind
    get = element.get
    hidden = (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or get("role") in ("dialog", "alertdialog")
        or _HIDDEN.search(get("style") or "")
        or _is_called(element, "unseen")
    )
    return "unseen" if hidden else ""


def _is_called(element: HtmlElement, what: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return bool(names) and _are_names_of(names[:300], what)


@lru_cache(8_192)
def _are_names_of(names: str, what: str) -> bool:
    return bool(_classes(what).search(" ".join(_HUMPS.split(names))))


@cache
def _classes(what: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{PAGE['classes'][what].replace(chr(10), '')})(?!\w)", re.IGNORECASE)


def _runs(tree: HtmlElement) -> Iterator[_Run]:
    """The text between any two borders of blocks, with its marks."""
    from lxml import etree

    raw: list[str] = []
    linked = in_link = in_pre = beside = 0
    inside = [tree]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        opens, tag = event == "start", element.tag
        if tag in _BLOCKS:
            if raw:
                yield "".join(raw), inside[-1], linked, beside > 0
                raw, linked = [], 0
            inside.append(element) if opens else inside.pop()
        in_link += (tag == "a") * (1 if opens else -1)
        beside += (tag in _BESIDE) * (1 if opens else -1)
        in_pre += (tag == "pre") * (1 if opens else -1)
        piece = _opening(element, in_pre > 0) if opens else _closing(element, in_pre > 0)
        raw += [piece] if piece else []
        linked += len(piece.strip()) if in_link and opens else 0
    if raw:
        yield "".join(raw), inside[-1], linked, beside > 0


def _opening(element: HtmlElement, kept: bool) -> str:
    text = _plain(element.text, kept)
    mark = {"br": "\n", "time": _TIME}.get(element.tag, "")
    stamp = "" if re.search(r"\d{4}", text[:_LOOKED_AT]) else _stamp(element)
    return mark + (f"{_STAMP}{stamp}{_STAMP}{text}{_SHOWN}" if stamp else text)


def _closing(element: HtmlElement, kept: bool) -> str:
    tail = _plain(element.tail, kept)
    mark = _TIME if element.tag == "time" else "" if tail.strip() or element.tag in _BLOCKS else _TOUCH
    return mark + tail


def _plain(text: str | None, kept: bool) -> str:
    """A text with its spaces made one; where its lines are kept, an empty one parts two paragraphs."""
    parts = _EMPTY_LINE.split(text or "") if kept else [text or ""]
    return "\n\n".join(_SPACES.sub(" ", part) for part in parts)


def _stamp(element: HtmlElement) -> str:
    """The day that an attribute gives, as 2022-01-26."""
    for name in _STAMPS:
        day = of_stamp(element.get(name) or "")
        if day:
            return day.isoformat()
    return ""


def _parted(raw: str, element: HtmlElement, linked: int, beside: bool) -> Iterator[Block]:
    """A run as its paragraphs: two line breaks part them."""
    parts = _BREAKS.split(raw)
    for part in parts:
        yield Block(part, _paragraph(part), element, linked // len(parts), beside)


def _paragraph(raw: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in _MARKS.sub("", raw).split("\n"))
    return "\n".join(line for line in lines if line)

"""Which of a page's blocks are its article.

trafilatura finds where the article is, and drops much of what is short: turns of speech, sub-headings, items of
lists. So its paragraphs are taken as anchors, and what stands between and right beside them is the article's
too, unless its form, its links or its name say that it is the page's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from positions.readers import furniture
from positions.readers.blocks import Block, stands_beside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PROSE = 80  # characters of a block that is likely a paragraph
_HEADINGS = ("h2", "h3", "h4", "h5")
_SURE = 120  # characters of an anchor whose surroundings need no second look
_ANCHOR = 40
_NEARLY_ALL = 0.85
_ALL = 1_000  # levels: more than any page has
_LOOKED_AT = 5_000  # characters of a paragraph in which a pull quote is sought
_LEVELS = 4  # how far above its paragraphs an article's element is sought
_KEY = re.compile(r"\W+")


def paragraphs(tree: HtmlElement, blocks: list[Block], title: str) -> list[str]:
    """The article's paragraphs, without the headline and the lines of byline and date; [] where there is none."""
    anchors = _anchors(tree, blocks)
    if not anchors:
        return []
    inside, core = _home(blocks, anchors)
    chosen = _with_ends(blocks, _within(blocks, core, inside), core, inside)
    apart = [number for number in anchors if number not in core and _is_prose(blocks[number], _PROSE)]
    texts = [blocks[number].text for number in sorted({*chosen, *apart})]
    return furniture.without(_without_repeats(texts), title)


def _anchors(tree: HtmlElement, blocks: list[Block]) -> list[int]:
    """The blocks that trafilatura takes for the article; where it finds too little, the densest prose of the page."""
    found = _keys(_extracted(tree))
    taken = [number for number, block in enumerate(blocks) if _key(block.text) in found and block.text]
    long = [number for number in taken if len(blocks[number].text) >= _ANCHOR and not blocks[number].beside]
    dense = _densest(blocks, _PROSE)
    if _size(blocks, dense) > 2 * _size(blocks, long) + 100:
        return dense
    return long or taken or _densest(blocks, _ANCHOR)


def _size(blocks: list[Block], numbers: list[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers)


def _keys(texts: list[str]) -> set[str]:
    return {key for text in texts for line in text.split("\n") if (key := _key(line))}


def _key(text: str) -> str:
    """What two forms of one paragraph have in common: the letters of its beginning."""
    return _KEY.sub("", text[:120])[:60]


def _extracted(tree: HtmlElement) -> list[str]:
    from copy import deepcopy

    from trafilatura import bare_extraction

    document = bare_extraction(
        deepcopy(tree),
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=False,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return [
        "".join(part.itertext())
        for part in document.body.iter()
        if part.tag in ("p", "quote", "item", "head")
    ]


def _densest(blocks: list[Block], least: int) -> list[int]:
    """The paragraphs of the element that holds most prose, the smallest of such elements."""
    prose = [number for number, block in enumerate(blocks) if _is_prose(block, least)]
    weight: Counter[HtmlElement] = Counter()
    for number in prose:
        for element in _ancestors(blocks[number].element, _LEVELS):
            weight[element] += len(blocks[number].text)
    if not weight:
        return []
    best = max(weight.values())
    inner = next(element for element in reversed(weight) if weight[element] >= 0.9 * best)
    held = set(inner.iter())
    return [number for number in prose if blocks[number].element in held]


def _is_prose(block: Block, least: int) -> bool:
    text = block.text
    return (
        not block.beside
        and len(text) >= least
        and furniture.is_sentence(text)
        and not furniture.is_furniture(text)
        and block.linked < len(text) / 2
    )


def _ancestors(element: HtmlElement | None, levels: int) -> Iterator[HtmlElement]:
    while element is not None and levels:
        yield element
        element, levels = element.getparent(), levels - 1


def _home(blocks: list[Block], anchors: list[int]) -> tuple[HtmlElement, list[int]]:
    """The smallest element that holds nearly all of the anchors' text, and the anchors in it."""
    held: Counter[HtmlElement] = Counter()
    for number in anchors:
        element = blocks[number].element
        held[element if element.getparent() is None else element.getparent()] += len(blocks[number].text)
    weight: Counter[HtmlElement] = Counter()
    for parent, size in held.items():
        for element in _ancestors(parent, _ALL):
            weight[element] += size
    enough = _NEARLY_ALL * _size(blocks, anchors)
    heavy = [element for element in weight if weight[element] >= enough]
    inside = max(heavy, key=lambda element: sum(1 for _ in _ancestors(element, _ALL)))
    within = set(inside.iter())
    return inside, [number for number in anchors if blocks[number].element in within]


def _within(blocks: list[Block], anchors: list[int], inside: HtmlElement) -> list[int]:
    """The anchors and what belongs to the article between them."""
    known = set(anchors)
    return [
        number
        for number in range(anchors[0], anchors[-1] + 1)
        if (number in known and len(blocks[number].text) > _SURE) or _belongs(blocks[number], inside)
    ]


def _belongs(block: Block, inside: HtmlElement) -> bool:
    if block.beside or block.linked > len(block.text) / 2 or block.element.tag in ("td", "th"):
        return False
    return not stands_beside(block.element, inside)


def _with_ends(blocks: list[Block], chosen: list[int], anchors: list[int], inside: HtmlElement) -> list[int]:
    """What goes on before the first and behind the last anchor in the same element."""
    first, last = blocks[anchors[0]], blocks[anchors[-1]]
    above = _run(blocks, range(anchors[0] - 1, -1, -1), first, inside)
    below = _run(blocks, range(anchors[-1] + 1, len(blocks)), last, inside)
    return [*reversed(above), *chosen, *below]


def _run(blocks: list[Block], numbers: range, anchor: Block, inside: HtmlElement) -> list[int]:
    """Twins of the anchor, and whatever lies between it and sentences of the same element."""
    home = anchor.element.getparent()
    kept: list[int] = []
    waiting: list[int] = []
    for number in numbers:
        block = blocks[number]
        if home is None or home not in set(_ancestors(block.element, _LEVELS + 1)):
            break
        if not _belongs(block, inside):
            continue
        waiting.append(number)
        twin = block.element.tag == anchor.element.tag and block.element.getparent() is home
        above = numbers.step < 0 and block.element.tag in _HEADINGS
        if twin or above or furniture.is_sentence(block.text):
            kept += waiting
            waiting.clear()
    return kept


def _without_repeats(texts: list[str]) -> list[str]:
    """Without pull quotes and doubled paragraphs: of two that are alike, or one inside the other, the longer."""
    keys = [_KEY.sub("", text[:_LOOKED_AT].casefold()) for text in texts]
    seen: set[str] = set()
    kept = []
    for number, text in enumerate(texts):
        near = keys[max(0, number - 12) : number] + keys[number + 1 : number + 13]
        quoted = 25 <= len(keys[number]) < 400 and any(
            keys[number] in other and len(other) > len(keys[number]) for other in near
        )
        if not quoted and not (len(keys[number]) > 50 and keys[number] in seen):
            kept.append(text)
        seen.add(keys[number])
    return kept

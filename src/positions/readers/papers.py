"""Lines with their places on a page -> paragraphs: columns, repeated headers, hyphens, indents.

Distances are in points, measured from the lower left corner as PDF does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGE = 0.12  # the share of a page, above and below, in which headers and footers stand
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\s]*(?:\d{1,4}|[ivxl]{1,6})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?\Z", re.IGNORECASE
)
_PRINTED = re.compile(  # what browsers print at the edge of a page
    r"(?:https?|file)://\S+(?:\s+\d+\s?/\s?\d+)?\Z|\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\Z"
)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"(\w{2,})[-\u00ad\u2010\ufffe\x02]\Z")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_WORD = re.compile(r"[\w-]+")
Name = tuple[str, int]  # what a line says, whatever its numbers, and how large


@dataclass(frozen=True, slots=True)
class Line:
    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, as its writer left them, and its size."""

    width: float
    height: float
    lines: tuple[Line, ...]


def text(pages: Sequence[Page]) -> str:
    """The paragraphs of a document, a blank line between them; one that runs over a page is put together."""
    columns = [column for page in _without_edges(pages) for column in _columns(page)]
    spelled = Counter(
        word for page in pages for line in page.lines for word in _WORD.findall(line.text.lower())
    )
    paragraphs: list[str] = []
    for column in columns:
        for number, lines in enumerate(_paragraphs(column)):
            found = _joined([line.text for line in lines], spelled)
            if number == 0 and paragraphs and _goes_on(paragraphs[-1], found):
                paragraphs[-1] = _joined([paragraphs[-1], found], spelled)
            else:
                paragraphs.append(found)
    return "\n\n".join(paragraphs)


def _without_edges(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages without their numbers and without headers and footers: what stands at the edge of several."""
    seen = Counter(
        name for page in pages for name in {_name(line) for line in page.lines if _at_edge(line, page)}
    )
    often = {name for name, times in seen.items() if times > 1 and times >= len(pages) / 3}
    for page in pages:
        known = often | _repeated(page)
        kept = (line for line in page.lines if not (_at_edge(line, page) and _is_furniture(line, known)))
        yield Page(page.width, page.height, tuple(kept))


def _repeated(page: Page) -> set[Name]:
    """What a page's edge repeats in small type of its own headline."""
    largest: dict[str, int] = {}
    for text, size in map(_name, page.lines):
        largest[text] = max(size, largest.get(text, size))
    return {name for name in map(_name, page.lines) if name[1] < largest[name[0]]}


def _is_furniture(line: Line, often: set[Name]) -> bool:
    return _name(line) in often or bool(_NUMBER.match(line.text) or _PRINTED.match(line.text))


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - EDGE) or line.top < page.height * EDGE


def _name(line: Line) -> Name:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split())), round(line.height)


def _columns(page: Page) -> Iterator[list[Line]]:
    """The lines in the order of reading. Lines over both columns part what stands above from what is below."""
    lines = sorted(page.lines, key=lambda line: (-line.top, line.left))
    middle = _gutter(page)
    if middle is None:
        yield from filter(None, [lines])
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.right <= middle + 3:
            left.append(line)
        elif line.left >= middle - 3:
            right.append(line)
        else:
            yield from filter(None, [left, right, [line]])
            left, right = [], []
    yield from filter(None, [left, right])


def _gutter(page: Page) -> float | None:
    """Where a page's two columns part: hardly a line crosses it, and many stand on each side of it."""
    if len(page.lines) < 12:
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56):
        at = page.width * share
        left = sum(line.right <= at + 3 for line in page.lines)
        right = sum(line.left >= at - 3 for line in page.lines)
        across = len(page.lines) - left - right
        if min(left, right) >= 5 and across <= 0.25 * len(page.lines) and _side_by_side(page, at):
            return at
    return None


def _side_by_side(page: Page, at: float) -> bool:
    """Whether the two sides stand beside each other, as columns do; short lines and their dates do not."""
    left = [line for line in page.lines if line.right <= at + 3]
    right = [line for line in page.lines if line.left >= at - 3]
    wide = [line for line in left + right if line.right - line.left > 0.25 * page.width]
    (low, high), (least, most) = _reach(left), _reach(right)
    shared = min(high, most) - max(low, least)
    return shared > 0.4 * min(high - low, most - least) and len(wide) >= 0.5 * len(left + right)


def _reach(lines: Sequence[Line]) -> tuple[float, float]:
    """From where to where these lines go, up the page."""
    return min(line.bottom for line in lines), max(line.top for line in lines)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph: a wider gap, an indent, another size or a short last line ends one."""
    steps = sorted(above.top - line.top for above, line in _pairs(lines) if above.top > line.top)
    pitch = steps[len(steps) // 4] if steps else 0  # most steps may be those between paragraphs
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    current = [lines[0]]
    for above, line in _pairs(lines):
        if _begins(above, line, pitch, left, right):
            yield current
            current = []
        current.append(line)
    yield current


def _begins(above: Line, line: Line, pitch: float, left: float, right: float) -> bool:
    size = max(line.height, 1)
    apart = above.top - line.top > 1.3 * pitch
    resized = not 0.8 < line.height / max(above.height, 0.1) < 1.25 and abs(above.height - line.height) > 2
    indented = line.left - left > 0.8 * size and line.left - above.left > 0.8 * size
    room = right - above.right
    ended = bool(_ENDS.search(above.text)) and room > 0.15 * (right - left)
    return apart or resized or indented or ended or _would_fit(above, line, room)


def _would_fit(above: Line, line: Line, room: float) -> bool:
    """Whether the first word of a line has room enough at the end of the one above: then its writer broke it."""
    goes_on = line.text[:1].islower() or _HYPHEN.search(above.text)
    if goes_on or abs(line.left - above.left) > 0.5 * line.height:
        return False
    word = len(line.text.split()[0]) / len(line.text) * (line.right - line.left)
    return room > 1.5 * word + 2 * line.height


def _pairs(lines: Sequence[Line]) -> Iterable[tuple[Line, Line]]:
    return pairwise(lines)


def _goes_on(before: str, after: str) -> bool:
    return not _ENDS.search(before) and after[:1].islower()


def _joined(lines: Sequence[str], spelled: Counter[str]) -> str:
    """The lines as one; a hyphen at a line's end goes, unless the word is written with it elsewhere."""
    whole = lines[0].strip()
    for line in (each.strip() for each in lines[1:]):
        cut = _HYPHEN.search(whole)
        if cut and line[:1].islower():
            rest = (_WORD.match(line) or [""])[0]
            kept = spelled[f"{cut[1]}-{rest}".lower()] > spelled[f"{cut[1]}{rest}".lower()]
            whole = whole[: cut.end(1)] + ("-" if kept else "") + line
        else:
            whole = f"{whole} {line}".strip()
    return whole

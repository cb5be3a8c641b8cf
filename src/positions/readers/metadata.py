"""The head of a text -> its title, author, outlet and the day on which it was published."""

from __future__ import annotations

import re
from collections import Counter

from positions.model import When
from positions.readers import bylines, clues, names, settle
from positions.readers.facts import Facts
from positions.readers.lines import Kind, Line, classify, lines_of

_LABEL = re.compile(
    r"(title|headline|author|byline|source|outlet|publication|publisher|url|link)\s?:\s?(.{2,300})\Z", re.I
)
_FIELD = {"headline": "title", "byline": "author", "link": "url"}
_BELOW_TITLE = (Kind.DATES, Kind.GENRE, Kind.BYLINE, Kind.PERSON)


def of_text(text: str, url: str = "") -> Facts:
    """What a plain text says about itself."""
    return _of_head(lines_of(text), url, text, "")


def of_lines(raw: list[str], url: str, text: str, title: str) -> Facts:
    """What the visible lines at the beginning of a page's article say; its markup has told the title."""
    return _of_head(classify(raw), url, text, title)


def of_foot(raw: list[str]) -> Facts:
    """What the lines behind an article say of its publication; only a label such as "Published" tells it there."""
    foot = classify(raw)
    told = [clue for clue in clues.find(foot, None, "") if clue.sort is clues.Sort.PUBLISHED]
    day, evidence = settle.day(told, "")
    return Facts(published=When.day(day) if day else None, published_from=evidence)


def _of_head(head: list[Line], url: str, text: str, title: str) -> Facts:
    labels = _labels(head)
    at = _known_title(head, title) if title else _title(head)
    address = url or labels.get("url", "")
    day, evidence = settle.day(clues.find(head, at, address), text)
    return Facts(
        title=labels.get("title") or title or ("" if at is None else head[at].text.rstrip()),
        author=labels.get("author") or _author(head),
        outlet=labels.get("outlet") or _outlet(head),
        url=labels.get("url", ""),
        published=When.day(day) if day else None,
        published_from=evidence,
    )


def _labels(head: list[Line]) -> dict[str, str]:
    """Lines such as "Author: Ann Lee", as databases and front matter write them."""
    found: dict[str, str] = {}
    for line in head:
        label = _LABEL.match(line.text)
        if label and line.kind is not Kind.PROSE:
            name = label[1].lower()
            name = "outlet" if name in ("source", "publication", "publisher") else _FIELD.get(name, name)
            found.setdefault(name, label[2].split(" | ")[0].strip(" \"'"))
    if "author" in found and (byline := bylines.parse("By " + found["author"])):
        found["author"] = byline.author or found["author"]
    return found


def _title(head: list[Line]) -> int | None:
    """The number of the first headline-like line; one that is repeated counts before all others."""
    before = _before_prose(head)
    counts = Counter(line.text.casefold() for line in before)
    likely = [number for number, line in enumerate(before) if _is_headline(line)]
    repeated = [number for number in likely if counts[before[number].text.casefold()] > 1]
    worded = [number for number in likely if len(before[number].text.split()) > 2]
    return next(iter(repeated or worded or likely), _long_title(head, len(before)))


def _long_title(head: list[Line], number: int) -> int | None:
    """A title so long that it reads like prose is known by the date, genre or byline below it."""
    below = head[number + 1 : number + 2]
    is_title = number < len(head) and not head[number].dateline
    return number if is_title and below and below[0].kind in _BELOW_TITLE else None


def _is_headline(line: Line) -> bool:
    if line.kind is Kind.DATED_TITLE:
        return True
    return line.kind is Kind.HEADLINE and not _LABEL.match(line.text) and not clues.label_of(line.text)


def _before_prose(head: list[Line]) -> list[Line]:
    """The lines above the first paragraph; a first line that reads like prose may be a long headline."""
    for number, line in enumerate(head):
        if line.kind is Kind.PROSE:
            return head[:number]
    return head


def _known_title(head: list[Line], title: str) -> int | None:
    """Where the title stands among the visible lines. It may be cut short or drawn out there."""
    wanted = " ".join(title.split()).casefold()
    for number, line in enumerate(head):
        seen = line.text.casefold()
        if len(seen) > 7 and (seen in wanted or wanted in seen):
            return number
    return None


def _author(head: list[Line]) -> str:
    """From the first byline; else a name that stands alone, with its office or beside the date."""
    for line in head:
        if line.byline and line.byline.author:
            return line.byline.author
    for line in head:
        if line.kind is Kind.PERSON:
            return line.text.split(",")[0]
    beside = [_beside_date(head, number) for number in range(len(head))]
    return next((name for name in beside if name), "")


def _beside_date(head: list[Line], number: int) -> str:
    line = head[number]
    around = head[max(0, number - 1) : number] + head[number + 1 : number + 2]
    is_name = (
        number > 0
        and line.kind is Kind.HEADLINE
        and names.is_person(line.text)
        and len(line.text.split()) <= 4
    )
    dated = any(other.kind is Kind.DATES or _is_role_line(other) for other in around)
    return line.text if is_name and dated else ""


def _is_role_line(line: Line) -> bool:
    return line.kind is Kind.HEADLINE and names.is_role(line.text) and len(line.text.split()) <= 4


def _outlet(head: list[Line]) -> str:
    """From the byline, else the dateline, else a line that is nothing but an outlet's name."""
    for line in head:
        if line.byline and line.byline.outlet:
            return line.byline.outlet
    for line in head:
        if line.dateline and line.dateline.outlet:
            return line.dateline.outlet
    alone = (
        line.text
        for line in _before_prose(head)
        if line.kind is Kind.FURNITURE and names.is_letterhead(line.text)
    )
    return next((name for name in alone if not name.lower().startswith(("news", "daily", "press"))), "")

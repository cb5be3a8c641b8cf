"""A byline: who wrote it, and for whom.

"By Ann Lee in Kyiv and Bo Holm, The Daily Courier | January 26, 2022".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from positions.readers import names
from positions.readers.dates import mentions
from positions.readers.words import AGENCIES

_BY = re.compile(
    r"(?:(?:written|reported|reporting|story|text|analysis|compiled|opinion|words|article|interview)\s)?"
    r"(?:by[:\s]|authors?:|byline:)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:first published|published|updated|last updated|posted|last modified)\b", re.IGNORECASE
)
_PARTS = re.compile(r"\s?[|•·●/\t]\s?|\s[-–—]+\s|,\s|;\s|\s\(|\)")
_AND = re.compile(r"\s(?:and|&|with)\s", re.IGNORECASE)
_PLACE_OR_OUTLET = re.compile(r"\s(in|for|at|from)\s")


@dataclass(frozen=True, slots=True)
class Byline:
    author: str
    outlet: str = ""


def parse(line: str, marked: bool = True) -> Byline | None:
    """The byline that a line is, or None. With `marked=False` also one without "By": "Ann Lee in Kyiv"."""
    opening = _BY.match(line)
    if opening:
        return _read(_before_dates(line[opening.end() :]))
    if marked or not _PLACE_OR_OUTLET.search(line):
        return None
    rest = _before_dates(line)
    return _read(rest) if _all_placed(rest) else None


def _before_dates(rest: str) -> str:
    """The part of a line that stands before its dates and its word "Published"."""
    cuts = [mention.start for mention in mentions(rest)]
    label = _AFTER.search(rest)
    return rest[: min([*cuts, label.start() if label else len(rest)])].strip(" |•·–—-,/\t")


def _all_placed(rest: str) -> bool:
    """Whether every writer has a place ("Ann Lee in Kyiv and Bo Holm in Moscow"): a headline has not."""
    return len(rest) <= 120 and all(
        len(parts := re.split(r"\sin\s", piece, maxsplit=1)) == 2
        and names.is_person(parts[0])
        and names.is_place(parts[1])
        for piece in _AND.split(rest)
    )


def _read(rest: str) -> Byline | None:
    parts = [part.strip() for part in _PARTS.split(rest) if part.strip()]
    if not parts:
        return None
    authors, outlet = _writers(parts[0])
    if not authors:
        return _agency(parts[0]) if len(parts) <= 3 else None
    for part in parts[1:]:
        more, of = _writers(part)
        if not outlet and not names.is_role(part) and _names_outlet(part):
            outlet = names.agency(part)
        elif more and not names.is_role(part):
            authors += more
            outlet = outlet or of
    return Byline(_listed(authors), outlet)


def _writers(part: str) -> tuple[list[str], str]:
    """The persons in one part, without their places, and the outlet that they write for."""
    found, outlet = [], ""
    for piece in _AND.split(part):
        name, *rest = _PLACE_OR_OUTLET.split(piece, maxsplit=1)
        if not names.is_person(name) or names.is_outlet(name):
            return [], ""
        if rest and rest[0] == "for" and names.is_place(rest[1]):
            outlet = rest[1]
        found.append(name)
    return found, outlet


def _names_outlet(part: str) -> bool:
    return names.is_outlet(part) or part.lower() in AGENCIES or (len(part.split()) == 1 and part[0].isupper())


def _agency(part: str) -> Byline | None:
    """ "By Reuters Staff", "By The Associated Press": the agency is author and outlet in one."""
    if part.lower() in AGENCIES:
        return Byline("", names.agency(part))
    return Byline(part, part) if names.is_outlet(part) and names.is_place(part) else None


def _listed(authors: list[str]) -> str:
    return ", ".join(authors[:-1]) + " and " + authors[-1] if len(authors) > 1 else authors[0]

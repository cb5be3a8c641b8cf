"""A dateline: the place, perhaps the day, and the agency that open an article's first paragraph.

"MOSCOW, Jan 26 (Reuters) -", "KYIV, Ukraine (AP) —", "(CNN) —", "LONDON, 26 January, /TASS/.",
"Kyiv. January 26. INTERFAX.", "ISLAMABAD:", "WASHINGTON, Jan. 26, 2022 /PRNewswire/ --".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from positions.readers import names
from positions.readers.dates import Mention, mentions
from positions.readers.words import any_of

_REACH = 120
_END = re.compile(r"\s?(?:--|—|–|\s-\s|\)\s?-|/\.|\)\.?-|:\s|\)\.\s|/\s)")
_AGENCY = re.compile(
    r"\(([^()\n]{2,40})\)|/([^/\n]{2,40})/|(?<=\.\s)([A-Z][\w.-]{2,30})\Z|(?<=\d,\s)([A-Z]{2,10})\Z"
)
_LABEL = re.compile(f"{any_of('published')}|{any_of('updated')}|{any_of('ignored')}", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"[,(]\s?\Z")  # "Geneva, 26 January 2022 -", "GENEVA (26 January 2022) -"
_DAY_BEHIND = re.compile(r"\s?([^-–—]{5,20}?)\s?[-–—]+\s")
_NO_AGENCY = re.compile(r"photo|file|video|image|update|adds|reprint|caption|\d{3}|:", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    outlet: str
    day: Mention | None
    end: int


def parse(line: str) -> Dateline | None:
    """The dateline that a paragraph begins with, or None."""
    reach = line[:_REACH]
    for end in _END.finditer(reach):
        found = _read(reach[: end.start()] + (end[0].strip()[:1] if end[0].strip()[:1] in ")/" else ""))
        if found and (found[0] or "/" not in end[0]):  # "HARBOUR COURIER / Friday" is no dateline
            return _with_day_behind(Dateline(*found, end.end()), line)
    return None


def _with_day_behind(dateline: Dateline, line: str) -> Dateline:
    """ "VIENNA (AP) - November 30, 2021 - Talks": the day may stand between two dashes."""
    behind = _DAY_BEHIND.match(line, dateline.end)
    day = next(mentions(behind[1]), None) if behind else None
    if dateline.day or not behind or not day or (day.start, day.end) != (0, len(behind[1])):
        return dateline
    return Dateline(dateline.outlet, day, behind.end())


def _read(head: str) -> tuple[str, Mention | None] | None:
    """Agency and day of what stands before the dash, where that is place, day and agency and nothing else."""
    day = next(mentions(head), None)
    agency = next(
        (found for found in _AGENCY.finditer(head) if not (day and found.start() < day.start < found.end())),
        None,
    )
    outlet = next(group for group in agency.groups() if group) if agency else ""
    if outlet and (_NO_AGENCY.search(outlet) or not (names.is_place(outlet) or outlet.isalpha())):
        return None
    place = _place(head, [agency.span() if agency else (0, 0), (day.start, day.end) if day else (0, 0)])
    if not _holds(
        place,
        bool(outlet),
        day is not None,
        bool(day and day.clear and _BEFORE_DAY.search(head[: day.start])),
    ):
        return None
    return names.agency(outlet.strip()), day


def _place(head: str, taken: list[tuple[int, int]]) -> str:
    for start, end in sorted(taken, reverse=True):
        head = head[:start] + " " + head[end:]
    return " ".join(_WEEKDAY.sub(" ", head).replace(".", ". ").split()).strip(" ,.-–—/()")


def _holds(place: str, with_agency: bool, with_day: bool, with_year: bool) -> bool:
    """Without an agency or a whole day only capitals make a dateline: "KYIV —" is one, "Analysis —" is not."""
    if not place:
        return with_agency
    town = place.split(",", maxsplit=1)[0]
    first = town.split(maxsplit=1)[0]
    if not names.is_place(place) or len(place) > 50 or _LABEL.fullmatch(place):
        return False
    return with_agency or with_year or (first.isupper() and len(first) > 2 and (with_day or town.isupper()))

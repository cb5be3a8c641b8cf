"""The head of an article as lines, each with what it is: label, byline, dateline, date, prose, headline.

The head is what stands above and around the first paragraphs. Long lines are cut for the looking,
so that the work is bounded whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from positions.readers import bylines, datelines, names
from positions.readers.bylines import Byline
from positions.readers.datelines import Dateline
from positions.readers.dates import Mention, mentions
from positions.readers.words import any_of

HEAD = 45
_CUT = 400
_PROSE_AFTER = 3


class Kind(Enum):
    FURNITURE = auto()  # section labels, share buttons, breadcrumbs, copyright lines
    GENRE = auto()  # "Press Statement": says what sort of document follows
    DATES = auto()  # nothing but dates, with a label, place or outlet at the most
    BYLINE = auto()
    PERSON = auto()  # a name alone, perhaps with its office
    PROSE = auto()
    DATED_TITLE = auto()  # "Department Press Briefing – May 17, 2022"
    HEADLINE = auto()  # whatever else is short enough


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: Kind
    dates: tuple[Mention, ...] = ()
    byline: Byline | None = None
    dateline: Dateline | None = None


_MARKS = re.compile(r"^[\s#>*_•·●▪|–—-]+|[\s*_|•·]+$")
_FURNITURE = re.compile(rf"{any_of('furniture')}(?:\W+{any_of('goes_on')})*\W*\Z", re.IGNORECASE)
_GENRE_WORD = re.compile(any_of("genre"), re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)\s|copyright|all rights reserved", re.IGNORECASE)
_CRUMBS = re.compile(r"^\w[^>›»|]{0,40}\s?[>›»]\s?\S|^Home\s?[/|]", re.IGNORECASE)
_GENRE = re.compile(
    r"(?:for immediate release|(?:official |joint |media |press |news |public )?"
    rf"{any_of('genre')}\W*(?:no\.?\s*)?[\d/()\s-]*)\Z",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?|\b\d{4}\s(?=GMT|UTC)|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}\b|(?:GMT|UTC)\s?[+-]\d{1,2}\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?:media |press )?(?:contacts?|tel|telephone|phone|fax|e-?mail)\s?:", re.IGNORECASE)
_INITIALS = re.compile(r"\A\(?\w{2,4}\)?,?\Z")
_EVENT = re.compile(any_of("event"), re.IGNORECASE)
_AROUND_DATES = re.compile(any_of("around_dates") + r"\.?", re.IGNORECASE)


def lines_of(text: str) -> list[Line]:
    """The head of a plain text, line by line."""
    return classify(line for line in text[:60_000].split("\n"))


def classify(raw: Iterable[str]) -> list[Line]:
    """The head: lines up to the third paragraph of prose, and not more than a page of them."""
    head: list[Line] = []
    prose = 0
    for text in raw:
        stripped = _MARKS.sub("", " ".join(text[:_CUT].split())) if text.strip() else ""
        if not any(character.isalnum() for character in stripped):
            continue
        below_title = any(line.kind in (Kind.HEADLINE, Kind.DATED_TITLE) for line in head)
        head.append(look(stripped, below_title))
        prose += head[-1].kind is Kind.PROSE
        if prose == _PROSE_AFTER or len(head) == HEAD:
            break
    return head


def look(text: str, below_title: bool) -> Line:
    """One line with its kind. Only below a title is "Ann Lee in Oslo" taken as a byline."""
    dateline = datelines.parse(text)
    if dateline and _goes_on(text[dateline.end :], bool(dateline.outlet)):
        return Line(text, Kind.PROSE, dateline=dateline)
    if len(text) >= 250 or (len(text) >= 100 and text.rstrip("”\"'’)")[-1:] in ".!?"):
        return Line(text, Kind.PROSE)
    dates = tuple(mentions(text))
    byline = bylines.parse(text, marked=not below_title)
    if byline:
        return Line(text, Kind.BYLINE, dates, byline)
    return Line(text, _kind(text, dates), dates)


def _goes_on(rest: str, with_agency: bool) -> bool:
    """Whether a sentence stands behind a dateline: "HARBOUR NEWS -- THE SUNDAY DESK" has none."""
    return with_agency or (len(rest) > 40 and sum(word.islower() for word in rest[:200].split()) > 2)


def _kind(text: str, dates: tuple[Mention, ...]) -> Kind:
    if _COPYRIGHT.search(text) or _FURNITURE.match(text) or _CRUMBS.match(text):
        return Kind.FURNITURE
    if dates and _is_dated_title(text, dates):
        return Kind.DATED_TITLE
    if (dates and _only_dates(text, dates)) or not leftover(text, dates):
        return Kind.DATES
    return _worded_kind(text)


def _worded_kind(text: str) -> Kind:
    if _GENRE.match(text):
        return Kind.GENRE
    if _is_person_line(text):
        return Kind.PERSON
    if (
        len(text) < 8
        or _CONTACT.match(text)
        or (" " not in text and len(text) < 25)
        or names.is_letterhead(text)
    ):
        return Kind.FURNITURE
    return Kind.HEADLINE


def _is_dated_title(text: str, dates: tuple[Mention, ...]) -> bool:
    """A genre with words of its own before it and the date behind: the title of a briefing or a speech."""
    name = text[: dates[0].start].strip(" ,:–—-(")
    ends = not leftover(text[dates[-1].end :], ())
    return ends and bool(_GENRE_WORD.search(name)) and not _GENRE.match(name) and len(name.split()) > 1


def _only_dates(text: str, dates: tuple[Mention, ...]) -> bool:
    """Nothing but dates, times and their labels, beside a place or an outlet of a few words."""
    left = _INITIALS.sub("", leftover(text, dates))
    words = left.split()
    return (
        not words
        or bool(_GENRE.match(left))
        or (
            len(words) <= 5
            and len(left) <= 60
            and names.is_place(left)
            and not _EVENT.search(text)
            and text[-1] not in "?!"
        )
    )


def leftover(text: str, dates: Iterable[Mention]) -> str:
    """What a line says beside its dates, times and their labels."""
    for mention in sorted(dates, key=lambda one: -one.start):
        text = text[: mention.start] + " " + text[mention.end :]
    text = _AROUND_DATES.sub(" ", _CLOCK.sub(" ", text))
    kept = (word.strip(".,:;|/()[]•·–—-") for word in text.split())
    return " ".join(word for word in kept if word)


def _is_person_line(text: str) -> bool:
    """A name with its office: "Antony J. Blinken, Secretary of State", "Office of the Spokesperson"."""
    name, _, role = text.partition(",")
    if role:
        return names.is_person(name) and names.is_role(role)
    return text.lower().startswith("office of the ")

"""What a page says of itself among an article's paragraphs: told by its words, by `page.toml`."""

from __future__ import annotations

import re
from functools import cache

from positions.readers import clues
from positions.readers.lines import Kind, look
from positions.readers.words import PAGE

_SHORT = 220  # a longer paragraph is never furniture by its beginning
_PROSE = 80
_MOST = 0.6  # of the text stands before what closes it
_TOP = 12  # paragraphs in which a headline and a byline are sought
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_LETTERS = re.compile(r"\W+")
_NAMED = 20  # letters of a line that is a part of the headline


def without(texts: list[str], title: str) -> list[str]:
    """The paragraphs that are the article's. All of them, where none would be left."""
    closed = _before_closing(texts)
    kept = [text for text in closed if not is_furniture(text)]
    return _without_tail(_without_head(kept, title)) or texts


def is_furniture(text: str) -> bool:
    if len(text) > _SHORT:
        return len(text) < 3 * _SHORT and _appeals(text)
    told = _begins().match(text) or _whole().fullmatch(text) or all(map(clues.label_of, text.split("\n")))
    return bool(told) or _appeals(text)


def is_sentence(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return bool(_ENDED.search(text[-8:]))


def _appeals(text: str) -> bool:
    return len({found[0].casefold() for found in _appeal().finditer(text)}) > 1


def _before_closing(texts: list[str]) -> list[str]:
    """What stands before a line such as "Press contacts", where that is nearly all of the text."""
    whole = sum(map(len, texts))
    seen = 0
    for number, text in enumerate(texts):
        if len(text) < 60 and seen > _MOST * whole and _closing().fullmatch(text.strip(" :")):
            return texts[:number]
        seen += len(text)
    return texts


def _without_head(texts: list[str], title: str) -> list[str]:
    """Without headline, byline, date and buttons above the first paragraph."""
    first = next((number for number, text in enumerate(texts[:_TOP]) if _is_prose(text)), 0)
    name = _LETTERS.sub("", title.casefold())
    return [text for text in texts[:first] if not _is_of_head(text, name)] + texts[first:]


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and is_sentence(text)


def _is_of_head(text: str, name: str) -> bool:
    letters = _LETTERS.sub("", text[:1_000].casefold())
    if letters == name or (len(letters) > _NAMED and letters in name):
        return True
    line = look(" ".join(text.split()), below_title=True)
    return line.kind in (Kind.BYLINE, Kind.FURNITURE) or (line.kind is Kind.DATES and bool(line.dates))


def _without_tail(texts: list[str]) -> list[str]:
    """Without a last run of two and more lines that are no sentences: names, numbers, links."""
    last = max((number for number, text in enumerate(texts) if is_sentence(text)), default=len(texts))
    return texts[: last + 1] if len(texts) - last > 2 else texts


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(PAGE['lines']['begins'])})", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in PAGE["lines"]["whole"]), re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(PAGE["lines"]["closing"].replace("\n", " ").replace(" |", "|"), re.IGNORECASE)


@cache
def _appeal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(PAGE['lines']['appeal'])})", re.IGNORECASE)

"""Invented pages in the styles of the world's outlets, each with its article's text and day, and their score.

A file of `pages/` is a head of fields, a blank line and the page. `{{OPEN…CLOSE STORY FIRST-LAST}}` stands for
paragraphs of a story of `pages/stories.txt`, each between OPEN and CLOSE; `{{j:OPEN…CLOSE STORY}}` escapes them for
JSON and parts them by commas, `{{json STORY}}` makes one string of them. What stands between ⟦ and ⟧ is text of the
article too. A page with `held: yes` was not looked at while the readers were written.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("pages")
_PIECE = re.compile(
    r"\{\{(?P<wrap>.+?) (?P<story>[a-z]+)(?: (?P<first>\d+)(?:-(?P<last>\d+))?)?\}\}|⟦(?P<own>.*?)⟧",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `paragraphs` are its article; `days` are the dates that are right, "" for none."""

    name: str
    claim: str
    html: str
    paragraphs: tuple[str, ...]
    days: tuple[str, ...]
    facts: dict[str, str]
    held: bool

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def pages() -> list[Page]:
    """All pages, in the order of their names."""
    told = _stories()
    return [_page(path, told) for path in sorted(FOLDER.glob("*.page"))]


def f1(got: str, page: Page) -> float:
    """Harmonic mean of precision and recall by word, each as often as it occurs. The headline counts for neither."""
    headline = _words(page.facts.get("title", ""))
    wanted, found = _words(page.text), _words(got)
    if headline and _words(got.split("\n\n", maxsplit=1)[0]) == headline:
        found -= headline
    common = (wanted & found).total()
    return 2 * common / (wanted.total() + found.total())


def kept_apart(got: str, page: Page) -> float:
    """The share of the article's paragraphs that begin a paragraph of the text and end one."""
    found = got.split("\n\n")
    whole = [
        any(part.endswith(own) and len(part) <= len(own) + 60 for part in found) for own in page.paragraphs
    ]
    return sum(whole) / len(whole)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _stories() -> dict[str, list[str]]:
    parts = re.split(r"^# ", (FOLDER / "stories.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    named = (part.split("\n", maxsplit=1) for part in parts)
    return {name: text.strip().split("\n\n") for name, text in named}


def _page(path: Path, told: dict[str, list[str]]) -> Page:
    head, body = path.read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    fields = dict(line.split(": ", maxsplit=1) for line in head.split("\n"))
    own = list(dict.fromkeys(part for found in _PIECE.finditer(body) for part in _paragraphs(found, told)))
    return Page(
        path.stem,
        fields.pop("claim"),
        _PIECE.sub(lambda found: _shown(found, told), body),
        tuple(own),
        _days(fields.pop("published")),
        held=fields.pop("held", "no") == "yes",
        facts=fields,
    )


def _days(told: str) -> tuple[str, ...]:
    """`null-or-month 2022-01`: nothing, or the month, and no more."""
    none, _, month = told.partition(" ")
    return ("", month) if month else ("" if none == "null" else none,)


def _paragraphs(found: re.Match[str], told: dict[str, list[str]]) -> Iterator[str]:
    if found["own"] is not None:
        yield " ".join(html.unescape(_TAG.sub("", found["own"])).split())
    else:
        yield from _of_story(found, told)


def _of_story(found: re.Match[str], told: dict[str, list[str]]) -> list[str]:
    first = int(found["first"] or 1)
    last = int(found["last"] or found["first"] or 1_000)
    return told[found["story"]][first - 1 : last]


def _shown(found: re.Match[str], told: dict[str, list[str]]) -> str:
    if found["own"] is not None:
        return found["own"]
    parts, wrap = _of_story(found, told), found["wrap"]
    if wrap == "json":
        return json.dumps("\n\n".join(parts))[1:-1]
    if wrap.startswith("j:"):
        return ",".join(wrap[2:].replace("…", json.dumps(part)[1:-1]) for part in parts)
    return "\n".join(wrap.replace("…", html.escape(part, quote=False)) for part in parts)

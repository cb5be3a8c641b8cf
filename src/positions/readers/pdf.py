"""A PDF file -> its paragraphs and what it says about itself. Scripts in it are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from positions.errors import UnreadableSource
from positions.model import When
from positions.readers import metadata, papers
from positions.readers.dates import day_of
from positions.readers.decode import clean
from positions.readers.facts import Facts
from positions.readers.papers import Line, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

PAGES = 1_000
LETTERS = 200_000  # on one page
_SOFT_HYPHENS = "\x02\ufffe"  # at the end of a line, as the library gives them
_DAY = re.compile(r"(?:D:)?\s*(\d{4})-?(\d{2})-?(\d{2})")
_NO_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|rtf)\b|\A\W*\Z", re.IGNORECASE)
_HINT = "Save its text as .txt and give that."


class Letter(NamedTuple):
    """A letter with its place, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read(data: bytes, url: str) -> tuple[str, Facts]:
    """The text of a PDF file. Its properties are weaker evidence than what it says in its head.

    Raises `UnreadableSource` where it is damaged, locked, too long, or holds pictures of text only.
    """
    with closing(_opened(data)) as document:
        text = clean(papers.text(list(_pages(document))))[0]
        told = _properties(document)
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("There is no text in this PDF file: its pages may be pictures.", _HINT)
    return text, metadata.of_text(text, url).over(told)


def _opened(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        pages = len(document)
    except (PdfiumError, ValueError) as fault:
        locked = "password" in str(fault).lower()
        what = "is locked with a password" if locked else "is damaged"
        raise UnreadableSource(f"The PDF file {what}.", _HINT) from None
    if pages > PAGES:
        document.close()
        raise UnreadableSource(f"The PDF file has more than {PAGES:,} pages.", _HINT)
    return document


def _pages(document: PdfDocument) -> Iterator[Page]:
    """The pages that can be opened."""
    from pypdfium2 import PdfiumError

    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                yield _page(page, words)
        except PdfiumError:
            continue


def _page(page: PdfPage, words: PdfTextPage) -> Page:
    width, height = page.get_size()
    if words.count_chars() > LETTERS:
        raise UnreadableSource(f"A page of the PDF file has more than {LETTERS:,} letters.", _HINT)
    return Page(width, height, tuple(filter(None, map(_line, _runs(words)))))


def _runs(words: PdfTextPage) -> Iterator[list[Letter]]:
    """The letters of each line. A wide gap ends it too: what stands beyond is another column's."""
    run: list[Letter] = []
    for letter in _letters(words):
        ends = letter.text in "\r\n" or (bool(run) and _is_apart(run, letter))
        if run and (ends or run[-1].text in _SOFT_HYPHENS):
            yield run
            run = []
        if letter.text not in "\r\n":
            run.append(letter)
    if run:
        yield run


def _letters(words: PdfTextPage) -> Iterator[Letter]:
    """The letters in the order of the page, as high as their type is."""
    from pypdfium2.raw import FPDFText_GetUnicode

    for number in range(words.count_chars()):
        text = chr(FPDFText_GetUnicode(words, number))
        yield Letter(text, *words.get_charbox(number, loose=True))


def _is_apart(run: list[Letter], letter: Letter) -> bool:
    before = next((each for each in reversed(run) if not each.text.isspace()), run[-1])
    return not letter.text.isspace() and letter.left - before.right > 1.5 * max(before.top - before.bottom, 4)


def _line(run: list[Letter]) -> Line | None:
    seen = [each for each in run if not each.text.isspace()]
    text = " ".join("".join(each.text for each in run).split())
    if not seen or not text:
        return None
    return Line(
        min(each.left for each in seen), median(each.bottom for each in seen),
        max(each.right for each in seen), median(each.top for each in seen), text,
    )  # fmt: skip


def _properties(document: PdfDocument) -> Facts:
    told = document.get_metadata_dict()
    found = _DAY.match(told.get("CreationDate", ""))
    day = day_of(*(int(part) for part in found.groups())) if found else None
    title = told.get("Title", "")
    return Facts(
        title="" if _NO_TITLE.search(title) else title,
        author=told.get("Author", ""),
        published=When.day(day) if day else None,
        published_from="pdf" if day else "",
    )

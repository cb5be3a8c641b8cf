"""A PDF file -> its paragraphs and what it says about itself. Scripts in it are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

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
RUNS = 20_000  # on one page
_DAY = re.compile(r"(?:D:)?\s*(\d{4})-?(\d{2})-?(\d{2})")
_NO_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|qxd|rtf)\b|\A\W*\Z", re.IGNORECASE)
_HINT = "Save its text as .txt and give that."


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
    count = words.count_rects()
    if count > RUNS:
        raise UnreadableSource(f"A page of the PDF file has more than {RUNS:,} pieces of text.", _HINT)
    runs = (_run(words, number) for number in range(count))
    return Page(width, height, tuple(_lines([run for run in runs if run.text])))


def _run(words: PdfTextPage, number: int) -> Line:
    left, bottom, right, top = words.get_rect(number)
    text = words.get_text_bounded(left, bottom, right, top)
    return Line(left, bottom, right, top, " ".join(text.split()))


def _lines(runs: list[Line]) -> Iterator[Line]:
    """Runs that stand on one line and close to each other, put together."""
    if not runs:
        return
    line = runs[0]
    for run in runs[1:]:
        if _on_one_line(line, run):
            space = " " if run.left - line.right > 0.15 * max(line.height, 1) else ""
            line = Line(
                min(line.left, run.left), min(line.bottom, run.bottom), max(line.right, run.right),
                max(line.top, run.top), line.text + space + run.text,
            )  # fmt: skip
        else:
            yield line
            line = run
    yield line


def _on_one_line(line: Line, run: Line) -> bool:
    shared = min(line.top, run.top) - max(line.bottom, run.bottom)
    near = -2 < run.left - line.right < 1.2 * max(line.height, run.height)
    return near and shared > 0.4 * min(line.height, run.height)


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

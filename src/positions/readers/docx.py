"""An office text (.docx) -> its paragraphs, those in its tables among them, and what it says about itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from positions.errors import UnreadableSource
from positions.model import When
from positions.readers import metadata
from positions.readers.dates import day_of
from positions.readers.facts import Facts
from positions.readers.text import refuse_blank

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

BLOCKS = 20_000
_UNPACKED = 100_000_000
_HINT = "Save its text as .txt and give that."


def read(data: bytes, url: str) -> tuple[str, Facts]:
    """The text of an office document. Its properties are weaker evidence than what it says in its head.

    Raises `UnreadableSource` where it is damaged, a bomb, or larger than any article.
    """
    document = _opened(data)
    text = "\n\n".join(part for part in _paragraphs(document) if part)
    refuse_blank(text)
    return text, metadata.of_text(text, url).over(_properties(document))


def _opened(data: bytes) -> Document:
    from docx import Document as opened
    from lxml.etree import LxmlError

    try:
        _refuse_bombs(zipfile.ZipFile(io.BytesIO(data)))
        return opened(io.BytesIO(data))
    except UnreadableSource:
        raise
    except (zipfile.BadZipFile, zlib.error, LxmlError, KeyError, ValueError, OSError, EOFError,
            NotImplementedError, RuntimeError, AttributeError, IndexError, TypeError):  # fmt: skip
        raise UnreadableSource("The office document is damaged.", _HINT) from None


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    if "word/document.xml" not in archive.namelist():
        raise UnreadableSource("This is an archive within an archive.", "Take it out and give it alone.")
    if sum(member.file_size for member in archive.infolist()) > _UNPACKED:
        raise UnreadableSource(
            f"The office document unpacks to more than {_UNPACKED // 1_000_000} MB.", _HINT
        )


def _paragraphs(document: Document) -> Iterator[str]:
    for number, block in enumerate(_blocks(document)):
        if number > BLOCKS:
            raise UnreadableSource(f"The office document has more than {BLOCKS:,} paragraphs.", _HINT)
        lines = (" ".join(line.split()) for line in block.text.split("\n"))
        yield "\n".join(line for line in lines if line)


def _blocks(document: Document) -> Iterator[Paragraph]:
    """Paragraphs in the order of the text. A cell that spans others is read once."""
    from docx.table import Table as table

    for block in document.iter_inner_content():
        if isinstance(block, table):
            yield from _in_table(block)
        else:
            yield block


def _in_table(rows: Table) -> Iterator[Paragraph]:
    from docx.table import _Cell

    for cell in rows._tbl.iter_tcs():  # type: ignore[no-untyped-call]
        yield from _Cell(cell, rows).paragraphs


def _properties(document: Document) -> Facts:
    """Title, author and the day of making. Broken properties say nothing."""
    try:
        told = document.core_properties
        title, author, made = told.title, told.author, told.created
    except (ValueError, KeyError, AttributeError, TypeError):
        return Facts()
    day = day_of(made.year, made.month, made.day) if isinstance(made, datetime) else None
    is_template = (title, author) == ("Word Document", "python-docx") or author == "python-docx"
    if is_template:  # what the library's own template says
        return Facts()
    return Facts(
        title=title or "",
        author=author or "",
        published=When.day(day) if day else None,
        published_from="docx" if day else "",
    )

"""The bytes of one document -> the `Document`.

A reader's one signature: `read(content, url) -> (text, facts)`. Which reader a piece needs is seen
from its content, never from its name.
"""

from __future__ import annotations

from positions.errors import UnreadableSource
from positions.model import Document, Source
from positions.readers import html, kinds, text
from positions.readers.decode import clean, decode
from positions.readers.facts import Facts
from positions.readers.kinds import Kind
from positions.readers.pieces import Piece, shown

_Opened = tuple[str, Facts, Source]


def document(piece: Piece, known: Facts) -> Document:
    """The document in a piece. What is known goes before what the piece's surroundings and itself say.

    Its language is only what is declared of it. Raises `UnreadableSource`.
    """
    location = shown(piece.location)
    said = known.over(piece.known)
    try:
        body, own, source = _read(piece.data, said.url or _address(location), location)
    except UnreadableSource as fault:
        raise UnreadableSource(f"{location}: {fault.sentence}", fault.hint) from None
    facts = said.over(own)
    return _assemble(body, source, facts)


def _read(data: bytes, url: str, location: str) -> _Opened:
    kind = kinds.of_leaf(data)
    if kind is Kind.PDF:
        from positions.readers import pdf

        return *pdf.read(data, url), Source(location, kind, "pdf")
    if kind is Kind.ZIP:
        from positions.readers import docx

        return *docx.read(data, url), Source(location, Kind.DOCX, "utf-8")
    decoded = decode(data)
    reader, kind = (html.read, Kind.HTML) if html.looks_like(decoded.text) else (text.read, Kind.TEXT)
    return *reader(decoded.text, url), Source(location, kind, decoded.encoding, decoded.guessed)


def _assemble(body: str, source: Source, facts: Facts) -> Document:
    return Document(
        text=body,
        source=source,
        title=clean(facts.title)[0],
        author=clean(facts.author)[0],
        outlet=clean(facts.outlet)[0],
        url=clean(facts.url or _address(source.location))[0],
        published=facts.published,
        published_from=facts.published_from,
        language=facts.language,
    )


def _address(location: str) -> str:
    return location if location.startswith(("http://", "https://")) else ""

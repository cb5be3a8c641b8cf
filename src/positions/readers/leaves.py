"""The bytes of one document -> the `Document`.

A reader's one signature: `read(text, url) -> (text, facts)`. Which reader a piece needs is seen
from its content, never from its name.
"""

from __future__ import annotations

from positions.errors import UnreadableSource
from positions.model import Document, Source
from positions.readers import html, text
from positions.readers.decode import Decoded, clean, decode
from positions.readers.facts import Facts
from positions.readers.pieces import Piece, shown


def document(piece: Piece, known: Facts) -> Document:
    """The document in a piece. What is known goes before what the piece's surroundings and itself say.

    Raises `UnreadableSource`.
    """
    location, known = shown(piece.location), known.over(piece.known)
    try:
        decoded = decode(piece.data)
        reader, kind = (html.read, "html") if html.looks_like(decoded.text) else (text.read, "text")
        body, own = reader(decoded.text, known.url or _address(location))
    except UnreadableSource as fault:
        raise UnreadableSource(f"{location}: {fault.sentence}", fault.hint) from None
    return _assemble(body, _source(location, kind, decoded), known.over(own))


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
        language=facts.language or "en",
    )


def _source(location: str, kind: str, decoded: Decoded) -> Source:
    return Source(location, kind, decoded.encoding, decoded.guessed)


def _address(location: str) -> str:
    return location if location.startswith(("http://", "https://")) else ""

"""The rules over the statements of one document: which of them can be about a position, their parse, their stances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from positions import language
from positions.coding import touched
from positions.coding.codebook import Codebook
from positions.coding.place import Place
from positions.coding.setting import ground
from positions.coding.touched import Paragraph, near
from positions.language import Parsed
from positions.model import Span, Statement

LEAD = 2  # the first paragraphs of a text, its headline among them, name whom it is about


def coded(place: Place, statements: Iterable[Statement], codebook: Codebook) -> Iterator[Statement]:
    """Each statement in the paragraph that it begins in.

    Parsed are only the paragraphs in which a statement can be about a position.
    """
    from positions.coding import stance

    text, names = place.text, place.names
    found = [(each, _paragraph(place, each)) for each in statements]
    places = {
        span: Paragraph(text, span, touched.within(names, span), _lead(place.paragraphs, span, names))
        for span in dict.fromkeys(span for _, span in found if span)
    }
    entries = [near(codebook, places[span], each) if span else [] for each, span in found]
    wanted = dict.fromkeys(span for (_, span), about in zip(found, entries, strict=True) if span and about)
    contents = [span for each, _ in found for span in each.attribution.content]
    grounds = {
        span: ground(each, names, contents, places[span].lead) for span, each in _parsed(text, wanted).items()
    }
    for (each, span), about in zip(found, entries, strict=True):
        if span and about:
            yield stance.code(each, grounds[span], codebook, about)
        else:
            yield replace(each, uncoded=stance.NO_POSITION) if span else each


def _paragraph(place: Place, statement: Statement) -> Span | None:
    at = place.paragraph(statement.attribution.start)
    return None if at is None else place.paragraphs[at]


def _lead(paragraphs: Sequence[Span], own: Span, names: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """The actors named at the head of the text, outside a paragraph."""
    head = [each for each in paragraphs[:LEAD] if each != own]
    return frozenset(code for span, code in names if any(each.overlaps(span) for each in head))


def _parsed(text: str, paragraphs: Iterable[Span]) -> dict[Span, Parsed]:
    wanted = list(paragraphs)
    docs = language.parse(each.of(text) for each in wanted)
    return {each: Parsed(each.start, doc) for each, doc in zip(wanted, docs, strict=True)}

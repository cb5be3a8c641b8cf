"""A codebook in the REFI-QDA exchange format (.qdc): a code that holds others is a dispute, a code in it a position.

Codes deeper in belong to the dispute at the top. A code without others at the top belongs to "Imported". A file
with a document type is refused, since only there entities could be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from positions.errors import UnreadableSource
from positions.imports import Item, Refused, opened
from positions.records import PositionRecord

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 50_000_000  # bytes
_LISTS = ("aliases", "contradicts", "implies")
_TOLD = re.compile(rf"(slug|{'|'.join(_LISTS)}): (.*)")


def read(path: Path) -> Iterator[Item]:
    """The positions of a file, in its order. Raises `UnreadableSource` where it is no codebook."""
    root = _parsed(path)
    if _name(root) != "CodeBook":
        raise UnreadableSource(f"{path} is no codebook in the REFI-QDA format.")
    for top in _codes(next((each for each in root if _name(each) == "Codes"), root)):
        inner = list(_below(top))
        for code in inner or [top]:
            yield _position(code, top if inner else None)


def _parsed(path: Path) -> Element:
    """The document's root, built by a parser that stops at a document type or any entity of its own."""
    from xml.etree.ElementTree import TreeBuilder

    with opened(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableSource(f"{path} is larger than 50 MB.")
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as fault:
        raise UnreadableSource(f"{path} is no XML that can be taken: {fault}.") from None
    return builder.close()


def _refuse(*_: object) -> None:
    raise ValueError("it has a document type, which may hold entities")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _codes(element: Element) -> list[Element]:
    return [each for each in element if _name(each) == "Code"]


def _below(code: Element) -> Iterator[Element]:
    """All codes in a code that are more than a heading; one loop, so that no depth of the file is too deep."""
    waiting = _codes(code)[::-1]
    while waiting:
        each = waiting.pop()
        if each.get("isCodable") != "false" or not _codes(each):
            yield each
        waiting += _codes(each)[::-1]


def _position(code: Element, dispute: Element | None) -> Item:
    label = code.get("name", "").strip()
    if not label:
        return Refused(0, "a code has no name")
    words, told = _description(code)
    about = _description(dispute)[1] if dispute is not None else {}
    lists = {name: tuple(filter(None, told.get(name, "").split("; "))) for name in _LISTS}
    return PositionRecord(
        id=0,
        slug=told.get("slug", ""),
        label=label,
        proposition=words or label,
        dispute=about.get("slug", ""),
        dispute_label=dispute.get("name", "").strip() if dispute is not None else "",
        **lists,
        support=0,
        oppose=0,
    )


def _description(code: Element) -> tuple[str, dict[str, str]]:
    """The words of a description, and what our own exports tell below them."""
    text = next((each.text or "" for each in code if _name(each) == "Description"), "")
    lines = text.strip().split("\n")
    told = {found[1]: found[2].strip() for line in lines if (found := _TOLD.fullmatch(line))}
    return "\n".join(line for line in lines if not _TOLD.fullmatch(line)).strip(), told

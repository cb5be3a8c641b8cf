"""A codebook in the REFI-QDA exchange format (.qdc), which programs for qualitative analysis read.

A dispute is a code that only holds others, a position a code in it, its proposition the description. Nothing
else of a position has a place in the format but aliases and relations, which stand as lines below the
proposition. The guids are made from the slugs (UUID 5), so that a code stays the same in every export.

Format: REFI-QDA Standard 1.5, codebook exchange, namespace `urn:QDA-XML:codebook:1.0`.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TextIO
from xml.etree import ElementTree

from positions.records import PositionRecord
from positions.visible import plain

NAMESPACE = "urn:QDA-XML:codebook:1.0"
OURS = uuid.uuid5(uuid.NAMESPACE_URL, "https://positions.invalid/codebook")
LISTS = ("aliases", "contradicts", "implies")


def write(positions: Sequence[PositionRecord], out: TextIO, *, origin: str) -> None:
    """`origin` names the program and its version."""
    root = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": origin})
    codes = ElementTree.SubElement(root, "Codes")
    for dispute, group in groupby(positions, key=lambda each: (each.dispute, each.dispute_label)):
        _add_dispute(codes, *dispute, group)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def guid(kind: str, slug: str) -> str:
    """The same for the same dispute or position, everywhere."""
    return str(uuid.uuid5(OURS, f"{kind}/{slug}"))


def _add_dispute(
    codes: ElementTree.Element, slug: str, label: str, positions: Iterable[PositionRecord]
) -> None:
    parent = _add_code(codes, guid("dispute", slug), label, f"slug: {slug}", is_codable=False)
    for each in positions:
        _add_code(parent, guid("position", each.slug), each.label, _description(each), is_codable=True)


def _add_code(
    parent: ElementTree.Element, number: str, name: str, description: str, *, is_codable: bool
) -> ElementTree.Element:
    marks = {"guid": number, "name": plain(name), "isCodable": "true" if is_codable else "false"}
    code = ElementTree.SubElement(parent, "Code", marks)
    ElementTree.SubElement(code, "Description").text = plain(description)
    return code


def _description(position: PositionRecord) -> str:
    lists = {name: getattr(position, name) for name in LISTS}
    told = [f"{name}: {'; '.join(values)}" for name, values in lists.items() if values]
    return "\n".join([position.proposition, f"slug: {position.slug}", *told])

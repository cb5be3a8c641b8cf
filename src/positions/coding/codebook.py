"""The codebook: disputes, positions, and the patterns by which statements are coded.

`data/codebook/*.toml`, one file a dispute; the README beside them describes the fields.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from positions import resources
from positions.coding.patterns import Pattern, compile_pattern
from positions.errors import BrokenData
from positions.model import Dispute, Position, Side

LISTS = ("topic", "counter", "for", "against")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and how it must be coded: a side, or None for a mention without a stance."""

    text: str
    side: Side | None
    conditional: bool = False
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A position with its patterns: (which list, pattern)."""

    position: Position
    patterns: tuple[tuple[str, Pattern], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    disputes: tuple[Dispute, ...]
    entries: tuple[Entry, ...]
    version: str  # digest of all its files: which codebook coded a store

    def entry(self, slug: str) -> Entry:
        return next(entry for entry in self.entries if entry.position.slug == slug)


@cache
def load() -> Codebook:
    """The codebook that the package ships. Raises `BrokenData` where a file breaks the rules."""
    return read(sorted(resources.data("codebook").glob("*.toml")))


def read(files: Iterable[Path]) -> Codebook:
    disputes: list[Dispute] = []
    entries: list[Entry] = []
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
        try:
            dispute, found = _dispute(tomllib.loads(path.read_text(encoding="utf-8")))
        except (KeyError, ValueError, TypeError) as fault:
            raise BrokenData(f"The codebook file {path.name} is broken: {fault}.") from fault
        disputes.append(dispute)
        entries += found
    _check_relations(entries)
    return Codebook(tuple(disputes), tuple(entries), digest.hexdigest()[:12])


def _dispute(table: dict[str, Any]) -> tuple[Dispute, list[Entry]]:
    slug = table["dispute"]["slug"]
    entries = [_entry(slug, row) for row in table["position"]]
    return Dispute(slug, table["dispute"]["label"], tuple(e.position for e in entries)), entries


def _entry(dispute: str, row: dict[str, Any]) -> Entry:
    position = Position(
        slug=row["slug"],
        dispute=dispute,
        label=row["label"],
        proposition=row["proposition"],
        aliases=tuple(row.get("aliases", ())),
        contradicts=tuple(row.get("contradicts", ())),
        implies=tuple(row.get("implies", ())),
    )
    patterns = tuple((name, compile_pattern(source)) for name in LISTS for source in row.get(name, ()))
    return Entry(position, patterns, tuple(_example(e) for e in row.get("example", ())))


def _example(row: dict[str, Any]) -> Example:
    side = None if row["stance"] == "none" else Side(row["stance"])
    return Example(row["text"], side, row.get("conditional", False), row.get("holder", ""))


def _check_relations(entries: Iterable[Entry]) -> None:
    known = {entry.position.slug for entry in entries}
    for entry in entries:
        for slug in (*entry.position.contradicts, *entry.position.implies):
            if slug not in known:
                raise BrokenData(
                    f"The position {entry.position.slug} names {slug}, which the codebook does not hold."
                )

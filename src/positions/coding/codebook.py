"""The codebook: disputes, positions, and the patterns by which statements are coded.

`data/codebook/*.toml`, one file a dispute; the README beside them describes the fields.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from positions import resources, settings
from positions.coding.patterns import Pattern, compile_pattern
from positions.errors import BrokenData
from positions.model import Dispute, Position, Side

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LISTS = ("topic", "counter", "for", "against", "blame")


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


@dataclass(frozen=True, slots=True, eq=False)  # one is looked up by itself, not by its thousands of parts
class Codebook:
    disputes: tuple[Dispute, ...]
    entries: tuple[Entry, ...]
    version: str  # digest of all its files: which codebook coded a store

    def entry(self, slug: str) -> Entry:
        return next(entry for entry in self.entries if entry.position.slug == slug)

    def contraries(self, slug: str) -> frozenset[str]:
        """The positions that this one contradicts, whichever of the two says so."""
        saying = (entry.position.slug for entry in self.entries if slug in entry.position.contradicts)
        return frozenset((*self.entry(slug).position.contradicts, *saying))


@cache
def load() -> Codebook:
    """The codebook that the package ships, with what the user added. Raises `BrokenData` where a file breaks the rules."""
    folders = resources.data("codebook"), settings.codebook()
    return read([path for folder in folders for path in sorted(folder.glob("*.toml"))])


def read(files: Iterable[Path]) -> Codebook:
    """Read files in order: a later one may add positions to a dispute of an earlier one, or write one anew."""
    labels: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    digest = hashlib.sha256()
    for path in files:
        try:
            content = path.read_bytes()
            table = tomllib.loads(content.decode("utf-8"))
            slug = table["dispute"]["slug"]
            labels[slug] = table["dispute"].get("label") or labels[slug]
            entries |= {row["slug"]: _entry(slug, row) for row in table.get("position", ())}
        except (OSError, KeyError, ValueError, TypeError, AttributeError) as fault:
            raise BrokenData(f"The codebook file {path.name} is broken: {_why(fault)}.") from fault
        digest.update(content)
    _check_relations(entries.values())
    disputes = tuple(
        Dispute(slug, label, tuple(e.position for e in entries.values() if e.position.dispute == slug))
        for slug, label in labels.items()
    )
    return Codebook(disputes, tuple(entries.values()), digest.hexdigest()[:12])


def _why(fault: Exception) -> str:
    return f"it lacks {fault.args[0]!r}" if isinstance(fault, KeyError) and fault.args else str(fault)


def _entry(dispute: str, row: dict[str, Any]) -> Entry:
    if not _SLUG.fullmatch(row["slug"]):
        raise ValueError(f"{row['slug']!r} is no slug: small letters, digits and hyphens")
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

"""The table of cues: the words by which English reports speech, and what each of them takes.

`data/cues.toml` is the table; its head says what the columns mean.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from positions import resources
from positions.errors import BrokenData
from positions.model import Act

KINDS = ("verb", "noun", "adjective")


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase in one of its uses."""

    words: str  # the lemma, and a particle or fixed word after it: "say", "rule out", "make clear"
    kind: str
    cue_class: str
    act: Act
    force: int  # +1 for what the complement says, -1 against it, 0 neither
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The table by kind and first lemma; several uses a lemma, the longer phrases first."""

    entries: dict[tuple[str, str], tuple[Cue, ...]]

    def of(self, kind: str, lemma: str) -> tuple[Cue, ...]:
        """The uses of a first lemma, the longer phrases first."""
        return self.entries.get((kind, lemma), ())

    def use(self, words: str, cue_class: str) -> Cue | None:
        """The one use that an attribution names by its words and class."""
        first = words.split(maxsplit=1)[0] if words else ""
        uses = (use for kind in KINDS for use in self.of(kind, first))
        return next((use for use in uses if use.words == words and use.cue_class == cue_class), None)


@cache
def load() -> Cues:
    """Read and check the table. Raises `BrokenData` where a group breaks its rules."""
    with resources.data("cues.toml").open("rb") as file:
        groups = tomllib.load(file)["group"]
    found: dict[tuple[str, str], list[Cue]] = {}
    for group in groups:
        if group["kind"] not in KINDS or group["force"] not in (-1, 0, 1) or not group["takes"]:
            raise BrokenData(f"cues.toml: a group of class {group['class']!r} breaks the table's rules.")
        for words in group["words"]:
            cue = Cue(
                words,
                group["kind"],
                group["class"],
                Act(group["act"]),
                group["force"],
                frozenset(group["takes"]),
            )
            found.setdefault((cue.kind, words.split()[0]), []).append(cue)
    return Cues(
        {key: tuple(sorted(uses, key=lambda c: -len(c.words.split()))) for key, uses in found.items()}
    )

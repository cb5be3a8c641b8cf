"""The codebook's own test: every example is read like an article and must be coded as it says; and what a new position
would have coded in the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nlargest

from positions import coding
from positions.coding.codebook import Codebook, Entry, Example
from positions.coding.topics import topics
from positions.ingest import Desk, analyse, kept
from positions.model import Actor, Document, Source, Stance, Statement
from positions.records import DocumentRecord

# Examples may speak of "the minister" alone; somebody has to speak for somebody to take a side.
_NOBODY = Actor("EXAMPLE", "the speaker of the example", "state")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that was coded otherwise than it says."""

    position: str
    example: Example
    statements: tuple[Statement, ...]

    @property
    def stances(self) -> tuple[Stance, ...]:
        return tuple(
            s for statement in self.statements for s in statement.stances if s.position == self.position
        )


def examples(codebook: Codebook, only: str = "") -> list[tuple[Entry, Example]]:
    """The examples of all positions whose `dispute/slug/` contains `only`; `/slug/` is one position's."""
    return [
        (entry, example)
        for entry in codebook.entries
        if only in f"{entry.position.dispute}/{entry.position.slug}/"
        for example in entry.examples
    ]


def failures(desk: Desk, only: str = "") -> Iterator[Failure]:
    """The examples that fail, of these."""
    return (found for each in examples(desk.codebook, only) if (found := failure(desk, *each)))


def failure(desk: Desk, entry: Entry, example: Example) -> Failure | None:
    """What was made of the example, where that is not what it says."""
    document = Document(example.text, Source("example", "text", "utf-8"))
    tried = Failure(
        entry.position.slug,
        example,
        tuple(analyse(document, replace(desk, code=coding.coder(learned=False), anonymous=_NOBODY))),
    )
    return None if _as_labelled(tried, example) else tried


def _as_labelled(tried: Failure, example: Example) -> bool:
    if example.side is None:
        return not tried.stances
    return any(
        s.side is example.side
        and s.conditional == example.conditional
        and (not example.holder or s.actor == example.holder)
        for s in tried.stances
    )


def nearest(desk: Desk, slug: str, documents: Iterable[DocumentRecord], most: int) -> list[DocumentRecord]:
    """The documents that may be about a position, by their words, the nearest first."""
    dispute = desk.codebook.entry(slug).position.dispute
    near = topics(desk.codebook)
    ranked = (
        (near.disputes(each.text).get(dispute, 0.0), -number, each) for number, each in enumerate(documents)
    )
    best = nlargest(most, (each for each in ranked if each[0] > 0))  # the others' texts are let go
    return [each for _, _, each in best]


def coded(desk: Desk, slug: str, document: DocumentRecord) -> Iterator[dict[str, object]]:
    """The stances on a position in a document of the store, analysed anew; nothing is written."""
    for said in analyse(kept(document), desk):
        for stance in said.stances:
            if stance.position == slug:
                actor = desk.world.actors.get(stance.actor)
                yield {
                    "actor": actor.name if actor else stance.actor,
                    "stance": stance.side.value,
                    "said_on": said.said.on.iso if said.said.on else None,
                    "text": said.text,
                }

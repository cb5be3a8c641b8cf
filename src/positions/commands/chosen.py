"""The columns of a comparison: which positions are asked, whose stances are counted, under which name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from positions.commands import names
from positions.errors import UsageError
from positions.records import ActorRecord, PositionRecord, Query, Reading
from positions.store import Store, read


def asked(codebook: Sequence[PositionRecord], wanted: Sequence[str], dispute: str | None) -> tuple[str, ...]:
    """The positions to compare on; none means all. Raises `UnknownName` and `UsageError`."""
    chosen = names.positions(codebook, wanted)
    if dispute is not None:
        disputed = names.dispute(codebook, dispute)
        chosen = tuple(each for each in disputed if not wanted or each in chosen)
        if not chosen:
            raise UsageError("None of these positions belongs to that dispute.")
    return tuple(each.slug for each in chosen)


def readings(store: Store, actor: ActorRecord, query: Query) -> list[Reading]:
    """An actor's stances; a person's are those that the person spoke."""
    whose = {"speakers": (actor.id,)} if actor.is_person else {"actors": actor.parts}
    return read.readings(store, replace(query, **whose))


def labels(who: Sequence[ActorRecord]) -> list[str]:
    """Their names; with the code where two bear one name."""
    plain = [each.name for each in who]
    return [each.name if plain.count(each.name) == 1 else f"{each.name} ({each.code})" for each in who]

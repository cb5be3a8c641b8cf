"""Coding at a terminal: a position by a part of its name, a side, a condition."""

from __future__ import annotations

from collections.abc import Sequence

from positions.commands import judged, names, streams
from positions.commands.asking import QUIT, answer, choose
from positions.errors import UnknownName
from positions.model import Side
from positions.records import By, PositionRecord, StanceRecord, StatementRecord, To
from positions.reference import fold
from positions.store import Store

MOST = 9  # positions that are offered at once
_SIDES = {"s": "support", "o": "oppose", QUIT: "quit"}
_YES = {"n": "no", "y": "yes"}


def chosen_to(codebook: Sequence[PositionRecord], now: StanceRecord | None = None) -> To | None:
    """The stance that a person types; None where he thinks better of it."""
    position = _position(codebook, now.position if now else "")
    if position is None:
        return None
    streams.note(f"{position.label}: {position.proposition}")
    side = choose(_SIDES)
    if side == QUIT:
        return None
    streams.note("Only under a condition?")
    return judged.to(position, Side(_SIDES[side]), choose(_YES) == "y")


def code_one(store: Store, codebook: Sequence[PositionRecord], by: By, statement: StatementRecord) -> bool:
    """Code a statement by what a person types, one stance. False where nothing was coded."""
    from positions.store import review

    actors = _actors(store, statement)
    to = chosen_to(codebook) if actors else None
    if to is None:
        return False
    review.code(store, by, statement.id, actors, to)
    return True


def _actors(store: Store, statement: StatementRecord) -> list[int]:
    """The ids of those whose stance it is: the statement's actors, or, where nobody knows them, whom one names."""
    while not statement.actors:
        word = answer("Whose stance is it (Enter: leave it)")
        if word in ("", QUIT):
            return []
        try:
            return [names.actor(store, word).id]
        except UnknownName as fault:
            streams.note(fault.sentence, fault.hint)
    return [each.id for each in names.coded(store, [each.code for each in statement.actors])]


def _position(codebook: Sequence[PositionRecord], now: str) -> PositionRecord | None:
    """One position, by its name, a part of it, or the number that it was offered by."""
    offered: Sequence[PositionRecord] = ()
    while True:
        word = answer("Position, or a part of its name", now)
        if word in ("", QUIT):
            return None
        if word.isdecimal() and 0 < int(word) <= len(offered):
            return offered[int(word) - 1]
        offered = matching(codebook, word)
        if len(offered) == 1:
            return offered[0]
        for number, each in enumerate(offered[:MOST], start=1):
            streams.note(f"{number} {each.label} ({each.slug})")
        streams.note(
            f"{len(offered)} positions fit." if offered else "No position fits: positions codebook list"
        )


def matching(codebook: Sequence[PositionRecord], word: str) -> tuple[PositionRecord, ...]:
    """The position of this name, or all whose names hold the words."""
    try:
        return names.positions(codebook, [word])[:1]
    except UnknownName:
        parts = fold(word.replace("-", " ")).split()
        return tuple(each for each in codebook if _holds(each, parts)) if parts else ()


def _holds(position: PositionRecord, parts: Sequence[str]) -> bool:
    told = fold(" ".join((position.slug.replace("-", " "), position.label, *position.aliases)))
    return all(part in told for part in parts)

"""The queue at a terminal: one after the other, each in its paragraph, with a verdict typed behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from positions.commands import judged, streams
from positions.commands.asking import QUIT, answer, check_terminal, choose
from positions.commands.coding import chosen_to, code_one
from positions.errors import PositionsError
from positions.records import By, PositionRecord, Queued
from positions.records.verdicts import ACCEPT, EDIT, REJECT
from positions.store import Store, read
from positions.store.review import judge, none
from positions.visible import sayable

_VERDICTS = {"a": "accept", "r": "reject", "e": "edit", "s": "skip", QUIT: "quit"}
_CODINGS = {"c": "code", "n": "no stance", "s": "skip", QUIT: "quit"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reviewer has at hand."""

    store: Store
    codebook: Sequence[PositionRecord]
    by: By


def one_by_one(store: Store, waiting: Sequence[Queued], codebook: Sequence[PositionRecord], by: By) -> None:
    """Show each and ask for a verdict, until all are seen or the person quits. Says how many were decided."""
    check_terminal("positions review accept, reject and edit take ids.")
    desk, done = Desk(store, codebook, by), 0
    for at, each in enumerate(waiting, start=1):
        if not _show(desk, each, at, len(waiting)):
            continue
        given = choose(_VERDICTS if each.stance else _CODINGS)
        if given == QUIT:
            break
        done += given != "s" and _tried(lambda each=each, given=given: _decide(desk, each, given))  # type: ignore[misc]
    streams.note(f"{done} of {len(waiting)} decided by {by.coder}.")


def _show(desk: Desk, each: Queued, at: int, of: int) -> bool:
    """Show it on the screen; False where somebody else has dealt with its statement meanwhile."""
    from positions.render import review

    evidence = read.evidence(desk.store, each.statement.id)
    if evidence is None:
        return False
    labels = {position.slug: position.label for position in desk.codebook}
    streams.screen().print(review.waiting(each, evidence, labels, at, of))
    return True


def _tried(step: Callable[[], bool]) -> bool:
    """Whether it was done. What cannot be done is said, and the next one follows."""
    try:
        return step()
    except PositionsError as fault:
        streams.note(fault.sentence, fault.hint)
        return False


def _decide(desk: Desk, each: Queued, given: str) -> bool:
    if given == "n":
        none(desk.store, _noted(desk.by), each.statement.id)
        return True
    if given == "c":
        return code_one(desk.store, desk.codebook, desk.by, each.statement)
    found = [target.id for target in judged.targets(desk.store, desk.codebook, each.id)]
    if given == "e":
        assert each.stance
        to = chosen_to(desk.codebook, each.stance)
        if to is None:
            return False
        return bool(judge(desk.store, _noted(desk.by), EDIT, found, to))
    verdict, by = (ACCEPT, desk.by) if given == "a" else (REJECT, _noted(desk.by))
    return bool(judge(desk.store, by, verdict, found))


def _noted(by: By) -> By:
    return replace(by, note=sayable(answer("Why (Enter: no note)")))

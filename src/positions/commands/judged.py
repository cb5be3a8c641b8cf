"""From the words of a reviewer to stances, and from the queue and the log to rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from positions import settings
from positions.commands import names
from positions.commands.rows import Row
from positions.errors import UsageError
from positions.model import Side
from positions.records import By, Logged, PositionRecord, Queued, To
from positions.store import Store, read
from positions.store.read import Target
from positions.visible import sayable

QUEUED = (
    "id", "reasons", "statement", "position", "stance", "conditional", "confidence", "rule", "because", "actor",
    "actor_code", "speaker", "said_on", "act", "second_hand", "uncoded", "document", "outlet", "text",
)  # fmt: skip
LOGGED = (
    "statement", "number", "at", "coder", "verdict", "position", "actor", "actor_code", "judged", "was",
    "was_conditional", "becomes", "stance", "conditional", "note", "undone", "undoes", "follows", "document", "text",
)  # fmt: skip


def by(coder: str | None, note: str = "") -> By:
    """Who decides, and why."""
    return By(settings.coder(coder), sayable(note))


def to(position: PositionRecord, side: Side, conditional: bool) -> To:
    return To(position.id, side, conditional)


def targets(store: Store, codebook: Sequence[PositionRecord], word: str) -> tuple[Target, ...]:
    """The stances that STATEMENT, STATEMENT/POSITION or STATEMENT/POSITION/ACTOR means. Raises `UnknownName`, and
    `UsageError` where there is none."""
    key, _, rest = word.partition("/")
    position, _, actor = rest.partition("/")
    statement = names.statement(store, key).record
    wanted = names.positions(codebook, [position])[0].slug if position else ""
    found = tuple(read.targets(store, statement.id, wanted, _code(store, actor) if actor else ""))
    if not found:
        where = f" on {wanted}" if wanted else ""
        raise UsageError(
            f"Statement {statement.id} holds no stance{where} to decide on.",
            f"positions code {statement.id} --position NAME --stance SIDE",
        )
    return found


def _code(store: Store, word: str) -> str:
    """An actor's code, as the queue writes it, or by a name."""
    found = names.coded(store, [word])
    return (found[0] if found else names.actor(store, word)).code


def queued(found: Iterable[Queued]) -> Iterable[Row]:
    """A row for each that waits. Where there is no stance, what is of a stance is null."""
    for each in found:
        record, stance = each.statement, each.stance
        whole = dict.fromkeys(QUEUED) | asdict(record) | (asdict(stance) if stance else {})
        yield {name: whole[name] for name in QUEUED} | {
            "id": each.id,
            "reasons": list(each.reasons),
            "statement": record.id,
        }


def logged(found: Iterable[Logged]) -> Iterable[Row]:
    for each in found:
        whole = asdict(each) | asdict(each.verdict)
        yield {name: whole[name] for name in LOGGED}

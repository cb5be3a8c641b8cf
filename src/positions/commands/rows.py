"""Records as rows for the data formats: their fields by name, in their fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from positions.analysis.agreement import Agreement
from positions.analysis.changes import Change
from positions.analysis.compare import KINDS as SIDES
from positions.analysis.compare import Compared, Comparison
from positions.analysis.compare import matrix as crossed
from positions.analysis.periods import Period
from positions.analysis.standings import Standing
from positions.analysis.timeline import Event, Gap
from positions.records import DocumentRecord, PositionRecord, Quotation, StanceRecord, StatementRecord

Row = dict[str, Any]

TRACE = "trace"  # what only an export says of a record
STATEMENT = tuple(each.name for each in fields(StatementRecord) if each.name != TRACE)
DOCUMENT = tuple(each.name for each in fields(DocumentRecord) if each.name != TRACE)


def statement(record: StatementRecord) -> Row:
    return _without_trace(asdict(record))


def quotation(each: Quotation) -> Row:
    return statement(each.statement) | {"reports": each.reports}


def document(record: DocumentRecord) -> Row:
    return _without_trace(asdict(record))


def _without_trace(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != TRACE}


POSITION = (
    "position", "label", "dispute", "dispute_slug", "proposition", "aliases", "contradicts", "implies",
    "support", "oppose",
)  # fmt: skip


def position(record: PositionRecord) -> Row:
    about = {"position": record.slug, "dispute": record.dispute_label, "dispute_slug": record.dispute}
    whole = asdict(record) | about
    return {name: whole[name] for name in POSITION}


# --- stances: one row each -------------------------------------------------------------------

STANCE = (
    "said_on", "actor", "actor_code", "speaker", "position", "stance", "conditional", "implied", "confidence",
    "coder", "rule", "status", "act", "statement", "document", "outlet", "published", "second_hand", "text",
)  # fmt: skip


def stances(records: Iterable[StatementRecord]) -> Iterable[Row]:
    return (_stance(record, each) for record in records for each in record.stances)


def _stance(record: StatementRecord, stance: StanceRecord) -> Row:
    whole = asdict(record) | asdict(stance) | {"statement": record.id}
    return {name: whole[name] for name in STANCE}


# --- the comparison --------------------------------------------------------------------------

CELL = (
    "dispute", "position", "label", "actor", "stance", "conditional", "implied", "n", "first", "last",
    "statements", "agreement",
)  # fmt: skip


def comparison(found: Comparison, codebook: dict[str, PositionRecord]) -> Row:
    """The whole answer. One pair is the score itself; of more, each has its own under `pairs`."""
    return {
        "actors": found.actors,
        "positions": [_compared(each, codebook[each.position]) for each in found.shown],
        "agreement": _agreement(found.agreement),
        "pairs": [
            {"actors": pair, **_agreement(each), "matrix": _crossed(found, pair)}
            for pair, each in found.pairs.items()
        ],
        "most_divergent": [_ranked(each, codebook) for each in found.divergent],
        "most_agreed": [_ranked(each, codebook) for each in found.agreed],
    }


def cells(found: Comparison, codebook: dict[str, PositionRecord]) -> Iterable[Row]:
    """The same, one row for each actor on each position."""
    for row in found.shown:
        position = codebook[row.position]
        about = {"dispute": position.dispute_label, "position": position.slug, "label": position.label}
        for actor, standing in row.standings.items():
            yield about | {"actor": actor} | held(standing) | {"agreement": row.agreement}


def _compared(row: Compared, position: PositionRecord) -> Row:
    return {
        "position": position.slug,
        "label": position.label,
        "dispute": position.dispute_label,
        "dispute_slug": position.dispute,
        "stances": {actor: held(standing) for actor, standing in row.standings.items()},
        "agreement": row.agreement,
    }


def held(standing: Standing | None) -> Row:
    if standing is None:
        silent = {"stance": None, "conditional": False, "implied": False, "n": 0, "first": None, "last": None}
        return silent | {"statements": [], "value": None, "reports": 0, "second_hand": False}
    return {
        "stance": standing.stance,
        "conditional": standing.conditional,
        "implied": standing.implied,
        "n": standing.n,
        "first": standing.first,
        "last": standing.last,
        "statements": [each.statement for each in standing.statements],
        "value": standing.value,
        "reports": standing.reports,
        "second_hand": standing.second_hand,
    }


def _agreement(agreement: Agreement) -> Row:
    return asdict(agreement)


def _ranked(row: Compared, codebook: dict[str, PositionRecord]) -> Row:
    label = codebook[row.position].label
    return {"position": row.position, "label": label, "agreement": row.agreement, "weight": row.weight}


# --- the kinds of standing of two actors, crossed -----------------------------------------------

KINDS = ("left", "right", "left_stance", "right_stance", "positions")


def matrix(found: Comparison) -> Iterable[Row]:
    """One row for each kind of standing of the one and of the other, for every pair."""
    for left, right in found.pairs:
        table = crossed(found, left, right)
        for one in SIDES:
            for other in SIDES:
                yield dict(zip(KINDS, (left, right, one, other, table[one, other]), strict=True))


def _crossed(found: Comparison, pair: tuple[str, str]) -> Row:
    table = crossed(found, *pair)
    return {one: {other: table[one, other] for other in SIDES} for one in SIDES}


# --- the timeline ----------------------------------------------------------------------------

EVENT = (
    "date", "precision", "statement", "speaker", "actor", "act", "text", "stances", "change",
    "actors", "mentions", "document", "outlet", "changes", "gap", "reports",
)  # fmt: skip


def event(each: Event) -> Row:
    record = each.statement
    when = record.when
    whole = asdict(record)
    return {
        "date": record.said_on,
        "precision": when.precision if when else None,
        "statement": record.id,
        **{name: whole[name] for name in ("speaker", "actor", "act", "text", "stances")},
        "change": each.change and change(each.change),
        **{name: whole[name] for name in ("actors", "mentions", "document", "outlet")},
        "changes": [change(made) for made in each.changes],
        "gap": each.gap and {"since": each.gap.since.isoformat(), "days": each.gap.days},
        "reports": each.reports,
    }


CHANGE = (
    "position", "from", "to", "actor", "since", "statement", "left", "on", "confidence", "sure", "conditional",
    "second_hand", "held",
)  # fmt: skip


def change(made: Change) -> Row:
    """`since` is the statement that held the earlier stance, `statement` the first evidence of the new one."""
    whole = asdict(made) | {"from": made.before, "to": made.after, "sure": made.sure}
    return {name: whole[name] for name in CHANGE}


PERIOD = ("period", "statements", "support", "oppose", "conditional", "implied", "acts", "changes", "gap")


def period(each: Period, gap: Gap | None) -> Row:
    row: Row = {name: getattr(each, name) for name in PERIOD[:6]}
    return row | {
        "acts": dict(each.acts),
        "changes": [change(made) for made in each.changes],
        "gap": gap and {"since": gap.since.isoformat(), "days": gap.days},
    }

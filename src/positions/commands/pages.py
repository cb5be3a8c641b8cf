"""The answers as tables for a reader, for `--format md`: what the screen says, in cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from positions.analysis.compare import KINDS, Comparison
from positions.analysis.compare import matrix as crossed
from positions.analysis.standings import Standing
from positions.analysis.timeline import Event
from positions.export import Row
from positions.records import PositionRecord, StanceRecord
from positions.render import words

_KIND = dict(zip(KINDS, ("supports", "opposes", "conditional", "mixed"), strict=True))

Page = tuple[Sequence[str], Iterable[Row]]


def comparison(found: Comparison, codebook: Mapping[str, PositionRecord]) -> Page:
    """A row a position, a column an actor."""
    rows = (
        {
            "Dispute": codebook[each.position].dispute_label,
            "Position": codebook[each.position].label,
            **{actor: _standing(standing) for actor, standing in each.standings.items()},
            "Agreement": "" if each.agreement is None else f"{each.agreement:.2f}",
        }
        for each in found.shown
    )
    return ("Dispute", "Position", *found.actors, "Agreement"), rows


def matrix(found: Comparison) -> Page:
    """A row for each pair of actors and each way in which the first of them stands."""
    rows = (
        {
            "Pair": f"{left} / {right}",
            "First": _KIND[one],
            **{_KIND[other]: table[one, other] for other in KINDS},
        }
        for left, right in found.pairs
        for table in [crossed(found, left, right)]
        for one in KINDS
    )
    return ("Pair", "First", *_KIND.values()), rows


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return words.SILENCE
    stance = words.stance(
        standing.stance,
        conditional=standing.conditional,
        implied=standing.implied,
        reported=standing.second_hand,
    )
    return f"{stance.plain}, {words.day(standing.last).strip()}, n = {standing.n}"


TIMELINE = ("Said on", "Speaker", "Actor", "Act", "Stances", "Change", "Statement", "Id")


def timeline(events: Sequence[Event], labels: Mapping[str, str]) -> Page:
    return TIMELINE, (_event(each, labels) for each in events)


def _event(event: Event, labels: Mapping[str, str]) -> Row:
    each = event.statement
    return {
        "Said on": words.day(each.said_on).strip(),
        "Speaker": each.speaker,
        "Actor": " and ".join(actor.name for actor in each.actors),
        "Act": each.act,
        "Stances": "; ".join(_stance(stance, labels) for stance in each.stances),
        "Change": "; ".join(f"{made.before} → {made.after} ({made.sure})" for made in event.changes),
        "Statement": each.text,
        "Id": each.id,
    }


def _stance(each: StanceRecord, labels: Mapping[str, str]) -> str:
    said = words.stance(each.stance, conditional=each.conditional, implied=each.implied)
    return f"{said.plain} {labels.get(each.position, each.position)}"

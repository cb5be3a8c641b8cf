"""What changed: each actor that left one side of a position for the other, with both sentences."""

from __future__ import annotations

from positions.analysis.findings import Findings, Moved
from positions.render.report import signs
from positions.render.report.html import Markup, clipped, tag
from positions.render.words import day


def changes(found: Findings) -> Markup:
    if not found.moved:
        return tag("p", {"class": "facts"}, "No change of stance is sure among these statements. A change needs "
                   "two sentences of one actor on one position, on opposite sides, on dates of a clear order.")  # fmt: skip
    return tag("ol", {"class": "changes"}, [_change(found, each) for each in found.moved])


def _change(found: Findings, moved: Moved) -> Markup:
    change = moved.change
    label = found.codebook[change.position].label
    sides = [
        tag("span", {"class": f"chip {side}"}, signs.sign(side), signs.WORDS[side])
        for side in (change.before, change.after)
    ]
    head = tag("p", {"class": "what"}, tag("b", None, clipped(moved.actor, signs.NAME)), " on ",
               tag("b", None, label), ": ", sides[0], " → ", sides[1], " ",
               tag("span", {"class": "coded"}, f"{change.sure}, confidence {change.confidence:.2f}"))  # fmt: skip
    steps = [_step(found, key) for key in (change.since, change.statement)]
    return tag("li", None, head, tag("div", {"class": "steps"}, steps))


def _step(found: Findings, key: str) -> Markup:
    record = found.by_key[key]
    when = tag("p", {"class": "date"}, day(record.said_on).strip())
    return tag("div", {"class": "step"}, when, signs.quoted(record),
               tag("p", {"class": "source"}, signs.source(record), " ", signs.reference(found, key)))  # fmt: skip

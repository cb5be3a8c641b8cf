"""What counts once: readings to counts, by the rules of Discourse Network Analyzer (docs/networks.md).

Within a unit (a document, a month of a year, ...) an actor's readings on one position with one stance
count once. The store counts in SQL by the same rules (`store.networks`); this is the same for readings
from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from positions.records import Count, Duplicates, Reading


def tally(readings: Iterable[Reading], rule: Duplicates, *, sides: bool = True) -> tuple[Count, ...]:
    """Counts by actor, position and value. Without `sides`, a unit counts once whatever the stance: its first."""
    seen: set[tuple[str, ...]] = set()
    counted: Counter[tuple[str, str, float]] = Counter()
    for each in readings:
        key = (each.actor, each.position, unit(each, rule), *([str(each.value)] if sides else []))
        if key not in seen:
            seen.add(key)
            counted[each.actor, each.position, each.value] += 1
    return tuple(Count(*cell, n) for cell, n in sorted(counted.items()))


def unit(each: Reading, rule: Duplicates) -> str:
    """In what a reading counts once. A partial date stands at its first day; what is undated, by its document.

    A month and a week belong to their year, unlike DNA's; a week begins on Monday.
    """
    match rule:
        case Duplicates.STATEMENT:
            return each.fingerprint
        case Duplicates.ALL:
            return each.statement
        case Duplicates.ACROSSALL:
            return ""
    if rule is Duplicates.DOCUMENT or not each.first_day:
        return f"in {each.document}"
    if rule is Duplicates.WEEK:
        return str((date.fromisoformat(each.first_day).toordinal() - 1) // 7)
    return each.first_day[: {Duplicates.YEAR: 4, Duplicates.MONTH: 7}.get(rule, 10)]

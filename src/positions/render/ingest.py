"""What became of each source of an ingest; and of a rehearsal, what would be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from positions.readers.tongues import ENGLISH, NAMES
from positions.records import SourceRecord, StatementRecord
from positions.render import statements, words
from positions.render.safe import on_one_line

BLOCKS = 12  # sources that are told one by one
OUTLETS = 20
FAULTS = 50
_STYLES = {
    "kept": "bold green",
    "updated": "bold green",
    "renewed": "bold green",
    "tried": "bold",
    "failed": "bold red",
}
_TOLD = {"known": "already known", "linked": "known under another name, linked"}
_TOTALS = {
    "kept": "kept", "updated": "new versions", "renewed": "renewed", "tried": "tried", "linked": "linked",
    "known": "already known", "failed": "failed",
}  # fmt: skip


def summary(records: Sequence[SourceRecord]) -> Group:
    """A block for each source, with the actors too where it is the only one, and the total.

    Of many sources a table by outlet, and what failed.
    """
    parts: list[RenderableType]
    if len(records) > BLOCKS:
        failed = [each for each in records if each.error]
        parts = [_by_outlet([each for each in records if not each.error])]
        parts += [Text(), _sources(failed[:FAULTS], with_actors=False)] if failed else []
        parts += [Text(f"and {len(failed) - FAULTS:,} more that failed")] if len(failed) > FAULTS else []
    else:
        parts = [_sources(records, with_actors=len(records) == 1)]
    if len(records) > 1:
        parts += [Text(), _total(records)]
    return Group(*parts)


def _by_outlet(records: Sequence[SourceRecord]) -> Table:
    """Documents, statements and stances of each outlet, and the days that they span; the largest first."""
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    shown.add_column("outlet", ratio=1, no_wrap=True, overflow="ellipsis")
    for name in ("documents", "statements", "stances"):
        shown.add_column(name, justify="right")
    shown.add_column("published")
    grouped: dict[str, list[SourceRecord]] = {}
    for each in records:
        grouped.setdefault(each.outlet, []).append(each)
    ranked = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    for outlet, of in ranked[:OUTLETS]:
        shown.add_row(*_outlet_row(on_one_line(outlet or "outlet unknown"), of))
    rest = [each for _, of in ranked[OUTLETS:] for each in of]
    if rest:
        shown.add_row(*_outlet_row(Text(f"{len(ranked) - OUTLETS:,} other outlets"), rest))
    return shown


def _outlet_row(name: Text, of: Sequence[SourceRecord]) -> tuple[RenderableType, ...]:
    days = sorted(each.published for each in of if each.published)
    span = f"{words.day(days[0])} to {words.day(days[-1])}" if days else "undated"
    return (
        name, f"{len(of):,}", f"{sum(each.statements for each in of):,}", f"{sum(each.stances for each in of):,}",
        words.day(days[0]) if days and days[0] == days[-1] else span,
    )  # fmt: skip


def rehearsal(
    tried: Sequence[tuple[SourceRecord, Sequence[StatementRecord]]], labels: Mapping[str, str]
) -> Group:
    """Each source with the statements that would be kept of it."""
    parts: list[RenderableType] = []
    for record, found in tried:
        parts += [_sources([record], with_actors=False), Text()]
        parts += [statements.statements(found, labels), Text()] if found else []
    parts.append(_total([record for record, _ in tried]) + Text("; nothing was written"))
    return Group(*parts)


def _sources(records: Iterable[SourceRecord], *, with_actors: bool) -> Table:
    shown = Table.grid(padding=(0, 2))
    shown.add_column(no_wrap=True, width=7)
    shown.add_column(ratio=1)
    for each in records:
        lines = _fault(each) if each.error else _document(each, with_actors)
        state = Text(each.state, _STYLES.get(each.state, "dim"))
        shown.add_row(state, Text("\n").join(line for line in lines if line.plain))
    return shown


def _fault(each: SourceRecord) -> list[Text]:
    return [on_one_line(each.error), on_one_line(each.hint, "dim")]


def _document(each: SourceRecord, with_actors: bool) -> list[Text]:
    of_whom = f"{', '.join(f'{name} {n}' for name, n in each.actors.items())}" if with_actors else ""
    return [
        on_one_line(each.title or "without a title", "bold"),
        _published(each),
        Text(_TOLD.get(each.state) or _found(each)),
        on_one_line(f"uncoded: {_numbers(each.uncoded)}" if each.uncoded else "", "dim"),
        on_one_line(f"by actor: {of_whom}" if of_whom else "", "dim"),
        on_one_line(each.source, "dim"),
    ]


def _published(each: SourceRecord) -> Text:
    outlet = on_one_line(each.outlet) + Text(" · " if each.outlet else "")
    if each.published:
        return outlet + on_one_line(f"{words.day(each.published)}, {each.published_from}")
    return outlet + Text("no date of publication found: give it with --published", "yellow")


def _found(each: SourceRecord) -> str:
    if not each.language.startswith(ENGLISH):
        return f"not English ({NAMES.get(each.language, each.language)}): kept, and not read for statements"
    found = f"{words.count(each.statements, 'statement')}, {words.count(each.stances, 'stance')}"
    found = f"a new version of its article: {found}" if each.state == "updated" else found
    return found + (f", {words.count(each.unresolved, 'speaker')} unresolved" if each.unresolved else "")


def _numbers(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {reason}" for reason, n in counted.items())


def _total(records: Iterable[SourceRecord]) -> Text:
    """`34 sources: 31 kept, 2 already known, 1 failed; 211 statements, 190 stances`."""
    records = list(records)
    states = Counter(each.state for each in records)
    parts = [f"{states[state]:,} {word}" for state, word in _TOTALS.items() if states[state]]
    said = sum(each.statements for each in records)
    held = sum(each.stances for each in records)
    found = f"; {words.count(said, 'statement')}, {words.count(held, 'stance')}" if said else ""
    return Text(f"{words.count(len(records), 'source')}: {', '.join(parts)}{found}", "bold")

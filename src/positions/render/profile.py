"""One actor on one screen: its standings, its consistency, its voices, its neighbours, its latest words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from positions.analysis.profile import Neighbour, Profile, acts, majority
from positions.analysis.standings import Standing
from positions.records import ActorRecord, Outline, StatementRecord, Voice
from positions.render import words
from positions.render.safe import name, on_one_line
from positions.render.tables import facts, table

POSITIONS, VOICES = 10, 4  # on the screen; the data formats have all

Named = Callable[[Neighbour], str]


def screen(
    actor: ActorRecord,
    found: Profile,
    told: Sequence[Outline],
    voices: Sequence[Voice],
    latest: Sequence[StatementRecord],
    labels: Mapping[str, str],
    named: Named,
) -> Group:
    parts: list[RenderableType] = [_head(actor, told), Text()]
    if found.standings:
        parts += [_standings(found.standings, labels), *_more(found.standings), Text()]
    speaks = "Speaks for" if actor.is_person else "Its voices"
    lines = [
        ("Consistent", Text(_consistent(found))),
        (speaks, Text("\n").join(map(_voice, voices[:VOICES]))),
        ("Acts", on_one_line(", ".join(f"{act} {number:,}" for act, number in acts(told).items()))),
        ("Closest", Text("\n").join(_neighbour(each, named) for each in found.closest)),
        ("Farthest", Text("\n").join(_neighbour(each, named) for each in found.farthest)),
    ]
    return Group(*parts, facts(lines), *_latest(latest))


def _head(actor: ActorRecord, told: Sequence[Outline]) -> Text:
    dates = [each.said_on for each in told if each.said_on]
    spell = f", {words.day(dates[0]).strip()} to {words.day(dates[-1]).strip()}" if dates else ""
    number = words.count(len({each.fingerprint for each in told}), "statement")
    return name(actor.name, "bold") + Text("  ") + name(actor.code, "dim") + Text(f"\n{number}{spell}", "dim")


def _standings(held: Mapping[str, Standing], labels: Mapping[str, str]) -> Table:
    """The positions most spoken on."""
    shown = table(expand=True)
    shown.add_column("Position", ratio=3)
    shown.add_column("Stance", ratio=2)
    shown.add_column("One side", justify="right", no_wrap=True)
    shown.add_column("First", no_wrap=True)
    shown.add_column("Last", no_wrap=True)
    for slug, each in sorted(held.items(), key=lambda each: -each[1].n)[:POSITIONS]:
        stance = words.stance(each.stance, conditional=each.conditional, implied=each.implied,
                              reported=each.second_hand)  # fmt: skip
        days = [words.day(day).strip() if day else "·" for day in (each.first, each.last)]
        shown.add_row(on_one_line(labels.get(slug, slug)), stance, f"{majority(each)} of {each.n}", *days)
    return shown


def _more(held: Mapping[str, Standing]) -> list[Text]:
    more = len(held) - POSITIONS
    return (
        [Text(f"and {words.count(more, 'position')} more: --format json has all", "dim")] if more > 0 else []
    )


def _consistent(found: Profile) -> str:
    each = found.consistency
    if each.value is None:
        return "not known: on no position are there two statements" if found.standings else ""
    places = words.count(each.positions, "position")
    return f"{each.value:.2f} of {words.count(each.statements, 'statement')} on {places} take one side"


def _voice(each: Voice) -> Text:
    offices = on_one_line(f", {'; '.join(each.offices)}" if each.offices else "", "dim")
    return name(each.name) + offices + Text(f" · {each.statements:,}")


def _neighbour(each: Neighbour, named: Named) -> Text:
    """`Belarus 0.92 · k 3 of 8, n 12, 0.61 to 1.00`."""
    found = each.agreement
    low, high = found.interval or (0.0, 1.0)
    rests = f" · k {found.shared} of {found.of}, n {found.n:,}, {low:.2f} to {high:.2f}"
    return name(named(each)) + Text(f" {found.value:.2f}") + Text(rests, "dim")


def _latest(latest: Sequence[StatementRecord]) -> list[Text]:
    lines = [
        Text(f"{words.day(each.said_on).strip()}  ", "dim") + on_one_line(each.text) for each in latest[::-1]
    ]
    for each in lines:
        each.no_wrap, each.overflow = True, "ellipsis"
    return [Text("\nLatest", "bold"), *lines] if lines else []

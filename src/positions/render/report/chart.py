"""When it was said: a line of time for each actor on each position, with a mark for each statement.

Time runs to scale, but a long silence is shortened and marked as such. Only what was said counts here; what
is implied has no day of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from statistics import median

from positions.analysis.compare import Compared
from positions.analysis.findings import Findings
from positions.records import Reading
from positions.render.report import signs
from positions.render.report.html import Attributes, Markup, clipped, joined, tag
from positions.render.words import count, day

LEFT, WIDTH, RIGHT = 250, 660, 40  # of the names, of the time, of the margin
ROW, HEAD = 22, 26
MOST = 12  # positions in the picture; the table beneath shows all
APART = 16  # units between two marks; nearer ones become one mark with a number

Lane = tuple[str, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Scale:
    """The place of each day that something was said on, and the places where a long silence is shortened."""

    places: Mapping[date, float]
    breaks: tuple[float, ...]


def chart(found: Findings) -> Markup | None:
    """The picture and its table; None where nothing has a date."""
    lanes = {row.position: held for row in found.comparison.positions if (held := _lanes(row))}
    if not lanes:
        return None
    most = sorted(lanes, key=lambda slug: -sum(len(held) for _, held in lanes[slug]))[:MOST]
    drawn = {slug: held for slug, held in lanes.items() if slug in most}
    about: Attributes = {"class": "scroll", "tabindex": 0, "role": "region", "aria-label": "Timeline"}
    left_out = len(lanes) - len(drawn)
    note = tag("p", {"class": "facts"}, f"The picture shows the {MOST} positions most spoken on; "
               f"the table also shows the other {left_out}.") if left_out else None  # fmt: skip
    return tag("div", None, tag("div", about, _picture(found, drawn)), note, _table(found, lanes))


def _lanes(row: Compared) -> list[Lane]:
    """The dated statements of each actor on a position."""
    return [
        (actor, held)
        for actor, standing in row.standings.items()
        if standing and (held := [each for each in standing.dated if not each.implied])
    ]


def scale(days: Iterable[date]) -> Scale:
    """Days on a line of time on which no silence is longer than four usual ones.

    >>> places = scale([date(2022, 1, 1), date(2022, 1, 3), date(2022, 1, 4), date(2030, 1, 1)]).places
    >>> [round(each - LEFT) for each in places.values()]
    [20, 132, 188, 640]
    """
    ordered = sorted(set(days))
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    longest = max(7, 4 * median(gaps)) if gaps else 1
    kept = [min(gap, longest) for gap in gaps]
    unit = (WIDTH - 40) / (sum(kept) or 1)
    at = [LEFT + 20.0]
    for each in kept:
        at.append(at[-1] + each * unit)
    cut = [(one + other) / 2 for (one, other), gap in zip(pairwise(at), gaps, strict=True) if gap > longest]
    return Scale(dict(zip(ordered, at, strict=True)), tuple(cut))


def _picture(found: Findings, lanes: Mapping[str, Sequence[Lane]]) -> Markup:
    held = [each for those in lanes.values() for _, readings in those for each in readings]
    time = scale(each.when.first for each in held if each.when)
    parts, y = [], 40.0
    for slug, those in lanes.items():
        parts.append(_position(found, slug, y))
        y += HEAD
        for actor, readings in those:
            parts.append(_lane(found, slug, actor, readings, time, y))
            y += ROW
    height = y + 14
    total = LEFT + WIDTH + RIGHT
    return tag(
        "svg", {"viewBox": f"0 0 {total} {height:.0f}", "class": "chart", "role": "group",
                "aria-labelledby": "chart-title chart-desc"},
        tag("title", {"id": "chart-title"}, "When each actor spoke on each position"),
        tag("desc", {"id": "chart-desc"}, "A triangle that points up is support, one that points down opposition; "
            "a hollow one holds under a condition. The table beneath shows the same."),
        _axis(time, height), parts,
    )  # fmt: skip


def _axis(time: Scale, height: float) -> list[Markup]:
    """The years (months within one year) where they begin to be spoken in, and the shortened silences."""
    drawn = [
        tag("text", {"x": at, "y": 22, "class": "break", "text-anchor": "middle"}, "⋯") for at in time.breaks
    ]
    years = {each.year for each in time.places}
    last = float("-inf")
    for when, at in time.places.items():
        words = str(when.year) if len(years) > 1 else day(when.isoformat()[:7])
        if at - last < (52 if len(years) > 1 else 70) or words == _before(time, when, len(years) > 1):
            continue
        last = at
        drawn.append(tag("line", {"x1": at, "x2": at, "y1": 30, "y2": height - 6, "class": "guide"}))
        drawn.append(tag("text", {"x": at, "y": 22, "text-anchor": "middle"}, words))
    return drawn


def _before(time: Scale, when: date, by_year: bool) -> str:
    """How the day before this one would be labelled; empty for the first."""
    earlier = [each for each in time.places if each < when]
    if not earlier:
        return ""
    return str(earlier[-1].year) if by_year else day(earlier[-1].isoformat()[:7])


def _position(found: Findings, slug: str, y: float) -> Markup:
    label = found.codebook[slug].label
    words = tag(
        "text", {"x": 0, "y": y + 16, "class": "position"}, tag("title", None, label), clipped(label, 60)
    )
    line = tag("line", {"x1": 0, "x2": LEFT + WIDTH + RIGHT, "y1": y, "y2": y, "class": "rule"})
    return tag("g", None, line, words)


def _lane(
    found: Findings, slug: str, actor: str, readings: Sequence[Reading], time: Scale, y: float
) -> Markup:
    middle = y + ROW / 2
    name = tag("text", {"x": 14, "y": middle + 4}, clipped(actor, 32))
    base = tag("line", {"x1": LEFT, "x2": LEFT + WIDTH, "y1": middle, "y2": middle, "class": "lane"})
    drawn = [_mark(found, slug, actor, group, at, middle) for at, group in _grouped(readings, time)]
    return tag("g", None, name, base, drawn)


def _grouped(readings: Sequence[Reading], time: Scale) -> Iterable[tuple[float, list[Reading]]]:
    """Statements of one kind that stand too near to be told apart, at the place of the first of them."""
    for _, alike in groupby(sorted(readings, key=_kind), key=_kind):
        group: list[Reading] = []
        at = 0.0
        for each in alike:
            assert each.when
            place = time.places[each.when.first]
            if group and place - at >= APART:
                yield at, group
                group = []
            at = at if group else place
            group.append(each)
        yield at, group


def _kind(each: Reading) -> tuple[str, bool]:
    return each.stance, each.conditional


def _mark(found: Findings, slug: str, actor: str, group: Sequence[Reading], x: float, y: float) -> Markup:
    """A triangle above the line for support, beneath it for opposition; the number where there are several."""
    first = group[0]
    up = first.stance == "support"
    tip = f"M{x - 5:.1f},{y - 1:.1f} h10 l-5,-9 z" if up else f"M{x - 5:.1f},{y + 1:.1f} h10 l-5,9 z"
    words = f"{clipped(actor, 60)} {signs.in_words(first)} {found.codebook[slug].label}: {_days(group)}"
    number = found.numbers[first.statement]
    target = f"#s{number}" if len(group) == 1 else f"#t-{slug}-{found.comparison.actors.index(actor) + 1}"
    given = {"href": target, "class": f"mark {signs.classes(first)}", "aria-label": words}
    many = (
        tag("text", {"x": x + 7, "y": y - 2 if up else y + 10}, str(len(group))) if len(group) > 1 else None
    )
    return tag("a", given, tag("title", None, words), tag("path", {"d": tip}), many)


def _days(group: Sequence[Reading]) -> str:
    """The day, or the number of statements and their first and last day."""
    ends = [day(each.said_on).strip() for each in (group[0], group[-1])]
    if len(group) == 1:
        return ends[0]
    return f"{count(len(group), 'statement')}, {ends[0] if ends[0] == ends[1] else ' to '.join(ends)}"


# --- as a table --------------------------------------------------------------------------------


def _table(found: Findings, lanes: Mapping[str, Sequence[Lane]]) -> Markup:
    heads = [tag("th", {"scope": "col"}, each) for each in ("Position", "Actor", "Statements in their order")]
    rows = [_table_row(found, slug, actor, held) for slug, those in lanes.items() for actor, held in those]
    table = tag(
        "table", {"class": "plain"}, tag("thead", None, tag("tr", None, heads)), tag("tbody", None, rows)
    )
    return tag("details", {"class": "as-table"}, tag("summary", None, "The picture as a table"), table)


def _table_row(found: Findings, slug: str, actor: str, held: Sequence[Reading]) -> Markup:
    said = (
        tag("span", {"class": "said"}, signs.chip(each, day(each.said_on).strip()), " ",
            signs.reference(found, each.statement))
        for each in held
    )  # fmt: skip
    key = f"t-{slug}-{found.comparison.actors.index(actor) + 1}"
    cells = tag("th", {"scope": "row"}, found.codebook[slug].label), tag("td", None, clipped(actor, 60))
    return tag("tr", {"id": key}, cells, tag("td", None, joined(said, " ")))

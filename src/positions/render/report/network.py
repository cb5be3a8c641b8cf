"""The network of the actors: who takes the same sides, and who opposite ones, drawn on a circle.

The places are computed, not found by chance: those who agree most stand beside each other, so that the same
store always gives the same picture. What the picture shows stands in the table of pairs as well.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin

from positions.analysis.findings import Findings, Pair
from positions.render.report.agreement import pair_key
from positions.render.report.html import Markup, clipped, tag
from positions.render.words import count

WIDTH, HEIGHT = 560, 440
RADIUS = 150
Point = tuple[float, float]


def network(found: Findings) -> Markup:
    places = _places(found)
    edges = [_edges(found, pair, places) for pair in found.ties]
    nodes = [_node(actor, place) for actor, place in places.items()]
    said = (
        "Each line joins two actors: solid, where they take the same side; dashed, where they take opposite "
        "sides. The number on it says on how many positions. The table of pairs says the same in words."
    )
    return tag(
        "svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "class": "network", "role": "group",
                "aria-labelledby": "network-title network-desc"},
        tag("title", {"id": "network-title"}, "Network of agreement and conflict"),
        tag("desc", {"id": "network-desc"}, said), edges, nodes,
    )  # fmt: skip


def _places(found: Findings) -> dict[str, Point]:
    """A place on the circle for each actor, beginning at the top."""
    ring = _ring(found)
    turn = 2 * pi / len(ring)
    middle = (WIDTH / 2, HEIGHT / 2)
    return {
        actor: (middle[0] + 1.15 * RADIUS * sin(turn * at), middle[1] - RADIUS * cos(turn * at))
        for at, actor in enumerate(ring)
    }


def _ring(found: Findings) -> list[str]:
    """The actors in an order in which each is followed by the one it agrees with most."""
    left = list(found.comparison.actors)
    ring = [left.pop(0)]
    while left:
        nearest = max(left, key=lambda each: (_closeness(found, ring[-1], each), -left.index(each)))
        left.remove(nearest)
        ring.append(nearest)
    return ring


def _closeness(found: Findings, one: str, other: str) -> int:
    tied = found.ties.get((one, other)) or found.ties[other, one]
    return len(tied.same) - len(tied.opposite)


def _edges(found: Findings, pair: Pair, places: dict[str, Point]) -> list[Markup]:
    tied = found.ties[pair]
    kinds = (("same", len(tied.same), "the same side"), ("opposite", len(tied.opposite), "opposite sides"))
    held = [each for each in kinds if each[1]]
    drawn = []
    for index, (kind, number, words) in enumerate(held):
        aside = 0.0 if len(held) == 1 else (-7.0, 7.0)[index]
        line, label = _line(places[pair[0]], places[pair[1]], aside, number)
        named = f"{clipped(pair[0], 60)} and {clipped(pair[1], 60)}: {words} on {count(number, 'position')}"
        given = {"href": f"#{pair_key(found, pair)}", "class": f"edge {kind}", "aria-label": named}
        sign = "+" if kind == "same" else "−"
        drawn.append(tag("a", given, tag("title", None, named), line, _label(label, f"{sign}{number}")))
    return drawn


def _line(one: Point, other: Point, aside: float, number: int) -> tuple[Markup, Point]:
    """A line beside the straight one, as wide as there are positions, and the place of its number."""
    length = hypot(other[0] - one[0], other[1] - one[1])
    across = ((other[1] - one[1]) / length * aside, (one[0] - other[0]) / length * aside)
    ends = [(each[0] + across[0], each[1] + across[1]) for each in (one, other)]
    (x1, y1), (x2, y2) = ends
    line = tag("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": min(1.5 + number, 8.0)})
    along = 0.36 if aside <= 0 else 0.64
    return line, (x1 + along * (x2 - x1), y1 + along * (y2 - y1))


def _label(place: Point, words: str) -> Markup:
    return tag("text", {"x": place[0], "y": place[1] + 4, "text-anchor": "middle"}, words)


def _node(actor: str, place: Point) -> Markup:
    """A dot with the name outside the circle."""
    x, y = place
    beside = x - WIDTH / 2
    anchor = "middle" if abs(beside) < 20 else "start" if beside > 0 else "end"
    left, down = (0, -16 if y < HEIGHT / 2 else 26) if anchor == "middle" else (14 if beside > 0 else -14, 5)
    label = tag("text", {"x": x + left, "y": y + down, "text-anchor": anchor}, clipped(actor, 22))
    return tag("g", {"class": "node"}, tag("circle", {"cx": x, "cy": y, "r": 8}), label)

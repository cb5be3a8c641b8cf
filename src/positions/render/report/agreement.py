"""How far the actors agree: the sentence with its number, the map of all pairs, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from positions.analysis.agreement import Agreement
from positions.analysis.compare import in_words
from positions.analysis.findings import Findings, Pair
from positions.render.report import signs
from positions.render.report.card import card, opener
from positions.render.report.html import Attributes, Markup, clipped, joined, tag
from positions.render.words import count

STEPS = 10  # shades of the map


def headline(found: Findings) -> Markup:
    """The score in words, the number, its interval as a line, and what it counts."""
    agreed = found.comparison.agreement
    names = [clipped(each, signs.NAME) for each in found.comparison.actors]
    said = tag("p", {"class": "sentence"}, in_words(agreed, names))
    if agreed.value is None:
        return tag("div", {"class": "headline"}, tag("div", {"class": "words"}, said))
    number = tag("a", {"href": "#stands", "class": "score"}, f"{agreed.value:.2f}")
    scale = tag("div", {"class": "scored"}, number, _interval(agreed))
    return tag("div", {"class": "headline"}, scale, tag("div", {"class": "words"}, said, _basis(agreed)))


def _interval(agreed: Agreement) -> Markup | None:
    """A line from 0 to 1 with the interval and the value on it."""
    if agreed.value is None or agreed.interval is None:
        return None
    low, high = agreed.interval
    at = [10 + 180 * each for each in (low, agreed.value, high)]
    label = f"Agreement {agreed.value:.2f}, 95 % interval {low:.2f} to {high:.2f}, on a scale from 0 to 1"
    return tag(
        "svg", {"viewBox": "0 0 200 34", "class": "scale", "role": "img", "aria-label": label},
        tag("line", {"x1": 10, "x2": 190, "y1": 12, "y2": 12, "class": "axis"}),
        tag("line", {"x1": at[0], "x2": at[2], "y1": 12, "y2": 12, "class": "range"}),
        tag("circle", {"cx": at[1], "cy": 12, "r": 5, "class": "dot"}),
        tag("text", {"x": 10, "y": 31}, "0 differ"),
        tag("text", {"x": 190, "y": 31, "text-anchor": "end"}, "agree 1"),
    )  # fmt: skip


def _basis(agreed: Agreement) -> Markup:
    """k of m, n, documents, interval, seed, and the value beyond chance."""
    shared = f"{agreed.shared} of {count(agreed.of, 'position')}"
    implied = f" ({agreed.implied} of them only by implication)" if agreed.implied else ""
    return tag(
        "p", {"class": "facts"}, "It rests on ", tag("a", {"href": "#stands"}, shared), f" shared{implied}, ",
        tag("a", {"href": "#evidence"}, count(agreed.n, "statement")), " in ",
        tag("a", {"href": "#sources"}, count(agreed.documents, "document")), f". {_bounds(agreed)} ",
        _chance(agreed), " ", tag("a", {"href": "#method"}, "What this means"), ".",
    )  # fmt: skip


def _bounds(agreed: Agreement) -> str:
    if agreed.interval is None or agreed.documents < 2:
        return "One document alone bounds nothing: the interval is the whole range from 0.00 to 1.00."
    low, high = agreed.interval
    return f"95 % interval {low:.2f} to {high:.2f} (bootstrap over documents, seed {agreed.seed})."


def _chance(agreed: Agreement) -> str:
    if agreed.chance_corrected is None:
        return "Agreement beyond chance is not defined here."
    return f"Beyond chance: {_signed(agreed.chance_corrected)}."


def _signed(value: float | None) -> str:
    return signs.SILENT if value is None else f"{value:.2f}".replace("-", "−")


# --- nearest and farthest ----------------------------------------------------------------------


def extremes(found: Findings) -> Markup | None:
    """Of three actors and more: the pair that agrees most and the one that differs most.

    A pair that shares a single position counts here only where no pair shares more.
    """
    pairs = {pair: each for pair, each in found.comparison.pairs.items() if each.value is not None}
    least = min(2, max((each.shared for each in pairs.values()), default=0))
    scored = [(each.value or 0.0, pair) for pair, each in pairs.items() if each.shared >= least]
    if len(found.comparison.pairs) < 2 or not scored:
        return None
    closest, farthest = max(scored, key=lambda each: each[0]), min(scored, key=lambda each: each[0])
    items = [_extreme(found, "Closest", closest[1])]
    if farthest[0] < closest[0]:
        items.append(_extreme(found, "Farthest apart", farthest[1]))
    return tag("ul", {"class": "tiles"}, items)


def _extreme(found: Findings, word: str, pair: Pair) -> Markup:
    agreed = found.comparison.pairs[pair]
    number = opener(pair_key(found, pair), _signed(agreed.value), "number")
    basis = f"on {agreed.shared} of {count(agreed.of, 'position')}, n = {agreed.n}"
    label = tag("span", {"class": "label"}, word)
    return tag("li", None, label, tag("b", None, _named(pair)), " ", number, tag("span", None, basis))


def _named(pair: Sequence[str]) -> str:
    return " and ".join(clipped(each, signs.NAME) for each in pair)


# --- the map -----------------------------------------------------------------------------------


def pair_key(found: Findings, pair: Pair) -> str:
    actors = found.comparison.actors
    return f"pair-{actors.index(pair[0]) + 1}-{actors.index(pair[1]) + 1}"


def heat_map(found: Findings) -> Markup:
    """Actors against actors; each number opens what it counts. Beneath it the same as a table."""
    actors = found.comparison.actors
    heads = [tag("th", {"scope": "col"}, clipped(each, 24)) for each in actors[:-1]]
    rows = [_heat_row(found, row) for row in range(1, len(actors))]
    head = tag("thead", None, tag("tr", None, tag("td"), heads))
    shown = tag("table", {"class": "heat"}, tag("caption", None, "Agreement of each pair, and on how many "
                "positions both have spoken"), head, tag("tbody", None, rows))  # fmt: skip
    cards = [_pair_card(found, pair) for pair in found.comparison.pairs]
    return tag("div", {"class": "scroll", "tabindex": 0, "role": "region", "aria-label": "Agreement of pairs"},
               shown, cards)  # fmt: skip


def _heat_row(found: Findings, row: int) -> Markup:
    actors = found.comparison.actors
    cells = [_heat_cell(found, (actors[column], actors[row])) for column in range(row)]
    empty = [tag("td", {"class": "beyond"}) for _ in range(row, len(actors) - 1)]
    return tag("tr", None, tag("th", {"scope": "row"}, clipped(actors[row], 24)), cells, empty)


def _heat_cell(found: Findings, pair: Pair) -> Markup:
    agreed = found.comparison.pairs[pair]
    if agreed.value is None:
        unsaid = tag("span", {"class": "unseen"}, "nothing shared")
        return tag("td", {"class": "none"}, signs.SILENT, unsaid)
    face = [f"{agreed.value:.2f}", tag("span", {"class": "of"}, f"{agreed.shared} of {agreed.of}")]
    shade = f"shade-{round(agreed.value * STEPS)}"
    return tag("td", {"class": shade}, opener(pair_key(found, pair), face, "number"))


def _pair_card(found: Findings, pair: Pair) -> Markup | None:
    """The sentence of a pair, what it rests on, and the positions that both have spoken on."""
    agreed = found.comparison.pairs[pair]
    if agreed.value is None:
        return None
    said = tag("p", {"class": "what"}, in_words(agreed, [clipped(each, signs.NAME) for each in pair]))
    return card(pair_key(found, pair), said, tag("p", {"class": "facts"}, f"Agreement {agreed.value:.2f}. "
                f"n = {agreed.n} in {count(agreed.documents, 'document')}. {_bounds(agreed)} {_chance(agreed)}"),
                tag("ul", {"class": "standings"}, _shared(found, pair)))  # fmt: skip


def _shared(found: Findings, pair: Pair) -> Iterable[Markup]:
    for row in found.comparison.positions:
        both = [row.standings[actor] for actor in pair]
        if all(both):
            held = [
                tag(
                    "span",
                    None,
                    f"{clipped(actor, 24)} ",
                    signs.chip(each),
                    " ",
                    signs.references(found, each),
                )
                for actor, each in zip(pair, both, strict=True)
                if each
            ]
            label = found.codebook[row.position].label
            yield tag("li", None, joined([tag("b", None, label), *held], " "))


# --- as a table --------------------------------------------------------------------------------


def pairs_table(found: Findings) -> Markup:
    """Every pair with all numbers: what the map and the network draw, for reading."""
    heads = (
        "Pair",
        "Agreement",
        "Shared",
        "n",
        "95 % interval",
        "Beyond chance",
        "Same side",
        "Opposite sides",
    )
    head = tag("thead", None, tag("tr", None, [tag("th", {"scope": "col"}, each) for each in heads]))
    rows = [_pair_row(found, pair, agreed) for pair, agreed in found.comparison.pairs.items()]
    table = tag("table", {"class": "plain"}, head, tag("tbody", None, rows))
    about: Attributes = {"class": "scroll", "tabindex": 0, "role": "region", "aria-label": "All pairs"}
    return tag("details", {"class": "as-table"}, tag("summary", None, "All pairs as a table"),
               tag("div", about, table))  # fmt: skip


def _pair_row(found: Findings, pair: Pair, agreed: Agreement) -> Markup:
    tied = found.ties[pair]
    bounds = f"{agreed.interval[0]:.2f} to {agreed.interval[1]:.2f}" if agreed.interval else signs.SILENT
    numbers = [_signed(agreed.value), f"{agreed.shared} of {agreed.of}", str(agreed.n), bounds,
               _signed(agreed.chance_corrected)]  # fmt: skip
    sides = [_positions(found, each) for each in (tied.same, tied.opposite)]
    return tag("tr", {"id": pair_key(found, pair)}, tag("th", {"scope": "row"}, _named(pair)),
               [tag("td", None, each) for each in (*numbers, *sides)])  # fmt: skip


def _positions(found: Findings, slugs: Sequence[str]) -> list[str]:
    """The positions by their labels, each leading to its row of the matrix."""
    rows = [each.position for each in found.comparison.positions]
    links = (tag("a", {"href": f"#p{rows.index(slug) + 1}"}, found.codebook[slug].label) for slug in slugs)
    return joined(links, ", ") or [signs.SILENT]

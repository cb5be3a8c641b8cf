"""Who stands where: positions by dispute, actors side by side; each cell opens the quotations behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from positions.analysis.compare import Compared
from positions.analysis.findings import Findings
from positions.analysis.standings import Standing
from positions.render.report import signs
from positions.render.report.card import card, opener
from positions.render.report.html import Markup, clipped, joined, tag
from positions.render.words import count, day


def matrix(found: Findings) -> Markup:
    actors = found.comparison.actors
    rows = enumerate(found.comparison.positions, start=1)
    by_dispute = groupby(rows, key=lambda each: found.codebook[each[1].position].dispute_label)
    bodies = [_dispute(found, label, list(inside)) for label, inside in by_dispute]
    many = "matrix wide" if len(actors) > 4 else "matrix"
    table = tag("table", {"class": many, "role": "table"}, _head(actors), bodies)
    return tag("div", {"class": "legend-and-table"}, _legend(), table)


def _legend() -> Markup:
    def key(kind: str, sign: str, words: str) -> Markup:
        sample = tag("span", {"class": f"chip {kind}"}, tag("span", {"class": "sign"}, sign))
        return tag("li", None, sample, " ", words)

    return tag(
        "ul", {"class": "legend", "aria-label": "Legend"},
        key("support", "+", "supports"), key("oppose", "−", "opposes"), key("mixed", "±", "both were said"),
        key("support conditional", "+", "dashed edge: only under a condition"),
        key("support implied", "+", "striped: only implied by what was said on another position"),
        tag("li", None, tag("span", {"class": "silent"}, signs.SILENT), " silent"),
    )  # fmt: skip


def _head(actors: Sequence[str]) -> Markup:
    cells = [
        tag("th", {"scope": "col", "role": "columnheader"}, clipped(each, signs.NAME)) for each in actors
    ]
    return tag(
        "thead", {"role": "rowgroup"},
        tag("tr", {"role": "row"}, tag("th", {"scope": "col", "role": "columnheader"}, "Position"), cells,
            tag("th", {"scope": "col", "role": "columnheader", "class": "agree"}, "Agree")),
    )  # fmt: skip


def _dispute(found: Findings, label: str, rows: Sequence[tuple[int, Compared]]) -> Markup:
    wide = len(found.comparison.actors) + 2
    head = tag("th", {"scope": "rowgroup", "colspan": wide, "role": "cell"}, label)
    return tag(
        "tbody", {"role": "rowgroup"}, tag("tr", {"class": "dispute", "role": "row"}, head),
        [_row(found, number, row) for number, row in rows],
    )  # fmt: skip


def _row(found: Findings, number: int, row: Compared) -> Markup:
    position = found.codebook[row.position]
    head = tag("th", {"scope": "row", "role": "rowheader", "id": f"p{number}"},
               opener(f"p{number}-about", position.label, "position"), _about(found, number, row))  # fmt: skip
    cells = [
        _cell(found, f"p{number}-{column}", actor, row, row.standings[actor])
        for column, actor in enumerate(row.standings, start=1)
    ]
    return tag("tr", {"role": "row"}, head, cells, _agree(number, row))


def _cell(found: Findings, key: str, actor: str, row: Compared, standing: Standing | None) -> Markup:
    given = {"role": "cell", "data-actor": clipped(actor, signs.NAME)}
    if standing is None:
        silent = tag("span", {"class": "silent", "title": "silent"}, signs.SILENT)
        return tag("td", {**given, "class": "none"}, silent, tag("span", {"class": "unseen"}, "silent"))
    label = found.codebook[row.position].label
    title = tag("p", {"class": "what"}, tag("b", None, clipped(actor, signs.NAME)), " ",
                _verb(standing), " ", tag("b", None, label))  # fmt: skip
    shown = card(key, title, _counted(standing), signs.quotations(found, standing.statements))
    paper = tag("span", {"class": "paper"}, signs.references(found, standing))
    face = _face(standing)
    return tag("td", {**given, "class": f"cell {signs.classes(standing)}"},
               opener(key, face, "standing"), shown, paper)  # fmt: skip


def _verb(standing: Standing) -> str:
    return "is mixed on" if standing.stance == "mixed" else signs.in_words(standing)


def _face(standing: Standing) -> list[str]:
    """What the cell says before it is opened."""
    marked = ", ".join(signs.marks(standing))
    when = [day(standing.last).strip(), f"n = {standing.n}"]
    return [
        tag("span", {"class": "stance"}, signs.sign(standing.stance), signs.WORDS[standing.stance]),
        tag("span", {"class": "marks"}, marked) if marked else "",
        tag("span", {"class": "when"}, joined((tag("span", None, each) for each in when), " · ")),
    ]


def _counted(standing: Standing) -> Markup:
    """n, the reports, the mean value, first and last."""
    parts = [count(standing.n, "statement")]
    if standing.reports > standing.n:
        parts.append(f"reported {standing.reports} times")
    parts.append(f"mean value {standing.value:+.2f}".replace("-", "−"))
    if standing.first:
        first, last = day(standing.first).strip(), day(standing.last).strip()
        parts.append(first if first == last else f"{first} to {last}")
    return tag("p", {"class": "facts"}, " · ".join(parts))


def _agree(number: int, row: Compared) -> Markup:
    given = {"role": "cell", "class": "agree", "data-actor": "Agreement"}
    if row.agreement is None:
        alone = tag("span", {"class": "unseen"}, "spoken on by one only")
        return tag("td", {**given, "class": "agree none"}, signs.SILENT, alone)
    return tag("td", given, opener(f"p{number}-about", f"{row.agreement:.2f}", "number"))


# --- what a position means ---------------------------------------------------------------------


def _about(found: Findings, number: int, row: Compared) -> Markup:
    """The proposition, what it contradicts and implies, and the standings that its agreement rests on."""
    position = found.codebook[row.position]
    title = tag("p", {"class": "what"}, tag("b", None, position.label))
    if row.agreement is None:
        agreed = "Only one of these actors has spoken on it: there is no agreement to count."
    else:
        agreed = f"Agreement {row.agreement:.2f}, from these standings:"
    return card(
        f"p{number}-about", title, tag("p", {"class": "proposition"}, position.proposition),
        _related(found, "Contradicts", position.contradicts), _related(found, "Implies", position.implies),
        tag("p", {"class": "facts"}, agreed), tag("ul", {"class": "standings"}, _standings(found, row)),
    )  # fmt: skip


def _related(found: Findings, word: str, slugs: Iterable[str]) -> Markup | None:
    labels = [found.codebook[each].label for each in slugs if each in found.codebook]
    return tag("p", {"class": "facts"}, f"{word}: {', '.join(labels)}.") if labels else None


def _standings(found: Findings, row: Compared) -> Iterable[Markup]:
    for actor, standing in row.standings.items():
        if standing:
            value = f"mean {standing.value:+.2f} of n = {standing.n}".replace("-", "−")
            yield tag("li", None, joined([
                tag("b", None, clipped(actor, signs.NAME)), signs.chip(standing), value,
                tag("span", None, signs.references(found, standing)),
            ], " "))  # fmt: skip

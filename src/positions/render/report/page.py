"""The page: its head, which lets nothing in and nothing out, and its sections in the order of reading."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from positions import resources
from positions.analysis.findings import Findings
from positions.render.report import signs
from positions.render.report.agreement import extremes, headline, heat_map, pairs_table
from positions.render.report.changes import changes
from positions.render.report.chart import chart
from positions.render.report.evidence import evidence, sources
from positions.render.report.html import Child, Markup, clipped, joined, tag
from positions.render.report.matrix import matrix
from positions.render.report.method import method
from positions.render.report.network import network
from positions.render.words import count, day


def page(found: Findings) -> str:
    """The whole document. The same findings give the same bytes."""
    body = tag("body", None, tag("main", None, _header(found), _sections(found)), _footer(found))
    return f"<!doctype html>\n{tag('html', {'lang': 'en'}, _head(found), body)}"


def _head(found: Findings) -> Markup:
    """A policy that forbids every request and every script, and allows this one sheet of style by its hash."""
    style = _style().read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head", None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("meta", {"name": "color-scheme", "content": "light dark"}),
        tag("meta", {"name": "generator", "content": f"positions {found.about.program}"}),
        tag("title", None, clipped(found.about.title, 200)),
        Markup(f"<style>{style}</style>\n"),
    )  # fmt: skip


def _style() -> Path:
    return resources.data("report", "style.css")


# --- what it covers ----------------------------------------------------------------------------


def _header(found: Findings) -> Markup:
    parts = (
        tag("p", {"class": "kicker"}, "Positions report"),
        tag("h1", None, clipped(found.about.title, 200)),
    )
    dek = tag("p", {"class": "dek"}, _coverage(found))
    return tag("header", {"class": "top"}, parts, dek, _facts(found), _contents(found))


def _coverage(found: Findings) -> list[str]:
    """How much the page rests on: each number leads to it."""
    positions = found.comparison.positions
    disputes = {found.codebook[each.position].dispute for each in positions}
    documents = {each.document for each in found.statements}
    return [
        "On ", tag("a", {"href": "#stands"}, count(len(positions), "position")),
        f" in {count(len(disputes), 'dispute')}, from ",
        tag("a", {"href": "#evidence"}, count(len(found.statements), "statement")), " in ",
        tag("a", {"href": "#sources"}, count(len(documents), "document")), f"{_span(found)}.",
    ]  # fmt: skip


def _span(found: Findings) -> str:
    dated = [each.said_on for each in found.statements if each.said_on]
    if not dated:
        return ", none of them dated"
    first, last = day(dated[0]).strip(), day(dated[-1]).strip()
    return f", said on {first}" if first == last else f", said between {first} and {last}"


def _facts(found: Findings) -> Markup:
    about = found.about
    chosen = " (those most heard)" if about.chosen else ""
    held = ", ".join(count(number, table) for table, number in about.covers.items())
    facts = (
        ("Actors", ", ".join(clipped(each, signs.NAME) for each in found.comparison.actors) + chosen),
        ("Store", f"{about.store}: {held}"),
        *about.filters,
        *((("Note", " ".join(about.notes)),) if about.notes else ()),
        ("Coded by", "; ".join(about.coders)),
        ("Made", f"{day(about.made).strip()}, by positions {about.program}"),
    )
    return tag("dl", {"class": "about"}, (tag("div", None, tag("dt", None, term), tag("dd", None, words))
                                         for term, words in facts))  # fmt: skip


def _contents(found: Findings) -> Markup:
    links = [tag("a", {"href": f"#{key}"}, title) for key, title in _titles(found).items()]
    return tag("nav", {"aria-label": "Contents"}, joined(links, " "))


# --- the sections ------------------------------------------------------------------------------


def _titles(found: Findings) -> dict[str, str]:
    every = {
        "agreement": "Agreement", "stands": "Who stands where", "pairs": "Pair by pair", "time": "When it was said",
        "changes": "What changed", "evidence": "Evidence", "sources": "Sources", "method": "Method and limits",
    }  # fmt: skip
    return {key: title for key, title in every.items() if key != "pairs" or len(found.comparison.actors) > 1}


def _sections(found: Findings) -> list[Markup]:
    inside: dict[str, Child] = {
        "agreement": [headline(found), extremes(found)],
        "stands": [_hint(), matrix(found)],
        "pairs": _pairs(found),
        "time": chart(found) or tag("p", {"class": "facts"}, "Nothing that was said here has a date."),
        "changes": changes(found),
        "evidence": evidence(found),
        "sources": sources(found),
        "method": method(found),
    }
    return [
        tag("section", {"id": key, "aria-labelledby": f"{key}-title"},
            tag("h2", {"id": f"{key}-title"}, title), inside[key])
        for key, title in _titles(found).items()
    ]  # fmt: skip


def _hint() -> Markup:
    return tag(
        "p", {"class": "facts screen"}, "Open a cell for its quotations: click, or Tab and Enter; Esc closes."
    )


def _pairs(found: Findings) -> list[Markup]:
    """The map and the network, side by side where there is room; for two actors the table says it all."""
    if len(found.comparison.actors) < 3:
        return [pairs_table(found)]
    drawn = tag(
        "div", {"class": "side-by-side"}, heat_map(found), tag("figure", None, network(found), _caption())
    )
    return [drawn, pairs_table(found)]


def _caption() -> Markup:
    return tag(
        "figcaption", None, "Solid: the same side. Dashed: opposite sides. The numbers count positions."
    )


def _footer(found: Findings) -> Markup:
    made = f"positions {found.about.program}, {day(found.about.made).strip()}"
    return tag(
        "footer", None, tag("p", None, f"Made by {made}. One file: it asks no server and runs no script.")
    )

"""The evidence: every statement that a number of the page rests on, numbered; and the documents they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from positions.analysis.findings import Findings
from positions.records import StanceRecord, StatementRecord
from positions.records.verdicts import BY_HAND
from positions.render.report import signs
from positions.render.report.html import Markup, clipped, joined, tag
from positions.render.words import day


def evidence(found: Findings) -> list[Markup]:
    """The statements in the order of saying, year by year."""
    by_year = groupby(found.statements, key=lambda each: each.said_on[:4] if each.said_on else "Undated")
    return [_year(found, year, list(inside)) for year, inside in by_year]


def _year(found: Findings, year: str, inside: Sequence[StatementRecord]) -> Markup:
    items = [_statement(found, each) for each in inside]
    return tag("section", {"class": "year"}, tag("h3", None, year), tag("ol", {"class": "statements"}, items))


def _statement(found: Findings, record: StatementRecord) -> Markup:
    number = found.numbers[record.id]
    mark = tag("a", {"href": f"#s{number}", "class": "no"}, str(number))
    stances = tag("ul", {"class": "stances"}, (_stance(found, record, each) for each in record.stances))
    source = tag("p", {"class": "source"}, signs.source(record), " ", signs.reported(found, record.id))
    dated = (
        f"Dated by: {clipped(record.said_on_from, 80)}. " if record.said_on and record.said_on_from else ""
    )
    made = tag(
        "p", {"class": "made"}, f"{dated}Statement {record.id}, characters {record.start} to {record.end}."
    )
    return tag(
        "li", {"id": f"s{number}"}, mark, tag("div", None, signs.quoted(record), source, stances, made)
    )


def _stance(found: Findings, record: StatementRecord, each: StanceRecord) -> Markup | None:
    """Whose stance, on which position, read by which coder and how sure."""
    if each.position not in found.codebook or each.status == "rejected":
        return None
    marks = [word for word, holds in (("conditional", each.conditional), ("implied", each.implied)) if holds]
    said = signs.WORDS[each.stance] + (f" ({', '.join(marks)})" if marks else "")
    chip = tag("span", {"class": " ".join(["chip", each.stance, *marks])}, signs.sign(each.stance), said)
    checked = {"accepted": ", confirmed by a reviewer", "edited": ", corrected by a reviewer"}
    note = f", {BY_HAND}" if each.rule == BY_HAND else checked.get(each.status, "")
    coded = f"{each.coder}, confidence {each.confidence:.2f}{note}"
    whose = tag("span", None, clipped(each.actor, signs.NAME))
    label = tag("b", None, found.codebook[each.position].label)
    return tag("li", None, whose, " ", chip, " ", label, " ", tag("span", {"class": "coded"}, coded))


# --- the documents -----------------------------------------------------------------------------


def sources(found: Findings) -> Markup:
    """The documents that are quoted, with the numbers of their statements."""
    inside: dict[str, list[StatementRecord]] = {}
    for each in found.statements:
        inside.setdefault(each.document, []).append(each)
    ordered = sorted(inside.items(), key=lambda each: (each[1][0].published or "9", each[0]))
    return tag("ol", {"class": "sources"}, (_document(found, said) for _, said in ordered))


def _document(found: Findings, said: Sequence[StatementRecord]) -> Markup:
    first = said[0]
    known = [each for each in signs.published(first.title, first.outlet, first.url) if each]
    published = day(first.published).strip() if first.published else "date not known"
    facts = joined([*known, published, f"document {clipped(first.document, 20)}"], " · ")
    return tag("li", None, facts, " ", joined(_numbers(found, said), " "))


def _numbers(found: Findings, said: Iterable[StatementRecord]) -> Iterable[Markup]:
    return (signs.reference(found, each.id) for each in said)

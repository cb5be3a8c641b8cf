"""How a stance looks on the page: a sign, a word and marks, so that no colour is needed; and its quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from positions.analysis.findings import Findings
from positions.analysis.standings import Standing
from positions.records import Reading, StatementRecord
from positions.render.report.html import Markup, clipped, joined, link, tag
from positions.render.words import day

SIGNS = {"support": "+", "oppose": "−", "mixed": "±"}
WORDS = {"support": "supports", "oppose": "opposes", "mixed": "mixed"}
NAME = 60  # letters of a name; somebody may have made one very long
SILENT = "·"

Sided = Standing | Reading


def marks(each: Sided) -> list[str]:
    """What softens a stance: conditional, implied, reported by another party."""
    held = (
        ("conditional", each.conditional),
        ("implied", each.implied),
        ("reported", each.second_hand),
    )
    return [word for word, holds in held if holds]


def in_words(each: Sided) -> str:
    """`supports`, or `opposes (conditional, implied)`."""
    marked = marks(each)
    return WORDS[each.stance] + (f" ({', '.join(marked)})" if marked else "")


def classes(each: Sided) -> str:
    return " ".join([each.stance, *marks(each)])


def sign(stance: str) -> Markup:
    return tag("span", {"class": "sign", "aria-hidden": "true"}, SIGNS[stance])


def chip(each: Sided, words: str = "") -> Markup:
    """A stance in a line of text."""
    return tag("span", {"class": f"chip {classes(each)}"}, sign(each.stance), words or in_words(each))


def reference(found: Findings, key: str) -> Markup:
    """`[12]`, which leads to the statement in the evidence."""
    number = found.numbers[key]
    named = f"statement {number} in the evidence"
    return tag("a", {"href": f"#s{number}", "class": "ref", "aria-label": named}, f"[{number}]")


def references(found: Findings, standing: Standing) -> list[str]:
    return joined((reference(found, each.statement) for each in standing.statements), " ")


def quotations(found: Findings, readings: Sequence[Reading]) -> Markup:
    """The quotations behind a standing, the latest first, each with its source."""
    latest = [each for each in readings if each.said_on][::-1]
    undated = [each for each in readings if not each.said_on]
    return tag("ol", {"class": "quotes"}, (_quotation(found, each) for each in latest + undated))


def _quotation(found: Findings, reading: Reading) -> Markup:
    record = found.by_key[reading.statement]
    held = chip(reading)
    return tag("li", None, quoted(record), tag("p", {"class": "source"}, held, " ", source(record), " ",
               reported(found, record.id), reference(found, record.id)))  # fmt: skip


def reported(found: Findings, key: str) -> str:
    """`in 3 reports`, where a statement stands in several documents; it counts once."""
    reports = found.reports.get(key, 1)
    return f"· in {reports} reports " if reports > 1 else ""


def quoted(record: StatementRecord) -> Markup:
    return tag("blockquote", {"dir": "auto"}, record.text)


def source(record: StatementRecord) -> list[str]:
    """Speaker, for whom, when, doing what, and where it stood."""
    said = f"{day(record.said_on).strip()} · act: {record.act}"
    return joined([_speaker(record), said, *published(record.title, record.outlet, record.url)], " · ")


def _speaker(record: StatementRecord) -> Markup:
    spoken = clipped(record.speaker, NAME)
    actors = " and ".join(clipped(each.name, NAME) for each in record.actors)
    if not actors or actors == spoken:
        return tag("b", {"class": "who"}, spoken)
    if record.second_hand and {each.actor_code for each in record.stances} & {
        each.code for each in record.actors
    }:
        return tag("span", None, tag("b", {"class": "who"}, actors), f", as {spoken} reports")
    return tag("span", None, tag("b", {"class": "who"}, spoken), f" for {actors}")


def published(title: str, outlet: str, url: str) -> Iterable[str | None]:
    """Title, outlet and address of a document, as far as they are known."""
    yield tag("cite", None, clipped(title, 140)) if title else None
    yield clipped(outlet, NAME) if outlet else None
    yield link(url, "source ↗")

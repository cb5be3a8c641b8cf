"""One statement: in its paragraph (`show`), and with the decisions that made it (`explain`)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from positions.records import Evidence, Report, StanceRecord, StatementRecord, Step
from positions.render import words
from positions.render.safe import on_one_line, visible
from positions.render.statements import Labels, stance_line
from positions.render.tables import facts, table
from positions.render.verdicts import log_of

OPEN, CLOSE = "⟦", "⟧"  # marks that also read without colour


MOST = 5  # reports that are named; the others are counted


def in_its_place(evidence: Evidence, labels: Labels, others: Sequence[Report] = ()) -> Group:
    """The paragraph with the statement marked in it, what was understood, and who else reports it."""
    understood = [*_understood(evidence.record, labels), ("Reported too", _reports(others))]
    return Group(Padding(paragraph(evidence), (0, 2)), Text(), facts(understood))


def _reports(others: Sequence[Report]) -> Text:
    lines = [
        on_one_line(", ".join(filter(None, (each.outlet, each.published, each.statement))))
        for each in others[:MOST]
    ]
    more = [Text(f"and {len(others) - MOST} more")] if len(others) > MOST else []
    return Text("\n").join([*lines, *more])


def paragraph(evidence: Evidence) -> Text:
    """The paragraph or paragraphs that hold the statement; every content span stands between ⟦ and ⟧."""
    text = evidence.document_text
    start = text.rfind("\n", 0, evidence.record.start) + 1
    stop = text.find("\n", evidence.record.end)
    stop = len(text) if stop < 0 else stop
    shown, at = Text(), start
    for first, last in evidence.content:
        shown += visible(text[at:first]) + Text(OPEN, "bold") + visible(text[first:last], "bold")
        shown, at = shown + Text(CLOSE, "bold"), last
    return shown + visible(text[at:stop])


def _understood(record: StatementRecord, labels: Labels) -> list[tuple[str, Text]]:
    actors = ", ".join(actor.name for actor in record.actors)
    when = f"{words.day(record.said_on).strip()} (from: {record.said_on_from or 'nothing in the text'})"
    source = ", ".join(filter(None, [record.outlet, record.title, record.published]))
    return [
        ("Speaker", on_one_line(record.speaker)),
        ("Speaks for", on_one_line(actors or "nobody that is known")),
        ("Said on", on_one_line(when)),
        ("Act", on_one_line(f"{record.act} (“{record.cue}”)" if record.cue else record.act)),
        (
            "Manner",
            on_one_line(record.manner + (", reported by another party" if record.second_hand else "")),
        ),
        ("Mentions", on_one_line(", ".join(record.mentions))),
        ("Stances", Text("\n").join(_judged(stance, record, labels) for stance in record.stances)),
        ("Uncoded", on_one_line(record.uncoded or "")),
        ("Source", on_one_line(source)),
        ("Address", on_one_line(record.url)),
        ("Document", on_one_line(f"{record.document}, characters {record.start} to {record.end}")),
        ("Statement", on_one_line(record.id)),
    ]


def _judged(stance: StanceRecord, record: StatementRecord, labels: Labels) -> Text:
    """The stance, with what a person has made of it, or who coded it."""
    said = stance_line(stance, record, labels)
    if stance.status == "pending":
        return said
    return said + Text(" · ", "dim") + on_one_line(f"{stance.status}, {stance.coder}", "dim")


def explained(evidence: Evidence, labels: Labels) -> Group:
    """Each decision with its rule and what it passed over, then the arithmetic of each stance."""
    record = evidence.record
    taken = tuple(step for step in evidence.steps if step.about != "stance")
    parts: list[RenderableType] = [Padding(on_one_line(record.text), (0, 2)), Text(), _steps(taken)]
    for stance in record.stances:
        parts += [Text(), stance_line(stance, record, labels), facts(_reasons(stance))]
    if record.uncoded:
        parts += [Text(), Text.assemble(("Uncoded: ", "bold"), on_one_line(record.uncoded))]
        passed = (each for step in evidence.steps if step.about == "stance" for each in step.rejected)
        parts += [Padding(on_one_line(each), (0, 0, 0, 2)) for each in passed]
    if evidence.verdicts:
        parts += [Text(), Text("Verdicts", "bold"), Padding(log_of(evidence.verdicts, labels), (0, 2))]
    return Group(*parts)


def _steps(steps: tuple[Step, ...]) -> Table:
    shown = table(expand=True)
    for name, ratio in (("About", 2), ("Decided", 5), ("By the rule", 5), ("Rejected", 4)):
        shown.add_column(name, ratio=ratio)
    for step in steps:
        cells = (step.about, step.chosen, step.rule, "; ".join(step.rejected) or words.SILENCE)
        shown.add_row(*map(on_one_line, cells))
    return shown


def _reasons(stance: StanceRecord) -> list[tuple[str, Text]]:
    return [
        ("  Rule", on_one_line(stance.rule)),
        ("  Because", on_one_line(stance.because)),
        ("  Confidence", Text(f"{stance.confidence:.2f}")),
        ("  Coder", on_one_line(f"{stance.coder}, {stance.status}")),
    ]

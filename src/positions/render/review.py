"""What waits for a person, one by one and as a list, and the log of what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from positions.records import Evidence, Logged, Queued, StanceRecord, StatementRecord
from positions.render import words
from positions.render.safe import on_one_line
from positions.render.statement import paragraph
from positions.render.statements import Labels, stance_line, who
from positions.render.tables import facts, table
from positions.render.verdicts import log_of


def queue(found: Iterable[Queued], labels: Labels) -> Table:
    """A line each: why it waits, who, the stance, the sentence, and the name to decide it by."""
    shown = table(expand=True)
    shown.add_column("Waits for", width=11)
    shown.add_column("Who", ratio=3)
    shown.add_column("Stance, sentence and id", ratio=8)
    for each in found:
        shown.add_row(_why(each), who(each.statement), _what(each, labels))
    return shown


def _why(each: Queued) -> Text:
    sure = [f"{each.stance.confidence:.2f}"] if each.stance else []
    return Text("\n".join([*each.reasons, *sure]))


def _what(each: Queued, labels: Labels) -> Group:
    read = stance_line(each.stance, each.statement, labels) if each.stance else _uncoded(each.statement)
    text = on_one_line(each.statement.text, cut=True)
    return Group(read, text, on_one_line(each.id, "dim"))


def _uncoded(record: StatementRecord) -> Text:
    return Text(words.SILENCE + " ", "dim") + on_one_line(f"uncoded: {record.uncoded}", "dim")


# --- one at a time ---------------------------------------------------------------------------


def waiting(each: Queued, evidence: Evidence, labels: Labels, at: int, of: int) -> Group:
    """The statement in its paragraph, with the stance, and the rule and words that decided."""
    told: list[tuple[str, Text]] = [("Waits for", Text(", ".join(each.reasons)))]
    if each.stance:
        told += _read(each.stance, each.statement, labels)
    told += [("Uncoded", on_one_line(each.statement.uncoded or "")), *said(each.statement)]
    told += [("Log", log_of(evidence.verdicts, labels)), ("Id", on_one_line(each.id))]
    head = Text(f"{at} of {of}", "bold")
    return Group(head, Padding(paragraph(evidence), (0, 2)), Text(), facts(told), Text())


def _read(stance: StanceRecord, record: StatementRecord, labels: Labels) -> list[tuple[str, Text]]:
    return [
        ("Stance", stance_line(stance, record, labels)),
        ("Whose", on_one_line(stance.actor)),
        ("Rule", on_one_line(stance.rule)),
        ("Because", on_one_line(stance.because)),
        ("Confidence", Text(f"{stance.confidence:.2f}, by {stance.coder}")),
    ]


def said(record: StatementRecord) -> list[tuple[str, Text]]:
    """Who spoke for whom, and when: what a coder may know without knowing what another coder read."""
    actors = ", ".join(actor.name for actor in record.actors)
    when = f"{words.day(record.said_on).strip()} (from: {record.said_on_from or 'nothing in the text'})"
    source = ", ".join(filter(None, [record.outlet, record.title, record.published]))
    return [
        ("Speaker", on_one_line(record.speaker)),
        ("Speaks for", on_one_line(actors or "nobody that is known")),
        ("Said on", on_one_line(when)),
        ("Source", on_one_line(source)),
    ]


def to_code(evidence: Evidence, labels: Labels, at: int, of: int, *, blind: bool) -> Group:
    """A statement for a coder; blind: without what anybody has read in it."""
    record = evidence.record
    told = said(record)
    if not blind:
        told += [
            ("Stances", Text("\n").join(stance_line(each, record, labels) for each in record.stances)),
            ("Uncoded", on_one_line(record.uncoded or "")),
        ]
    told += [("Id", on_one_line(record.id))]
    head = Text(f"{at} of {of}", "bold")
    return Group(head, Padding(paragraph(evidence), (0, 2)), Text(), facts(told), Text())


# --- the log ---------------------------------------------------------------------------------


def log(found: Sequence[Logged], labels: Labels) -> Group:
    """Statement by statement, with the lines of each in their order."""
    parts: list[RenderableType] = []
    for key in dict.fromkeys(each.statement for each in found):
        lines = [each for each in found if each.statement == key]
        parts += [Text(), _cut(on_one_line(key, "bold") + Text("  ") + on_one_line(lines[0].text))]
        parts += [Padding(log_of([each.verdict for each in lines], labels), (0, 2))]
    return Group(*parts[1:])


def _cut(head: Text) -> Text:
    head.no_wrap, head.overflow = True, "ellipsis"
    return head

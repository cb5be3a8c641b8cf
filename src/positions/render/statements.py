"""Statements one under the other: the timeline, the query of stances, the results of a search.

Four columns: when, who for whom, by what act, and what: the stances, and beneath them the sentence,
cut after its second line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from positions.analysis.excerpt import around, hits
from positions.analysis.timeline import Change, Event
from positions.model import LEARNED
from positions.records import DocumentRecord, StanceRecord, StatementRecord
from positions.render import words
from positions.render.safe import Lines, name, on_one_line
from positions.render.tables import table
from positions.visible import line

Labels = Mapping[str, str]  # slug -> label of a position


def timeline(events: Sequence[Event], labels: Labels) -> Group:
    """The dated statements, then the undated ones in a group of their own, then how many there were."""
    dated = [each for each in events if each.statement.said_on]
    undated = [each for each in events if not each.statement.said_on]
    parts: list[RenderableType] = [_events(dated, labels)] if dated else []
    if undated:
        parts += [Text("\nUndated" if dated else "Undated", "bold"), _events(undated, labels, head=not dated)]
    changes = sum(len(each.changes) for each in events)
    summary = f"\n{words.count(len(events), 'statement')}, {words.count(changes, 'change')} of stance"
    if dated:
        first, last = (words.day(dated[end].statement.said_on).strip() for end in (0, -1))
        summary += f", {first} to {last}" if first != last else f", {first}"
    return Group(*parts, Text(summary, "dim"))


def statements(found: Iterable[StatementRecord], labels: Labels) -> Table:
    return _events([Event(each) for each in found], labels)


def marked(text: str, words: str, style: str = "") -> Text:
    """The text on one line with each of these words in ⟦ ⟧ and in bold."""
    shown, done = Text(style=style), 0
    for start, end in hits(text := line(text), words):
        shown.append(text[done:start]).append(f"⟦{text[start:end]}⟧", "bold")
        done = end
    return shown.append(text[done:])


def _events(events: Iterable[Event], labels: Labels, *, head: bool = True, searched: str = "") -> Table:
    shown = table(expand=True, show_header=head)
    shown.add_column("Said on", width=13)
    shown.add_column("Who", ratio=3)
    shown.add_column("Act", width=8)
    shown.add_column("Stance and sentence", ratio=7)
    for event in events:
        each = event.statement
        if event.gap:
            shown.add_row("", "", "", Text(f"silence: {event.gap.days:,} days", "dim"))
        date = Text(f"{words.day(each.said_on)}\n") + on_one_line(each.id, "dim", cut=True)
        shown.add_row(date, _who(each), on_one_line(each.act), _what(event, labels, searched))
    return shown


def _who(each: StatementRecord) -> Group:
    """The same as `who`, on few lines: some texts name a speaker at length."""
    return Group(*(Lines(named, 3) for named in who(each).split("\n")))


def who(each: StatementRecord) -> Text:
    """The speaker, and beneath it the actor, where that is another; of a report, the other way round."""
    actors = " and ".join(actor.name for actor in each.actors)
    if not actors or actors == each.speaker:
        return name(each.speaker)
    if each.second_hand:
        return name(actors) + Text("\nreported by ", "dim") + name(each.speaker, "dim")
    return name(each.speaker) + Text("\n") + name(actors, "dim")


def _what(event: Event, labels: Labels, searched: str) -> Group:
    each = event.statement
    parts = [stance_line(stance, each, labels) for stance in each.stances]
    parts += [changed(change, labels) for change in event.changes]
    text = marked(around(each.text, searched), searched) if searched else on_one_line(each.text)
    if event.reports > 1:
        parts.append(Text(f"in {words.count(event.reports, 'report')}", "dim"))
    return Group(*parts, text if searched else Lines(text))


def stance_line(stance: StanceRecord, statement: StatementRecord, labels: Labels) -> Text:
    """`+ supports NATO open door`, and whose stance it is where several could be meant."""
    said = words.stance(
        stance.stance,
        conditional=stance.conditional,
        implied=stance.implied,
        learned=stance.rule == LEARNED,
    )
    shown = said + Text(" ") + on_one_line(labels.get(stance.position, stance.position))
    if len(statement.actors) > 1 or stance.actor_code != statement.actor_code:
        shown += Text(" · ", "dim") + on_one_line(stance.actor, "dim")
    return shown


def changed(change: Change, labels: Labels) -> Text:
    """`↳ changed: supports → opposes · risk reduction talks · sure`."""
    label = labels.get(change.position, change.position)
    moved = f"↳ changed: {words.side(change.before)} → {words.side(change.after)}"
    return Text.assemble((moved, "bold yellow"), " · ", on_one_line(label), (f" · {change.sure}", "dim"))


def found(
    statements: Sequence[StatementRecord],
    documents: Sequence[tuple[DocumentRecord, str]],
    labels: Labels,
    searched: str,
) -> Group:
    """The result of a search: statements, then documents, with the words around the first hit, marked."""
    parts: list[RenderableType] = []
    if statements:
        parts += [_events([Event(each) for each in statements], labels, searched=searched)]
    if documents:
        parts += [Text("\nDocuments" if parts else "Documents", "bold"), _documents(documents, searched)]
    return Group(*parts)


def _documents(documents: Iterable[tuple[DocumentRecord, str]], searched: str) -> Table:
    shown = Table.grid(padding=(0, 2), expand=True)
    shown.add_column(width=13)
    shown.add_column(ratio=1)
    for each, excerpt in documents:
        place = Text(f"{words.day(each.published)}\n") + on_one_line(each.id, "dim", cut=True)
        title = on_one_line(each.title or "without a title", cut=True)
        shown.add_row(place, Group(title, marked(excerpt, searched)))
    return shown

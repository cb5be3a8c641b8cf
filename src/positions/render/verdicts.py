"""The log of a statement's verdicts in words, a line each."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from positions.records import Verdict
from positions.render import words
from positions.render.safe import on_one_line
from positions.render.statements import Labels

_DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "code": "coded",
    "none": "found no stance",
    "add": "added the statement",
    "undo": "took back",
}


def log_of(verdicts: Iterable[Verdict], labels: Labels) -> Text:
    """One line for each verdict; what followed from one is not told again."""
    return Text("\n").join(_line(each, labels) for each in verdicts if each.follows is None)


def _line(each: Verdict, labels: Labels) -> Text:
    style = "dim" if each.undone else ""
    told = Text(f"{each.number}. {each.at[:16].replace('T', ' ')} ", "dim")
    told += on_one_line(f"{each.coder} {_DONE.get(each.verdict, each.verdict)}", style)
    told += _about(each, labels)
    if each.undoes:
        told += Text(f" line {each.undoes}")
    if each.note:
        told += Text(": ", style) + on_one_line(each.note, style)
    return told + Text(" (taken back)" if each.undone else "", "dim")


def _about(each: Verdict, labels: Labels) -> Text:
    """`: − opposes NATO open door → + supports NATO open door · Russia`."""
    parts = []
    if each.was and each.judged:
        parts.append(_side(each.was, bool(each.was_conditional), each.position, labels))
    if each.stance:
        parts.append(_side(each.stance, bool(each.conditional), each.becomes or each.position, labels))
    if not parts:
        return Text()
    whose = Text(" · ", "dim") + on_one_line(each.actor or "", "dim") if each.actor else Text()
    return Text(" ") + Text(" → ").join(parts) + whose


def _side(side: str, conditional: bool, position: str | None, labels: Labels) -> Text:
    label = labels.get(position or "", position or "")
    return words.stance(side, conditional=conditional) + Text(" ") + on_one_line(label)

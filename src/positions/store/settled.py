"""What the log of a statement's verdicts leaves of its stances. Pure: rows come in, rows go out.

The log is played anew from its beginning, without what was taken back. So the same log always leaves the same, and
to undo a verdict is one more line of the log and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from positions.records.verdicts import ACCEPT, BY_HAND, CODE, CORRECTED, EDIT, NONE, REJECT, UNDO

Key = tuple[int, int, int]  # the ids of a position, an actor and a coder
_STATUS = {ACCEPT: "accepted", REJECT: "rejected", EDIT: "rejected"}  # of the stance that is judged


@dataclass(frozen=True, slots=True)
class Held:
    """One coder's stance as its row has it."""

    stance: str
    conditional: bool
    implied: bool
    status: str
    rule: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One verdict, as its row has it."""

    id: int
    verdict: str
    coder: int
    position: int | None = None
    actor: int | None = None
    judged: int | None = None
    was: str | None = None
    was_conditional: bool | None = None
    before: str | None = None
    becomes: int | None = None
    stance: str | None = None
    conditional: bool | None = None
    note: str = ""
    undoes: int | None = None
    follows: int | None = None

    @property
    def judges(self) -> Key | None:
        """The stance that it judges."""
        if self.verdict not in _STATUS or None in (self.position, self.actor, self.judged):
            return None
        return self.position, self.actor, self.judged  # type: ignore[return-value]

    @property
    def makes(self) -> Key | None:
        """The stance of the person that it puts there."""
        position = self.becomes if self.verdict == EDIT else self.position
        if self.verdict not in (EDIT, CODE) or position is None or self.actor is None:
            return None
        return position, self.actor, self.coder


def live(log: Sequence[Line]) -> list[Line]:
    """The lines that still hold: neither taken back, nor decided with one that was."""
    gone = {each.undoes for each in log if each.verdict == UNDO}
    return [each for each in log if each.verdict != UNDO and not {each.id, each.follows} & (gone - {None})]


def settled(held: Mapping[Key, Held], log: Sequence[Line]) -> dict[Key, Held]:
    """The stances as the log leaves them. Those that it does not name stay as they are."""
    stances = _at_first(held, log)
    made = {each.makes for each in log}
    lines = {each.id: each for each in log}
    for line in live(log):
        if line.verdict == NONE:
            stances = {key: each for key, each in stances.items() if key not in made or key[2] != line.coder}
        if (judged := line.judges) and judged in stances:
            stances[judged] = replace(stances[judged], status=_STATUS[line.verdict])
        if new := line.makes:
            _put(stances, new, line, lines)
    return stances


def _at_first(held: Mapping[Key, Held], log: Sequence[Line]) -> dict[Key, Held]:
    """The stances as they were before the first verdict on each. What the machine reads in them is its own matter."""
    stances, seen = dict(held), set[Key]()
    made = {each.makes for each in log}
    for line in log:
        if (key := line.judges) and key not in seen and key in stances:
            stances[key] = _before(line, held[key]) if key in made else _pending(line, held[key])
        if (key := line.makes) and key not in seen and key != line.judges:
            if line.verdict == CODE and line.before is not None and key in held:
                stances[key] = _before(line, held[key])
            else:
                stances.pop(key, None)
        seen |= {each for each in (line.judges, line.makes) if each}
    return stances


def _pending(line: Line, now: Held) -> Held:
    return replace(now, status=line.before or now.status)


def _before(line: Line, now: Held) -> Held:
    """A person's own stance, which the log may have changed, as it was."""
    conditional = now.conditional if line.was_conditional is None else line.was_conditional
    return replace(_pending(line, now), stance=line.was or now.stance, conditional=conditional)


def _put(stances: dict[Key, Held], new: Key, line: Line, lines: Mapping[int, Line]) -> None:
    """Put a person's stance in its place. What is implied never takes the place of what was coded."""
    there, cause = stances.get(new), lines.get(line.follows or 0)
    if cause and there and not there.implied and there.status != "rejected":
        return
    if not cause:
        for key in _implied_by(new, lines.values()):
            if key in stances and stances[key].implied:
                del stances[key]
    corrects = (cause or line).verdict == EDIT
    stances[new] = Held(
        stance=line.stance or "support",
        conditional=bool(line.conditional),
        implied=cause is not None,
        status="edited" if corrects else "accepted",
        rule=CORRECTED if corrects else BY_HAND,
        because=line.note,
    )


def _implied_by(key: Key, lines: Iterable[Line]) -> set[Key]:
    """What any coding of this stance has implied: it falls when the stance is coded anew."""
    causes = {each.id for each in lines if each.makes == key and each.follows is None}
    return {made for each in lines if each.follows in causes and (made := each.makes)}

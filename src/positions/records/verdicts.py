"""The log of what persons have decided on a statement: a line for each verdict, and none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass

from positions.model import Side

# A reviewer accepts, rejects or edits a stance; a coder codes one, says that a statement holds none, or adds a
# statement that the machine missed. Undo takes back an earlier verdict. Each is one more line of the log.
ACCEPT, REJECT, EDIT, CODE, NONE, ADD, UNDO = "accept", "reject", "edit", "code", "none", "add", "undo"
BY_HAND, CORRECTED = "coded by hand", "corrected by hand"  # the rules of the stances that persons leave
VERDICTS = (ACCEPT, REJECT, EDIT, CODE, NONE, ADD, UNDO)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the log of a statement, numbered from 1.

    `was` and `before` are the side and the status that the judged stance had; `stance` is what the verdict leaves
    in its place, on `becomes` where it was edited. One that follows another was decided with it.
    """

    number: int
    verdict: str
    coder: str
    at: str  # UTC, ISO 8601
    position: str | None  # its slug
    actor: str | None
    actor_code: str | None
    judged: str | None  # the coder whose stance was judged
    judged_kind: str | None
    judged_version: str | None
    was: str | None
    was_conditional: bool | None
    before: str | None
    becomes: str | None  # the slug of the position after an edit
    stance: str | None
    conditional: bool | None
    note: str
    undoes: int | None  # the number of another line
    follows: int | None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    coder: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class To:
    """What a person reads: a side of a position (its id)."""

    position: int
    side: Side
    conditional: bool = False

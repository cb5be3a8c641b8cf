"""Who can hold a position, and who speaks for whom from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from positions.model.when import When


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, an organisation, a person or a group that can hold a position."""

    code: str
    name: str
    kind: str
    of: str = ""  # the code of the actor that this one is part of


class Office(NamedTuple):
    """A role that a person holds for an actor, from one date to another. Never called a position."""

    person: str
    role: str
    office: str
    code: str
    since: When | None
    until: When | None

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since.first <= day) and (
            self.until is None or day <= self.until.last
        )

"""What waits for a person, and what persons have decided."""

from __future__ import annotations

from dataclasses import dataclass

from positions.records.said import StanceRecord, StatementRecord
from positions.records.verdicts import Verdict

# Why something waits for a person, the most pressing first.
UNCERTAIN, SECOND_HAND, CONDITIONAL = "uncertain", "second-hand", "conditional"
UNRESOLVED, UNCODED = "unresolved", "uncoded"
REASONS = (UNCERTAIN, SECOND_HAND, CONDITIONAL, UNRESOLVED, UNCODED)


@dataclass(frozen=True, slots=True)
class Logged:
    """A verdict with the statement that it is on."""

    statement: str
    document: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Queued:
    """What waits for a person: a stance, or a statement without one, and why."""

    reasons: tuple[str, ...]
    statement: StatementRecord
    stance: StanceRecord | None

    @property
    def id(self) -> str:
        """The name by which `positions review` takes it."""
        if self.stance is None:
            return self.statement.id
        alone = [each for each in self.statement.stances if each.position == self.stance.position]
        whose = f"/{self.stance.actor_code}" if len(alone) > 1 else ""
        return f"{self.statement.id}/{self.stance.position}{whose}"

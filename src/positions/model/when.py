"""A calendar date as far as it is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A calendar date that is known to the day, the month or the year: `2022-01-26`, `2021-12`, `1949`.

    The years 1900 to 2100 are taken; anything else is refused as absurd.
    """

    iso: str

    def __post_init__(self) -> None:
        found = _WHEN.match(self.iso)
        if not found:
            raise ValueError(f"not a date: {self.iso!r}")
        year, month, day = (int(part) if part else 1 for part in found.groups())
        if not 1900 <= year <= 2100:
            raise ValueError(f"not a date that news speaks of: {self.iso}")
        date(year, month, day)

    @classmethod
    def day(cls, day: date) -> When:
        return cls(day.isoformat())

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return {10: "day", 7: "month", 4: "year"}[len(self.iso)]

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date.fromisoformat((self.iso + "-01-01")[:10])

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        start = self.first
        if self.precision == "day":
            return start
        month = start.month if self.precision == "month" else 12
        return date(start.year, month, calendar.monthrange(start.year, month)[1])

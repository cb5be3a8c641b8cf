"""The moment by which a fetch must be done, whatever the server does: libraries only limit each single read."""

from __future__ import annotations

import time


class TooSlow(Exception):
    """The deadline has passed."""


class Deadline:
    """A number of seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def rest(self) -> float:
        """The seconds that are left. Raises `TooSlow` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left

    def wait(self, seconds: float) -> None:
        """Wait of our own will, out of politeness; it does not count."""
        if seconds > 0:
            time.sleep(seconds)
            self._end += seconds

"""robots.txt (RFC 9309): which pages a host leaves open to programs, and how often it wants to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

NAME = "positions"  # the name by which a robots.txt may speak to us
SIZE = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read
LONGEST_PAUSE = 30.0  # seconds; what a Crawl-delay asks for beyond that is not waited for


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows. Without a parsed file all is open, or all is closed."""

    parsed: Protego | None = None
    closed: bool = False

    def allow(self, url: str) -> bool:
        return not self.closed and (self.parsed is None or self.parsed.can_fetch(url, NAME))

    def pause(self, usual: float) -> float:
        """Seconds between two pages of this host."""
        asked = self.parsed.crawl_delay(NAME) if self.parsed else None
        return max(usual, min(asked or 0.0, LONGEST_PAUSE))


def rules(status: int, text: bytes) -> Rules:
    """The rules of a host that answered so (RFC 9309, 2.3.1): no file opens all, a fault closes all."""
    if 400 <= status < 500 and status != 429:
        return Rules()
    if status >= 300:
        return Rules(closed=True)
    from protego import Protego

    return Rules(Protego.parse(text[:SIZE].decode("utf-8", "replace")))

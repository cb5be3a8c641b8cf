"""What a feed holds: its entries, and the moments that it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from positions.errors import UnreadableSource
from positions.model import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed. `content` is HTML or text, and often only its beginning."""

    url: str
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: When | None = None  # the day in the writer's own time zone
    content: str = ""
    moment: str = ""  # when it was published or changed, as ISO 8601 in UTC: for the order


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries, the newest first; of an index of sitemaps, the addresses of these."""

    title: str
    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...] = ()


def broken() -> UnreadableSource:
    return UnreadableSource("The feed is broken.", "Open it in a browser to see what is wrong.")


def too_large() -> UnreadableSource:
    return UnreadableSource("The feed is too large to be read.", "Give the addresses of its articles.")


def day_of(written: str) -> tuple[When | None, str]:
    """The day that a feed names, as its writer's calendar had it, and the moment in UTC."""
    moment = _moment(written.strip()[:100])
    if moment is None:
        return None, ""
    try:
        day = When.day(moment.date())
        return day, moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None, ""


def _moment(written: str) -> datetime | None:
    for read_as in (datetime.fromisoformat, parsedate_to_datetime, _by_feedparser):
        try:
            found = read_as(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found:
            return found
    return None


def _by_feedparser(written: str) -> datetime | None:
    """Forms of a date that no standard knows, and some feeds use."""
    from feedparser.datetimes import _parse_date

    parts = _parse_date(written) if written else None  # type: ignore[no-untyped-call]
    return datetime(*parts[:6]) if parts else None

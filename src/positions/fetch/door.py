"""One visit to an address: leave from robots.txt, a polite pause, the request, and where it leads on."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from positions import __version__, settings
from positions.fetch import addresses, body, cache, faults, robots
from positions.fetch.addresses import Lookup
from positions.fetch.cache import Kept
from positions.fetch.deadline import Deadline
from positions.fetch.robots import Rules

if TYPE_CHECKING:
    import httpx

AGENT = f"{robots.NAME}/{__version__} (reads news articles for an analyst; obeys robots.txt)"
LONGEST = 4_000  # characters of an address
_MOVED = (301, 302, 303, 307, 308)
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Limits:
    """For one address: seconds in all, bytes as unpacked, redirects; seconds between two pages of a host."""

    seconds: float = 30.0
    size: int = 20_000_000
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """The page of an address. `final_url` is where the redirects led."""

    url: str
    final_url: str
    data: bytes
    content_type: str
    not_modified: bool = False  # the server said so, and `data` are from the cache


def is_address(source: str) -> bool:
    """Whether an argument is an address and no path."""
    return source.lower().startswith(_SCHEMES)


@dataclass
class Door:
    """The door, with what must be remembered between two visits: rules, and when a host was last asked."""

    allow_private: bool = False
    limits: Limits = Limits()
    lookup: Lookup = addresses.system
    folder: Path = field(default_factory=settings.cache)
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str) -> Fetched:
        """The page of an address. Raises `UnreadableSource`, with what to do next."""
        url, deadline = _parsed(address), Deadline(self.limits.seconds)
        with (
            faults.told(address, self.limits.seconds, self.limits.size),
            self._client(deadline) as client,
        ):
            self._ask_leave(client, url)
            self._be_polite(url, deadline)
            return self._followed(client, address, url)

    def _followed(self, client: httpx.Client, address: str, url: httpx.URL) -> Fetched:
        for _ in range(self.limits.redirects + 1):
            found = self._asked_for(client, url)
            if isinstance(found, Fetched):
                return Fetched(address, found.url, found.data, found.content_type, found.not_modified)
            url = found
            self._ask_leave(client, url)
        raise faults.redirected_too_often(self.limits.redirects)

    def _asked_for(self, client: httpx.Client, url: httpx.URL) -> Fetched | httpx.URL:
        """One request: the page, or where it leads on."""
        kept = cache.load(self.folder, str(url))
        with client.stream("GET", url, headers=kept.conditions() if kept else {}) as answer:
            self._asked[url.host] = time.monotonic()
            if answer.status_code == 304 and kept:
                return Fetched(str(url), str(url), kept.data, kept.content_type, not_modified=True)
            if answer.status_code in _MOVED and answer.next_request:
                return _parsed(str(answer.next_request.url))
            if not answer.is_success:
                raise faults.of_status(answer.status_code)
            page = _page(answer, self.limits.size)
            if page.conditions() and "no-store" not in answer.headers.get("cache-control", "").lower():
                cache.keep(self.folder, str(url), page)
            return Fetched(str(url), str(url), page.data, page.content_type)

    # --- manners

    def _ask_leave(self, client: httpx.Client, url: httpx.URL) -> None:
        """Raises `UnreadableSource` where the host's robots.txt closes the page."""
        origin = url.join("/")
        if str(origin) not in self._rules:
            self._rules[str(origin)] = self._read_rules(client, origin.join("/robots.txt"))
        if not self._rules[str(origin)].allow(str(url)):
            raise faults.closed_by_robots(url.host)

    def _read_rules(self, client: httpx.Client, url: httpx.URL) -> Rules:
        for _ in range(self.limits.redirects + 1):
            with client.stream("GET", url) as answer:
                if not (answer.status_code in _MOVED and answer.next_request):
                    text = body.read(answer, self.limits.size) if answer.is_success else b""
                    return robots.rules(answer.status_code, text)
                url = _parsed(str(answer.next_request.url))
        return Rules()  # RFC 9309, 2.3.1.2: more redirects than five are as no file

    def _be_polite(self, url: httpx.URL, deadline: Deadline) -> None:
        pause = self._rules[str(url.join("/"))].pause(self.limits.pause)
        since = time.monotonic() - self._asked.get(url.host, -pause)
        deadline.wait(pause - since)

    # --- the wire

    def _client(self, deadline: Deadline) -> httpx.Client:
        from positions.fetch import wire

        network = wire.Network(self.lookup, deadline, self.allow_private)
        return wire.client(network, self._certificates, AGENT)

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        from positions.fetch import wire

        return wire.certificates()


def _page(answer: httpx.Response, size: int) -> Kept:
    headers = answer.headers
    return Kept(
        body.read(answer, size),
        headers.get("content-type", ""),
        headers.get("etag", ""),
        headers.get("last-modified", ""),
    )


def _parsed(address: str) -> httpx.URL:
    """The address without its fragment. Raises `UnreadableSource` where it is none of the web."""
    import httpx

    try:
        url = httpx.URL(address.strip()[:LONGEST])
    except (httpx.InvalidURL, ValueError):
        raise faults.no_address(settings.hide(address)[:100]) from None
    if url.scheme not in ("http", "https") or not url.host or len(address) > LONGEST:
        raise faults.no_address(settings.hide(address)[:100])
    if url.userinfo:
        raise faults.with_password()
    return url.copy_with(fragment=None)

"""httpx's transport with a network of our own beneath: checked addresses, and one deadline for everything.

Only the connection goes to the address; the name stays in the request's Host, in TLS's server name and in
the check of the certificate. httpx and httpcore are imported here, so import this where it is used.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from positions.fetch import addresses
from positions.fetch.addresses import Lookup
from positions.fetch.deadline import Deadline


class Stream(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the deadline allows."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.rest())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.rest())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        rest = self._deadline.rest()
        return Stream(self._inner.start_tls(ssl_context, server_hostname, rest), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@dataclass(frozen=True, slots=True)
class Network(httpcore.NetworkBackend):
    """Connects to hosts by the addresses that `addresses.resolve` lets pass, the first that answers.

    A host is looked up once in a fetch: what was judged is what robots.txt and page are asked of.
    """

    lookup: Lookup
    deadline: Deadline
    allow_private: bool
    _found: dict[str, list[str]] = field(default_factory=dict)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        found = self._addresses(host, port)
        for number, address in enumerate(found, start=1):
            patience = self.deadline.rest() / (len(found) - number + 1)
            try:
                stream = httpcore.SyncBackend().connect_tcp(address, port, patience, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
            else:
                return Stream(stream, self.deadline)
        raise httpcore.ConnectError("no address")  # resolve never gives none

    def _addresses(self, host: str, port: int) -> list[str]:
        if host not in self._found:
            self._found[host] = addresses.resolve(
                host, port, self.lookup, self.deadline, allow_private=self.allow_private
            )
        return self._found[host]


class Transport(httpx.BaseTransport):
    """What `httpx.HTTPTransport` does, over a `Network`."""

    def __init__(self, network: Network, certificates: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=certificates, network_backend=network)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def certificates() -> ssl.SSLContext:
    """The authorities that are trusted: certifi's list, and never what an environment variable names."""
    return httpx.create_ssl_context(trust_env=False)


def client(network: Network, trusted: ssl.SSLContext, agent: str) -> httpx.Client:
    """An httpx client for one fetch: no proxy, no netrc, no redirect followed unseen, no encoding but ours."""
    headers = {
        "User-Agent": agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
        "Accept-Encoding": "gzip, deflate",  # these can be unpacked bit by bit; see `body`
        "Accept-Language": "en, *;q=0.5",
    }
    return httpx.Client(transport=Transport(network, trusted), headers=headers, trust_env=False, timeout=None)

"""The name of a host -> the addresses that may be connected to.

The name is looked up once, and it is the *address* that is judged: so that `127.1`, `0x7f000001` and a name
that somebody points at our own network are all the same. Refused are all ranges of IANA's special-purpose
registries that `ipaddress` calls not global (RFC 6890), and by hand what it takes for global all the same:
multicast, and IPv6 outside of 2000::/3 (RFC 4291), by which NAT64 (RFC 6052), ::/96 and fec0::/10 fall too,
and 6to4 (RFC 3056), which carries any IPv4 address.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, Queue
from threading import Thread

from positions.errors import UnreadableSource
from positions.fetch.deadline import Deadline, TooSlow

Lookup = Callable[[str, int], list[str]]
Address = IPv4Address | IPv6Address

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_SIX_TO_FOUR = IPv6Network("2002::/16")


def resolve(host: str, port: int, lookup: Lookup, deadline: Deadline, *, allow_private: bool) -> list[str]:
    """The addresses of a host, all of them checked.

    Raises `UnreadableSource` where it has none, or one that is refused; `TooSlow` past the deadline.
    """
    found = _looked_up(host, port, lookup, deadline)
    if not found:
        raise UnreadableSource(
            f"There is no host called {host}.", "Check the address, and the connection to the network."
        )
    for each in found:
        if not may_be_reached(each, allow_private=allow_private):
            raise _refused(host, each, allow_private)
    return found


def may_be_reached(address: str, *, allow_private: bool) -> bool:
    """Whether an address is on the public internet or, where that is allowed, in a private network.

    This computer counts as private; link-local addresses, at which clouds hand out secrets, never pass.
    """
    try:
        judged = _unwrapped(ip_address(address))  # an IPv6 address with a zone keeps it, and is link-local
    except ValueError:
        return False
    if judged.is_multicast or judged.is_unspecified or judged.is_link_local:
        return False
    return _is_public(judged) or (allow_private and (judged.is_private or judged.is_loopback))


def _unwrapped(address: Address) -> Address:
    """IPv4 in IPv6's clothes (::ffff:127.0.0.1) as what it is."""
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return inner or address


def _is_public(address: Address) -> bool:
    if not address.is_global:
        return False
    return isinstance(address, IPv4Address) or (address in _GLOBAL_UNICAST and address not in _SIX_TO_FOUR)


def _refused(host: str, address: str, allow_private: bool) -> UnreadableSource:
    at = host if host == address else f"{host} ({address})"
    hint = "For a server of your own network add --allow-private."
    return UnreadableSource(
        f"{at} is not on the public internet, and was not asked.", "" if allow_private else hint
    )


# --- the look-up


def system(host: str, port: int) -> list[str]:
    """What the system's resolver says; nothing where it knows no such host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def _looked_up(host: str, port: int, lookup: Lookup, deadline: Deadline) -> list[str]:
    """The look-up in a thread of its own, since a resolver takes no time limit. It may be left behind."""
    answer: Queue[list[str] | Exception] = Queue()

    def ask() -> None:
        try:
            answer.put(lookup(host, port))
        except Exception as error:
            answer.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.rest())
    except Empty:
        raise TooSlow from None
    if isinstance(found, Exception):
        raise found
    return found

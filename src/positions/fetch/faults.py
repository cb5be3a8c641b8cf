"""What can go wrong on the way, each as one sentence and what to do next."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from positions.errors import UnreadableSource
from positions.fetch.body import Garbled, TooLarge
from positions.fetch.deadline import TooSlow
from positions.settings import hide

BY_HAND = "Open it in a browser, save the page, and give the saved file."
LATER = "Try again later."


@contextmanager
def told(address: str, seconds: float, size: int) -> Iterator[None]:
    """Every fault of the network as an `UnreadableSource` that names the address."""
    import httpcore
    import httpx

    shown = hide(address)
    try:
        yield
    except UnreadableSource as fault:
        raise UnreadableSource(f"{shown}: {fault.sentence}", fault.hint) from None
    except (TooSlow, httpcore.TimeoutException):
        raise UnreadableSource(f"{shown} did not answer in full within {seconds:g} seconds.", LATER) from None
    except TooLarge:
        raise UnreadableSource(
            f"{shown} is larger than {size / 1_000_000:g} MB.", "Save the part you need, and give that file."
        ) from None
    except Garbled:
        raise UnreadableSource(f"{shown} came packed in a way that cannot be read.", BY_HAND) from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise _of_network(shown, error) from None


def _of_network(shown: str, error: Exception) -> UnreadableSource:
    import httpcore

    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLError):
        return _of_certificate(shown, cause)
    if isinstance(error, httpcore.ConnectError):
        reason = (cause.strerror if isinstance(cause, OSError) else "") or "no connection"
        return UnreadableSource(
            f"{shown} cannot be reached: {reason}.", "Check the address, and the connection to the network."
        )
    if isinstance(error, httpcore.NetworkError):
        return UnreadableSource(f"The server of {shown} broke off.", LATER)
    return UnreadableSource(f"The server of {shown} does not speak as the web does.", BY_HAND)


def _of_certificate(shown: str, error: ssl.SSLError) -> UnreadableSource:
    reason = getattr(error, "verify_message", "") or "no secure connection"
    return UnreadableSource(
        f"The certificate of {shown} does not hold: {reason}.",
        "It may not be the site that it says it is. Nothing was read.",
    )


def of_status(status: int) -> UnreadableSource:
    """The sentence for an answer that holds no page."""
    if status in (404, 410):
        return UnreadableSource("There is no such page.", "Check the address.")
    if status in (401, 402, 403, 451):
        return UnreadableSource(f"The server refuses it to programs ({status}).", BY_HAND)
    if status in (429, 503):
        return UnreadableSource(f"The server asks to come back later ({status}).", LATER)
    if status >= 500:
        return UnreadableSource(f"The server has a fault ({status}).", LATER)
    return UnreadableSource(f"The server gave no page ({status}).", BY_HAND)


def closed_by_robots(host: str) -> UnreadableSource:
    return UnreadableSource(f"robots.txt of {host} closes it to programs.", BY_HAND)


def no_address(shown: str) -> UnreadableSource:
    return UnreadableSource(
        f"{shown} is no address of the web.", "Addresses begin with https:// or http://, and name a host."
    )


def with_password() -> UnreadableSource:
    return UnreadableSource(
        "The address holds a user name or a password, which would be kept with the document.", BY_HAND
    )


def redirected_too_often(times: int) -> UnreadableSource:
    return UnreadableSource(f"It leads on to another address more than {times} times.", BY_HAND)

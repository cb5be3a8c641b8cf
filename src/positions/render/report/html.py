"""HTML that is escaped by how it is made: a text becomes `Markup` only through `tag`.

A child that is a plain string is always escaped, and its unseen characters are shown; so no text of an
article can become an element, end a script, or turn a line around. There is no other door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias
from urllib.parse import urlsplit

from positions.visible import line, plain

VOID = frozenset({"meta", "br", "hr", "path", "line", "circle", "rect"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "button", "cite", "span", "strong", "text", "time", "tspan"})


class Markup(str):
    """A piece of HTML, made by `tag`."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"
Attributes = Mapping[str, str | int | float | None]


def tag(name: str, attributes: Attributes | None = None, /, *children: Child) -> Markup:
    """An element. An attribute that is None is left out; a list of children stands for its members.

    >>> tag("p", {"class": "x"}, "1 < 2", tag("b", None, "bold"))
    '<p class="x">1 &lt; 2<b>bold</b></p>\\n'
    """
    given = "".join(
        f' {key}="{escape(plain(_written(value)))}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    end = "" if name in INLINE else "\n"
    if name in VOID:
        return Markup(f"<{name}{given}>{end}" if name in ("meta", "br", "hr") else f"<{name}{given}/>{end}")
    return Markup(f"<{name}{given}>{together(*children)}</{name}>{end}")


def together(*children: Child) -> Markup:
    """The children one after the other, without an element around them."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, Markup):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(escape(plain(child)))
        elif child is not None:
            parts += [together(each) for each in child]
    return Markup("".join(parts))


def _written(value: str | float) -> str:
    """Numbers as a drawing needs them: two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def joined(parts: Iterable[str | None], between: str) -> list[str]:
    """The parts with this text between each two; what is empty is left out."""
    found: list[str] = []
    for each in filter(None, parts):
        found += [between, each] if found else [each]
    return found


def link(url: str, words: str) -> Markup | None:
    """A link to the world outside, where the address is one of the web; else nothing."""
    return tag("a", {"href": url, "rel": "noopener noreferrer nofollow"}, words) if _is_web(url) else None


def _is_web(url: str) -> bool:
    if url != line(url):
        return False  # an unseen character or white space: no address that a person would follow
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def clipped(text: str, most: int) -> str:
    """A name on one line that has room for so many letters."""
    shown = line(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"

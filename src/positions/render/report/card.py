"""A card that opens above the page: by click, by keyboard, and beside its cell where a mouse rests on it.

It is a popover of HTML's own: Enter opens it, Escape or a click beside it closes it, no script is needed.
"""

from __future__ import annotations

from positions.render.report.html import Child, Markup, tag


def opener(key: str, face: Child, kind: str) -> Markup:
    """The button that opens the card of this key."""
    return tag("button", {"type": "button", "class": f"opener {kind}", "popovertarget": f"card-{key}"}, face)


def card(key: str, title: Markup, *inside: Child) -> Markup:
    close = tag(
        "button",
        {
            "type": "button", "class": "close", "popovertarget": f"card-{key}",
            "popovertargetaction": "hide", "aria-label": "Close",
        },
        "×",
    )  # fmt: skip
    head = tag("div", {"class": "card-head"}, title, close)
    return tag("div", {"id": f"card-{key}", "class": "card", "popover": "auto"}, head, *inside)

"""Texts in the cells of a table: harmless to a spreadsheet, and to be had back exactly.

A spreadsheet runs a cell that begins with = + - @ as a formula, so such a text gets a leading '. A character
that cannot be seen is shown by its picture or number (`positions.visible`). What looks like either already is
marked too, so that `restored(defused(text)) == text` for every text.

>>> defused("=1+1"), restored("'=1+1"), defused("a\\x1bb")
("'=1+1", '=1+1', 'a␛b')
"""

from __future__ import annotations

import re

from positions.visible import plain

FORMULA = "[=+\\-@\t\r\n＝＋－＠]"
_MARKED = re.compile(f"'*{FORMULA}")
_LOOKS_SHOWN = re.compile("[\u2400-\u241f\u2421]|⟨(?=U\\+)")
_SHOWN = re.compile("[\u2400-\u241f\u2421]|⟨U\\+([0-9A-F]{4,6})⟩")


def defused(text: str) -> str:
    """The text as a cell that no program runs and no screen obeys."""
    marked = f"'{text}" if _MARKED.match(text) else text
    return plain(_LOOKS_SHOWN.sub(_number, marked))


def restored(cell: str) -> str:
    """The text that was defused."""
    text = _SHOWN.sub(_character, cell)
    return text[1:] if text.startswith("'") and _MARKED.match(text) else text


def _number(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def _character(found: re.Match[str]) -> str:
    if found[1] is None:
        return "\x7f" if found[0] == "␡" else chr(ord(found[0]) - 0x2400)
    code = int(found[1], 16)
    return chr(code) if code <= 0x10FFFF else found[0]

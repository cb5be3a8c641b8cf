"""Make what cannot be seen visible: the one door for every string that goes to a screen or a file.

A text from outside may hold escape sequences that move the cursor, retitle the terminal or write to
the clipboard, bidirectional controls that turn a sentence around, and zero-width or tag characters
that hide one. They stay in the store as they are; what is shown says that they are there.

>>> plain("red\\x1b[31m \\u202eenil")
'red␛[31m ⟨U+202E⟩enil'
"""

from __future__ import annotations

import re

# C0 and C1 controls but the line break, DEL, soft hyphen, Arabic letter mark, zero-width and bidirectional
# controls, invisible operators, fillers that look like nothing, separators, tags, variation selectors from
# the supplement, non-characters, and lone surrogates. One pattern, so that plain text costs one scan.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U000110bd\U000110cd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def plain(text: str) -> str:
    """The text with every unseen character as a picture (␛) or by its number (⟨U+202E⟩)."""
    return UNSEEN.sub(_shown, text)


def line(text: str) -> str:
    """The same on one line: every run of white space is one blank."""
    return plain(" ".join(text.split()))


_UNSAYABLE = re.compile("[\0\ud800-\udfff]")


def sayable(text: str) -> str:
    """What every database takes and UTF-8 can hold: U+FFFD for NUL and for a lone surrogate, as of a broken argument."""
    return _UNSAYABLE.sub("\ufffd", text)


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"

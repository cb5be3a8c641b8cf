"""How stances and dates are said on a screen: a sign, a word and a mark, legible without colour."""

from __future__ import annotations

from rich.text import Text

from positions.model import When

SILENCE = "·"
_SIGNS = {"support": "+", "oppose": "−", "mixed": "±"}
_WORDS = {"support": "supports", "oppose": "opposes", "mixed": "mixed"}
_STYLES = {"support": "green", "oppose": "red", "mixed": "yellow"}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(iso: str | None) -> str:
    """A date as far as it is known.

    >>> day("2022-01-26"), day("2021-12"), day("1949"), day(None)
    ('26 Jan 2022', 'Dec 2021', '1949', 'undated')
    """
    if not iso:
        return "undated"
    when = When(iso)
    month = _MONTHS[when.first.month - 1]
    parts = {"day": [f"{when.first.day:2}", month], "month": [month], "year": []}[when.precision]
    return " ".join([*parts, str(when.first.year)]).strip()


def side(stance: str) -> str:
    return _WORDS[stance]


def sign(stance: str, *, conditional: bool = False) -> Text:
    """`+`, `−` or `±`; a question mark where it holds only under a condition."""
    return Text("?" if conditional else _SIGNS[stance], f"bold {_STYLES[stance]}")


def stance(
    stance: str,
    *,
    conditional: bool = False,
    implied: bool = False,
    reported: bool = False,
    learned: bool = False,
) -> Text:
    """`+ supports`, `? supports (conditional)`, `− opposes (implied)`, `+ supports (learned)`, `± mixed`."""
    marks = [
        word
        for word, holds in (
            ("conditional", conditional),
            ("implied", implied),
            ("reported", reported),
            ("learned", learned),
        )
        if holds
    ]
    words = _WORDS[stance] + (f" ({', '.join(marks)})" if marks else "")
    return Text.assemble(sign(stance, conditional=conditional), (f" {words}", _STYLES[stance]))


def count(number: int, one: str, many: str = "") -> str:
    """
    >>> count(1, "statement"), count(2_000, "statement"), count(2, "body", "bodies")
    ('1 statement', '2,000 statements', '2 bodies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"

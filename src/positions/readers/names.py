"""What can stand in a byline or dateline: names of people, offices, outlets and places, told by their form.

Words are looked at one by one, so that no line, however odd, takes long.
"""

from __future__ import annotations

import re

from positions.readers import words
from positions.readers.words import AGENCIES

_PARTICLES = words.listed("particles")
_TIME_WORDS = words.listed("time")
_ORG = re.compile(words.any_of("outlet") + r"|\w\.(?:com|org|net|eu|news|ru|ua|co\.uk|info)\b", re.IGNORECASE)
_MINISTRY = re.compile(
    r"(?:the )?(?:ministry|department|embassy|permanent mission|council) of\b", re.IGNORECASE
)
_ROLE = re.compile(words.any_of("role"), re.IGNORECASE)


def is_person(text: str) -> bool:
    """A name of two to six words, as people have: "Ursula von der Leyen", "MATTHEW LEE"."""
    parts = text.split()
    if not 2 <= len(parts) <= 6 or len(text) > 60 or not parts[0][0].isupper():
        return False
    full = [word for word in parts if word.lower() not in _PARTICLES]
    return len(full) >= 2 and all(_is_name_word(word) for word in full)


def _is_name_word(word: str) -> bool:
    bare = word.strip(".").replace("-", "").replace("'", "").replace("’", "")
    named = bare.isalpha() and any(letter.isupper() for letter in bare[:3])
    return named and bare.lower() not in _TIME_WORDS


def is_outlet(text: str) -> bool:
    """Looks like the name of a paper, an agency or an issuing body."""
    return 2 <= len(text) <= 60 and bool(_ORG.search(text)) and len(text.split()) <= 7


def is_letterhead(text: str) -> bool:
    """A line that is nothing but an outlet's or a ministry's name."""
    return is_outlet(text) and len(text.split()) <= (6 if _MINISTRY.match(text) else 3) and "@" not in text


def is_role(text: str) -> bool:
    """Looks like what a person is: "Diplomatic Correspondent", "Secretary of State"."""
    return bool(_ROLE.search(text)) and len(text) <= 100


def is_place(text: str) -> bool:
    """One to six words, each with a capital: "KYIV, Ukraine", "Washington, D.C.", "ABOARD HMS DUNCAN"."""
    parts = text.replace(",", " ").replace("/", " ").split()
    small = _PARTICLES | {"of", "the", "and", "in", "near", "on"}
    return 1 <= len(parts) <= 6 and all(word[0].isupper() or word.lower() in small for word in parts)


def agency(text: str) -> str:
    """The outlet that a short form in a byline or dateline stands for: "AP" is the Associated Press."""
    return AGENCIES.get(text.lower(), text)

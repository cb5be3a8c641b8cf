"""One statement that several documents report has one fingerprint, so that it counts once.

Who: the actors spoken for, not the speaker, since one paper names Lavrov where another names his ministry;
the speaker only where no actor is known. A person without a code counts by name.

What: the words alone, run together, so that case, accents, punctuation, quotation marks, hyphens and white
space do not matter.

When: a long quotation is hardly ever said twice, so it is the same statement on whatever day the reports
date it. A short one is ("unacceptable"), so under `LONG` words the day counts too. Words in the reporter's
own phrasing (indirect, mixed) are equal only in copies of one report, and the day tells two reports of "he
repeated his demand" apart.

A quotation that two papers cut at different places is not recognised: that would be a guess.
"""

from __future__ import annotations

import hashlib
import re

from positions.model import Actor, Manner, Statement
from positions.reference import fold

LONG = 8  # words


def fingerprint(statement: Statement, text: str) -> str:
    """Sixteen hexadecimal digits; `text` is the document's.

    Equal for two statements of the same actors in the same words (and on the same day, where they are few or
    not quoted).
    """
    said = " ".join(span.of(text) for span in statement.attribution.content)
    words = re.findall(r"\w+", fold(re.sub(r"^\W+|['’]", "", said)))
    is_quoted = statement.attribution.manner is Manner.DIRECT and len(words) >= LONG
    day = "" if is_quoted or statement.said.on is None else statement.said.on.iso
    parts = (_who(statement), "".join(words), day)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _who(statement: Statement) -> str:
    return " ".join(sorted(_identity(actor) for actor in statement.actors or (statement.speaker,)))


def _identity(actor: Actor) -> str:
    return actor.code or f"name:{fold(actor.name)}"

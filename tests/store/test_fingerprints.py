from __future__ import annotations

from dataclasses import replace

import pytest

from positions.model import Act, Actor, Attribution, Manner, Said, Span, Statement, When
from positions.store.fingerprint import fingerprint

RUSSIA = Actor("RUS", "Russia", "state")
LONG = "“NATO’s far-reaching plans must not come one inch closer to our borders,”"


def of(words: str, manner: Manner = Manner.DIRECT, day: str | None = "2022-01-26", **changes: object) -> str:
    attribution = Attribution((Span(0, len(words)),), None, None, manner)
    said = Said(When(day) if day else None, "")
    plain = Statement(
        attribution, Span(0, len(words)), words, Actor("", "He", "person"), (RUSSIA,), said, Act.STATE
    )
    return fingerprint(replace(plain, **changes), words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        '"NATO\'s far reaching plans must not come one inch closer to our borders"',
        "NATO’s  FAR-REACHING plans must\nnot come – one inch closer – to our borders.",
        "« NATO's far-reaching plans must not come one inch closer to our borders »",
    ],
)
def test_form_does_not_matter(other: str) -> None:
    """Quotation marks, case, points, hyphens and spaces do not make another statement, nor does the day."""
    assert of(LONG) == of(other, day="2022-01-27")


def test_leading_article() -> None:
    """A quotation that begins with an article is the same with and without its quotation mark."""
    assert of('"The door is open') == of("The door is open")


def test_other_words_other_actor() -> None:
    """Other words, or the same words of another actor, are another statement; the speaker does not matter."""
    assert of(LONG) != of(LONG + " Never.")
    assert of(LONG) != of(LONG, actors=(Actor("USA", "", "state"),))
    assert of(LONG) == of(LONG, speaker=Actor("person:x", "X", "person"))


def test_few_words_need_their_day() -> None:
    """One word can be said twice: only on the same day is it one statement."""
    assert of('"Unacceptable"') == of("unacceptable.")
    assert of('"Unacceptable"') != of('"Unacceptable"', day="2022-01-27")


@pytest.mark.parametrize("manner", [Manner.INDIRECT, Manner.MIXED])
def test_indirect_needs_its_day(manner: Manner) -> None:
    """In the reporter's own words, the same sentence on another day is another statement."""
    assert of(LONG, manner) == of(LONG, manner)
    assert of(LONG, manner) != of(LONG, manner, "2022-01-27")


def test_unknown_speakers() -> None:
    """A person whom no table knows counts by name, whichever document names him."""
    smith, jones = Actor("", "John Smith", "person"), Actor("", "Jones", "person")
    assert of(LONG, actors=(), speaker=smith) == of(
        LONG, actors=(), speaker=replace(smith, name="John  SMITH")
    )
    assert of(LONG, actors=(), speaker=smith) != of(LONG, actors=(), speaker=jones)

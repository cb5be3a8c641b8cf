"""A person types what comes to mind, and is understood or asked, never guessed at."""

from __future__ import annotations

import json

import pytest

from .conftest import Call


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("nato", "NATO"), ("USA", "United States"), ("us", "United States"), ("U.S.", "United States"),
        ("Washington", "United States"), ("Moscow", "Russia"),
        ("the Kremlin", "Russia"), ("russian", "Russia"), ("RUSSIANS", "Russia"),
        ("Soviet Union", "Russia"), ("rus", "Russia"), ("Blinken", "Antony Blinken"),
        ("person:sergei-lavrov", "Sergei Lavrov"), ("Sergey Lavrov", "Sergei Lavrov"),
        ("N\u200bATO", "NATO"),
    ],
)  # fmt: skip
def test_an_actor_has_many_names(call: Call, word: str, name: str) -> None:
    found = json.loads(call("compare", word, "Ukraine", "-f", "json").out)
    assert found["actors"] == [name, "Ukraine"]


def test_a_state_goes_before_a_province_of_its_name(call: Call) -> None:
    assert json.loads(call("compare", "Georgia", "NATO", "-f", "json").out)["actors"][0] == "Georgia"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("compare", "NATO", "Rusia"), "No actor 'Rusia'. Did you mean Russia?"),
        (("compare", "NATO", "Blinkn"), "No actor 'Blinkn'. Did you mean Antony Blinken?"),
        (("compare", "NATO", "Korean"), "'Korean' may mean North Korea (PRK) or South Korea (KOR)."),
        (("compare", "NATO", "Crimea"), "It is a place and does not speak itself; try Ukraine."),
        (("compare", "NATO", "Zanzibarland"), "No actor 'Zanzibarland'."),
        (("compare", "NATO", ""), "No actor ''."),
        (("compare", "NATO", "US", "-p", "nato-open-dor"), "Did you mean nato-open-door?"),
        (("compare", "NATO", "US", "--dispute", "arms contol"), "Did you mean arms-control?"),
        (("timeline", "Ukrane"), "Did you mean Ukraine?"),
        (("show", "doc0-l"), "No statement 'doc0-l'. Did you mean doc0-"),
        (("stances", "--document", "doc"), "'doc' may mean doc"),
        (("stances", "--since", "yesterday"), "'yesterday' is not a date."),
        (("compare", "NATO", "nato"), "Both names mean the same actor."),
        (("compare", "NATO"), "A comparison needs two actors or more."),
    ],
)
def test_a_near_miss_suggests(call: Call, arguments: tuple[str, ...], sentence: str) -> None:
    found = call(*arguments)
    assert (found.code, found.out) == (2, "") and sentence in found.err


def test_a_surname_of_two_persons_is_asked_about(call: Call) -> None:
    assert "Wendy Sherman" in call("timeline", "Sherman").err


@pytest.mark.parametrize("word", ["nato-open-door", "NATO open door", "Open Door Policy", "NATO  OPEN-DOOR"])
def test_a_position_has_slug_label_and_alias(call: Call, word: str) -> None:
    found = json.loads(call("timeline", word, "-f", "json").out)
    assert {each["statement"] for each in found} == {"doc0-1", "doc0-2", "doc1-1", "doc2-1", "doc2-3"}


@pytest.mark.parametrize("word", ["arms-control", "Arms control"])
def test_a_dispute_is_a_subject_too(call: Call, word: str) -> None:
    found = json.loads(call("timeline", word, "-f", "json").out)
    assert [each["statement"] for each in found] == ["doc1-2", "doc2-4", "doc2-2"]


def test_a_long_or_broken_word_is_no_name(call: Call) -> None:
    assert call("timeline", "x" * 100_000).code == 2
    assert call("timeline", "Russia\udcff").code in (0, 2)
    assert call("timeline", "%' OR 1=1 --").code == 2

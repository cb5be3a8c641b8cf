"""Which side a sentence takes, in the words of ministries and of the wires."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from positions.coding import by_rules
from positions.coding.place import Place
from positions.ingest import analyse, desk
from positions.model import (
    OFFICIAL,
    QUOTED,
    Act,
    Attribution,
    Document,
    Manner,
    Said,
    Source,
    Span,
    Statement,
    When,
)
from positions.resolve import speakers
from positions.resolve.context import Context

DESK = replace(desk(), code=by_rules.coded)  # these are claims about the rules
Sides = set[tuple[str, str]]


def official(text: str, code: str) -> Sides:
    """The sides that a sentence takes in an official text of an actor."""
    actor = DESK.world.actors[code]
    whole = Span(0, len(text))
    attribution = Attribution((whole,), None, None, Manner.DIRECT, rule=OFFICIAL, form=QUOTED)
    statement = Statement(attribution, whole, text, actor, (actor,), Said(None, ""), Act.STATE)
    names = list(speakers.names(Context(text, DESK.world, date(2022, 4, 1))))
    (coded,) = by_rules.coded(Place(text, None, [whole], names), [statement], DESK.codebook)
    return {(s.position, s.side.value) for s in coded.stances if not s.implied}


def wire(text: str) -> Sides:
    """The sides that the statements of a news item take."""
    document = Document(text, Source("test", "text", "utf-8"), published=When("2023-06-20"))
    return {
        (s.position, s.side.value)
        for found in analyse(document, DESK)
        for s in found.stances
        if not s.implied
    }


@pytest.mark.parametrize(
    ("code", "text", "slug", "side"),
    [
        (
            "USA",
            "She also reaffirmed our joint commitment to the complete denuclearization of the Korean Peninsula.",
            "north-korea-denuclearisation",
            "support",
        ),
        (
            "TUR",
            "They reiterated their common commitment to the sovereignty and territorial integrity of Ukraine.",
            "ukraine-territorial-integrity",
            "support",
        ),
        (
            "GBR",
            "We have provided more than two billion pounds in military assistance to Ukraine.",
            "arms-for-ukraine",
            "support",
        ),
        ("HUN", "Hungary does not send weapons to Ukraine.", "arms-for-ukraine", "oppose"),
        ("CAN", "Today Canada imposed new sanctions on 20 Russian officials.", "russia-sanctions", "support"),
        (
            "USA",
            "We see a two-state solution as the best way to give both peoples a future.",
            "two-state-solution",
            "support",
        ),
        (
            "USA",
            "The only viable solution for the two peoples is a two-state solution.",
            "two-state-solution",
            "support",
        ),
        (
            "USA",
            "We are ready, willing and able to move forward with a return to the JCPOA.",
            "jcpoa-return",
            "support",
        ),
        (
            "USA",
            "A reformed Security Council is in the interest of all member states.",
            "security-council-reform",
            "support",
        ),
        (
            "ECOWAS",
            "The Authority calls for the immediate restoration of constitutional order in Niger.",
            "restore-constitutional-order-niger",
            "support",
        ),
        ("IRL", "Ireland today recognises the State of Palestine.", "recognition-of-palestine", "support"),
    ],
)
def test_official_words(code: str, text: str, slug: str, side: str) -> None:
    """An office tells what its own side does and wants: that is a side taken."""
    assert (slug, side) in official(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("USA", "Russia has been hit by unprecedented sanctions."),
        ("USA", "We talked about the state of the talks on a possible return to the JCPOA."),
        ("USA", "In 2018 the last administration left the JCPOA."),
    ],
)
def test_what_happened_is_no_side(code: str, text: str) -> None:
    """What others did, and what was talked about, takes no side."""
    assert official(text, code) == set()


@pytest.mark.parametrize(
    ("text", "slug", "side"),
    [
        (
            "North Korea denounced the joint drills by South Korea and the United States as a rehearsal for invasion.",
            "joint-exercises-korea",
            "oppose",
        ),
        (
            "The Kremlin accused the West of prolonging the war by pumping weapons into Ukraine.",
            "arms-for-ukraine",
            "oppose",
        ),
        (
            "Beijing warned that seeking independence for Taiwan was a dead end.",
            "taiwan-independence",
            "oppose",
        ),
        (
            "Qatar said it was working for the release of all the hostages held in Gaza.",
            "hostage-release",
            "support",
        ),
        (
            "Algiers maintains that only a referendum on self-determination can settle the Western Sahara conflict.",
            "western-sahara-referendum",
            "support",
        ),
        (
            "Hungary's foreign minister said Budapest would not let weapons for Ukraine cross its territory.",
            "arms-for-ukraine",
            "oppose",
        ),
    ],
)
def test_words_of_the_wires(text: str, slug: str, side: str) -> None:
    """Condemning what is called bad already is no double negation; work under way and "only" take a side."""
    assert (slug, side) in wire(text)


def test_each_of_several_speakers_for_its_own_matter() -> None:
    """Who wants to join an alliance together with another says nothing of the other's membership."""
    text = "Ukraine and Georgia want to join NATO."
    document = Document(text, Source("test", "text", "utf-8"), published=When("2022-01-26"))
    stances = [s for each in analyse(document, DESK) for s in each.stances]
    assert {s.actor for s in stances if s.position == "ukraine-nato-membership"} == {"UKR"}
    assert {s.actor for s in stances if s.position == "nato-open-door"} >= {"UKR"}

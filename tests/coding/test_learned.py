"""The learned coder: asked where the rules find no side, quoted with its probabilities, and left out when told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from positions import coding
from positions.coding import by_rules, learned, network
from positions.coding.frames import Frame
from positions.coding.network import Answer
from positions.errors import UsageError
from positions.ingest import analyse, coder, desk
from positions.model import LEARNED, Document, Source, Stance, Statement, When

DESK = desk()
ARTICLE = """Ministers meet in Brussels

BRUSSELS, June 20 - Ministers spent the evening on NATO's open door and on its enlargement to the east.

"{said}" Japan's foreign ministry said in a statement.
"""
Sides = Callable[[str], tuple[float, float, float]]


def statements(said: str) -> list[Statement]:
    document = Document(
        ARTICLE.format(said=said), Source("test", "text", "utf-8"), published=When("2023-06-20")
    )
    return analyse(document, DESK)


def stances(said: str) -> list[Stance]:
    return [stance for each in statements(said) for stance in each.stances]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sides], None]:
    """Lets a function of the proposition answer in the network's place."""

    def use(sides: Sides) -> None:
        def answer(proposition: str, framed: Frame) -> Answer:
            return Answer(sides(proposition), 0.0, (("word", 1.0),))

        monkeypatch.setattr(network, "answer", answer)

    return use


def only(proposition: str, support: float) -> Sides:
    """Support of one proposition; of all others nothing."""
    return lambda each: (1 - support, support, 0.0) if each == proposition else (1.0, 0.0, 0.0)


OPEN_DOOR = DESK.codebook.entry("nato-open-door").position.proposition
NO_EXPANSION = DESK.codebook.entry("no-eastward-expansion").position.proposition


def test_what_the_network_is_sure_of_is_a_stance_of_the_speaker_s_actor(
    answering: Callable[[Sides], None],
) -> None:
    """It names the position, the side, the probabilities, and itself as the rule."""
    answering(only(OPEN_DOOR, 0.96))
    [found] = stances("It is a thing for those at the table.")
    assert (found.position, found.side.value, found.actor, found.rule) == (
        "nato-open-door", "support", "JPN", LEARNED,
    )  # fmt: skip
    assert "support 96 %" in found.because and OPEN_DOOR in found.because
    assert 0.5 < found.confidence < 0.95


def test_what_it_is_not_sure_of_stays_uncoded(answering: Callable[[Sides], None]) -> None:
    answering(only(OPEN_DOOR, learned.SURE - 0.01))
    [found] = statements("It is a thing for those at the table.")
    assert not found.stances and found.uncoded


def test_a_question_takes_no_side(answering: Callable[[Sides], None]) -> None:
    answering(only(OPEN_DOOR, 0.99))
    assert not stances("Is that a joke?")


def test_nobody_supports_two_contraries(answering: Callable[[Sides], None]) -> None:
    """Of two sides that contradict each other the surer one counts."""
    answering(lambda each: (0.0, {OPEN_DOOR: 0.95, NO_EXPANSION: 0.99}.get(each, 0.0), 0.0))
    supported = {each.position for each in stances("It is a thing for those at the table.")}
    assert "no-eastward-expansion" in supported and "nato-open-door" not in supported


def test_it_is_not_asked_about_what_no_paragraph_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text about nothing in the codebook costs no run of the network."""
    monkeypatch.setattr(network, "answer", lambda *_: pytest.fail("asked"))
    text = "The mayor said that the carnival had been a success."
    [found] = analyse(Document(text, Source("carnival", "text", "utf-8")), DESK)
    assert found.uncoded == "no position of the codebook"


def test_an_answer_depends_on_its_pair_alone() -> None:
    """The same statement gets the same stances, whatever is coded before it."""
    first = statements("We welcome every new member.")
    statements("We want no part of it.")
    assert statements("We welcome every new member.") == first


def test_it_adds_and_takes_nothing_away() -> None:
    """What the rules found stays as it is."""
    text = ARTICLE.format(said="We support NATO's open door policy.")
    document = Document(text, Source("test", "text", "utf-8"), published=When("2023-06-20"))
    by_rule = analyse(document, replace(DESK, code=by_rules.coded))
    for alone, both in zip(by_rule, analyse(document, DESK), strict=True):
        assert set(alone.stances) <= set(both.stances)


def test_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """POSITIONS_CODING=rules leaves the learned coder out, and the version of the coder says so."""
    both = coder(DESK.codebook)
    monkeypatch.setenv("POSITIONS_CODING", "rules")
    assert desk().code is by_rules.coded and coding.coder(learned=False) is by_rules.coded
    assert coder(DESK.codebook) != both
    monkeypatch.setenv("POSITIONS_CODING", "magic")
    with pytest.raises(UsageError):
        desk()


def test_it_never_contradicts_a_rule_in_the_same_text(answering: Callable[[Sides], None]) -> None:
    """Who opposes the open door by a rule supports it in no other sentence of the article by the network."""
    answering(only(OPEN_DOOR, 0.99))
    text = ARTICLE.format(said="It is a thing for those at the table.") + (
        "\nEarlier, Japan's foreign ministry said it rejected NATO's open door policy.\n"
    )
    document = Document(text, Source("test", "text", "utf-8"), published=When("2023-06-20"))
    sides = [
        s.side.value
        for each in analyse(document, DESK)
        for s in each.stances
        if s.position == "nato-open-door"
    ]
    assert sides == ["oppose"]

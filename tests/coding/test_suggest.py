"""Candidate positions: what sentences want, and how they are grouped by it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from positions import language
from positions.coding import suggest, wanted
from positions.coding.patterns import compile_pattern
from positions.coding.suggest import Sentence
from positions.coding.wanted import Topic


def topics(text: str, *others: str) -> set[str]:
    [doc] = language.parse([text])
    return {topic.name for topic in wanted.topics(doc, others)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We call for a fishing moratorium.", {"fishing moratorium"}),
        ("Norway must release the fishing vessels.", {"fishing vessel"}),
        ("She rejected the construction of dams.", {"construction of dam"}),
        ("The committee met on Friday to read a fishing report.", set()),
        ("We support security.", set()),
        ("We welcome our important partnership.", set()),
    ],
)
def test_topics_stand_under_words_of_attitude(text: str, expected: set[str]) -> None:
    """What is wanted or rejected with a modifier or a complement; never a bare noun, never politeness."""
    assert topics(text) == expected


def test_a_noun_with_an_actor_is_a_topic() -> None:
    assert topics("We call for an embargo.", "MMR") == {"embargo @MMR"}


def test_a_sentence_without_a_word_of_attitude_is_not_parsed() -> None:
    assert wanted.may_want("They REJECTED the quota.")
    assert not wanted.may_want("They met at noon.")


def sentence(number: int, document: str, *names: str, others: tuple[str, ...] = ()) -> Sentence:
    found = tuple(Topic(name, name.partition(" @")[0], False, name.split()[0]) for name in names)
    return Sentence(f"{document}-{number}", document, found, others)


def test_what_shares_a_topic_is_a_group() -> None:
    """A group is named by its best topic, and about the actor of whom most of its sentences speak."""
    told = [
        *(sentence(n, f"d{n}", "fishing quota", others=("NOR",)) for n in range(4)),
        *(sentence(n, f"e{n}", "visa fee") for n in range(3)),
        sentence(9, "f", "solar panel"),
    ]
    first, second = suggest.groups(told, 3)
    assert (first.topic, first.actor, first.documents) == ("fishing quota", "NOR", 4)
    assert first.patterns == ("fishing ^quota + @NOR",)
    assert first.label({"NOR": "Norway"}) == "Fishing quota (Norway)"
    assert (second.topic, second.actor, second.patterns) == ("visa fee", "", ("visa ^fee",))


def test_what_one_document_says_alone_is_no_candidate() -> None:
    assert suggest.groups([sentence(n, "d", "fishing quota") for n in range(9)], 3) == []


def test_a_harm_is_to_be_stopped() -> None:
    told = [sentence(n, f"d{n}", "violence @MMR") for n in range(3)]
    [found] = suggest.groups(told, 3)
    assert found.harm
    assert found.proposition({"MMR": "Myanmar"}) == "Concerning Myanmar: violence must be stopped."


NAMES = st.sampled_from(
    ["fishing quota", "visa fee", "quota @NOR", "release of vessel", "vessel @NOR", "prisoner swap"]
)
TOLD = st.lists(st.tuples(st.sampled_from("abcd"), st.lists(NAMES, unique=True, max_size=3)), max_size=25)


@settings(deadline=None, max_examples=40)
@given(TOLD, st.integers(2, 5))
def test_groups_are_disjoint_large_enough_and_the_same_again(
    told: list[tuple[str, list[str]]], minimum: int
) -> None:
    sentences = [sentence(n, document, *names) for n, (document, names) in enumerate(told)]
    found = suggest.groups(sentences, minimum)
    assert found == suggest.groups(sentences, minimum)
    counted = Counter(each for group in found for each in group.statements)
    assert all(n == 1 for n in counted.values())
    assert all(len(group.statements) >= minimum and group.documents >= 2 for group in found)
    assert len({(group.topic, group.actor) for group in found}) == len(found)
    assert all(compile_pattern(pattern) for group in found for pattern in group.patterns)

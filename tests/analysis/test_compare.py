"""The score of docs/method.md: worked by hand, and by force."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings import reading
from positions.analysis.agreement import Agreement, terms
from positions.analysis.agreement import score as score_of
from positions.analysis.compare import Comparison, compare, in_words, matrix
from positions.analysis.standings import standings
from positions.records import Reading

POSITIONS = ["p", "q", "r"]


def score(left: list[Reading], right: list[Reading]) -> Agreement:
    return compare({"A": left, "B": right}, POSITIONS).agreement


# --- worked by hand --------------------------------------------------------------------------


def test_agreement_on_one_position() -> None:
    """A supports twice, B opposes once: g = 1 - |1 - -1| / 2 = 0, v = 2*2*1/3; A = 0."""
    found = score([reading("a", "support"), reading("b", "support")], [reading("c", "oppose")])
    assert found.value == 0 and found.shared == 1 and found.of == 1 and found.n == 3


def test_positions_are_weighed_by_the_harmonic_mean_of_their_statements() -> None:
    """On p: n 1 and 1, v = 1, g = 1. On q: n 3 and 1, v = 1.5, p_a = 1/3, p_b = -1, g = 1/3.

    A = (1*1 + 1.5*1/3) / 2.5 = 0.6;
    D_e = [v_p² * 0 + v_p v_q (|1 - -1| + |1/3 - 1|)/2 + v_q² * (4/3)/2] / 2.5².
    """
    left = [
        reading("a", "support"),
        *(reading(f"b{n}", side, position="q") for n, side in enumerate(["support", "support", "oppose"])),
    ]
    right = [reading("c", "support"), reading("d", "oppose", position="q")]
    found = score(left, right)
    assert found.value == pytest.approx(0.6)
    expected = (1.5 * (2 + 2 / 3) / 2 + 2.25 * (4 / 3) / 2) / 6.25
    assert found.chance_corrected == pytest.approx(1 - 0.4 / expected)


def test_a_conditional_stance_is_half_a_stance() -> None:
    """p_a = 0.5, p_b = -1: g = 1 - 1.5 / 2."""
    found = score([reading("a", "support", conditional=True)], [reading("b", "oppose")])
    assert found.value == pytest.approx(0.25)


def test_silence_is_never_half_an_agreement() -> None:
    """A speaks on p, B on q: nothing is shared, so there is no number at all."""
    found = score([reading("a", "support")], [reading("b", "support", position="q")])
    assert found == Agreement(None, 0, 2, 0, None, None, found.seed)


def test_a_single_position_leaves_nothing_to_chance() -> None:
    found = score([reading("a", "support")], [reading("b", "oppose")])
    assert found.chance_corrected is None


def test_one_document_bounds_nothing() -> None:
    found = score([reading("a", "support")], [reading("b", "support")])
    assert found.interval == (0.0, 1.0) and found.documents == 1


def test_the_seed_fixes_the_interval() -> None:
    left = [reading(str(n), "support", document=str(n)) for n in range(6)]
    right = [reading(f"b{n}", side, document=f"b{n}") for n, side in enumerate(["support", "oppose"] * 3)]
    assert score(left, right).interval == score(left, right).interval


def test_three_actors_add_the_terms_of_every_pair() -> None:
    """A and B agree wholly, C differs wholly from both: one of three pairs."""
    columns = {
        "A": [reading("a", "support")],
        "B": [reading("b", "support")],
        "C": [reading("c", "oppose")],
    }
    found = compare(columns, POSITIONS)
    assert found.agreement.value == pytest.approx(1 / 3)
    assert [pair.value for pair in found.pairs.values()] == [1, 0, 0]


def test_positions_keep_the_order_of_the_codebook_and_the_unspoken_are_left_out() -> None:
    found = compare(
        {"A": [reading("a", "support", position="r"), reading("b", "support")], "B": []}, POSITIONS
    )
    assert [row.position for row in found.positions] == ["p", "r"]


# --- properties ------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="module")
def few_resamples() -> Iterator[None]:
    """The properties hold for any number of resamples, so a small one will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("positions.analysis.interval.RESAMPLES", 20)
        patch.setattr("positions.analysis.interval.FEWEST", 20)
        yield


@st.composite
def sayings(draw: st.DrawFn, who: str) -> list[Reading]:
    spoken = draw(
        st.lists(
            st.tuples(
                st.sampled_from(POSITIONS),
                st.sampled_from(["support", "oppose"]),
                st.booleans(),
                st.booleans(),
                st.integers(0, 3),
            ),
            max_size=6,
        )
    )
    return [
        reading(f"{who}{at}", side, position=slug, conditional=half, implied=implied, document=str(document))
        for at, (slug, side, half, implied, document) in enumerate(spoken)
    ]


def pair(left: list[Reading], right: list[Reading]) -> Comparison:
    return compare({"A": left, "B": right}, POSITIONS)


def chance_by_force(left: list[Reading], right: list[Reading]) -> float | None:
    """Every pairing of a shared position of the one with one of the other, as often as its weight says."""
    spoken = []
    for slug in POSITIONS:
        mine, theirs = ([each.value for each in own if each.position == slug] for own in (left, right))
        if mine and theirs:
            weight = 2 / (1 / len(mine) + 1 / len(theirs))
            spoken.append((weight, sum(mine) / len(mine), sum(theirs) / len(theirs)))
    total = sum(weight for weight, _, _ in spoken)
    observed = sum(weight * abs(a - b) / 2 for weight, a, b in spoken)
    expected = sum(one * other * abs(a - b) / 2 for one, a, _ in spoken for other, _, b in spoken)
    if len(spoken) < 2 or not expected:
        return None
    return 1 - (observed / total) / (expected / total**2)


def by_force(left: list[Reading], right: list[Reading]) -> float | None:
    """The formula as it stands in docs/method.md, position by position."""
    above = below = 0.0
    for slug in POSITIONS:
        mine, theirs = ([each.value for each in own if each.position == slug] for own in (left, right))
        if mine and theirs:
            weight = 2 * len(mine) * len(theirs) / (len(mine) + len(theirs))
            gap = abs(sum(mine) / len(mine) - sum(theirs) / len(theirs))
            above, below = above + weight * (1 - gap / 2), below + weight
    return above / below if below else None


@given(sayings("a"), sayings("b"))
@settings(max_examples=60, deadline=None)
def test_the_score_is_the_formula(left: list[Reading], right: list[Reading]) -> None:
    expected = by_force(left, right)
    found = pair(left, right).agreement.value
    assert found is None if expected is None else found == pytest.approx(expected)


@given(sayings("a"), sayings("b"))
@settings(max_examples=60, deadline=None)
def test_agreement_beyond_chance_is_the_formula(left: list[Reading], right: list[Reading]) -> None:
    expected = chance_by_force(left, right)
    found = pair(left, right).agreement.chance_corrected
    assert found is None if expected is None else found == pytest.approx(expected)


@given(sayings("a"), sayings("b"))
@settings(max_examples=60, deadline=None)
def test_bounds_and_coverage(left: list[Reading], right: list[Reading]) -> None:
    found = pair(left, right).agreement
    assert 0 <= found.shared <= found.of <= len(POSITIONS)
    assert (found.value is None) == (found.shared == 0) == (found.interval is None)
    if found.value is not None and found.interval:
        assert 0 <= found.interval[0] <= found.value <= found.interval[1] <= 1
    if found.chance_corrected is not None:
        assert found.chance_corrected <= 1 + 1e-9


@given(sayings("a"), sayings("b"))
@settings(max_examples=40, deadline=None)
def test_agreement_has_no_direction(left: list[Reading], right: list[Reading]) -> None:
    one, other = pair(left, right).agreement, pair(right, left).agreement
    for there, back in ((one.value, other.value), (one.chance_corrected, other.chance_corrected)):
        assert (there is None and back is None) or there == pytest.approx(back)


@given(sayings("a"), sayings("b"), st.data())
@settings(max_examples=60, deadline=None)
def test_further_reports_change_nothing(
    left: list[Reading], right: list[Reading], data: st.DataObject
) -> None:
    """Any statement may be printed by any number of further documents."""
    again = data.draw(st.lists(st.sampled_from(left), max_size=4)) if left else []
    reports = [
        reading(each.fingerprint, each.stance, position=each.position, conditional=each.conditional,
                implied=each.implied, document=f"z{at}")
        for at, each in enumerate(again)
    ]  # fmt: skip
    one, other = pair(left, right), pair([*left, *reports], right)
    assert one.agreement == other.agreement
    assert [row.agreement for row in one.positions] == [row.agreement for row in other.positions]


# --- the interval ----------------------------------------------------------------------------


def test_the_interval_is_that_of_drawing_documents_anew() -> None:
    """A supports p in every of 30 documents, B in half of another 30: g = 1 - |1 - p_b| / 2 with p_b about 0.

    p_b is the mean of 30 signs (standard error 0.18), so g = 0.5 + p_b / 2 lies within 0.5 ± 1.96 * 0.09.
    """
    left = [reading(f"a{n}", "support", document=f"a{n}") for n in range(30)]
    right = [reading(f"b{n}", side, document=f"b{n}") for n, side in enumerate(["support", "oppose"] * 15)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("positions.analysis.interval.RESAMPLES", 1000)
        low, high = score(left, right).interval or (0, 0)
    assert low == pytest.approx(0.5 - 0.18, abs=0.04) and high == pytest.approx(0.5 + 0.18, abs=0.04)


def test_bundles_of_many_documents_bound_like_single_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """As above with 600 documents each: the standard error of g is 0.5 / sqrt(600) = 0.02."""
    monkeypatch.setattr("positions.analysis.interval.RESAMPLES", 400)
    left = [reading(f"a{n}", "support", document=f"a{n}") for n in range(600)]
    right = [reading(f"b{n}", side, document=f"b{n}") for n, side in enumerate(["support", "oppose"] * 300)]
    low, high = score(left, right).interval or (0, 0)
    assert low == pytest.approx(0.46, abs=0.015) and high == pytest.approx(0.54, abs=0.015)


@given(sayings("a"), sayings("b"), st.integers(0, 3))
def test_the_interval_is_that_of_stores_made_of_the_drawn_documents(
    left: list[Reading], right: list[Reading], seed: int
) -> None:
    """Each drawn store written out, a document as often as it was drawn, and scored like any other."""
    found = compare({"A": left, "B": right}, POSITIONS, seed).agreement
    if found.value is None or found.documents < 2:
        return
    shared = {each.position for each in left} & {each.position for each in right}
    sides = [[each for s in standings(said).values() for each in s.statements] for said in (left, right)]
    held = [[each for each in side if each.position in shared] for side in sides]
    chance = random.Random(seed)
    documents = sorted({each.document for side in held for each in side})
    scores = [_drawn_score(held, Counter(chance.choices(documents, k=len(documents)))) for _ in range(20)]
    known = sorted([each for each in scores if each is not None] or [0.0, 1.0])
    low, high = min(known[0], found.value), max(known[-1], found.value)
    assert found.interval == pytest.approx((low, high))


def _drawn_score(held: list[list[Reading]], times: Counter[str]) -> float | None:
    """A of the statements of these documents, each once for every time that its document was drawn."""
    copies = [
        [
            each._replace(fingerprint=f"{each.fingerprint} {copy}", statement=f"{each.statement} {copy}")
            for each in side
            for copy in range(times[each.document])
        ]
        for side in held
    ]
    tables = [standings(each) for each in copies]
    return score_of(terms({"A": tables[0], "B": tables[1]}, [("A", "B")]))


def test_what_nobody_shares_has_no_part_in_the_interval() -> None:
    """Both speak on p in one document alone; that A spoke on q in others makes nothing surer."""
    left = [reading("a", "support"), reading("b", "support", position="q", document="e")]
    found = score(left, [reading("c", "support")])
    assert found.interval == (0.0, 1.0) and found.documents == 1


def test_of_many_positions_those_are_shown_on_which_most_was_said() -> None:
    """On p both speak, on r one of them twice, on q once; the score and its lists still know all of them."""
    left = [reading("a", "support"), reading("b", "support", position="q")]
    right = [
        reading("c", "oppose"), reading("d", "oppose", position="r"), reading("e", "oppose", position="r"),
    ]  # fmt: skip
    found = pair(left, right)
    shown = [
        [each.position for each in replace(found, most=most).shown] for most in range(len(POSITIONS) + 2)
    ]
    assert shown == [["p", "q", "r"], ["p"], ["p", "r"], ["p", "q", "r"], ["p", "q", "r"]]
    assert replace(found, most=1).positions == found.positions


# --- lists, thresholds, standings crossed ----------------------------------------------------


def test_what_parts_and_what_joins_them_most() -> None:
    """On p they are opposed, on q of one mind; on r a conditional stance meets its opposite half way."""
    left = [
        reading("a", "support"),
        reading("b", "support", position="q"),
        reading("c", "support", position="r"),
    ]
    right = [
        reading("d", "oppose"), reading("e", "support", position="q"),
        reading("f", "oppose", position="r"), reading("g", "support", position="r"),
    ]  # fmt: skip
    found = pair(left, right)
    assert [row.position for row in found.divergent] == ["p"]
    assert [row.position for row in found.agreed] == ["q"]
    assert [row.agreement for row in found.positions] == [0, 1, 0.5], "r is neither"


def test_of_two_equal_positions_the_one_with_more_statements_leads() -> None:
    left = [reading("a", "support"), *(reading(f"b{n}", "support", position="q") for n in range(3))]
    right = [reading("c", "oppose"), *(reading(f"d{n}", "oppose", position="q") for n in range(3))]
    assert [row.position for row in pair(left, right).divergent] == ["q", "p"]


def test_a_standing_on_too_few_statements_is_as_if_silent() -> None:
    left = [reading("a", "support"), reading("b", "support"), reading("c", "support", position="q")]
    found = compare({"A": left, "B": left[:2]}, POSITIONS, minimum=2)
    assert [row.position for row in found.positions] == ["p"] and found.thin == 1
    assert found.agreement.of == 1


def test_standings_crossed() -> None:
    left = [reading("a", "support"), reading("b", "support", position="q", conditional=True)]
    right = [
        reading("c", "oppose"),
        reading("d", "oppose", position="q"),
        reading("e", "support", position="r"),
    ]
    assert matrix(pair(left, right), "A", "B") == {("support", "oppose"): 1, ("conditional", "oppose"): 1}


@given(sayings("a"), sayings("b"))
@settings(max_examples=40, deadline=None)
def test_the_crossed_standings_count_every_shared_position_once(
    left: list[Reading], right: list[Reading]
) -> None:
    found = pair(left, right)
    one, other = matrix(found, "A", "B"), matrix(pair(right, left), "A", "B")
    assert sum(one.values()) == found.agreement.shared
    assert one == {(a, b): n for (b, a), n in other.items()}


# --- in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "agree"),
        (0.9, "almost always agree"),
        (0.5, "agree on some and differ on some"),
        (0.1, "almost always differ"),
        (0.0, "differ"),
    ],
)
def test_bands(value: float, words: str) -> None:
    said = in_words(Agreement(value, 3, 5, 9, (0.0, 1.0), None, 1), ["A", "B"])
    assert said == f"A and B {words}, as far as both speak: on 3 of 5 positions."


def test_one_statement_each_is_said_to_be_that() -> None:
    said = in_words(Agreement(0.0, 1, 5, 2, (0.0, 1.0), None, 1), ["A", "B"])
    assert said == "A and B differ on the one position that both speak on, each in a single statement."


def test_every_value_has_its_word() -> None:
    for percent, shared in product(range(101), (1, 4)):
        assert in_words(Agreement(percent / 100, shared, 5, 9, None, None, 1), ["A", "B"])

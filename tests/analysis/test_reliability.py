"""Which units count, what each coder read in them, and how right the machine is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.analysis.accuracy import Accuracy, against_person, against_verdicts
from positions.analysis.reliability import Reliability, interval, reliability, units
from positions.records.codings import Coding, Look, Ruling

ADA, BOB, RULES = "Ada", "Bob", "rules"
DOOR, TALKS = "open-door", "talks"


def looks(*each: tuple[str, str]) -> list[Look]:
    """Who looked at which statement; a statement's document stands before the hyphen."""
    return [Look(statement, statement.partition("-")[0], coder) for coder, statement in each]


def coded(
    coder: str, statement: str, position: str, stance: str = "support", *, implied: bool = False
) -> Coding:
    return Coding(statement, statement.partition("-")[0], coder, position, stance, implied)


def values(
    codings: Sequence[Coding], seen: Sequence[Look], *coders: str
) -> dict[tuple[str, str], dict[str, str]]:
    return {(each.statement, each.position): dict(each.values) for each in units(codings, seen, coders)}


def test_who_did_not_look_is_missing_and_not_none() -> None:
    """Bob never looked at the second statement; Ada looked at both and coded one."""
    seen = looks((ADA, "d-1"), (BOB, "d-1"), (RULES, "d-1"), (ADA, "d-2"), (RULES, "d-2"))
    found = values([coded(BOB, "d-1", DOOR), coded(RULES, "d-2", DOOR)], seen, ADA, BOB, RULES)
    assert found == {
        ("d-1", DOOR): {ADA: "none", BOB: "support", RULES: "none"},
        ("d-2", DOOR): {ADA: "none", RULES: "support"},
    }


def test_a_statement_that_one_looked_at_is_no_unit() -> None:
    assert units([coded(ADA, "d-1", DOOR)], looks((ADA, "d-1"), (BOB, "d-2")), [ADA, BOB]) == []


def test_a_position_that_somebody_coded_is_a_question_in_every_statement() -> None:
    """That both found nothing in the second statement is an agreement, too."""
    seen = looks((ADA, "d-1"), (BOB, "d-1"), (ADA, "d-2"), (BOB, "d-2"))
    found = reliability([coded(ADA, "d-1", DOOR), coded(BOB, "d-1", DOOR)], seen, [ADA, BOB])
    assert (found.overall.units, found.overall.coded, found.overall.agreement) == (2, 1, 1.0)
    assert found.overall.alpha == pytest.approx(1)
    assert found.pairs[ADA, BOB].kappa == pytest.approx(1)


def test_what_is_implied_counts_beside_what_was_coded_outright() -> None:
    seen = looks((ADA, "d-1"), (BOB, "d-1"))
    implied = [coded(name, "d-1", TALKS, "oppose", implied=True) for name in (ADA, BOB)]
    both = [coded(ADA, "d-1", DOOR), coded(BOB, "d-1", DOOR)]
    assert ("d-1", TALKS) not in values([*both, *implied], seen, ADA, BOB)
    outright = coded(ADA, "d-1", TALKS, "oppose")
    assert values([*both, outright, implied[1]], seen, ADA, BOB)["d-1", TALKS] == {
        ADA: "oppose",
        BOB: "oppose",
    }


def test_both_sides_of_one_position_are_mixed() -> None:
    mixed = [coded(ADA, "d-1", DOOR, "oppose"), coded(ADA, "d-1", DOOR), coded(BOB, "d-1", DOOR)]
    found = reliability(mixed, looks((ADA, "d-1"), (BOB, "d-1")), [ADA, BOB])
    assert found.disagreements[0].values == {ADA: "mixed", BOB: "support"}


def test_positions_and_disagreements() -> None:
    seen = looks(*((name, f"d{n}-1") for n in range(4) for name in (ADA, BOB)))
    codings = [coded(ADA, "d0-1", DOOR), coded(BOB, "d0-1", DOOR), coded(ADA, "d1-1", TALKS, "oppose")]
    found = reliability(codings, seen, [ADA, BOB])
    assert list(found.positions) == [DOOR, TALKS]
    assert found.positions[DOOR].alpha == pytest.approx(1)
    assert found.positions[TALKS].alpha == pytest.approx(0)
    assert [(each.statement, each.position) for each in found.disagreements] == [("d1-1", TALKS)]
    assert found.pairs[ADA, BOB].table == {
        ("support", "support"): 1,
        ("oppose", "none"): 1,
        ("none", "none"): 6,
    }


def test_one_document_bounds_nothing() -> None:
    seen = looks((ADA, "d-1"), (BOB, "d-1"), (ADA, "d-2"), (BOB, "d-2"))
    codings = [coded(ADA, "d-1", DOOR), coded(BOB, "d-1", DOOR)]
    assert interval(units(codings, seen, [ADA, BOB])) is None


CODINGS = st.lists(
    st.builds(
        coded, st.sampled_from([ADA, BOB, RULES]), st.sampled_from(["d-1", "d-2", "e-1", "f-1"]),
        st.sampled_from([DOOR, TALKS]), st.sampled_from(["support", "oppose"]), implied=st.booleans(),
    ), max_size=12,
)  # fmt: skip
RENAMED = {ADA: "Zoe", BOB: "Abe", RULES: "Mia"}


def numbers(found: Reliability) -> tuple[object, ...]:
    alpha, bounds = found.overall.alpha, found.interval
    rounded = alpha is not None and round(alpha, 9)
    return (
        rounded,
        bounds and tuple(round(each, 9) for each in bounds),
        found.overall.units,
        len(found.disagreements),
    )


@given(CODINGS, st.permutations([ADA, BOB, RULES]))
def test_the_names_of_the_coders_change_no_number(codings: list[Coding], order: list[str]) -> None:
    seen = [Look(each.statement, each.document, each.coder) for each in codings]
    one = reliability(codings, seen, [ADA, BOB, RULES])
    renamed = [coded(RENAMED[c.coder], c.statement, c.position, c.stance, implied=c.implied) for c in codings]
    others = [Look(each.statement, each.document, RENAMED[each.coder]) for each in seen]
    assert numbers(one) == numbers(reliability(renamed, others, [RENAMED[each] for each in order]))


@given(CODINGS)
def test_the_bounds_lie_in_their_order(codings: list[Coding]) -> None:
    seen = looks(*((name, statement) for name in (ADA, BOB, RULES) for statement in ("d-1", "d-2", "e-1")))
    found = reliability(codings, seen, [ADA, BOB, RULES])
    assert found.statements == (3 if found.overall.units else 0)
    if found.interval:
        assert found.overall.alpha is not None
        assert found.interval[0] <= found.overall.alpha <= found.interval[1] <= 1 + 1e-9


# --- the machine


def test_the_machine_against_a_person() -> None:
    """It takes three stances, two as Ada has them; Ada has four."""
    seen = looks(*((name, f"d-{n}") for n in range(5) for name in (ADA, RULES)), (RULES, "d-9"))
    codings = [coded(ADA, f"d-{n}", DOOR) for n in range(4)]
    codings += [coded(RULES, "d-0", DOOR), coded(RULES, "d-1", DOOR), coded(RULES, "d-2", DOOR, "oppose")]
    codings += [coded(RULES, "d-9", DOOR)]  # Ada did not look there
    found = against_person(units(codings, seen, [ADA, RULES]), RULES, ADA)
    assert found == Accuracy(right=2, claimed=3, there=4)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(0.5)
    assert found.f1 == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))


def test_the_machine_by_verdicts() -> None:
    rulings = [
        Ruling("d-1", "d", DOOR, "accept", "support", None, None),
        Ruling("d-2", "d", DOOR, "reject", "support", None, None),
        Ruling("d-3", "d", DOOR, "edit", "support", DOOR, "support"),  # only its condition
        Ruling("d-4", "d", DOOR, "edit", "support", DOOR, "oppose"),
        Ruling("d-5", "d", TALKS, "code", None, TALKS, "support"),  # missed
    ]
    assert against_verdicts(rulings) == Accuracy(right=2, claimed=4, there=4)
    assert Accuracy(0, 0, 0).f1 is None

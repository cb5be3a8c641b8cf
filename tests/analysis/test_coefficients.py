"""Coefficients of agreement, against the worked examples of those who published them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.analysis.coefficients import alpha, coincidences, kappa, observed


def columns(*coders: str) -> list[str]:
    """What each unit was read as, from a row for each coder; a point is a missing value."""
    rows = [row.split() for row in coders]
    return ["".join(each for each in unit if each != ".") for unit in zip(*rows, strict=True)]


def test_krippendorffs_four_observers() -> None:
    """Krippendorff 2011, section C: four observers, twelve units, missing values; alpha nominal = 0.743."""
    matrix = columns(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    found = coincidences(matrix)
    assert sum(found.values()) == pytest.approx(
        40
    )  # the paper's n: the value that is alone in its unit drops out
    assert alpha(found) == pytest.approx(0.743, abs=0.0005)


def test_krippendorffs_two_observers() -> None:
    """Section A: ten units of 0 and 1, alpha = 0.095. Section B: twelve units of five values, alpha = 0.692."""
    binary = columns("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert alpha(coincidences(binary)) == pytest.approx(0.095, abs=0.0005)
    nominal = columns("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert alpha(coincidences(nominal)) == pytest.approx(0.692, abs=0.0005)


def test_artstein_and_poesios_two_coders() -> None:
    """2008, table 1: of 100 utterances 70 agree, and Cohen's kappa is 0.348."""
    table = {("stat", "stat"): 20, ("ireq", "stat"): 20, ("stat", "ireq"): 10, ("ireq", "ireq"): 50}
    assert kappa(table) == pytest.approx((0.7 - 0.54) / (1 - 0.54)) == pytest.approx(0.348, abs=0.0005)


def test_kappa_adds_the_chances_up() -> None:
    """P_e is a sum over all values, not their product: 25 of 50 by chance here, and 35 in fact."""
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa(table) == pytest.approx(0.4)


def test_where_nothing_can_differ_there_is_no_number() -> None:
    assert alpha(coincidences(["aa", "aa"])) is None
    assert kappa({("a", "a"): 3}) is None
    assert alpha({}) is kappa({}) is observed({}) is None


MATRICES = st.lists(st.lists(st.sampled_from("soxn"), max_size=4), min_size=1, max_size=12)
PAIRS = st.lists(st.tuples(st.sampled_from("son"), st.sampled_from("son")), min_size=1, max_size=30)


@given(MATRICES)
def test_bounds(units: Sequence[Sequence[str]]) -> None:
    met = coincidences(units)
    assert sum(met.values()) == pytest.approx(sum(len(each) for each in units if len(each) > 1))
    agreed, beyond = observed(met), alpha(met)
    assert agreed is None or -1e-9 <= agreed <= 1 + 1e-9
    assert beyond is None or beyond <= 1 + 1e-9
    if beyond is not None and agreed is not None:
        assert (beyond == pytest.approx(1)) == (agreed == pytest.approx(1))


@given(MATRICES, st.permutations("soxn"))
def test_names_and_order_change_nothing(units: Sequence[Sequence[str]], others: Sequence[str]) -> None:
    """Neither what the values are called nor the order of coders or units changes alpha."""
    renamed = [[dict(zip("soxn", others, strict=True))[value] for value in reversed(each)] for each in units]
    one, other = alpha(coincidences(units)), alpha(coincidences(reversed(renamed)))
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)


@given(MATRICES)
def test_who_coded_alone_changes_nothing(units: Sequence[Sequence[str]]) -> None:
    assert coincidences([*units, ["s"], []]) == coincidences(units)


@given(PAIRS)
def test_kappa_of_two(pairs: Sequence[tuple[str, str]]) -> None:
    """Kappa is the same whoever is called the first; between -1 and 1; and 1 in perfect agreement alone."""
    found = kappa(Counter(pairs))
    turned = kappa(Counter((b, a) for a, b in pairs))
    assert (found is None) == (turned is None)
    if found is not None:
        assert found == pytest.approx(turned)
        assert -1 - 1e-9 <= found <= 1 + 1e-9
        assert (found == pytest.approx(1)) == all(a == b for a, b in pairs)


@given(PAIRS)
def test_alpha_of_two_is_near_kappa_in_sign(pairs: Sequence[tuple[str, str]]) -> None:
    """For two coders who use the values equally often, alpha exceeds kappa only by its correction for few units."""
    both = [*pairs, *((b, a) for a, b in pairs)]
    n = 2 * len(both)
    one, other = kappa(Counter(both)), alpha(coincidences(both))
    assert (one is None) == (other is None)
    assert one is None or other == pytest.approx(1 - (1 - one) * (n - 1) / n)

"""Agreement between coders, of nominal values: in per cent, and beyond chance.

A value is what a coder read in a unit; a unit that a coder did not look at has no value of his. Sources of the
formulas: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C, for nominal data; Cohen, "A
coefficient of agreement for nominal scales" (1960); Artstein and Poesio, "Inter-coder agreement for computational
linguistics" (2008), for the names and for what each takes chance to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Value = str
Coincidences = Mapping[tuple[Value, Value], float]


def coincidences(units: Iterable[Sequence[Value]]) -> Counter[tuple[Value, Value]]:
    """o_ck: how often c met k within a unit, each pair counted by 1 / (m_u - 1) for the m_u values of its unit.

    A unit with one value or none meets nothing and does not count.
    """
    found: Counter[tuple[Value, Value]] = Counter()
    for values in units:
        counts = Counter(values)
        if (m := len(values)) > 1:
            for c, n_c in counts.items():
                for k, n_k in counts.items():
                    met = n_c * (n_k - (c == k)) / (m - 1)
                    if met:
                        found[c, k] += met  # type: ignore[assignment]
    return found


def alpha(met: Coincidences) -> float | None:
    """Krippendorff's alpha: 1 - (n - 1) sum o_ck / sum n_c n_k over the pairs of different values c and k.

    Any number of coders, with missing values. None where all values are one: nothing could have differed. It is 1
    in perfect agreement, 0 where the values might as well have been dealt out at random, and less than that where
    coders avoid each other.
    """
    totals: Counter[Value] = Counter()
    for (c, _), times in met.items():
        totals[c] += times  # type: ignore[assignment]
    n = sum(totals.values())
    apart = sum(times for (c, k), times in met.items() if c != k)
    expected = n * n - sum(each * each for each in totals.values())
    return 1 - (n - 1) * apart / expected if expected > 1e-9 else None


def observed(met: Coincidences) -> float | None:
    """A_o, the part of the pairs within units that agree, from 0 to 1; None where there is no pair."""
    n = sum(met.values())
    return sum(times for (c, k), times in met.items() if c == k) / n if n else None


def kappa(pairs: Mapping[tuple[Value, Value], int]) -> float | None:
    """Cohen's kappa of two coders: (P_o - P_e) / (1 - P_e), with P_e = sum over k of P(k | one) P(k | other).

    `pairs` counts what the one and the other read in the units that both looked at. None where there is no unit,
    and where chance alone would have them agree always.
    """
    n = sum(pairs.values())
    if not n:
        return None
    one, other = Counter[Value](), Counter[Value]()
    for (c, k), times in pairs.items():
        one[c] += times
        other[k] += times
    agreed = sum(times for (c, k), times in pairs.items() if c == k) / n
    expected = sum(one[k] * other[k] for k in one) / n**2
    return (agreed - expected) / (1 - expected) if 1 - expected > 1e-9 else None

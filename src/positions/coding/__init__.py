"""Coding: from statements to stances, by two coders that share one signature:

`coded(place, statements, codebook) -> statements`, each with its stances, or with the reason why it has none. The
rules are asked first (`by_rules`); where they find no side, the learned coder is (`learned`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from positions.coding.codebook import Codebook
from positions.coding.place import Place
from positions.model import Statement

VERSION = "3"  # of the rules and the network; a stance names it together with the codebook's
Coder = Callable[[Place, Iterable[Statement], Codebook], Iterable[Statement]]


def coded(place: Place, statements: Iterable[Statement], codebook: Codebook) -> list[Statement]:
    """Code the statements of one document."""
    from positions.coding import by_rules, learned

    return learned.coded(place, list(by_rules.coded(place, statements, codebook)), codebook)


def coder(*, learned: bool = True) -> Coder:
    """The rules with the learned coder, or alone."""
    if learned:
        return coded
    from positions.coding import by_rules

    return by_rules.coded

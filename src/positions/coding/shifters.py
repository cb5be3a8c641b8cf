"""The words that pass a direction on, turn it round or take a side: `data/polarity.toml`, whose head explains them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from positions import resources


@dataclass(frozen=True)
class Table:
    """The lists, as look-ups."""

    factors: dict[str, dict[str, tuple[int, bool]]]  # "verbs" -> "reject" -> (-1, an attitude)
    dangers: frozenset[str]
    obliging: frozenset[str]
    future: frozenset[str]
    attitudes: frozenset[str]
    against: frozenset[str]
    possible: frozenset[str]
    negations: frozenset[str]
    reversing: frozenset[str]
    circumstance: frozenset[str]
    going_on: frozenset[str]
    deeds: frozenset[str]
    blaming: frozenset[str]
    clauses: tuple[str, ...]
    phrases: tuple[str, ...]
    idle: tuple[str, ...]


@cache
def table() -> Table:
    with resources.data("polarity.toml").open("rb") as file:
        rows = tomllib.load(file)
    lists = {"keep": (1, True), "reverse": (-1, True), "do": (1, False), "undo": (-1, False)}
    modals, prepositions, conditions = rows["modals"], rows["prepositions"], rows["conditions"]
    return Table(
        factors={
            kind: {word: factor for name, factor in lists.items() for word in rows[kind].get(name, ())}
            for kind in ("verbs", "nouns", "predicates", "idioms")
        },
        dangers=frozenset(rows["nouns"]["dangers"]),
        obliging=frozenset(modals["obliging"]),
        future=frozenset(modals["future"]),
        attitudes=frozenset(modals["attitudes"]),
        against=frozenset(modals["against"]),
        possible=frozenset(modals["possible"]),
        negations=frozenset(rows["negations"]["words"]),
        reversing=frozenset(prepositions["reverse"]),
        circumstance=frozenset(prepositions["circumstance"]),
        going_on=frozenset(rows["verbs"]["going_on"]),
        deeds=frozenset(rows["verbs"]["deeds"]),
        blaming=frozenset(rows["verbs"]["blaming"]),
        clauses=tuple(conditions["clauses"]),
        phrases=tuple(conditions["phrases"]),
        idle=tuple(conditions["idle"]),
    )

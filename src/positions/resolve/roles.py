"""The words for offices, bodies and papers: `data/roles.toml`, whose head says what they mean."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from positions import resources


@dataclass(frozen=True, slots=True)
class Role:
    """A role as a phrase names it: "foreign minister"; `voice`: does its holder speak for the state?"""

    name: str
    voice: bool
    words: str
    of: frozenset[str]  # the only codes whose office this is; empty for any


@dataclass(frozen=True, slots=True)
class Roles:
    by_words: dict[str, tuple[Role, ...]]
    longest: int  # words in the longest phrase
    bodies: dict[str, bool]  # "foreign ministry" -> does it speak for the state?
    papers: frozenset[str]
    nouns: dict[str, tuple[str, ...]]  # "alliance" -> whom it may mean
    together: dict[str, tuple[str, ...]]  # "baltic" -> the states that it means
    former: frozenset[str]


@cache
def load() -> Roles:
    with resources.data("roles.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, list[Role]] = {}
    for row in table["role"]:
        for words in row["words"]:
            role = Role(row["name"], row["voice"], words, frozenset(row.get("of", ())))
            found.setdefault(words, []).append(role)
    spoken, silent = (dict.fromkeys(map(_plain, table["bodies"][key])) for key in ("voice", "no_voice"))
    bodies = dict.fromkeys(spoken, True) | dict.fromkeys(silent, False)
    return Roles(
        by_words={words: tuple(roles) for words, roles in found.items()},
        longest=max(len(words.split()) for words in found),
        bodies=bodies,
        papers=frozenset(table["papers"]["words"]),
        nouns={noun: tuple(codes) for noun, codes in table["nouns"].items()},
        together={name: tuple(codes) for name, codes in table["together"].items()},
        former=frozenset(table["former"]["words"]),
    )


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case, without possessives and points: for matching roles.

    >>> words("Russia’s Foreign Ministers")
    ['russia', 'foreign', 'ministers']
    """
    plain = phrase.lower().replace("’", "'")
    return re.findall(r"[^\W_]+(?:[-'.][^\W_]+)*", re.sub(r"'s\b|s'(?=\s)", " ", plain))


def _plain(phrase: str) -> str:
    return " ".join(words(phrase))


def singular(word: str) -> str:
    """`ministers` -> `minister`, `secretaries` -> `secretary`, `spokesmen` -> `spokesman`."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def find(phrase: str) -> list[tuple[int, int, Role]]:
    """The roles that a phrase names: first and last word index and the role, the longest match at each place."""
    table = load()
    plain = words(phrase)
    found, at = [], 0
    while at < len(plain):
        length, role = _match(table, plain, at)
        if role is None:
            at += 1
            continue
        found.append((at, at + length, role))
        at += length
    return found


def _match(table: Roles, plain: list[str], at: int) -> tuple[int, Role | None]:
    for length in range(min(table.longest, len(plain) - at), 0, -1):
        part = plain[at : at + length]
        for form in (
            " ".join(part),
            " ".join([*part[:-1], singular(part[-1])]),
            " ".join([singular(part[0]), *part[1:]]),
        ):
            roles = table.by_words.get(form)
            if roles:
                return length, roles[0]
    return 0, None


def body(phrase: str) -> tuple[str, bool] | None:
    """The body that a phrase ends with or names, and whether it speaks for the state."""
    table = load()
    plain = words(phrase)
    for length in (4, 3, 2, 1):
        for at in range(len(plain) - length, -1, -1):
            name = " ".join(plain[at : at + length])
            if name in table.bodies:
                return name, table.bodies[name]
    return None

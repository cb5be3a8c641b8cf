"""The table of the world's actors: who exists, under which names, in which offices, in what bodies.

Read from `data/actors/*.tsv`, whose README says what each column means. Rows are kept as they
stand; `positions.resolve` looks things up in them and `positions.store` keeps a copy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from positions import resources
from positions.errors import BrokenData
from positions.model import Actor, Office, When


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    code: str
    use: str  # name, former, adjective, demonym, capital, government, place
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    member: str
    organisation: str
    since: When | None
    until: When | None


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The four tables. Persons are actors too, with a code made from their name."""

    actors: tuple[Actor, ...]
    names: tuple[Name, ...]
    offices: tuple[Office, ...]  # `person` is the code of the person
    memberships: tuple[Membership, ...]
    as_of: When
    digest: str  # changes when any table changes


def fold(name: str) -> str:
    """The form in which names are compared: lower case, no accents, no points, one space.

    >>> fold("The  Côte d’Ivoire"), fold("U.S.")
    ("cote d'ivoire", 'us')
    """
    plain = name
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
        plain = "".join(
            ch for ch in plain if not unicodedata.combining(ch) and unicodedata.category(ch) != "Cf"
        )
    return " ".join(plain.casefold().replace(".", "").split()).removeprefix("the ")


def person_code(name: str) -> str:
    """The code of a person: one person has one, however many offices.

    >>> person_code("Sergei Lavrov")
    'person:sergei-lavrov'
    """
    return "person:" + re.sub(r"[^\w]+", "-", fold(name)).strip("-")


@cache
def load() -> Reference:
    """The tables that the package ships. Raises `BrokenData` where a row breaks their rules."""
    actors = [Actor(r["code"], r["name"], r["kind"], r["of"]) for r in _rows("actors")]
    names = [
        Name(r["name"], r["code"], r["use"].removesuffix(" ambiguous"), r["use"].endswith(" ambiguous"))
        for r in _rows("names")
    ]
    offices, persons = [], {}
    for row in _rows("offices"):
        code = person_code(row["person"])
        persons[code] = Actor(code, row["person"], "person")
        spellings = [row["person"], *filter(None, row["also"].split("; "))]
        names += [Name(spelling, code, "name") for spelling in spellings]
        spell = _when(row["from"]), _when(row["to"])
        offices.append(Office(code, row["role"], row["office"], row["code"], *spell))
    memberships = [
        Membership(r["member"], r["organisation"], _when(r["from"]), _when(r["to"]))
        for r in _rows("memberships")
    ]
    return Reference(
        actors=(*actors, *persons.values()),
        names=tuple(dict.fromkeys(names)),
        offices=tuple(offices),
        memberships=tuple(memberships),
        as_of=When(resources.data("actors", "as_of.txt").read_text(encoding="utf-8").strip()),
        digest=_digest(),
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    path = resources.data("actors", f"{table}.tsv")
    with path.open(encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        for number, line in enumerate(lines, start=2):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != len(columns):
                raise BrokenData(f"{table}.tsv, line {number}: {len(fields)} fields, not {len(columns)}.")
            yield dict(zip(columns, fields, strict=True))


@cache  # most days begin or end several spells
def _when(iso: str) -> When | None:
    return When(iso) if iso else None


def _digest() -> str:
    digest = hashlib.sha256()
    for table in ("actors", "names", "offices", "memberships"):
        digest.update(resources.data("actors", f"{table}.tsv").read_bytes())
    return digest.hexdigest()[:16]

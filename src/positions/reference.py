"""The table of the world's actors: who exists, under which names, in which offices, in what bodies.

Read from `data/actors/*.tsv`, whose README says what each column means, and from the user's own file
(`positions.overlay`). Rows are kept as they stand; `positions.resolve` looks things up in them and
`positions.store` keeps a copy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from positions import overlay, resources, settings
from positions.errors import BrokenData
from positions.model import Actor, Office, When

KINDS = (
    "state",
    "territory",
    "organisation",
    "organ",
    "ministry",
    "parliament",
    "subnational",
    "group",
    "agency",
    "person",
)
USES = ("name", "former", "adjective", "demonym", "capital", "government", "place")
ROLES = (
    "head of state", "head of government", "foreign minister", "defence minister", "minister", "spokesperson",
    "un ambassador", "ambassador", "envoy", "adviser", "head", "deputy", "opposition", "lawmaker", "military",
)  # fmt: skip


# Tuples, since there are 20,000 of them and every run of the program makes them all.
class Name(NamedTuple):
    name: str
    code: str
    use: str  # name, former, adjective, demonym, capital, government, place
    ambiguous: bool = False


class Membership(NamedTuple):
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


@cache  # a person has several offices
def person_code(name: str) -> str:
    """The code of a person: one person has one, however many offices.

    >>> person_code("Sergei Lavrov")
    'person:sergei-lavrov'
    """
    return "person:" + re.sub(r"[^\w]+", "-", fold(name)).strip("-")


@cache
def load() -> Reference:
    """The tables that the package ships, with what the user added. Raises `BrokenData` where a row breaks their rules."""
    added = overlay.read(settings.actors())
    tables = {table: [*_rows(table), *map(_values, added[table])] for table in overlay.COLUMNS}
    own_names = ((row["name"], row["code"], "name") for row in added["actor"])
    persons, spellings, offices = _persons(tables["office"])
    names = [_name(*row) for row in (*tables["name"], *own_names)]
    return Reference(
        actors=(*(Actor(*row) for row in tables["actor"]), *persons),
        names=tuple(dict.fromkeys((*names, *spellings))),
        offices=tuple(_succeeded(offices, len(added["office"]))),
        memberships=tuple(
            Membership(a, b, _when(since), _when(until)) for a, b, since, until in tables["membership"]
        ),
        as_of=When(resources.data("actors", "as_of.txt").read_text(encoding="utf-8").strip()),
        digest=_digest(added),
    )


def _values(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.values())


def _name(words: str, code: str, use: str) -> Name:
    return Name(words, code, use.removesuffix(" ambiguous"), use.endswith(" ambiguous"))


def _persons(rows: Iterable[tuple[str, ...]]) -> tuple[Iterable[Actor], list[Name], list[Office]]:
    """Who holds offices, under which names, and the offices."""
    persons: dict[str, Actor] = {}
    names: list[Name] = []
    offices: list[Office] = []
    for person, role, office, code, since, until, also in rows:
        own = person_code(person)
        persons[own] = Actor(own, person, "person")
        names += [Name(words, own, "name") for words in (person, *filter(None, also.split("; ")))]
        offices.append(Office(own, role, office, code, _when(since), _when(until)))
    return persons.values(), names, offices


# Offices that one person holds at a time.
_SINGLE = frozenset(
    {"head of state", "head of government", "foreign minister", "defence minister", "un ambassador"}
)


def _succeeded(offices: Sequence[Office], added: int) -> Iterator[Office]:
    """The offices, where each of the last `added` ends the open spell of the one who held it before."""
    new = [o for o in offices[len(offices) - added :] if o.role in _SINGLE and o.since] if added else []
    for office in offices:
        after = [
            n.since
            for n in new
            if (n.code, n.role) == (office.code, office.role)
            and n.person != office.person
            and n.since
            and (office.since is None or office.since.first < n.since.first)
        ]
        yield office._replace(until=min(after)) if after and office.until is None else office


def faults(reference: Reference) -> Iterator[str]:
    """What is wrong with the tables, a sentence each."""
    codes = Counter(actor.code for actor in reference.actors)
    yield from (f"Two actors have the code {code}." for code, n in codes.items() if n > 1)
    for actor in reference.actors:
        if actor.kind not in KINDS:
            yield f"{actor.name} ({actor.code}): no kind is called {actor.kind!r}."
        if actor.of and actor.of not in codes:
            yield f"{actor.name} ({actor.code}): nobody has the code {actor.of}."
    yield from _faults_of_names(reference, codes)
    yield from _faults_of_offices(reference, codes)
    for row in reference.memberships:
        for code in (row.member, row.organisation):
            if code not in codes:
                yield f"Membership of {row.member} in {row.organisation}: nobody has the code {code}."
        if row.since and row.until and row.since.first > row.until.last:
            yield f"Membership of {row.member} in {row.organisation} ends before it begins."


def _faults_of_names(reference: Reference, codes: Mapping[str, int]) -> Iterator[str]:
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    for name in reference.names:
        if name.code not in codes:
            yield f"The name {name.name!r}: nobody has the code {name.code}."
        if name.use not in USES:
            yield f"The name {name.name!r} of {name.code}: no use is called {name.use!r}."
        if not name.code.startswith("person:"):
            owners[name.name][name.code] = owners[name.name].get(name.code, False) or name.ambiguous
    for words, by_code in owners.items():
        if len(by_code) > 1 and not all(by_code.values()):
            yield f"{words!r} is a name of {' and of '.join(by_code)}, and not marked as ambiguous."


def _faults_of_offices(reference: Reference, codes: Mapping[str, int]) -> Iterator[str]:
    held: dict[tuple[str, str, str], list[Office]] = defaultdict(list)
    for office in reference.offices:
        who = f"{office.person.removeprefix('person:')}, {office.office} of {office.code}"
        if office.code not in codes:
            yield f"{who}: nobody has the code {office.code}."
        if office.role not in ROLES:
            yield f"{who}: no role is called {office.role!r}."
        if office.since and office.until and office.since.first > office.until.last:
            yield f"{who}: the spell ends before it begins."
        if office.role in _SINGLE - {"head of state"}:  # some states have a presidency of several
            held[office.code, office.role, office.office].append(office)
    for (code, _, title), spells in held.items():
        days = [s for s in spells if s.since and s.since.precision == "day"]
        for one, two in pairwise(sorted(days, key=lambda s: s.since.iso if s.since else "")):
            end = one.until.last if one.until else None
            if one.person != two.person and two.since and (end is None or (end - two.since.first).days > 31):
                yield f"{title} of {code}: {one.person} and {two.person} hold it at once from {two.since.iso}."


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table, each with the columns of `overlay.COLUMNS`; what stands behind them is for readers."""
    columns = overlay.COLUMNS[table]
    path = resources.data("actors", f"{table}s.tsv")
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    width = len(first.split("\t"))
    if tuple(first.split("\t")[: len(columns)]) != columns:
        raise BrokenData(f"{path.name} has other columns than {', '.join(columns)}.")
    for number, line in enumerate(lines, start=2):
        fields = line.split("\t")
        if len(fields) != width:
            raise BrokenData(f"{path.name}, line {number}: {len(fields)} fields, not {width}.")
        yield tuple(fields[: len(columns)])


@cache  # most days begin or end several spells
def _when(iso: str) -> When | None:
    try:
        return When(iso) if iso else None
    except ValueError as error:
        raise BrokenData(f"The tables of actors: {error}.", "Write YYYY, YYYY-MM or YYYY-MM-DD.") from None


def _digest(added: object) -> str:
    digest = hashlib.sha256(repr(added).encode())
    for table in ("actors", "names", "offices", "memberships"):
        digest.update(resources.data("actors", f"{table}.tsv").read_bytes())
    return digest.hexdigest()[:16]

"""The columns of a comparison: actors, and groups of them by who was a member on the day of each statement.

`NATO members`, `members of the EU` and `P5` are groups; `NATO` and `EU` are the organisations, which speak for
themselves. A group says what its members say, every statement once, so who speaks more weighs more; `--each`
gives each member a column of its own. A member that has a column already is not counted in a group as well:
it would agree with itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from positions.analysis import compare as scoring
from positions.analysis.compare import Comparison
from positions.commands import names
from positions.errors import UsageError
from positions.records import ActorRecord, PositionRecord, Query, Reading
from positions.store import Store, read

_MEMBERS = r"(?:member (?:states|countries)|members|states|countries|allies)"
_BEFORE = re.compile(rf"(?:all |the )*{_MEMBERS} of (?:the )?(?P<of>.+)", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:all |the )*(?P<of>.+?)(?:'s)?[ -]{_MEMBERS}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, a short one, and the actors whose stances stand in it."""

    label: str
    code: str
    actors: tuple[int, ...] = ()
    speakers: tuple[int, ...] = ()
    group: ActorRecord | None = None  # counted are only the days on which the actors were its members
    members: tuple[ActorRecord, ...] = ()

    def query(self, asked: Query, without: tuple[int, ...] = ()) -> Query:
        """What is asked, of this column alone."""
        if self.group is None:
            return replace(asked, actors=self.actors, speakers=self.speakers)
        return replace(asked, actors=self.actors, members_of=(self.group.id,), without=without)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its columns, and what must be said beside it."""

    found: Comparison
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


# --- from words to columns -------------------------------------------------------------------


def columns(store: Store, words: Iterable[str], *, each: bool = False) -> tuple[Column, ...]:
    """The columns that are meant. Raises `UnknownName`, and `UsageError` where they are not two or more."""
    found = [made for word in words for made in _columns(store, word, each)]
    if len(different := _different(found)) > 1:
        return _distinct(different)
    sentence = (
        "Both names mean the same actor." if len(found) > 1 else "A comparison needs two actors or more."
    )
    raise UsageError(sentence, "For one actor alone: positions timeline ACTOR")


def among(store: Store, words: Sequence[str]) -> Query:
    """Whose stances are meant, where all are asked for in one: actors, or the members of groups on the day.

    Raises `UnknownName`, and `UsageError` where actors stand beside groups.
    """
    groups = [group for word in words if (group := _group(store, word))]
    if not groups:
        return Query(actors=names.ids(names.actors(store, words)))
    if len(groups) < len(words):
        raise UsageError(
            "Actors and groups cannot be asked for together.", "Name the groups alone, or the actors."
        )
    members = names.ids(member for group in groups for member in read.members_of(store, group))
    return Query(actors=tuple(dict.fromkeys(members)), members_of=tuple(group.id for group in groups))


def _different(found: Sequence[Column]) -> tuple[Column, ...]:
    """Each once; an actor that is named has its own column, and none as a member besides."""
    named = {column.actors for column in found if column.group is None}
    first: dict[object, Column] = {}
    for column in found:
        if not (column.group and not column.members and column.actors in named):
            first.setdefault((column.actors, column.speakers, column.label), column)
    return tuple(first.values())


def _columns(store: Store, word: str, each: bool) -> list[Column]:
    """One column; with `each`, one for each member of a group."""
    if group := _group(store, word):
        members = tuple(read.members_of(store, group))
        if each:
            return [Column(own.name, own.code, own.parts, group=group) for own in members]
        label = group.name if _is_its_members(store, group) else f"{group.name} members"
        return [Column(label, f"all {group.code}", names.ids(members), group=group, members=members)]
    actor = names.actor(store, word)
    own = {"speakers": (actor.id,)} if actor.is_person else {"actors": actor.parts}
    return [Column(actor.name, _short(actor), **own)]


def _group(store: Store, word: str) -> ActorRecord | None:
    """The organisation whose members are meant."""
    for form in (_BEFORE, _BEHIND):
        if named := form.fullmatch(word.strip()):
            organisation = names.known(store, named["of"])
            if organisation and organisation.kind == "organisation" and read.members_of(store, organisation):
                return organisation
    whole = names.known(store, word)
    return whole if whole and whole.kind == "organisation" and _is_its_members(store, whole) else None


def _is_its_members(store: Store, organisation: ActorRecord) -> bool:
    """Whether the body is nothing but its members, as the names say of the P5: "permanent members of ..."."""
    return any(" members " in f" {name} " for name in read.names_of(store, organisation))


def _short(actor: ActorRecord) -> str:
    """What stands at the head of a narrow column: a code, or a person's surname."""
    return actor.name.rpartition(" ")[2] if actor.is_person or ":" in actor.code else actor.code


def _distinct(found: Sequence[Column]) -> tuple[Column, ...]:
    """With the code behind the name where two bear one name."""
    plain = [column.label for column in found]
    return tuple(
        column if plain.count(column.label) == 1 else replace(column, label=f"{column.label} ({column.code})")
        for column in found
    )


# --- from columns to a comparison ------------------------------------------------------------


def ask(
    store: Store,
    codebook: Sequence[PositionRecord],
    chosen: Sequence[Column],
    asked: Query,
    *,
    minimum: int = 1,
    each: bool = False,
) -> Compared:
    """Read what stands in each column, and compare. Of many columns, made by `each`, the silent are left out."""
    alone = tuple(part for column in chosen if not column.members for part in column.actors)
    said = {
        column.label: read.readings(store, column.query(asked, alone if column.members else ()))
        for column in chosen
    }
    silent = [column for column in chosen if each and column.group and not said[column.label]]
    kept = tuple(column for column in chosen if column not in silent)
    found = scoring.compare(
        {column.label: said[column.label] for column in kept},
        [each.slug for each in codebook],
        minimum=minimum,
    )
    return Compared(found, kept, (*_set_apart(kept, alone), *_shared(kept, said), *_left_out(found, silent)))


def _set_apart(kept: Sequence[Column], alone: Sequence[int]) -> Iterable[str]:
    for column in kept:
        if apart := [member.name for member in column.members if member.id in alone]:
            yield f"{_and(apart)} {'has a column' if len(apart) == 1 else 'have columns'} apart, and not in {column.label}."


def _shared(kept: Sequence[Column], said: Mapping[str, Sequence[Reading]]) -> Iterable[str]:
    """Groups may share members, and a person may speak for one: then a part of the agreement is with oneself."""
    for one, other in combinations(kept, 2):
        if one.members or other.members:
            both = _statements(said[one.label]) & _statements(said[other.label])
            if both:
                count = "1 statement stands" if len(both) == 1 else f"{len(both):,} statements stand"
                yield f"{count} in both columns, {one.label} and {other.label}."


def _statements(readings: Iterable[Reading]) -> set[str]:
    return {reading.fingerprint for reading in readings}


def _left_out(found: Comparison, silent: Sequence[Column]) -> Iterable[str]:
    if silent:
        yield f"{len(silent)} members say nothing that fits and have no column."
    if found.thin:
        cells = "1 standing rests" if found.thin == 1 else f"{found.thin:,} standings rest"
        yield f"{cells} on fewer than {found.minimum} statements and were left out."


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

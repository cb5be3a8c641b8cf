"""From the words that a person types to what they mean: forgiving, and never a silent guess.

An actor is found by any of its names, the adjective, the capital and the government's metonyms
included, by its code, and a person by the surname. Of several that bear a name, the one that bears it
most properly is meant (Georgia is a state before it is one of the United States); where that does
not decide, the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from positions.errors import UnknownName, UsageError
from positions.records import ActorRecord, DocumentRecord, Evidence, PositionRecord, Query
from positions.reference import fold
from positions.store import Store, read

_USES = ("name", "former", "government", "capital", "adjective", "demonym")
_KINDS = ("state", "organisation", "territory", "organ", "ministry", "group", "parliament", "person")
LONGEST = 80  # a longer word is no name, and is not compared with thousands of them


@dataclass(frozen=True, slots=True)
class Subject:
    """What a timeline is about: an actor, some positions, or a place that is only spoken of."""

    label: str
    actor: ActorRecord | None = None
    positions: tuple[PositionRecord, ...] = ()
    place: str = ""


# --- actors ----------------------------------------------------------------------------------


def actor(store: Store, word: str) -> ActorRecord:
    """The actor that is meant. Raises `UnknownName`, with what was nearly meant."""
    if found := known(store, word):
        return found
    hint = _place(store, word) or "positions actors list shows all that are known."
    raise _unknown("actor", word, _actor_names(store), hint)


def known(store: Store, word: str) -> ActorRecord | None:
    """The same, or None where nobody bears the name. Raises `UnknownName` where several do."""
    folded = fold(word)
    if not folded or len(word) > LONGEST:
        return None
    found = _best(read.actors_named(store, folded)) or read.actors_coded(store, word)
    found = found or _quoted(read.persons_surnamed(store, folded))
    if len(found) > 1:
        among = [f"{each.name} ({each.code})" for each in found[:6]]
        raise UnknownName(f"'{_short(word)}' may mean {_or(among)}.", "Say which, by its name or code.")
    return replace(found[0], parts=read.parts_of(store, found[0])) if found else None


def _actor_names(store: Store) -> dict[str, str]:
    """What a mistyped name may have been, with the name that tables show: states and bodies by any name,
    persons by their surnames where they say something in the store. Thousands of other persons would only mislead."""
    named = read.names_of_actors(store)
    surnames = {
        fold(name).rpartition(" ")[2]: each.name for name, each in named if each.is_person and each.statements
    }
    return surnames | {fold(name): each.name for name, each in reversed(named) if not each.is_person}


def _place(store: Store, word: str) -> str:
    """What to say of a name that is only a place: a place does not speak."""
    owners = _owners(store, word)
    return f"It is a place and does not speak itself; try {_or(owners)}." if owners else ""


def _owners(store: Store, word: str) -> list[str]:
    """To whom a place belongs; nobody where the word is no place."""
    return [each.name for each, use in read.actors_named(store, fold(word)) if use == "place"]


def _best(named: Iterable[tuple[ActorRecord, str]]) -> list[ActorRecord]:
    """Those who bear the name by its most proper use, and of them those of the first kind."""
    ranked = [(_propriety(use, each.kind), each) for each, use in named if use in _USES]
    best = min((rank for rank, _ in ranked), default=None)
    return list(dict.fromkeys(each for rank, each in ranked if rank == best))


def _propriety(use: str, kind: str) -> tuple[bool, int, int]:
    """How properly a name is borne. A province comes last: Washington is the United States, not a part."""
    return kind == "subnational", _USES.index(use), _rank(kind)


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _quoted(persons: list[ActorRecord]) -> list[ActorRecord]:
    """Of several persons of one surname, those who say something in the store."""
    return [each for each in persons if each.statements] or persons


def coded(store: Store, codes: Iterable[str]) -> tuple[ActorRecord, ...]:
    """The actors with exactly these codes, whatever else may bear one of them as a name."""
    return tuple(each for code in codes for each in read.actors_coded(store, code) if each.code == code)


def actors(store: Store, words: Sequence[str]) -> tuple[ActorRecord, ...]:
    return tuple(actor(store, word) for word in words)


def whose(each: ActorRecord, asked: Query) -> Query:
    """The query for the stances of this actor; a person's are those that the person spoke."""
    return replace(asked, speakers=(each.id,)) if each.is_person else replace(asked, actors=each.parts)


def ids(found: Iterable[ActorRecord]) -> tuple[int, ...]:
    return tuple(part for each in found for part in each.parts)


def coders(store: Store, words: Sequence[str]) -> tuple[str, ...]:
    """The coders of these names. Raises `UnknownName`."""
    known_ones = {fold(each): each for each in read.coders(store)} if words else {}
    for word in words:
        if fold(word) not in known_ones:
            raise _unknown(
                "coder",
                word,
                known_ones,
                f"Those who coded are {_or(list(known_ones.values()) or ['none'])}.",
            )
    return tuple(dict.fromkeys(known_ones[fold(word)] for word in words))


# --- positions and disputes ------------------------------------------------------------------


def _position_names(each: PositionRecord) -> list[str]:
    return [each.slug, each.label, *each.aliases]


def _matching(codebook: Iterable[PositionRecord], word: str) -> tuple[PositionRecord, ...]:
    wanted = _name(word)
    return tuple(each for each in codebook if wanted in map(_name, _position_names(each)))


def _disputed(codebook: Iterable[PositionRecord], word: str) -> tuple[PositionRecord, ...]:
    wanted = _name(word)
    return tuple(each for each in codebook if wanted in (_name(each.dispute), _name(each.dispute_label)))


def slug(words: str) -> str:
    """A slug made of words: small letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(words))) or "dispute"


def _name(word: str) -> str:
    """`NATO open door`, `nato-open-door` and `nato_open_door` are one name."""
    return fold(word.replace("-", " ").replace("–", " ").replace("_", " "))


def positions(codebook: Sequence[PositionRecord], words: Iterable[str]) -> tuple[PositionRecord, ...]:
    """The positions of these names. Raises `UnknownName`."""
    found: list[PositionRecord] = []
    for word in words:
        matching = _matching(codebook, word)
        if not matching:
            names = {_name(name): each.slug for each in codebook for name in _position_names(each)}
            raise _unknown("position", word, names, "positions codebook list shows all.", _name)
        found += matching
    return tuple(dict.fromkeys(found))


def dispute(codebook: Sequence[PositionRecord], word: str) -> tuple[PositionRecord, ...]:
    """All positions of a dispute. Raises `UnknownName`."""
    if found := _disputed(codebook, word):
        return found
    names = {_name(name): each.dispute for each in codebook for name in (each.dispute, each.dispute_label)}
    raise _unknown("dispute", word, names, "positions codebook list shows all.", _name)


def asked(codebook: Sequence[PositionRecord], words: Sequence[str], disputed: str | None) -> tuple[str, ...]:
    """The slugs of these positions, of this dispute, or of those of both; none means all.

    Raises `UnknownName`, and `UsageError` where none of the positions belongs to the dispute.
    """
    chosen = positions(codebook, words)
    if disputed is not None:
        chosen = tuple(each for each in dispute(codebook, disputed) if not words or each in chosen)
        if not chosen:
            raise UsageError("None of these positions belongs to that dispute.")
    return tuple(each.slug for each in chosen)


def subject(store: Store, codebook: Sequence[PositionRecord], word: str) -> Subject:
    """An actor, a position, a dispute or a place, in this order. Raises `UnknownName`."""
    if found := known(store, word):
        return Subject(found.name, actor=found)
    if matching := _matching(codebook, word):
        return Subject(matching[0].label, positions=matching)
    if disputed := _disputed(codebook, word):
        return Subject(disputed[0].dispute_label, positions=disputed)
    if len(word) <= LONGEST and _owners(store, word):
        return Subject(word, place=f'"{word}"')
    names = _actor_names(store)
    names |= {fold(name): each.label for each in codebook for name in _position_names(each)}
    hint = "positions actors list and positions codebook list show what is known."
    raise _unknown("actor, position, dispute or place", word, names, hint)


# --- statements and documents ----------------------------------------------------------------


def statement(store: Store, key: str) -> Evidence:
    """The statement of this id. Raises `UnknownName`."""
    if found := read.evidence(store, key.strip()):
        return found
    names = {each: each for each in read.statement_keys(store)}
    raise _unknown("statement", key, names, "positions stances and positions search show their ids.", str)


def document(store: Store, word: str) -> DocumentRecord:
    """The document of this id, or of an id that begins so. Raises `UnknownName`."""
    keys = [each.id for each in read.documents(store)]
    fitting = [key for key in keys if key == word] or [key for key in keys if word and key.startswith(word)]
    if len(fitting) == 1:
        return read.documents(store, fitting[0])[0]
    if fitting:
        raise UnknownName(f"'{_short(word)}' may mean {_or(fitting[:6])}.", "Give more of the id.")
    raise _unknown("document", word, {key: key for key in keys}, "positions documents list shows all.", str)


def document_id(store: Store, word: str | None) -> str:
    """The id of the document that a question is narrowed to; "" where it is not. Raises `UnknownName`."""
    return "" if word is None else document(store, word).id


# --- near misses -----------------------------------------------------------------------------


def _unknown(
    kind: str, word: str, names: dict[str, str], hint: str, form: Callable[[str], str] = fold
) -> UnknownName:
    """The error, with what was nearly meant: `No actor 'Rusia'. Did you mean Russia?`"""
    near = _near(word, names, form)
    question = f" Did you mean {_or(near)}?" if near else ""
    return UnknownName(f"No {kind} '{_short(word)}'.{question}", "" if near else hint)


def _near(word: str, names: dict[str, str], form: Callable[[str], str]) -> list[str]:
    if len(word) > LONGEST:
        return []
    close = get_close_matches(form(word), names, n=4, cutoff=0.78)
    return list(dict.fromkeys(names[each] for each in close))[:2]


def _short(word: str) -> str:
    return word if len(word) <= LONGEST else word[:LONGEST] + "…"


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

"""The reference tables, indexed: every name of every actor, and who held which office when."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from positions.model import Actor, Office, Span
from positions.reference import Name, Reference

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_USES = ("name", "government", "former", "capital", "adjective", "demonym", "place")
# When a person holds several offices on one day, the first of these is what he speaks in.
_RANK = ("head of state", "head of government", "foreign minister", "defence minister", "head", "un ambassador", "envoy",
         "spokesperson", "minister", "deputy", "adviser", "ambassador", "military", "lawmaker", "opposition")  # fmt: skip
_VOICELESS = ("lawmaker", "opposition")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the table found in a text. Several rows where the name is ambiguous."""

    span: Span
    rows: tuple[Name, ...]

    @property
    def use(self) -> str:
        """How the name is used; a name before an adjective where it is both ("U.S.")."""
        return min((row.use for row in self.rows), key=_USES.index)

    @property
    def is_adjective(self) -> bool:
        return any(row.use in ("adjective", "demonym") for row in self.rows)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.code for row in self.rows))


class World:
    """Look-ups over the table. Built once a process; nothing in it changes."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.actors = {actor.code: actor for actor in reference.actors}

    @cached_property
    def _names(self) -> dict[str, tuple[Name, ...]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.reference.names:
            found[key(name.name)].append(name)
        return {words: tuple(rows) for words, rows in found.items()}

    @cached_property
    def _reach(self) -> dict[str, int]:
        """How many words the longest name has that begins with a word."""
        reach: dict[str, int] = defaultdict(int)
        for words in self._names:
            head, _, rest = words.partition(" ")
            more = rest.count(" ") + bool(rest)
            if not head.isalnum():
                head, *joined = _WORD.findall(head) or ("",)
                more += len(joined)
            if not rest.isalnum():
                more += rest.count("-") + rest.count("'")  # or fewer
            reach[head] = max(reach[head], 1 + more)
        return dict(reach)

    @cached_property
    def _surnames(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for words, rows in self._names.items():
            for row in rows:
                if row.code.startswith("person:"):
                    found[words.rpartition(" ")[2]][row.code] = None
                    found[words][row.code] = None
        return {words: tuple(codes) for words, codes in found.items()}

    @cached_property
    def _offices(self) -> dict[str, tuple[Office, ...]]:
        return _grouped(self.reference.offices, lambda office: office.person)

    @cached_property
    def _holders(self) -> dict[tuple[str, str], tuple[Office, ...]]:
        return _grouped(self.reference.offices, lambda office: (office.code, office.role))

    def scan(self, text: str) -> list[Hit]:
        """Every name of the table in a text, the longest at each place, in order."""
        words = list(_WORD.finditer(text))
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            length, rows = self._longest(text, words, at)
            if rows:
                hits.append(Hit(Span(words[at].start(), words[at + length - 1].end()), rows))
            at += max(length, 1)
        return hits

    def _longest(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, tuple[Name, ...]]:
        first = words[at]
        for length in range(min(self._reach.get(key(first.group()), 0), len(words) - at), 0, -1):
            rows = self._names.get(key(text[first.start() : words[at + length - 1].end()]))
            if rows:
                return length, rows
        return 0, ()

    def named(self, name: str) -> tuple[Name, ...]:
        """The rows of exactly this name."""
        return self._names.get(key(name), ())

    def persons(self, name: str) -> tuple[str, ...]:
        """The codes of the persons who go by a surname, a short form or a full name."""
        return self._surnames.get(key(name), ())

    def offices(self, person: str, on: date | None = None) -> list[Office]:
        """The offices of a person, on a day where one is given, in order of rank."""
        held = [o for o in self._offices.get(person, ()) if on is None or o.held_on(on)]
        return sorted(held, key=lambda o: _RANK.index(o.role) if o.role in _RANK else len(_RANK))

    def holder(self, code: str, role: str, on: date) -> str | None:
        """The person who held an office on a day; None where the table does not know, or knows several."""
        held = [o for o in self._holders.get((code, role), ()) if o.held_on(on)]
        persons = {o.person for o in held if not o.office.startswith("deputy")} or {o.person for o in held}
        return persons.pop() if len(persons) == 1 else None

    def voice(self, actor: Actor) -> Actor:
        """For whom a body speaks: a ministry for its state; a parliament, an organ or a group for itself."""
        return self.actors.get(actor.of, actor) if actor.kind == "ministry" else actor

    def speaks_for(self, office: Office) -> Actor | None:
        """For whom the holder of an office speaks; None for lawmakers and the opposition."""
        return None if office.role in _VOICELESS else self.actors.get(office.code)


def key(name: str) -> str:
    """The form in which names of a text are looked up: accents and points dropped, one Arabic article, case kept."""
    if name.isascii() and name.isprintable() and not _UNUSUAL.search(name):
        return name.strip()  # nearly all names
    plain = name.replace("’", "'").replace("‘", "'").replace(".", "")
    if not plain.isascii():
        plain = "".join(
            ch
            for ch in unicodedata.normalize("NFKD", plain)
            if not unicodedata.combining(ch) and unicodedata.category(ch) != "Cf"
        )
    return _ARTICLE.sub("al-", " ".join(plain.split()))


_UNUSUAL = re.compile(r"[.]|  | (?:[Aa]l|[Ee]l)[- ]")
# "Ahmed Al Roe", "Ahmed Al-Roe", "Ahmed el-Roe": one name, as the press of each country writes it.
_ARTICLE = re.compile(r"(?<= )(?:[Aa]l[- ]|[Ee]l-)(?=[A-Z])")


def _grouped(rows: Iterable[Office], by) -> dict:  # type: ignore[type-arg,no-untyped-def]
    found = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return {group: tuple(members) for group, members in found.items()}


def unambiguous(hits: Iterable[Hit]) -> Iterator[tuple[Hit, Name]]:
    """The hits that mean one actor, whatever the text."""
    for hit in hits:
        if len(hit.codes) == 1 and not hit.rows[0].ambiguous:
            yield hit, hit.rows[0]

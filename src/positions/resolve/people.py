"""The persons of one text: who is introduced by a full name, and who is meant by a surname later on.

Names are clustered by rule (Citron reaches 88 to 92 F1 with such rules): a person is introduced
by a full name, known to the table or not, and afterwards goes by the surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from positions.model import Actor, Span
from positions.reference import person_code
from positions.resolve import owners, roles
from positions.resolve.world import Hit, World, key

_PARTICLES = "al|bin|ibn|bint|de|der|den|van|von|da|dos|das|del|della|di|du|la|le|el|ter|ten|abu|ul"
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŽČĆŠĐĞİ](?:[\w'’-]*[\w]|\.))"
_FULL_NAME = re.compile(rf"{_NAME_WORD}(?:[ \n](?:(?:{_PARTICLES})[ -])*(?:al-|el-)?{_NAME_WORD}){{1,5}}")
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady gen lt col maj capt sgt adm sen rep gov rev hon amb sheikh sayyed ayatollah "
    "comrade comr crown prince princess his her majesty highness excellency the late us u.s uk jr tan sri datuk dato alhaji "
    "barr engr shri smt counsellor right honourable honorable".split()
)
# Those of them that a name follows directly, whatever stands before: `the Presidency Council Mr Nuri Doe`.
_ADDRESSES = frozenset("mr mrs ms miss dr prof sir dame".split())
# What a portfolio, an institution or a body is called: never part of a person's name.
_INSTITUTIONS = frozenset(
    "affairs foreign education council ministry security health justice department office committee union party "
    "court commission service services police army bank agency assembly house authority development business trade "
    "defence defense interior home public basic political economic international cooperation finance treasury energy "
    "environment agriculture transport communications culture information labour labor relations expatriates "
    "organisation organization association secretariat bureau centre center institute university front movement "
    "league alliance national federal general staff acting deputy senior chief state states united republic kingdom "
    "government parliament senate congress and of for the special representative permanent coordinator relief director "
    "officer electoral supply program programme group rules negotiating consensus summit accord treaty declaration road "
    "street park airport port university hospital issues climate day war act bill law plan charter division regiment "
    "corps battalion brigade squadron fleet royal".split()
)
# Words in capitals that open sentences or headlines and never begin a person's name.
_NOT_NAMES = frozenset(
    "the a an in on at by for from with and but or if as it its he she they we i this that these those "
    "after before while when according asked speaking meanwhile however earlier later monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the text: `actor` under the full name, and the words that describe him there."""

    actor: Actor
    known: bool  # in the table of actors
    described: tuple[
        str, ...
    ] = ()  # "Russian Foreign Minister", "a spokesman for the ministry", in their order


@dataclass
class People:
    """The persons of a text, and where each of them is named (in order)."""

    persons: dict[str, Person] = field(default_factory=dict)
    named: list[tuple[Span, str]] = field(default_factory=list)

    def by_surname(self, surname: str, before: int) -> Person | None:
        """The person of that surname: the last one introduced before a place, else the first one after."""
        found = [(span, code) for span, code in self.named if _surname_of(self.persons[code], surname)]
        found = [each for each in found if _ends_with(self.persons[each[1]], surname)] or found
        earlier = [code for span, code in found if span.start < before]
        code = earlier[-1] if earlier else found[0][1] if found else None
        return self.persons[code] if code else None


def _ends_with(person: Person, surname: str) -> bool:
    return f" {key(person.actor.name)}".endswith(f" {key(surname)}")


def _surname_of(person: Person, surname: str) -> bool:
    words = key(person.actor.name).split()
    first = words[0] if len(words) > 1 and (person.known or _begins_with_surname(words)) else words[-1]
    return key(surname) in (words[-1], " ".join(words[1:]), first)


def _begins_with_surname(words: Sequence[str]) -> bool:
    """`Ko Chih-yuan`, `Cha Eun-kyung`: the surname stands before a given name of joined syllables."""
    return len(words) == 2 and bool(re.fullmatch(r"[A-Z]\w+-[a-z]\w+", words[1]))


def cluster(text: str, world: World, hits: Iterable[Hit]) -> People:
    """Find the persons of a text. `hits` are the names of the table found in it."""
    people = People()
    for hit in hits:
        for code in hit.codes:
            if code.startswith("person:") and " " in hit.span.of(text).strip() and len(hit.codes) == 1:
                _add(people, Person(world.actors[code], True, _descriptions(text, hit.span)), hit.span)
    for found in _FULL_NAME.finditer(text):
        _introduce(people, text, world, Span(*found.span()))
    _surnames(people, text)
    people.named.sort()
    return people


def introduce(people: People, text: str, person: Person, span: Span) -> None:
    """Add a person whom the text never gives in full, by the places of the surname."""
    _add(people, person, span)
    surname = span.of(text)
    for found in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
        again = Span(*found.span())
        if not any(again.overlaps(taken) for taken, _ in people.named):
            _add(people, person, again)
    people.named.sort()


def _introduce(people: People, text: str, world: World, run: Span) -> None:
    """A run of capitalised words may be a title and a name: `Iranian Foreign Minister Abbas Araghchi`."""
    span = name_in(text, run)
    if span is None or any(span.overlaps(taken) for taken, _ in people.named):
        return
    described = (*_descriptions(text, span), *owners.of_state(text, world, span))
    name = " ".join(span.of(text).split())
    shouted = _shouted(people, name)
    if shouted:
        _add(people, shouted, span)
        return
    codes = world.persons(re.sub(r" [A-Z]\.(?= )", "", name))  # "Antony J. Blinken"
    if len(codes) == 1:
        _add(people, Person(world.actors[codes[0]], True, described), span)
        return
    named_like = world.scan(name)
    if not (described or _AGE.match(text, span.end)) or any(h.span.end == len(name) for h in named_like):
        return
    if named_like and (roles.body(name) or len(name.split()) > 3):
        return
    _add(people, Person(Actor(person_code(name), name, "person"), False, described), span)


def _shouted(people: People, name: str) -> Person | None:
    """`PRESIDENT VON DER LEYEN`, as transcripts head their turns: the person whose name ends so."""
    if not name.isupper():
        return None
    return next((p for p in people.persons.values() if f" {p.actor.name.upper()}".endswith(f" {name}")), None)


def _add(people: People, person: Person, span: Span) -> None:
    old = people.persons.get(person.actor.code)
    more = (*old.described, *person.described) if old else person.described
    people.persons[person.actor.code] = replace(person, described=more)
    people.named.append((span, person.actor.code))


def _descriptions(text: str, span: Span) -> tuple[str, ...]:
    return tuple(filter(None, (before(text, span), after(text, span))))


def _surnames(people: People, text: str) -> None:
    """Add the places where a person goes by the surname alone."""
    for person in list(people.persons.values()):
        surname = person.actor.name.split()[-1]
        for found in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
            span = Span(*found.span())
            if not any(span.overlaps(taken) for taken, _ in people.named):
                _add(people, replace(person, described=_descriptions(text, span)), span)


def name_in(text: str, run: Span) -> Span | None:
    """The person's name at the end of a run of capitalised words, without titles; None for no name.

    A title may reach into the run from before it: `Secretary of State` in `Secretary of State Jane Roe`.
    """
    reach = re.search(
        r"(?:\b(?:[A-Z][\w’'.-]*|of|for|the|and|to|on)[ \n]+){1,8}\Z",
        text[max(0, run.start - 80) : run.start],
    )
    start = run.start - (len(reach.group()) if reach else 0)
    words = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start : run.end])]
    plain = [w.of(text).strip(".,").lower() for w in words]
    first = max((end for _, end, _ in roles.find(text[start : run.end]) if end < len(words)), default=0)
    titled = [at + 1 for at, word in enumerate(plain) if word in _ADDRESSES and at >= first]
    first = max([first, *titled])
    owners = [at + 1 for at, word in enumerate(plain[:-2]) if word.endswith(("'s", "’s"))]
    first = max([first, *owners])  # "Samoa's Jane Roe"
    while first < len(words) and (words[first].start < run.start or _no_name(plain[first])):
        first += 1
    if len(words) - first < 2 or any(word in _INSTITUTIONS for word in plain[first:]):
        return None
    return Span(words[first].start, words[-1].end)


def _no_name(word: str) -> bool:
    return word in HONORIFICS or word in _NOT_NAMES or word in _INSTITUTIONS


# Words that make a stretch of text a clause and no description; those that open the predicate behind an apposition.
_FINITE = re.compile(r"\b(?:could|would|will|is|are|was|were|has|had|can|may|must|should|did|does)\b")
_PREDICATE = re.compile(
    r"(?:met|said|says|told|was|is|were|will|would|went|came|flew|sat|took|held|made|gave|[a-z]+ed)\b"
)
_AGE = re.compile(r", (?:1[5-9]|[2-9]\d)\b(?=[,.;])")
_PART = re.compile(
    r"[,.;:\n“”\"()–—](?:\s|$)"
    r"|\b(?:and|said|says|told|that|with|by|when|while|but|as|whom|met|between)\s"
)
_HEADS = re.compile(
    r"(?:,? who)?,? (?:heads|leads|runs|directs|chairs|oversees|manages|commands|took over|has (?:headed|led|run)"
    r"|works (?:for|at)|speaks for|(?:is |was )?in charge of|(?:is |was )?responsible for) "
    r"(?P<words>[^,.;:“”\"()]{4,110})"
)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Hon|Gen|Col|Comr|Engr|Barr)\.?\s+\Z")


def before(text: str, span: Span) -> str:
    """The title and description that stand before a name, back to the last stop or comma.

    A comma alone between them makes an apposition: `the foreign secretary, Sir John Doe`.
    """
    head = _HONORIFIC.sub("", text[max(0, span.start - 110) : span.start])
    lines = head.rsplit("\n", 1)
    if roles.find(lines[-1]) and not lines[0].endswith((" of", " the", " for", " and")):
        head = lines[-1]  # a line of its own: a headline stands above
    parts = _PART.split(head.rstrip(" ,"))
    return parts[-1].strip() if roles.find(parts[-1]) and not _FINITE.search(parts[-1]) else ""


def after(text: str, span: Span) -> str:
    """The apposition behind a name, `, a spokesman for the ministry,`; or what it is said to be or to head."""
    found = re.match(
        r"\s?(?:,|\(|–|—)\s?(?P<words>[^,.;“”\"()]{4,110})(?:[,.;)–—]|\Z)", text[span.end : span.end + 120]
    )
    if found and roles.find(found["words"]) and not _PREDICATE.match(found["words"]):
        return found["words"]
    heads = _HEADS.match(text, span.end)
    return f"official of {heads['words']}" if heads and roles.body(heads["words"]) else ""

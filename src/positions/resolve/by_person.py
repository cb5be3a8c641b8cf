"""Persons who speak: by name, by surname, or by the office that they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from positions.model import Actor, Office, Span
from positions.resolve import described, roles, spoken_for
from positions.resolve.context import Context, Speaker
from positions.resolve.people import HONORIFICS, Person, after


def named_person(context: Context, span: Span) -> Speaker | None:
    """A person whose name stands in the mention, in full or as a surname."""
    inside = [
        (s, c)
        for s, c in context.people.named
        if span.holds(s) and not spoken_for.is_abroad(context.text, s, span)
    ]
    if inside:
        return of_person(context, context.people.persons[inside[0][1]], span)
    words = [w.title() if w.isupper() and len(w) > 3 else w for w in _capitalised(span.of(context.text))]
    while words and words[0].lower().rstrip(".") in HONORIFICS:
        words.pop(0)
    if not words:
        return None
    person = context.people.by_surname(words[-1], span.start)
    if person:
        return of_person(context, person, span)
    return _surname_of_the_table(context, span, words)


def _capitalised(words: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_][\w'’-]*", words) if w[:1].isupper()]


def _surname_of_the_table(context: Context, span: Span, words: list[str]) -> Speaker | None:
    """A surname that the text never gives in full, as a speaker."""
    code = known_by_surname(context, span, words)
    return of_person(context, Person(context.world.actors[code], True), span) if code else None


def known_by_surname(context: Context, span: Span, words: Sequence[str]) -> str | None:
    """The one holder of a high office on that day whom a surname means.

    A title or a country beside it must fit; without either the person's state must be in the text.
    """
    codes = context.world.persons(" ".join(words[-2:])) or context.world.persons(words[-1])
    named = {c for h in context.hits_in(span) if (c := context.code_of(h))}
    found = [role for _, _, role in roles.find(span.of(context.text))]
    titles = {role.name for role in found}
    if any(role.words in ("minister", "secretary") for role in found):
        titles |= {"foreign minister", "defence minister", "deputy"}
    fitting = []
    for code in codes:
        for office in offices(context, code)[:3]:
            here = context.counts[office.code] or (
                context.voice and context.world.voice(context.voice).code == office.code
            )
            country = office.code in named or (not named and here)
            if country and (not titles or office.role in titles):
                fitting.append(code)
    fitting = list(dict.fromkeys(fitting or (_heads(context, codes) if not named and not titles else ())))
    return fitting[0] if len(fitting) == 1 else None


def _heads(context: Context, codes: Sequence[str]) -> list[str]:
    """Those who head a state or its government on the day: known by the surname without their state ("Erdogan said")."""
    heading = ("head of state", "head of government")
    return [c for c in codes if context.on and any(o.role in heading for o in offices(context, c))]


def of_person(context: Context, person: Person, span: Span) -> Speaker:
    """For whom a person speaks: by the table on that day, else by the words that describe him."""
    described = f"{_around(context, span)} {' '.join(person.described[:1])}"
    if _is_former(described, person):
        return Speaker(
            person.actor,
            (person.actor,) if person.known else (),
            "a former or future holder speaks for nobody else",
        )
    if person.known:
        for office in offices(context, person.actor.code):
            actor = context.world.speaks_for(office)
            since = f" since {office.since.iso}" if office.since else ""
            if actor is None:
                house = _house(context, office) or _party(context, (*person.described, described))
                if house:
                    return Speaker(person.actor, (house,), f"{office.office} of {house.name}{since}")
                return Speaker(
                    person.actor,
                    (person.actor,),
                    f"{office.office} of {office.code}{since}: not the government's voice",
                )
            return Speaker(person.actor, (actor,), f"{office.office} of {actor.name}{since}")
    by_words = _by_descriptions(context, person, span)
    if by_words:
        return replace(by_words, actor=person.actor)
    return Speaker(
        person.actor, (person.actor,) if person.known else (), "a person without an office on that day"
    )


def _house(context: Context, office: Office) -> Actor | None:
    """The parliament that a speaker presides over: the one of the state, or the one that the office names."""
    if "speaker" not in office.office.lower() and "president" not in office.office.lower():
        return None
    houses = [a for a in context.world.actors.values() if a.kind == "parliament" and a.of == office.code]
    named = [a for a in houses if a.name.lower() in office.office.lower()]
    found = named or houses
    return found[0] if len(found) == 1 else None


def _party(context: Context, described: Sequence[str]) -> Actor | None:
    """The party that a description names: `who leads the National League for Democracy`."""
    codes = (context.code_of(hit) for words in described for hit in context.world.scan(words))
    return next(
        (context.world.actors[c] for c in codes if c and context.world.actors[c].kind == "group"), None
    )


def _by_descriptions(context: Context, person: Person, span: Span) -> Speaker | None:
    """What the text says of a person, wherever it names him: first what names a country, then what a place tells."""
    places = [place for place, code in context.people.named if code == person.actor.code] or [span]
    told = (*person.described, _around(context, span).replace(person.actor.name, ""))
    for words in told:
        if found := described.described(context, words, places[0], infer=False):
            return found
    for place in places:
        if found := next((f for words in told if (f := described.described(context, words, place))), None):
            return found
    return None


def offices(context: Context, person: str) -> list[Office]:
    """The offices of a person on the day; without a day those of a person who only ever spoke for one actor."""
    offices = context.world.offices(person, context.on)
    return offices if context.on or len({o.code for o in offices}) == 1 else []


def _around(context: Context, span: Span) -> str:
    return f"{span.of(context.text)} {after(context.text, span)}"


def _is_former(described: str, person: Person) -> bool:
    plain = roles.words(described)
    name = roles.words(person.actor.name)
    if name and name[0] in plain:
        plain = plain[: plain.index(name[0])] + plain[plain.index(name[0]) + len(name) :]
    return any(word in roles.load().former for word in plain[:6]) or bool(_LAST.search(described))


_LAST = re.compile(
    r"\bthe last (?:\w+ )?(?:leader|president|king|queen|emperor|premier|prime minister|chancellor)\b"
)


def role(context: Context, span: Span) -> Speaker | None:
    """`the Russian foreign minister`, `a Kremlin spokesman`, `U.S. officials`: a role beside a country."""
    found = described.described(context, span.of(context.text), span, infer=False)
    if found is None:
        return None
    role = roles.find(span.of(context.text))[-1][2]
    named = _apposed(context, span)
    if named:
        return of_person(context, named, span)
    holder = (
        context.world.holder(found.speaks_for[0].code, role.name, context.on)
        if found.speaks_for and context.on
        else None
    )
    definite = not re.match(
        r"(?:an?|some|several|two|three|senior|top)\b", span.of(context.text), re.IGNORECASE
    )
    if holder and definite and role.name not in HELD_BY_MANY:
        return Speaker(
            context.world.actors[holder],
            found.speaks_for,
            f"{role.words} of {found.speaks_for[0].name} on that day",
        )
    return found


# Roles that several persons hold at once, so that a definite article names none of them.
HELD_BY_MANY = frozenset("minister official spokesperson deputy adviser military ambassador envoy".split())


def _apposed(context: Context, span: Span) -> Person | None:
    """`The bloc's foreign policy chief, Jane Roe, said`: the name behind the description."""
    for place, code in context.people.named:
        between = context.text[span.end : place.start] if place.start >= span.end else ""
        if _BESIDE.fullmatch(between):
            return context.people.persons[code]
    return None


_BESIDE = re.compile(r"(?: (?:of the day|at the time|of the time))?,\s{1,2}")


def role_at_home(context: Context, span: Span) -> Speaker | None:
    """`the prime minister`, where nothing in the text names his state: that from where he is spoken of."""
    return described.described(context, span.of(context.text), span)


def _holds(context: Context, person: Person, wanted: roles.Role) -> bool:
    """Whether `the minister`, `the finance minister` may be this person: one with that role and, if named, that field."""
    held = {o.role for o in offices(context, person.actor.code)}
    told = [role for words in person.described for _, _, role in roles.find(words)]
    if wanted.words == "minister":
        return any("minister" in name for name in held | {role.name for role in told})
    if wanted.name in ("minister", "deputy"):
        return any(role.words == wanted.words for role in told) or (wanted.name in held and not told)
    return wanted.name in held or any(role.name == wanted.name for role in told)


_INDEFINITE = re.compile(r"(?:an?|some|several|two|three|one|another|many|unnamed)\b", re.IGNORECASE)


def _spoke_last(context: Context, span: Span, wanted: roles.Role) -> Speaker | None:
    """The last speaker, where he holds that office: before another of the same office who was only named."""
    earlier = [each for each in context.spoken if each[0] < span.start]
    place, spoken = max(earlier, key=lambda each: each[0], default=(0, None))
    person = context.people.persons.get(spoken.actor.code) if spoken else None
    if not (spoken and person and _holds(context, person, wanted)):
        return None
    speaker = of_person(context, person, Span(place, place + 1))
    return replace(speaker, rule=f"'{wanted.words}' is the one who spoke last; {speaker.rule}")


def anaphoric_role(context: Context, span: Span) -> Speaker | None:
    """`the minister`, `the spokesman`: the last person in the text who has that role."""
    found = roles.find(span.of(context.text))
    if not found or context.hits_in(span):
        return None
    if _INDEFINITE.match(span.of(context.text)):
        return None  # "a source": somebody new
    wanted = found[-1][2]
    if last := _spoke_last(context, span, wanted):
        return last
    for place, code in reversed([n for n in context.people.named if n[0].start < span.start]):
        person = context.people.persons[code]
        if _holds(context, person, wanted):
            speaker = of_person(context, person, place)
            return replace(speaker, rule=f"'{wanted.words}' is the one named last; {speaker.rule}")
    for at, spoken in reversed(context.spoken):
        if at < span.start and wanted.words in " ".join(roles.words(spoken.actor.name)):
            return replace(spoken, rule=f"'{wanted.words}' is the one who spoke last; {spoken.rule}")
    return None

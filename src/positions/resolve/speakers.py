"""Who is speaking, and for whom: from the mention beside a cue to a speaker and the actors spoken for.

The order of the rules: a pronoun's or description's antecedent; a person, known or
described; a role with a country; an institution, metonym or body; a state's adjective or name; a
capital; an organisation. Each result names its rule. Nothing is ever guessed: without evidence a
speaker stays under the words of the text and speaks for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from positions import sentences
from positions.model import Actor, Office, Span
from positions.reference import person_code
from positions.resolve import homes, roles
from positions.resolve.context import Context, Speaker
from positions.resolve.people import HONORIFICS, Person, after
from positions.resolve.roles import Role
from positions.resolve.world import Hit

_SINGULAR = frozenset("he she his her him i my me himself herself".split())
_FIRST = frozenset("we our us ourselves".split())
_NEUTER = frozenset("it its itself this that which".split())
_PLURAL = frozenset("they their them both themselves those these".split())
_ABROAD = frozenset("to in at with from near against over on into about between towards toward".split())
_BODIES_OF_STATES = frozenset("group organisation organ ministry parliament agency".split())
_SPLIT = re.compile(
    r"\s+(?:and|as well as|along with)\s+(?=[A-Z]|the\s|its\s)|\s*[,;]\s+(?:and\s+)?(?=[A-Z])"
)


def names(context: Context) -> Iterator[tuple[Span, str]]:
    """The places where the text names an actor: by a name, or by a common noun ("the alliance")."""
    yield from ((hit.span, code) for hit in context.hits if (code := context.code_of(hit)))
    for noun, codes in roles.load().nouns.items():
        for found in re.finditer(rf"\b(?:the|The|this)\s(?:\w+\s)?{noun}\b", context.text):
            actor = context.last_named(codes, found.start())
            if actor:
                yield Span(found.end() - len(noun), found.end()), actor.code


def resolve(context: Context, mention: Span | None, fallback: Span | None = None) -> Speaker:
    """The speaker that a mention names. `fallback` is the antecedent that the grammar gives."""
    span = fallback or mention
    if span is None:
        return _outlet(context) or Speaker(Actor("", "", "person"), (), "the text names nobody")
    speaker = _joint(context, span) or _single(context, span)
    context.spoken.append(((mention or span).start, speaker))
    return speaker


def issuer(context: Context, mention: Span | None) -> Speaker:
    """Who speaks in an official text; an office of whom the text does not say is that of the one who takes sides in it."""
    who = resolve(context, mention)
    if who.speaks_for or (who.actor.code and who.actor.code in context.world.actors):
        return who
    for actor, evidence in (
        (homes.committed(context), "which takes sides in the text"),
        (_whose_servants(context), "whose officials the text begins with"),
    ):
        if actor is not None:
            named = who.actor if who.actor.name else actor
            return Speaker(named, _voice(context, actor), f"issued for {actor.name}, {evidence}")
    return who


_OPENING = 700  # characters in which an office names its own people or its ministry


def _whose_servants(context: Context) -> Actor | None:
    """The state or organisation of the first office holder or ministry that a text names at its head."""
    found: list[tuple[int, Actor]] = []
    for hit in context.hits:
        code = context.code_of(hit)
        if code and context.world.actors[code].kind == "ministry":
            found.append((hit.span.start, context.world.voice(context.world.actors[code])))
    for place, code in context.people.named:
        speaks_for = _of_person(context, context.people.persons[code], place).speaks_for
        if speaks_for and speaks_for[0].kind != "person":
            found.append((place.start, speaks_for[0]))
    first = min(found, key=lambda each: each[0], default=None)
    return first[1] if first and first[0] < _OPENING else None


def _outlet(context: Context) -> Speaker | None:
    return _of_body(context, context.voice, "the outlet speaks for itself") if context.voice else None


def _joint(context: Context, span: Span) -> Speaker | None:
    """`The U.S. government and NATO`: several who speak together; `the G7 foreign ministers of ...`: one body."""
    hits = context.hits_in(span)
    first = context.code_of(hits[0]) if hits else None
    if (
        first
        and context.world.actors[first].kind == "organisation"
        and re.match(
            r"\W*(?:\w+\s){0,2}(?:ministers|leaders|members|countries|states|heads|allies)\b",
            context.text[hits[0].span.end : span.end],
        )
    ):
        return _of_body(context, context.world.actors[first], "the members of an organisation together")
    parts = _parts(span, context.text)
    if len(parts) < 2:
        return None
    speakers = [_single(context, part) for part in parts]
    if not all(s.speaks_for or s.actor.code in context.world.actors for s in speakers):
        return None
    together = tuple(dict.fromkeys(a for s in speakers for a in s.speaks_for))
    words = context.words(span)
    return Speaker(
        Actor("", words, "group"), together, "joint: " + "; ".join(dict.fromkeys(s.rule for s in speakers))
    )


def _parts(span: Span, text: str) -> list[Span]:
    cuts = [m.span() for m in _SPLIT.finditer(span.of(text))]
    edges = [0, *(e for cut in cuts for e in cut), span.end - span.start]
    return [
        Span(span.start + a, span.start + b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a
    ]


def _single(context: Context, span: Span) -> Speaker:
    for rule in _RULES:
        found = rule(context, span)
        if found:
            return found
    return _kept_as_named(context, span)


# ------------------------------------------------------------------ pronouns


def _pronoun(context: Context, span: Span, first: bool = False) -> Speaker | None:
    word = span.of(context.text).lower().strip()
    if word in _FIRST:
        return _outlet(context)
    if word in _SINGULAR:
        return _person_before(context, span, word)
    if word in ("they", "them", "both") and (together := _together_before(context, span)):
        return together
    if word in _NEUTER | _PLURAL:
        return _body_before(context, span, word, nearest=word in ("its", "their") and not first)
    return None


def _person_before(context: Context, span: Span, word: str) -> Speaker | None:
    """The first person named in the nearest sentence before that names one outside quotation marks."""
    for sentence in sentences.before(context.text, span.start)[:6]:
        inside = [
            (s, c)
            for s, c in context.people.named
            if sentence.start <= s.start < sentence.end and not _quoted(context.text, sentence.start, s.start)
        ]
        if inside:
            speaker = _of_person(context, context.people.persons[inside[0][1]], span)
            rejected = tuple(dict.fromkeys(context.people.persons[c].actor.name for _, c in inside[1:]))
            return replace(
                speaker, rule=f"{word!r} is the person named last; {speaker.rule}", rejected=rejected
            )
        spoken = [
            s for at, s in context.spoken if sentence.start <= at < sentence.end and s.actor.kind == "person"
        ]
        if spoken:
            return replace(spoken[-1], rule=f"{word!r} is the last speaker; {spoken[-1].rule}")
    return None


def _body_before(context: Context, span: Span, word: str, *, nearest: bool) -> Speaker | None:
    """`it`, `they`: the first state or organisation in the nearest sentence before, by name and not by adjective.

    The owner of a noun ("its demands") is the nearest one instead of the first.
    """
    for sentence in sentences.before(context.text, span.start)[:6]:
        near = [h for h in context.hits if sentence.start <= h.span.start < sentence.end]
        for hit in reversed(near) if nearest else near:
            if hit.use in ("name", "government", "former", "capital") or _heads_a_body(context, hit):
                code = context.code_of(hit)
                if (
                    code
                    and context.world.actors[code].kind != "agency"
                    and not _is_abroad(context.text, hit.span)
                ):
                    return _of_body(context, context.world.actors[code], f"{word!r} is the body named last")
    return None


def _heads_a_body(context: Context, hit: Hit) -> bool:
    """`the Lithuanian government`: the adjective of a body that speaks for the state."""
    behind = context.text[hit.span.end : hit.span.end + 40]
    found = re.match(
        r"\s(?:\w+\s)?(?:government|ministry|cabinet|authorities|presidency|army|military)\b", behind
    )
    return hit.is_adjective and found is not None


def _together_before(context: Context, span: Span) -> Speaker | None:
    """`Ministers from France and Germany met. They said`: the first two states or bodies that the sentence joins."""
    for sentence in sentences.before(context.text, span.start)[:2]:
        hits = [h for h in context.hits_in(sentence) if context.code_of(h) and h.use != "place"]
        for first, second in pairwise(hits):
            if _JOINED.fullmatch(context.text, first.span.end, second.span.start):
                actors = [context.world.actors[c] for h in (first, second) if (c := context.code_of(h))]
                voices = tuple(
                    dict.fromkeys(context.world.voice(a) for a in actors if not a.code.startswith("person:"))
                )
                if len(voices) == 2:
                    named = Actor("", context.words(Span(first.span.start, second.span.end)), "group")
                    return Speaker(named, voices, "'they' are those named together last")
        if hits:
            return None
    return None


_JOINED = re.compile(r"(?:['’]s)?(?:\s[a-z]+){0,3} and (?:the )?(?:its )?(?:[a-z]+ ){0,2}")


def _quoted(text: str, start: int, at: int) -> bool:
    inside = text[start:at]
    return inside.count("“") > inside.count("”") or inside.count('"') % 2 == 1


def _possessed(context: Context, span: Span) -> Speaker | None:
    """`its draft agreement`, `his spokesman`: a paper, a body or a servant of the one that the pronoun means."""
    found = re.match(
        r"(?P<who>its|their|his|her)\s+(?P<what>.+)", span.of(context.text), re.IGNORECASE | re.DOTALL
    )
    if not found:
        return None
    owner = _pronoun(context, Span(span.start, span.start + found.end("who")), first=True)
    servant = any(role.voice for _, _, role in roles.find(found["what"]))
    body = roles.body(found["what"])
    if owner is None or not (servant or _is_paper(found["what"]) or (body and body[1])):
        return None
    holder = _holder_of(context, owner, found["what"]) if servant else None
    actor = holder or (Actor("", context.words(span), "person") if servant else owner.actor)
    return replace(owner, actor=actor, rule=f"of whom {found['who']!r} means: {owner.rule}")


def _holder_of(context: Context, owner: Speaker, what: str) -> Actor | None:
    """Who holds an office of an actor on the day: `its president`."""
    found = roles.find(what)
    if not (found and owner.speaks_for and context.on) or found[-1][2].name in _HELD_BY_MANY:
        return None
    holder = context.world.holder(owner.speaks_for[0].code, found[-1][2].name, context.on)
    return context.world.actors[holder] if holder else None


# ------------------------------------------------------------------ persons


def _named_person(context: Context, span: Span) -> Speaker | None:
    """A person whose name stands in the mention, in full or as a surname."""
    inside = [
        (s, c) for s, c in context.people.named if span.holds(s) and not _is_abroad(context.text, s, span)
    ]
    if inside:
        return _of_person(context, context.people.persons[inside[0][1]], span)
    words = [w.title() if w.isupper() and len(w) > 3 else w for w in _capitalised(span.of(context.text))]
    while words and words[0].lower().rstrip(".") in HONORIFICS:
        words.pop(0)
    if not words:
        return None
    person = context.people.by_surname(words[-1], span.start)
    if person:
        return _of_person(context, person, span)
    return _surname_of_the_table(context, span, words)


def _capitalised(words: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_][\w'’-]*", words) if w[:1].isupper()]


def _surname_of_the_table(context: Context, span: Span, words: list[str]) -> Speaker | None:
    """A surname that the text never gives in full: the one holder of a high office on that day.

    A title or a country beside it must fit; without either the person's state must be in the text.
    """
    codes = context.world.persons(" ".join(words[-2:])) or context.world.persons(words[-1])
    named = {c for h in context.hits_in(span) if (c := context.code_of(h))}
    titles = {role.name for _, _, role in roles.find(span.of(context.text))}
    fitting = []
    for code in codes:
        for office in offices(context, code)[:3]:
            here = context.counts[office.code] or (
                context.voice and context.world.voice(context.voice).code == office.code
            )
            country = office.code in named or (not named and here)
            if country and (not titles or office.role in titles):
                fitting.append(code)
    fitting = list(dict.fromkeys(fitting))
    if len(fitting) != 1:
        return None
    return _of_person(context, Person(context.world.actors[fitting[0]], True), span)


def _of_person(context: Context, person: Person, span: Span) -> Speaker:
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
        if found := _described(context, words, places[0], infer=False):
            return found
    for place in places:
        if found := next((f for words in told if (f := _described(context, words, place))), None):
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


# ------------------------------------------------------------------ roles, bodies, papers


def _role(context: Context, span: Span) -> Speaker | None:
    """`the Russian foreign minister`, `a Kremlin spokesman`, `U.S. officials`: a role beside a country."""
    found = _described(context, span.of(context.text), span, infer=False)
    if found is None:
        return None
    role = roles.find(span.of(context.text))[-1][2]
    named = _apposed(context, span)
    if named:
        return _of_person(context, named, span)
    holder = (
        context.world.holder(found.speaks_for[0].code, role.name, context.on)
        if found.speaks_for and context.on
        else None
    )
    definite = not re.match(
        r"(?:an?|some|several|two|three|senior|top)\b", span.of(context.text), re.IGNORECASE
    )
    if holder and definite and role.name not in _HELD_BY_MANY:
        return Speaker(
            context.world.actors[holder],
            found.speaks_for,
            f"{role.words} of {found.speaks_for[0].name} on that day",
        )
    return found


# Roles that several persons hold at once, so that a definite article names none of them.
_HELD_BY_MANY = frozenset("minister official spokesperson deputy adviser military ambassador envoy".split())


def _apposed(context: Context, span: Span) -> Person | None:
    """`The bloc's foreign policy chief, Jane Roe, said`: the name behind the description."""
    for place, code in context.people.named:
        if 0 <= place.start - span.end <= 3 and "," in context.text[span.end : place.start]:
            return context.people.persons[code]
    return None


def _described(context: Context, words: str, span: Span, *, infer: bool = True) -> Speaker | None:
    """A description that holds a role and names whom it is for; or whose place in the text tells it (`infer`)."""
    found = roles.find(words)
    if not found:
        return None
    role = found[-1][2]
    who = Actor("", context.words(span), "person")
    another = _of_another(context, words, found[-1][2])
    if another:
        return Speaker(who, (), f"{role.words} of {another}, which the table does not know")
    actor = _home(context, words) or _seated(context, words)
    rule = f"{role.words} of {actor.name}" if actor else ""
    if role.name == "subnational":
        return _of_a_part(context, words, who, role)
    if any(not r.voice for _, _, r in found) or _former_words(words):
        return (
            Speaker(who, (), f"{role.words}: not a government's voice") if actor or not role.voice else None
        )
    if actor is None and infer and _is_of_a_government(role, words):
        actor, evidence = homes.inferred(context, span.start, sovereign="minister" in role.words)
        rule = f"{role.words} of {actor.name}, {evidence}" if actor else ""
    if actor is None:
        return None
    if role.of and actor.code not in role.of:
        return Speaker(who, (), f"{role.words} is no office of {actor.name}'s that speaks for it")
    return Speaker(who, _voice(context, actor), rule)


def _seated(context: Context, words: str) -> Actor | None:
    """`the foreign ministry in Jakarta`, `a presidential aide in Baku`: the government that sits there."""
    for hit in context.world.scan(words):
        code = context.code_of(hit)
        host = re.fullmatch(r"(.*\S)\s+in\s+", words[: hit.span.start], re.DOTALL)
        if code and host and hit.use in ("capital", "government") and _governs(host[1]):
            return context.world.actors[code]
    return None


def _governs(words: str) -> bool:
    """Whether a description is of somebody who serves the government of where he sits: not of a guest there."""
    body, found = roles.body(words), roles.find(words)
    if body and body[0] not in _OF_A_GOVERNMENT:
        return body[1] and body[0] not in _GUESTS
    if not found:
        return False
    spokesperson = found[-1][2].name == "spokesperson"
    return found[-1][2].name in _SITTING or bool(spokesperson and _SPEAKS_FOR_ONE.search(words))


_OF_A_GOVERNMENT = frozenset({"officials", "state", "side", "country", "nation", "capital"})
_GUESTS = frozenset(
    "embassy mission delegation consulate coalition diplomats negotiators forces troops secretariat".split()
)
_SITTING = frozenset({"foreign minister", "defence minister", "minister", "deputy", "adviser", "official"})
_SPEAKS_FOR_ONE = re.compile(r"\b(?:government|military|army|presidential|cabinet|palace)\b", re.IGNORECASE)


def _of_a_part(context: Context, words: str, who: Actor, role: Role) -> Speaker:
    """A governor or mayor speaks for the part of the state that is named with him, and not for the state."""
    for hit in context.world.scan(words):
        code = context.code_of(hit)
        if code and context.world.actors[code].kind in ("subnational", "territory"):
            part = context.world.actors[code]
            return Speaker(who, (part,), f"{role.words} of {part.name}")
    return Speaker(who, (), f"{role.words}: of a part of a state that the table does not know")


def _of_another(context: Context, words: str, role: Role) -> str:
    """`president of the Fiji Fishing Industry Association`: an officer of a body that is no state's; its name, or ""."""
    if role.name in _PORTFOLIOS:
        return ""
    plain = " ".join(words.replace("’", "'").split())
    found = re.search(
        rf"\b{re.escape(role.words)}s?\s+(?:of|at|for|with|from)\s+(?:the\s+)?(?P<body>{_TITLE})",
        plain,
        re.IGNORECASE,
    )
    some = re.search(rf"\b{re.escape(role.words)}s? (?:of|at|for) (?P<body>an? [a-z]+(?: [a-z]+)?)", plain)
    if some and role.name == "head":
        return some["body"]
    body = found["body"] if found else ""
    if not body or not body[0].isupper():
        return ""
    hits = context.world.scan(body)
    whole = hits and (hits[-1].span.end == len(body) or hits[0].span.end - hits[0].span.start == len(body))
    known = (
        whole or any(c in roles.load().bodies for c in (w.lower() for w in body.split())) or roles.body(body)
    )
    return "" if known or len(body.split()) < 2 else body


# Whose office has a field of affairs behind it, and not a body: "minister of police", "secretary of state".
_PORTFOLIOS = frozenset({"foreign minister", "defence minister", "minister", "deputy", "head of government"})
_TITLE = r"(?-i:[A-Z][\w&.'-]*(?:\s(?:(?:of|for|and|the)\s)*[A-Z][\w&.'-]*)*)"


def _role_at_home(context: Context, span: Span) -> Speaker | None:
    """`the prime minister`, where nothing in the text names his state: that from where he is spoken of."""
    return _described(context, span.of(context.text), span)


def _is_of_a_government(role: Role, words: str) -> bool:
    """A minister, or the spokesman of a ministry: not that of a company."""
    body = roles.body(words)
    return role.name in _GOVERNING or (role.name == "spokesperson" and body is not None and body[1])


# Offices that a state's government has, so that the state may be told from where they are spoken of.
_GOVERNING = frozenset(
    {"foreign minister", "head of state", "head of government", "defence minister", "minister", "deputy"}
)


def _former_words(words: str) -> bool:
    return any(w in roles.load().former for w in roles.words(words))


def _home(context: Context, words: str) -> Actor | None:
    """The first actor in a description that is not where somebody is, or to whom he is sent."""
    for hit in context.world.scan(words):
        code = context.code_of(hit)
        use = hit.use
        owner = re.match(r"['’]s?\s", words[hit.span.end :])
        abroad = use != "adjective" and not owner and _is_abroad(words, hit.span)
        if code and not code.startswith("person:") and not abroad and use != "place":
            actor = context.world.actors[code]
            if actor.kind != "agency":
                return actor
    for noun, codes in roles.load().nouns.items():
        if noun in roles.words(words):
            return context.last_named(codes, len(context.text))
    return None


def _anaphoric_role(context: Context, span: Span) -> Speaker | None:
    """`the minister`, `the spokesman`: the last person in the text who has that role."""
    found = roles.find(span.of(context.text))
    if not found or context.hits_in(span):
        return None
    wanted = found[-1][2]
    for place, code in reversed([n for n in context.people.named if n[0].start < span.start]):
        person = context.people.persons[code]
        held = {o.role for o in offices(context, code)} | {
            r.name for words in person.described for _, _, r in roles.find(words)
        }
        if wanted.name in held or (wanted.name == "minister" and any("minister" in h for h in held)):
            speaker = _of_person(context, person, place)
            return replace(speaker, rule=f"'{wanted.words}' is the one named last; {speaker.rule}")
    for at, spoken in reversed(context.spoken):
        if at < span.start and wanted.words in " ".join(roles.words(spoken.actor.name)):
            return replace(spoken, rule=f"'{wanted.words}' is the one who spoke last; {spoken.rule}")
    return None


def _body(context: Context, span: Span) -> Speaker | None:
    """A state, an organisation, a ministry, a metonym, or a body of one of them."""
    words = span.of(context.text)
    hits = _heads_first(context, span)
    body = roles.body(_without(context, span, hits)) or (roles.body(words) if not hits else None)
    for hit in hits:
        code = context.code_of(hit)
        use = hit.use
        if code is None or code.startswith("person:") or use == "place":
            continue
        if use != "adjective" and _is_abroad(context.text, hit.span, span):
            continue
        actor = context.world.actors[code]
        if body and not body[1] and actor.kind in ("state", "territory", "subnational"):
            return Speaker(
                Actor("", context.words(span), "group", code),
                (),
                f"{body[0]}: not the government of {actor.name}",
            )
        if (
            hit.is_adjective
            and re.fullmatch(r"[Tt]he ", words[: hit.span.start - span.start])
            and span.end == hit.span.end
        ):
            return _of_body(context, actor, f"the people of {actor.name}, for its side")
        if not body and not _is_paper(words) and not roles.find(words) and _describes(hit, words, span):
            kept = Actor("", context.words(span), "group", code)
            return Speaker(kept, (), f"{use} of {actor.name} without a body that speaks for it")
        if actor.kind == "agency" and _LEADER.search(sentences.around(context.text, span).of(context.text)):
            return Speaker(actor, (actor,), f"{actor.name} in a leader of its own")
        return _of_body(
            context,
            actor,
            {"capital": "a capital that speaks is its government"}.get(use, f"{use} of {actor.name}"),
        )
    seat = _seated(context, words)
    named = Actor("", context.words(span), "group")
    return Speaker(named, _voice(context, seat), f"a body where {seat.name} is governed") if seat else None


_LEADER = re.compile(r"\b(?:editorial|leading article|commentary|in its leader|op-ed)\b", re.IGNORECASE)


def _without(context: Context, span: Span, hits: Sequence[Hit]) -> str:
    """The words of a mention without the names in it: "People's Republic" is no people."""
    words, start = [], span.start
    for hit in sorted(hits, key=lambda h: h.span):
        words.append(context.text[start : hit.span.start])
        start = hit.span.end
    return " ".join([*words, context.text[start : span.end]])


def _describes(hit: Hit, words: str, span: Span) -> bool:
    """An adjective of a state before another noun: `Russian voters`, `U.S. allies`."""
    followed = re.match(r"\s+\w", words[hit.span.end - span.start :])
    return hit.is_adjective and (bool(followed) or hit.use in ("adjective", "demonym"))


def _heads_first(context: Context, span: Span) -> list[Hit]:
    """The names in a mention: a party, an organisation or a ministry at its end before the state that it is of."""
    hits = context.hits_in(span)
    last = context.code_of(hits[-1]) if hits else None
    kind = context.world.actors[last].kind if last else ""
    return [hits[-1], *hits[:-1]] if len(hits) > 1 and kind in _BODIES_OF_STATES else hits


def _common_noun(context: Context, span: Span) -> Speaker | None:
    """`the alliance`, `the ministry`, `the statement`: what the text has named last of that kind."""
    words = roles.words(span.of(context.text))
    for noun, codes in roles.load().nouns.items():
        if noun in words:
            actor = context.last_named(codes, span.start)
            if actor:
                return _of_body(context, actor, f"'{noun}' is the one named last")
    body = roles.body(span.of(context.text))
    if body and body[1]:
        return _body_elsewhere(context, span, body[0]) or _body_at_home(context, span, body[0])
    if _is_paper(span.of(context.text)) and context.spoken:
        last = context.spoken[-1][1]
        return replace(last, rule=f"a paper of the last speaker; {last.rule}") if last.speaks_for else None
    return None


def _of_the_sentence(context: Context, span: Span) -> Speaker | None:
    """`Norway will sign, the foreign minister said`: an office or a body of the state that the sentence begins with.

    Only a definite one, and only where nothing else in the text tells whose it is.
    """
    words = span.of(context.text)
    found = roles.find(words)
    body = roles.body(words)
    if not words.lower().startswith("the ") or context.hits_in(span) or _former_words(words):
        return None
    if not (found and all(r.voice and r.name not in _VAGUE for _, _, r in found)) and not (body and body[1]):
        return None
    start = sentences.start(context.text, span.start)
    for hit in context.hits:
        if start <= hit.span.start < span.start:
            code = context.code_of(hit)
            if not code or not context.begins(start, hit) or hit.use not in ("name", "government", "capital"):
                return None
            actor = context.world.actors[code]
            named = Actor("", context.words(span), "person" if found else "group")
            return Speaker(named, _voice(context, actor), f"of {actor.name}, with which the sentence begins")
    return None


_VAGUE = frozenset({"official", "head", "military", "envoy", "ambassador"})


def _body_elsewhere(context: Context, span: Span, body: str) -> Speaker | None:
    """`the foreign ministry`: whose it was where the text named it with a state."""
    pattern = re.compile(rf"(?<=\W)(?P<before>[^.\n]{{3,40}}?)\s+{re.escape(body)}\b", re.IGNORECASE)
    for found in reversed(list(pattern.finditer(context.text, 0, span.start))):
        hits = [h for h in context.hits if found.start() <= h.span.start < found.end()]
        for hit in reversed(hits):
            code = context.code_of(hit)
            if code and not code.startswith("person:"):
                return _of_body(context, context.world.actors[code], f"the {body} named before")
    return None


def _body_at_home(context: Context, span: Span, body: str) -> Speaker | None:
    """`the foreign ministry`, `the cabinet`, where the text never says whose: the state from where it is spoken of."""
    if body in _NOT_OF_A_STATE or not re.match(r"(?:the\s|[A-Z])", span.of(context.text), re.IGNORECASE):
        return None
    actor, evidence = homes.inferred(context, span.start, sovereign="ministry" in body)
    if actor is None:
        return None
    named = Actor("", context.words(span), "group")
    return Speaker(named, _voice(context, actor), f"{body} of {actor.name}, {evidence}")


_NOT_OF_A_STATE = frozenset(
    "side capital delegation mission coalition leaders rulers negotiators diplomats secretariat".split()
)


def _is_paper(words: str) -> bool:
    return any(roles.singular(w) in roles.load().papers for w in roles.words(words))


def _of_body(context: Context, actor: Actor, rule: str) -> Speaker:
    if actor.kind == "agency":
        return Speaker(actor, (), f"{actor.name} relays and does not speak")
    return Speaker(actor, _voice(context, actor), rule)


def _voice(context: Context, actor: Actor) -> tuple[Actor, ...]:
    return (context.world.voice(actor),)


def _is_abroad(text: str, name: Span, within: Span | None = None) -> bool:
    """`in Moscow`, `to Russia`: a place or an addressee, not the one who speaks."""
    start = within.start if within else max(0, name.start - 30)
    words = roles.words(text[start : name.start])
    return bool(words) and (
        words[-1] in _ABROAD or (words[-1] in ("the", "a") and len(words) > 1 and words[-2] in _ABROAD)
    )


def _kept_as_named(context: Context, span: Span) -> Speaker:
    """An unknown speaker is kept under the words of the text: never dropped, never guessed."""
    words = context.words(span)
    person = any(w[:1].isupper() for w in words.split()) and not roles.body(words)
    code = person_code(words) if person and len(words.split()) in range(2, 5) else ""
    return Speaker(
        Actor(code, words, "person" if person else "group"), (), "unknown: kept as the text names it"
    )


_RULES: tuple[Callable[[Context, Span], Speaker | None], ...] = (
    _pronoun,
    _possessed,
    _named_person,
    _role,
    _body,
    _anaphoric_role,
    _common_noun,
    _of_the_sentence,
    _role_at_home,
)

"""Who is speaking, and for whom: from the mention beside a cue to a speaker and the actors spoken for.

The order of the rules: a pronoun's or description's antecedent; a person, known or
described; a role with a country; an institution, metonym or body; a state's adjective or name; a
capital; an organisation. Each result names its rule. Nothing is ever guessed: without evidence a
speaker stays under the words of the text and speaks for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from positions import sentences
from positions.model import Actor, Span
from positions.reference import person_code
from positions.resolve import by_body, by_person, homes, roles, spoken_for
from positions.resolve.context import Context, Speaker
from positions.resolve.world import Hit

_SINGULAR = frozenset("he she his her him i my me himself herself".split())
_FIRST = frozenset("we our us ourselves".split())
_NEUTER = frozenset("it its itself this that which".split())
_PLURAL = frozenset("they their them both themselves those these".split())
_SOME = frozenset(("one", "one of them", "another", "others", "some of them", "two of them", "a second"))
_NEAR = 600  # characters
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
    span = _without_its_past(context, span)
    speaker = _joint(context, span) or _single(context, span)
    context.spoken.append(((mention or span).start, speaker))
    return speaker


def _without_its_past(context: Context, span: Span) -> Span:
    """`Former Soviet states Ukraine and Georgia`: the states, and not what they were part of."""
    past = _PAST_OF.match(context.text, span.start, span.end)
    return Span(past.end(), span.end) if past else span


_PAST_OF = re.compile(
    r"(?:the\s+)?(?:former|ex-?)\s*[A-Z][\w-]+\s+(?:states?|republics?|colony|colonies|satellites?|nations?|country|countries)"
    r"\s+(?:of\s+)?(?=[A-Z])",
    re.IGNORECASE,
)


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
            return Speaker(named, spoken_for.voice(context, actor), f"issued for {actor.name}, {evidence}")
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
        speaks_for = by_person.of_person(context, context.people.persons[code], place).speaks_for
        if speaks_for and speaks_for[0].kind != "person":
            found.append((place.start, speaks_for[0]))
    first = min(found, key=lambda each: each[0], default=None)
    return first[1] if first and first[0] < _OPENING else None


def _outlet(context: Context) -> Speaker | None:
    return (
        spoken_for.of_body(context, context.voice, "the outlet speaks for itself") if context.voice else None
    )


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
        return spoken_for.of_body(
            context, context.world.actors[first], "the members of an organisation together"
        )
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
    if word in _SOME:
        return _several_before(context, span, word)
    if word in _NEUTER | _PLURAL:
        return _body_before(context, span, word, nearest=word in ("its", "their") and not first)
    return None


def _several_before(context: Context, span: Span, word: str) -> Speaker | None:
    """`officials said ...; one of them hinted`: one of those who spoke last, where several did together."""
    for at, spoken in reversed(context.spoken):
        if at < span.start and span.start - at < _NEAR and roles.find(spoken.actor.name):
            kept = replace(spoken.actor, code="", name=context.words(span))
            return replace(spoken, actor=kept, rule=f"{word!r} of those who spoke last; {spoken.rule}")
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
            speaker = by_person.of_person(context, context.people.persons[inside[0][1]], span)
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
                    and not spoken_for.is_abroad(context.text, hit.span)
                ):
                    return spoken_for.of_body(
                        context, context.world.actors[code], f"{word!r} is the body named last"
                    )
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
    if owner is None or not (servant or spoken_for.is_paper(found["what"]) or (body and body[1])):
        return None
    holder = _holder_of(context, owner, found["what"]) if servant else None
    actor = holder or (Actor("", context.words(span), "person") if servant else owner.actor)
    return replace(owner, actor=actor, rule=f"of whom {found['who']!r} means: {owner.rule}")


def _holder_of(context: Context, owner: Speaker, what: str) -> Actor | None:
    """Who holds an office of an actor on the day: `its president`."""
    found = roles.find(what)
    if not (found and owner.speaks_for and context.on) or found[-1][2].name in by_person.HELD_BY_MANY:
        return None
    holder = context.world.holder(owner.speaks_for[0].code, found[-1][2].name, context.on)
    return context.world.actors[holder] if holder else None


# ------------------------------------------------------------------ nobody known


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
    by_person.named_person,
    by_body.several,
    by_person.role,
    by_body.body,
    by_person.anaphoric_role,
    by_body.common_noun,
    by_body.of_the_sentence,
    by_person.role_at_home,
)

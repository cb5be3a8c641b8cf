"""Whom a pronoun means: the person named last, the body named last, those who stand together, whose spokesman it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from positions import sentences
from positions.model import Actor, Span
from positions.resolve import authors, by_person, roles, spoken_for
from positions.resolve.context import Context, Speaker
from positions.resolve.world import Hit

_SINGULAR = frozenset("he she his her him i my me himself herself".split())
_FIRST = frozenset("we our us ourselves".split())
_OWN = _FIRST | frozenset("i my me myself you one".split())  # whoever says so speaks himself
_NEUTER = frozenset("it its itself this that which".split())
_PLURAL = frozenset("they their them both themselves those these".split())
_SOME = frozenset(("one", "one of them", "another", "others", "some of them", "two of them", "a second"))
_NEAR = 600  # characters


def is_pronoun(word: str) -> bool:
    return word.lower() in _SINGULAR | _FIRST | _NEUTER | _PLURAL


def pronoun(context: Context, span: Span, first: bool = False) -> Speaker | None:
    """Whom a pronoun means; None for another word, or where nobody stands before it.

    `first`: of several bodies in a sentence the first is meant by "its" too, as by "it".
    """
    word = span.of(context.text).lower().strip()
    if (
        word in _OWN
        and not authors.in_quotation(context.text, span.start)
        and (own := authors.author(context))
    ):
        return own
    if word in _FIRST:
        return spoken_for.outlet(context)
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
    """The first person named in the nearest sentence before that names one outside quotation marks.

    Whom somebody speaks of comes after whoever speaks: `The pact of Roe is dead, Doe said. He ...` is Doe.
    """
    start = sentences.start(context.text, span.start)
    for sentence in sentences.before(context.text, span.start)[:6]:
        own = sentence.start >= start
        within = _before_the_same(context, sentence) if own else sentence
        inside = [
            (s, c)
            for s, c in context.people.named
            if within.start <= s.start < within.end
            and not authors.in_quotation(context.text, s.start, sentence.start)
        ]
        free = [each for each in inside if not context.is_told(each[0])]
        found = (
            _first_named(context, free, span, word)
            or _subject(context, within, word)
            or _spoke(context, within, word)
            or (None if own else _first_named(context, inside, span, word))
        )
        if found:
            return found
    return None


def _before_the_same(context: Context, sentence: Span) -> Span:
    """`Asked who deserves it, he or Roe, he ...`: the second pronoun means whom the first one means."""
    again = re.search(r"\b(?:[Hh]e|[Ss]he)\b", sentence.of(context.text))
    return (
        Span(sentence.start, max(sentence.start + again.start(), sentence.start + 1)) if again else sentence
    )


def _first_named(
    context: Context, named: Sequence[tuple[Span, str]], span: Span, word: str
) -> Speaker | None:
    if not named:
        return None
    speaker = by_person.of_person(context, context.people.persons[named[0][1]], span)
    rejected = tuple(dict.fromkeys(context.people.persons[c].actor.name for _, c in named[1:]))
    return replace(speaker, rule=f"{word!r} is the person named last; {speaker.rule}", rejected=rejected)


def _spoke(context: Context, sentence: Span, word: str) -> Speaker | None:
    spoken = [
        s for at, s in context.spoken if sentence.start <= at < sentence.end and s.actor.kind == "person"
    ]
    return replace(spoken[-1], rule=f"{word!r} is the last speaker; {spoken[-1].rule}") if spoken else None


def _subject(context: Context, sentence: Span, word: str) -> Speaker | None:
    """`The Israeli prime minister has not appeared. His office ...`: an office that a sentence begins with."""
    at = _office_at_head(context, sentence)
    if at is None:
        return None
    who = by_person.role(context, at) or by_person.anaphoric_role(context, at)
    who = who or Speaker(Actor("", context.words(at), "person"), (), "unknown: kept as the text names it")
    return replace(who, rule=f"{word!r} is of whom the sentence before speaks; {who.rule}")


def _office_at_head(context: Context, sentence: Span) -> Span | None:
    """The words of one person's office at the head of a sentence, where no name follows them."""
    head = _HEAD.match(context.text, sentence.start, sentence.end)
    if head is None:
        return None
    ends = [m.end() for m in re.finditer(r"[^\s,]+", head.group()) if _is_one_office(head.group()[: m.end()])]
    at = Span(sentence.start, sentence.start + ends[-1]) if ends else None
    if (
        at is None
        or authors.in_quotation(context.text, at.start)
        or any(at.start <= s.start < at.end + 3 for s, _ in context.people.named)
    ):
        return None
    return at


_HEAD = re.compile(r"(?:The|An?)\s(?:[^\s,.]+\s){0,5}[^\s,.]+")


def _is_one_office(words: str) -> bool:
    """Whether a phrase ends with an office of one person."""
    plain, found = roles.words(words), roles.find(words)
    return bool(found) and found[-1][1] == len(plain) and plain[-1] in found[-1][2].words.split()


def _body_before(context: Context, span: Span, word: str, *, nearest: bool) -> Speaker | None:
    """`it`, `they`: the first state or organisation in the nearest sentence before, by name and not by adjective.

    The owner of a noun ("its demands") is the nearest one instead of the first.
    """
    start = sentences.start(context.text, span.start)
    for sentence in sentences.before(context.text, span.start)[:6]:
        near = [h for h in context.hits if sentence.start <= h.span.start < sentence.end]
        near = [h for h in near if not context.is_told(h.span) or context.begins(sentence.start, h)]
        spoken = _body_spoke(context, sentence, word) if sentence.start < start and not nearest else None
        for hit in reversed(near) if nearest else near:
            if spoken and spoken[0] <= hit.span.start:
                break
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
        if spoken:
            return replace(spoken[1], rule=f"{word!r} is the last speaker; {spoken[1].rule}")
    return None


def _body_spoke(context: Context, sentence: Span, word: str) -> tuple[int, Speaker] | None:
    """The first who speaks in a sentence and may be meant: a body by "it", several by "they"."""
    for at, spoken in sorted(context.spoken, key=lambda each: each[0]):
        fits = _is_many(spoken) if word in _PLURAL else not _is_many(spoken) and spoken.actor.kind != "person"
        if fits and sentence.start <= at < sentence.end:
            return at, spoken
    return None


def _is_many(spoken: Speaker) -> bool:
    """`officials`, `the two sides`: a speaker under a plural."""
    last = (roles.words(spoken.actor.name) or [""])[-1]
    return not spoken.actor.code and roles.singular(last) != last


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


def possessed(context: Context, span: Span) -> Speaker | None:
    """`its draft agreement`, `his spokesman`: a paper, a body or a servant of the one that the pronoun means."""
    found = re.match(
        r"(?P<who>its|their|his|her)\s+(?P<what>.+)", span.of(context.text), re.IGNORECASE | re.DOTALL
    )
    if not found:
        return None
    owner = pronoun(context, Span(span.start, span.start + found.end("who")), first=True)
    if owner and _STAFF.fullmatch(found["what"]):
        staff = Actor("", context.words(span), "group")
        return replace(owner, actor=staff, rule=f"of whom {found['who']!r} means: {owner.rule}")
    servant = any(role.voice for _, _, role in roles.find(found["what"]))
    body = roles.body(found["what"])
    if owner is None or not (servant or spoken_for.is_paper(found["what"]) or (body and body[1])):
        return None
    holder = _holder_of(context, owner, found["what"]) if servant else None
    actor = holder or (Actor("", context.words(span), "person") if servant else owner.actor)
    return replace(owner, actor=actor, rule=f"of whom {found['who']!r} means: {owner.rule}")


_STAFF = re.compile(r"(?:\w+ )?(?:office|team|staff|aides|entourage|camp)")


def _holder_of(context: Context, owner: Speaker, what: str) -> Actor | None:
    """Who holds an office of an actor on the day: `its president`."""
    found = roles.find(what)
    if not (found and owner.speaks_for and context.on) or found[-1][2].name in by_person.HELD_BY_MANY:
        return None
    holder = context.world.holder(owner.speaks_for[0].code, found[-1][2].name, context.on)
    return context.world.actors[holder] if holder else None

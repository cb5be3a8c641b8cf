"""Who is speaking, and for whom: from the mention beside a cue to a speaker and the actors spoken for.

The order of the rules: a pronoun's or description's antecedent; a person, known or
described; a role with a country; an institution, metonym or body; a state's adjective or name; a
capital; an organisation. Each result names its rule. Nothing is ever guessed: without evidence a
speaker stays under the words of the text and speaks for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from positions import sentences
from positions.model import Actor, Span
from positions.reference import person_code
from positions.resolve import by_body, by_person, pronouns, roles, servants, spoken_for, together
from positions.resolve.context import Context, Speaker

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
        return spoken_for.outlet(context) or Speaker(Actor("", "", "person"), (), "the text names nobody")
    span = _without_its_past(context, _in_one_sentence(context.text, span))
    speaker = _joint(context, span) or _single(context, span)
    context.spoken.append(((mention or span).start, speaker))
    return speaker


def _in_one_sentence(text: str, span: Span) -> Span:
    """A mention that reaches over the end of a sentence is its last part, or the pronoun that it begins with."""
    parts = list(sentences.split(text, span))
    if len(parts) < 2:
        return span
    first = parts[0].of(text).strip(" .")
    if pronouns.is_pronoun(first):
        return Span(parts[0].start, parts[0].start + len(first))
    return parts[-1]


def _without_its_past(context: Context, span: Span) -> Span:
    """`Former Soviet states Ukraine and Georgia`: the states, and not what they were part of."""
    past = _PAST_OF.match(context.text, span.start, span.end)
    return Span(past.end(), span.end) if past else span


_PAST_OF = re.compile(
    r"(?:the\s+)?(?:former|ex-?)\s*[A-Z][\w-]+\s+(?:states?|republics?|colony|colonies|satellites?|nations?|country|countries)"
    r"\s+(?:of\s+)?(?=[A-Z])",
    re.IGNORECASE,
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
    if len(parts) < 2 or _is_apposition(context, span, parts):
        return None
    speakers = [_single(context, part) for part in parts]
    if not all(s.speaks_for or s.actor.code in context.world.actors for s in speakers):
        return None
    together = tuple(dict.fromkeys(a for s in speakers for a in s.speaks_for))
    words = context.words(span)
    return Speaker(
        Actor("", words, "group"), together, "joint: " + "; ".join(dict.fromkeys(s.rule for s in speakers))
    )


def _is_apposition(context: Context, span: Span, parts: Sequence[Span]) -> bool:
    """`the prime minister of Dominica, Jane Roe`; `Jane Roe, once mayor and now envoy`: one person under several words."""
    named = [at for at, part in enumerate(parts) if any(part.holds(s) for s, _ in context.people.named)]
    told = [bool(roles.find(part.of(context.text))) for part in parts]
    if not _TOGETHER.search(span.of(context.text)):
        return len(named) == 1 and all(role for at, role in enumerate(told) if at not in named)
    between = context.text[parts[0].end : parts[1].start]
    return named == [0] and "," in between and all(told[1:])


_TOGETHER = re.compile(r"\s(?:and|as well as|along with)\s")


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


def _kept_as_named(context: Context, span: Span) -> Speaker:
    """An unknown speaker is kept under the words of the text: never dropped, never guessed."""
    words = context.words(span)
    person = any(w[:1].isupper() for w in words.split()) and not roles.body(words)
    code = person_code(words) if person and len(words.split()) in range(2, 5) else ""
    return Speaker(
        Actor(code, words, "person" if person else "group"), (), "unknown: kept as the text names it"
    )


_RULES: tuple[Callable[[Context, Span], Speaker | None], ...] = (
    together.numbered,
    pronouns.pronoun,
    pronouns.possessed,
    servants.servant,
    by_person.named_person,
    by_body.several,
    by_person.role,
    by_body.body,
    by_person.anaphoric_role,
    by_body.common_noun,
    by_body.of_the_sentence,
    by_person.role_at_home,
)

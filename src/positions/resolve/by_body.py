"""Bodies that speak: states, ministries, organisations, metonyms, and the nouns that stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from positions import sentences
from positions.model import Actor, Span
from positions.resolve import described, homes, roles, spoken_for
from positions.resolve.context import Context, Speaker
from positions.resolve.world import Hit

_BODIES_OF_STATES = frozenset("group organisation organ ministry parliament agency".split())


def body(context: Context, span: Span) -> Speaker | None:
    """A state, an organisation, a ministry, a metonym, or a body of one of them."""
    words = span.of(context.text)
    hits = _heads_first(context, span)
    found = roles.body(_without(context, span, hits)) or (roles.body(words) if not hits else None)
    for hit in hits:
        code = context.code_of(hit)
        if code is None or code.startswith("person:") or hit.use == "place":
            continue
        if hit.use != "adjective" and spoken_for.is_abroad(context.text, hit.span, span):
            continue
        return _of_actor(context, span, hit, context.world.actors[code], found)
    seat = described.seated(context, words)
    named = Actor("", context.words(span), "group")
    return (
        Speaker(named, spoken_for.voice(context, seat), f"a body where {seat.name} is governed")
        if seat
        else None
    )


def _of_actor(context: Context, span: Span, hit: Hit, actor: Actor, body: tuple[str, bool] | None) -> Speaker:
    """Who speaks under words that name an actor: it, a body of it, its people, or something merely called after it."""
    words = span.of(context.text)
    if body and not body[1] and actor.kind in ("state", "territory", "subnational"):
        kept = Actor("", context.words(span), "group", actor.code)
        return Speaker(kept, (), f"{body[0]}: not the government of {actor.name}")
    if (
        hit.is_adjective
        and re.fullmatch(r"[Tt]he ", words[: hit.span.start - span.start])
        and span.end == hit.span.end
    ):
        return spoken_for.of_body(context, actor, f"the people of {actor.name}, for its side")
    if not body and not spoken_for.is_paper(words) and not roles.find(words) and _describes(hit, words, span):
        kept = Actor("", context.words(span), "group", actor.code)
        return Speaker(kept, (), f"{hit.use} of {actor.name} without a body that speaks for it")
    if actor.kind == "agency" and _LEADER.search(sentences.around(context.text, span).of(context.text)):
        return Speaker(actor, (actor,), f"{actor.name} in a leader of its own")
    if organ := _organ(context, hit, actor, span):
        return organ
    use = {"capital": "a capital that speaks is its government"}
    return spoken_for.of_body(context, actor, use.get(hit.use, f"{hit.use} of {actor.name}"))


def _organ(context: Context, hit: Hit, actor: Actor, span: Span) -> Speaker | None:
    """`the UN's decolonisation committee`: an organ that the table does not know speaks under its own name."""
    found = _ORGAN.fullmatch(context.text, hit.span.end, span.end)
    if found is None or actor.kind not in ("organisation", "organ"):
        return None
    named = Actor("", context.words(span), "group", actor.code)
    return Speaker(named, spoken_for.voice(context, actor), f"{found['organ'].lower()} of {actor.name}")


_ORGAN = re.compile(
    r"(?:['’]s?)?(?: [\w-]+){0,4} (?P<organ>committee|commission|council|panel|agency|board|mission|force|bureau|tribunal"
    r"|secretariat|group|assembly|office)",
    re.IGNORECASE,
)


def several(context: Context, span: Span) -> Speaker | None:
    """`the Baltic states`, `Nordic foreign ministers`: states that one word names together."""
    words = roles.words(span.of(context.text))
    for name, codes in roles.load().together.items():
        found = re.search(rf"\b{name}(?: (?P<what>\w+))*$", " ".join(words))
        if found and (not found["what"] or found["what"] in _STATES_TOGETHER):
            named = Actor("", context.words(span), "group")
            actors = tuple(context.world.actors[code] for code in codes if code in context.world.actors)
            return Speaker(named, actors, f"{name}: several states together")
    return None


_STATES_TOGETHER = frozenset(
    "states countries nations republics governments leaders ministers presidents capitals neighbours neighbors trio".split()
)
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


def common_noun(context: Context, span: Span) -> Speaker | None:
    """`the alliance`, `the ministry`, `the statement`: what the text has named last of that kind."""
    words = roles.words(span.of(context.text))
    for noun, codes in roles.load().nouns.items():
        if noun in words:
            actor = context.last_named(codes, span.start)
            if actor:
                return spoken_for.of_body(context, actor, f"'{noun}' is the one named last")
    body = roles.body(span.of(context.text))
    if body and body[1]:
        return (
            _body_there(context, span, body[0])
            or _body_elsewhere(context, span, body[0])
            or _body_at_home(context, span, body[0])
        )
    if spoken_for.is_paper(span.of(context.text)) and context.spoken:
        last = context.spoken[-1][1]
        return replace(last, rule=f"a paper of the last speaker; {last.rule}") if last.speaks_for else None
    return None


def of_the_sentence(context: Context, span: Span) -> Speaker | None:
    """`Norway will sign, the foreign minister said`: an office or a body of the state that the sentence begins with.

    Only a definite one, and only where nothing else in the text tells whose it is.
    """
    words = span.of(context.text)
    found = roles.find(words)
    body = roles.body(words)
    if not words.lower().startswith("the ") or context.hits_in(span) or spoken_for.former_words(words):
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
            return Speaker(
                named, spoken_for.voice(context, actor), f"of {actor.name}, with which the sentence begins"
            )
    return None


_VAGUE = frozenset({"official", "head", "military", "envoy", "ambassador"})


def _body_there(context: Context, span: Span, body: str) -> Speaker | None:
    """`the authorities there`: of the state that was named last."""
    if not re.match(r" there\b", context.text[span.end : span.end + 8]) and not context.words(span).endswith(
        " there"
    ):
        return None
    for hit in reversed([h for h in context.hits if h.span.start < span.start]):
        code = context.code_of(hit)
        actor = context.world.actors[code] if code else None
        if actor and actor.kind in ("state", "territory") and not hit.is_adjective:
            named = Actor("", context.words(span), "group")
            return Speaker(named, spoken_for.voice(context, actor), f"{body} of {actor.name}, named last")
    return None


def _body_elsewhere(context: Context, span: Span, body: str) -> Speaker | None:
    """`the foreign ministry`: whose it was where the text named it with a state."""
    pattern = re.compile(rf"(?<=\W)(?P<before>[^.\n]{{3,40}}?)\s+{re.escape(body)}\b", re.IGNORECASE)
    for found in reversed(list(pattern.finditer(context.text, 0, span.start))):
        hits = [h for h in context.hits if found.start() <= h.span.start < found.end()]
        for hit in reversed(hits):
            code = context.code_of(hit)
            if code and not code.startswith("person:"):
                return spoken_for.of_body(context, context.world.actors[code], f"the {body} named before")
    return None


def _body_at_home(context: Context, span: Span, body: str) -> Speaker | None:
    """`the foreign ministry`, `the cabinet`, where the text never says whose: the state from where it is spoken of."""
    if body in _NOT_OF_A_STATE or not re.match(r"(?:the\s|[A-Z])", span.of(context.text), re.IGNORECASE):
        return None
    actor, evidence = homes.inferred(
        context, span.start, sovereign="ministry" in body or body in _OF_STATES_ALONE
    )
    if actor is None:
        return None
    named = Actor("", context.words(span), "group")
    return Speaker(named, spoken_for.voice(context, actor), f"{body} of {actor.name}, {evidence}")


_OF_STATES_ALONE = frozenset({"junta", "regime"})
_NOT_OF_A_STATE = frozenset(
    "side capital delegation mission coalition leaders rulers negotiators diplomats secretariat".split()
)

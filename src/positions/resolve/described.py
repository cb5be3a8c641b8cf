"""Descriptions: `the Russian foreign minister`, `a presidential aide in Baku`: a role, and whom it is for."""

from __future__ import annotations

import re

from positions.model import Actor, Span
from positions.resolve import homes, roles, spoken_for
from positions.resolve.context import Context, Speaker
from positions.resolve.roles import Role


def described(context: Context, words: str, span: Span, *, infer: bool = True) -> Speaker | None:
    """A description that holds a role and names whom it is for; or whose place in the text tells it (`infer`)."""
    found = roles.find(words)
    if not found:
        return None
    role = found[-1][2]
    who = Actor("", context.words(span), "person")
    another = _of_another(context, words, found[-1][2])
    if another:
        return Speaker(who, (), f"{role.words} of {another}, which the table does not know")
    actor = _home(context, words) or seated(context, words) or _only(context, role)
    rule = f"{role.words} of {actor.name}" if actor else ""
    if role.name == "subnational":
        return _of_a_part(context, words, who, role)
    if any(not r.voice for _, _, r in found) or spoken_for.former_words(words):
        return (
            Speaker(who, (), f"{role.words}: not a government's voice") if actor or not role.voice else None
        )
    if actor is None and infer and _is_of_a_government(role, words):
        actor, evidence = homes.inferred(context, span.start, sovereign=_is_sovereign(role, words))
        rule = f"{role.words} of {actor.name}, {evidence}" if actor else ""
    if actor is None:
        return None
    if role.of and actor.code not in role.of:
        return Speaker(who, (), f"{role.words} is no office of {actor.name}'s that speaks for it")
    return Speaker(who, spoken_for.voice(context, actor), rule)


def _only(context: Context, role: Role) -> Actor | None:
    """`the Taoiseach`: an office that one state alone has."""
    return context.world.actors.get(next(iter(role.of))) if len(role.of) == 1 else None


def seated(context: Context, words: str) -> Actor | None:
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
    common = re.search(rf"\b{re.escape(role.words)} (?:of|at|for) the (?P<body>[a-z]+(?:['’]s?)?)\b", plain)
    if common and role.name in ("head", "head of state") and common["body"] not in _STATELY:
        return common["body"]
    body = found["body"] if found else ""
    if not body or not body[0].isupper():
        return ""
    hits = context.world.scan(body)
    whole = hits and (hits[-1].span.end == len(body) or hits[0].span.end - hits[0].span.start == len(body))
    known = (
        whole or any(c in roles.load().bodies for c in (w.lower() for w in body.split())) or roles.body(body)
    )
    return "" if known or len(body.split()) < 2 else body


# What an office is of without being another's: "president of the country", "head of the government".
_STATELY = frozenset(
    "country republic state nation kingdom government delegation ministry bloc union alliance organisation organization "
    "body agency commission council presidency army armed military general foreign defence defense secretariat "
    "mission department".split()
)
# Whose office has a field of affairs behind it, and not a body: "minister of police", "secretary of state".
_PORTFOLIOS = frozenset({"foreign minister", "defence minister", "minister", "deputy", "head of government"})
_TITLE = r"(?-i:[A-Z][\w&.'-]*(?:\s(?:(?:of|for|and|the)\s)*[A-Z][\w&.'-]*)*)"


def _is_of_a_government(role: Role, words: str) -> bool:
    """A minister, or the spokesman of a ministry: not that of a company."""
    body = roles.body(words)
    of_body = body is not None and body[1]
    if role.name in ("official", "adviser"):
        return of_body and _is_sovereign(role, words)  # "two diplomats": of whom nobody says
    return role.name in _GOVERNING or (role.name == "spokesperson" and of_body)


def _is_sovereign(role: Role, words: str) -> bool:
    """Whether only a state can have it: a minister, a ministry, a junta."""
    return "minister" in role.words or any(w in ("ministry", "junta", "regime") for w in roles.words(words))


# Offices that a state's government has, so that the state may be told from where they are spoken of.
_GOVERNING = frozenset(
    {"foreign minister", "head of state", "head of government", "defence minister", "minister", "deputy"}
)


# `in charge of Malvinas affairs`, `the special envoy for Syria`: a field of work, and not whom it is done for.
_FIELD = re.compile(r" (?:affairs|desk|policy|portfolio|file)\b")
_ENVOY_FOR = re.compile(
    r"\b(?:envoy|representative|coordinator|mediator|negotiator)s? (?:for|on) (?:the )?\Z", re.IGNORECASE
)
# `a minister from the Marshall Islands`: an office beside where its holder is from.
_FROM = re.compile(r"(?P<role>[\w-]+) from (?:the )?\Z")


def _home(context: Context, words: str) -> Actor | None:
    """The first actor in a description that is not where somebody is, or to whom he is sent."""
    for hit in context.world.scan(words):
        code = context.code_of(hit)
        use = hit.use
        owner = re.match(r"['’]s?\s", words[hit.span.end :])
        sent = _FROM.search(words[: hit.span.start])
        served = sent is not None and bool(roles.find(sent["role"]))
        abroad = use != "adjective" and not owner and not served and spoken_for.is_abroad(words, hit.span)
        if _FIELD.match(words, hit.span.end) or _ENVOY_FOR.search(words[: hit.span.start]):
            continue
        if code and not code.startswith("person:") and not abroad and use != "place":
            actor = context.world.actors[code]
            if actor.kind != "agency":
                return actor
    for noun, codes in roles.load().nouns.items():
        if noun in roles.words(words):
            return context.last_named(codes, len(context.text))
    return None

"""Whose minister it is where the text does not say: the state that its place in the text tells.

`In Tokyo, the foreign minister said`; `China lost no time. Foreign Ministry spokesman ...`; a dateline;
or the one state that the whole text is about. Each result names its evidence, so that a table can be
drawn without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from positions import sentences
from positions.model import Actor, Span
from positions.resolve.context import Context
from positions.resolve.world import Hit

_STATES = frozenset({"state", "territory"})
# "TOKYO, March 3 (Agency) -", "BRUSSELS -", "MANILA, Philippines —" at the head of a paragraph.
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,30})(?:[,;(][^\n]{0,60}?)?\s*(?:--|[-–—:])\s?(?=[\w“\"‘'])",
    re.MULTILINE,
)
_HEAD = 1500  # characters in which a dateline may stand


def inferred(context: Context, at: int, *, sovereign: bool = False) -> tuple[Actor | None, str]:
    """The state whose office or body is named at a place of the text, and the evidence for it.

    `sovereign`: only a state can have it (a minister, a foreign ministry), so weaker evidence will do.
    """
    start = sentences.start(context.text, at)
    place = _located(context, Span(start, at)) if start < at else None
    if place:
        return place, "by the place in its sentence"
    relayed = _relayed(context, at)
    if relayed:
        return relayed, "by the state whose news agency quotes it"
    behind = _spoken_in(context, at)
    if behind:
        return behind, "by the place where the words were spoken"
    for sentence in sentences.before(context.text, start)[:2]:
        if "\n" in context.text[sentence.end : at]:
            break
        leading = _leading(context, sentence)
        if leading:
            return leading, "by the state that the sentence before begins with"
    alone = _alone(context, start) if sovereign else None
    if alone:
        return alone, "by the one state that the sentences before name"
    actor, evidence = _of_the_text(context)
    if actor or not sovereign:
        return actor, evidence
    return (context.home, "by the state that its outlet writes in") if context.home else _begun_with(context)


def committed(context: Context) -> Actor | None:
    """On whose behalf an official text is written that is issued by an office: who takes sides in it, in the present.

    `The United States remains committed to ...`, `Canada welcomes ...`: the one that does so most often.
    """
    found: Counter[str] = Counter()
    for hit in context.hits:
        if hit.use in ("name", "government") and _TAKES_SIDES.match(context.text, hit.span.end):
            start = sentences.start(context.text, hit.span.start)
            code = context.code_of(hit)
            if code and context.begins(start, hit) and context.world.actors[code].kind in _SPEAKING:
                found[code] += 1
    ranked = found.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return context.world.actors[ranked[0][0]] if clear else None


_SPEAKING = _STATES | {"organisation", "organ"}
_TAKES_SIDES = re.compile(
    r"(?: (?:also|strongly|once again|firmly|warmly|deeply))? (?:(?:is|are) (?:deeply |gravely |strongly |firmly )?"
    r"(?:committed|concerned|encouraged|proud|grateful|pleased|outraged|saddened|ready|prepared|appalled|alarmed)"
    r"|remains? |stands? |welcomes? |condemns? |supports? |congratulates? |urges? |calls? (?:on|for|upon) |expresses "
    r"|commends? |applauds? |reaffirms? |reiterates? |recogni[sz]es? |looks? forward|appreciates? |extends? |joins? "
    r"|rejects? |demands? |regrets? |notes? |strongly )"
)


def _located(context: Context, span: Span) -> Actor | None:
    """`In Tokyo, ...`: a place before the mention in its sentence."""
    for hit in context.hits_in(span):
        words = context.text[max(span.start, hit.span.start - 4) : hit.span.start].lower()
        if words.endswith("in ") and (actor := _state(context, hit)):
            return actor
    return None


def _relayed(context: Context, at: int) -> Actor | None:
    """`The ministry of commerce was quoted by Xinhua as saying`: a state's agency speaks of its own state's bodies."""
    for hit in context.hits_in(sentences.around(context.text, Span(at, at + 1))):
        code = context.code_of(hit)
        agency = context.world.actors[code] if code else None
        if agency and agency.kind == "agency" and agency.of in context.world.actors:
            return context.world.actors[agency.of]
    return None


def _spoken_in(context: Context, at: int) -> Actor | None:
    """`Jane Roe, a ministry spokeswoman, said in Moscow`: a capital directly behind the verb of saying."""
    for hit in context.hits:
        if (
            at < hit.span.start < at + 120
            and hit.use == "capital"
            and _SAID_IN.match(context.text[at : hit.span.start])
        ):
            return _state(context, hit)
    return None


_SAID_IN = re.compile(
    r"\A[^.;:“”\"\n]*\b(?:said|says|told (?:\w+ ){1,2}|announced|added|wrote|declared|stated) (?:\w+ )?in \Z"
)


def _leading(context: Context, sentence: Span) -> Actor | None:
    for hit in context.hits_in(sentence):
        if context.begins(sentence.start, hit):
            return _state(context, hit) if hit.use in ("name", "government", "capital") else None
        return None
    return None


def _alone(context: Context, start: int) -> Actor | None:
    """`Then came Colombia's turn. Foreign minister Jane Roe proposed`: the only state in two sentences before."""
    near = [s for s in sentences.before(context.text, start)[:2] if "\n" not in context.text[s.end : start]]
    states = [actor for s in near for hit in context.hits_in(s) if (actor := _state(context, hit))]
    return states[0] if len({actor.code for actor in states}) == 1 else None


def _of_the_text(context: Context) -> tuple[Actor | None, str]:
    """The state of the dateline; else the one that the text names three times, and twice as often as any other."""
    dateline = _DATELINE.search(context.text, 0, _HEAD)
    if dateline:
        hits = context.world.scan(dateline["place"].title())
        actor = _state(context, hits[0]) if hits else None
        if actor:
            return actor, "by the dateline"
    counted = [
        (n, code) for code, n in context.counts.most_common() if context.world.actors[code].kind in _STATES
    ]
    if counted and counted[0][0] >= 3 and _clear(counted):
        return context.world.actors[counted[0][1]], "the state that the text is about"
    return None, ""


def _begun_with(context: Context) -> tuple[Actor | None, str]:
    """The state that the text names first of all, where it names it most often as well."""
    first = next((a for hit in context.hits if hit.use != "place" and (a := _state(context, hit))), None)
    counted = [(n, c) for c, n in context.counts.most_common() if context.world.actors[c].kind in _STATES]
    clear = counted and (len(counted) == 1 or 2 * counted[0][0] >= 3 * counted[1][0])
    if first and clear and first.code == counted[0][1]:
        return first, "the state that the text begins with and names most often"
    return None, ""


def _clear(counted: Sequence[tuple[int, str]]) -> bool:
    return len(counted) == 1 or counted[0][0] >= 2 * counted[1][0]


def _state(context: Context, hit: Hit) -> Actor | None:
    code = context.code_of(hit)
    actor = context.world.actors[code] if code else None
    if actor and actor.kind in ("ministry", "parliament") and actor.of:
        actor = context.world.actors[actor.of]
    return actor if actor and actor.kind in _STATES else None

"""Resolution: from an attribution to a statement. Who speaks, for whom, on what day, about whom.

`resolve(document, attributions, paragraphs, world)` gives the statements, without stances, in the
order of the text. It looks at the text and at spans only, never at a parse, so that any engine
of extraction can stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from positions import sentences
from positions.model import (
    FRAGMENT,
    OFFICIAL,
    UNMARKED,
    Actor,
    Attribution,
    Document,
    Said,
    Span,
    Statement,
    Step,
    When,
)
from positions.resolve import by_person, dates, issuers, newsrooms, scenes, speakers, times, titled
from positions.resolve.acts import act_of
from positions.resolve.context import Context, Speaker
from positions.resolve.world import World


@dataclass(frozen=True, slots=True)
class Resolved:
    """The statements of a document, without stances, and the places where it names an actor."""

    statements: tuple[Statement, ...]
    names: tuple[tuple[Span, str], ...]  # span, code


def resolve(
    document: Document, attributions: Sequence[Attribution], paragraphs: Sequence[Span], world: World
) -> Resolved:
    """Resolve the attributions of a document. `paragraphs` are the spans in which statements may stand."""
    context = _context(document, world, attributions)
    contents = [span for attribution in attributions for span in attribution.content]
    clock = dates.clock(document.text, context.on, paragraphs, contents)
    scene = scenes.opening(document.text, context.on, paragraphs, contents)
    statements = tuple(_statements(context, clock, scene, attributions))
    return Resolved(statements, tuple(speakers.names(context)))


def names(document: Document, world: World) -> tuple[tuple[Span, str], ...]:
    """The places where a document names an actor, as `resolve` gives them."""
    return tuple(speakers.names(_context(document, world)))


def _context(document: Document, world: World, attributions: Sequence[Attribution] = ()) -> Context:
    published = document.published.last if document.published else None
    home = newsrooms.home(document.outlet, world)
    told = tuple(span for a in attributions if a.rule not in UNMARKED for span in _told(a))
    context = Context(document.text, world, published, _voice_of(document, world), home, told)
    titled.introduce_titled(context)
    return context


def _told(attribution: Attribution) -> Iterator[Span]:
    """What is told, without the words for its source where they stand within it."""
    source = attribution.source
    for span in attribution.content:
        if source is None or not span.overlaps(source):
            yield span
            continue
        if span.start < source.start:
            yield Span(span.start, source.start)
        if source.end < span.end:
            yield Span(source.end, span.end)


def _statements(
    context: Context, clock: dates.Clock, scene: scenes.Scene | None, attributions: Sequence[Attribution]
) -> Iterator[Statement]:
    running: Said | None = None
    days: dict[str, tuple[Attribution, Said]] = {}  # the last day that the text gives for a speaker's words
    for attribution in attributions:
        if attribution.rule == OFFICIAL:
            who = issuers.issuer(context, attribution.source)
        else:
            who = speakers.resolve(context, attribution.source, attribution.antecedent)
        floating = attribution.rule == "floating quotation"
        if not who.actor.name and not floating:
            continue  # "there were calls for restraint": nobody speaks, so it is no statement
        said = running if floating and running else _said(context.text, clock, attribution)
        if said.basis == dates.PUBLICATION and not attribution.rule.startswith("complement of a noun"):
            said = (
                _governed(context.text, attribution, days.get(who.actor.name))
                or _shown(context, attribution, who)
                or _of_the_opening(context.text, attribution, scene)
                or said
            )
        if said.on and said.on.precision == "day" and said.basis != dates.PUBLICATION:
            days[who.actor.name] = (attribution, said)
        running = said
        yield _statement(context, attribution, who, said)


def _shown(context: Context, attribution: Attribution, who: Speaker) -> Said | None:
    """The day of the scene in which the text first shows a speaker: `the hall was full on Monday when the minister ...`."""
    if context.on is None or not _is_past(context.text, attribution):
        return None
    first = next((s for s, code in context.people.named if code == who.actor.code), None)
    if first is None or not first.end < attribution.start < first.end + _REACH:
        return None
    sentence = sentences.around(context.text, first)
    if sentence.end >= attribution.start:
        return None
    found = [e for e in times.expressions(context.text, sentence, context.on) if e.when.precision == "day"]
    return Said(found[0].when, found[0].words) if len(found) == 1 else None


def _of_the_opening(text: str, attribution: Attribution, scene: scenes.Scene | None) -> Said | None:
    """The day that the text opens with, for what is said in the past tense there or on the same occasion."""
    if scene is None or attribution.rule in UNMARKED or not _is_past(text, attribution):
        return None
    around = _reporting(text, attribution)
    clause = scenes.clause(text, around, attribution.content)
    return Said(scene.day.when, scene.day.words) if scene.governs(clause, attribution.start) else None


def _governed(text: str, attribution: Attribution, last: tuple[Attribution, Said] | None) -> Said | None:
    """The day that a speaker's words were given a little before: `told a rally on Monday ... . He added that`.

    It governs what the same speaker says on, in the past tense and not far off.
    """
    if last is None or attribution.start - last[0].end > _REACH:
        return None
    return last[1] if _is_past(text, attribution) else None


def _is_past(text: str, attribution: Attribution) -> bool:
    """Is it told in the past tense, or without a cue?"""
    return attribution.cue is None or _PAST.search(attribution.cue.of(text)) is not None


def _reporting(text: str, attribution: Attribution) -> Span:
    """The sentence that reports it."""
    return sentences.around(text, attribution.cue or attribution.content[0])


_REACH = 900  # characters, about two paragraphs
_PAST = re.compile(
    r"\b(?:said|told|added|\w+ed|wrote|went on|made|put|spoke|held|saw|felt|thought|began)\b", re.IGNORECASE
)


def _voice_of(document: Document, world: World) -> Actor | None:
    """Who says "we" in a text that names no issuer: its outlet, where the table knows it as an actor."""
    hits = world.scan(document.outlet)
    actor = world.actors[hits[-1].codes[0]] if hits and len(hits[-1].codes) == 1 else None
    return actor if actor and actor.kind != "agency" and not actor.code.startswith("person:") else None


def _said(text: str, clock: dates.Clock, attribution: Attribution) -> Said:
    if attribution.rule in UNMARKED:  # published as it is spoken: dates in it are the dates of other things
        return Said(When.day(clock.published), dates.PUBLICATION) if clock.published else Said(None, "")
    noun = attribution.rule.startswith("complement of a noun")
    # "its demands, made in May, for ...": a noun is dated by its own phrase
    around = attribution.whole if noun else _reporting(text, attribution)
    source = attribution.antecedent or attribution.source
    found = dates.said(text, clock, around, attribution.cue, source, attribution.content)
    # "its demand for guarantees" tells of something said before: without a date beside it, on a day unknown.
    return Said(None, "") if noun and found.basis == dates.PUBLICATION else found


def _statement(context: Context, attribution: Attribution, who: Speaker, said: Said) -> Statement:
    whole = extent(attribution)
    act, decided = act_of(attribution, context.text)
    return Statement(
        attribution=attribution,
        span=whole,
        text=whole.of(context.text),
        speaker=who.actor,
        actors=who.speaks_for,
        said=said,
        act=act,
        mentions=_mentions(context, attribution),
        steps=(
            Step("cue", attribution.cue.of(context.text) if attribution.cue else "", _found_by(attribution)),
            attribution.entry,
            Step(
                "source",
                attribution.source.of(context.text) if attribution.source else "",
                "the mention that the content points to" if attribution.source else "none beside the content",
                tuple(span.of(context.text) for span in attribution.other_sources),
            ),
            Step("speaker", who.actor.name, who.rule, who.rejected),
            Step("actor", ", ".join(a.name for a in who.speaks_for), who.rule),
            Step("date", said.on.iso if said.on else "", said.basis),
            Step("act", act.value, decided),
        ),
    )


def _found_by(attribution: Attribution) -> str:
    sure = f", {attribution.sure:.0%} sure" if attribution.sure < 1 else ""
    return attribution.rule + sure


def extent(attribution: Attribution) -> Span:
    """What is shown as the statement: its content; with source and cue where the content is a fragment.

    "to withdraw its troops" says nothing without "NATO wants Russia" before it.
    """
    parts = list(attribution.content)
    if attribution.form == FRAGMENT:
        parts += [
            part for part in (attribution.cue, attribution.source) if part and _beside(part, attribution)
        ]
    return Span.over(parts)


def _beside(part: Span, attribution: Attribution) -> bool:
    return -200 < part.start - attribution.start < 200


def _mentions(context: Context, attribution: Attribution) -> tuple[Actor, ...]:
    """The actors that the content speaks of, in its order, persons by their offices."""
    found: dict[str, Actor] = {}
    for span in attribution.content:
        for hit in context.hits_in(span):
            code = context.code_of(hit) or (
                hit.codes[0] if hit.codes[0].startswith("person:") and len(hit.codes) == 1 else None
            )
            if code is None:
                continue
            actor = context.world.actors[code]
            found.setdefault(code, actor)
            for office in by_person.offices(context, code)[:1] if code.startswith("person:") else ():
                if office.code in context.world.actors:
                    found.setdefault(office.code, context.world.actors[office.code])
    return tuple(found.values())

"""`positions profile ACTOR`: one actor on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

import typer

from positions.analysis import profile as profiling
from positions.analysis.profile import Neighbour, Profile
from positions.analysis.standings import standings
from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.records import (
    ActorRecord,
    Named,
    Outline,
    PositionRecord,
    Query,
    Reading,
    StatementRecord,
    Voice,
)
from positions.store import Store, open_store, read

LATEST = 3  # statements
COLUMNS = (
    "actor", "position", "label", "dispute", "stance", "conditional", "implied", "n", "first", "last", "majority",
)  # fmt: skip

Holders = Mapping[str, Named]  # by the code that a stance bears

app = plain_app()


@dataclass(frozen=True, slots=True)
class Portrait:
    """An actor with all that its profile shows."""

    actor: ActorRecord
    found: Profile
    told: Sequence[Outline]
    voices: Sequence[Voice]
    latest: Sequence[StatementRecord]
    holders: Holders

    def named(self, each: Neighbour) -> str:
        return self.holders[each.code].name


@app.command()
def profile(
    ctx: typer.Context,
    *,
    actor: Annotated[str, typer.Argument(help="A state, an organisation or a person.")],
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show where one actor stands, how consistently, and who speaks for it.

    Consistency is the part of its statements that take the side it takes most often on their position, over
    positions with two statements and more. The closest and the farthest are found by the score of compare, and
    k is the number of shared positions behind it. For a person it is shown whom the person speaks for.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        asked = Query(since=since, until=until, versions=versions)
        portrait = _portrait(store, names.actor(store, actor), codebook, asked)
    show(_answer(portrait, codebook, bool(since or until)), how, raw=raw)


def _portrait(store: Store, who: ActorRecord, codebook: Sequence[PositionRecord], asked: Query) -> Portrait:
    own = read.readings(store, names.whose(who, asked))
    holders = read.holders(store)
    return Portrait(
        actor=who,
        found=profiling.profile(
            who.code, own, _neighbours(store, who, own, holders, asked), [each.slug for each in codebook]
        ),
        told=read.outlines(store, asked, who.parts, "by"),
        voices=read.voices(store, who, asked),
        latest=read.by_or_about(store, asked, who.parts, LATEST, "by"),
        holders=holders,
    )


def _neighbours(
    store: Store, who: ActorRecord, own: Sequence[Reading], holders: Holders, asked: Query
) -> dict[str, list[Reading]]:
    """All that the nearest and the farthest hold; nobody for whom a person speaks, since that is the person's own."""
    positions = tuple(dict.fromkeys(each.position for each in own))
    if not positions:
        return {}
    served = {holders[each.actor].code for each in own} if who.is_person else {who.code}
    shared = _by_holder(read.readings(store, replace(asked, positions=positions)), holders)
    table = {code: standings(readings) for code, readings in shared.items() if code not in served}
    near, far = profiling.ends(who.code, table | {who.code: standings(own)})
    codes = tuple(part for part, whole in holders.items() if whole.code in (*near, *far))
    return _by_holder(read.readings(store, replace(asked, codes=codes)), holders) if codes else {}


def _by_holder(readings: Iterable[Reading], holders: Holders) -> dict[str, list[Reading]]:
    """The stances by whose they are: a ministry's are its state's."""
    held: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        held[holders[each.actor].code].append(each)
    return held


def _answer(portrait: Portrait, codebook: Sequence[PositionRecord], limited: bool) -> Answer:
    by_slug = {each.slug: each for each in codebook}

    def screen() -> object:
        from positions.render.profile import screen as drawn

        return drawn(
            portrait.actor, portrait.found, portrait.told, portrait.voices, portrait.latest,
            {each.slug: each.label for each in codebook}, portrait.named,
        )  # fmt: skip

    rowed = [_standing(slug, portrait, by_slug[slug]) for slug in portrait.found.standings]
    whole = _whole(portrait, rowed)
    if portrait.told or rowed:
        return Answer(COLUMNS, rowed, screen, whole)
    why = f"{portrait.actor.name} says nothing in the store{' within these dates' if limited else ''}."
    hint = "Try it without --since or --until." if limited else "positions actors list shows who is quoted."
    return Answer(COLUMNS, [], screen, whole, why, hint)


def _standing(slug: str, portrait: Portrait, position: PositionRecord) -> dict[str, Any]:
    standing = portrait.found.standings[slug]
    about = {
        "actor": portrait.actor.name,
        "position": slug,
        "label": position.label,
        "dispute": position.dispute_label,
    }
    return about | rows.held(standing) | {"majority": profiling.majority(standing)}


def _whole(portrait: Portrait, held: list[dict[str, Any]]) -> dict[str, Any]:
    actor, found = portrait.actor, portrait.found
    dates = [each.said_on for each in portrait.told if each.said_on]
    return {
        "actor": actor.name,
        "actor_code": actor.code,
        "kind": actor.kind,
        "statements": len({each.fingerprint for each in portrait.told}),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "positions": held,
        "consistency": asdict(found.consistency),
        "voices": [asdict(each) for each in portrait.voices],
        "acts": profiling.acts(portrait.told),
        "closest": [_neighbour(each, portrait) for each in found.closest],
        "farthest": [_neighbour(each, portrait) for each in found.farthest],
        "latest": [rows.statement(each) for each in portrait.latest],
    }


def _neighbour(each: Neighbour, portrait: Portrait) -> dict[str, Any]:
    return {"actor": portrait.named(each), "actor_code": each.code, **asdict(each.agreement)}

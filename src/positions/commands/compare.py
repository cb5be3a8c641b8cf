"""`positions compare A B`: where actors stand, position by position, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from positions.analysis import compare as scoring
from positions.analysis.compare import Comparison
from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.errors import UsageError
from positions.records import ActorRecord, PositionRecord, Query, Reading, StatementRecord
from positions.store import Store, open_store, read

if TYPE_CHECKING:
    from positions.commands import pages


app = plain_app()


@app.command()
def compare(
    ctx: typer.Context,
    *,
    actors: Annotated[list[str], typer.Argument(metavar="A B [C...]")],
    wanted: options.Positions,
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="The quotations side by side.")] = False,
    direct: Annotated[bool, typer.Option("--direct", help="Leave out what is only implied.")] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Compare where actors stand, and how far they agree.

    An actor is a state, an organisation or a person, by any name, adjective, capital or code (NATO, US,
    Russian, the Kremlin, RUS). A person stands for what that person said, e.g. Blinken.

    The score counts a support as +1, an opposition as -1 and a conditional stance half; one statement
    that several documents report counts once. It covers only positions on which both have spoken.
    """
    with open_store(ctx.obj) as store:
        who = _different(names.actors(store, actors))
        codebook = read.codebook(store)
        asked = Query(positions=_asked(codebook, wanted, dispute), since=since, until=until)
        found = _comparison(store, who, codebook, asked, direct)
        quotations = _quotations(store, found) if evidence else None
    show(_answer(found, codebook, quotations, _why_empty(who, asked)), how, raw=raw)


def _different(who: tuple[ActorRecord, ...]) -> tuple[ActorRecord, ...]:
    different = tuple(dict.fromkeys(who))
    if len(different) > 1:
        return different
    sentence = "Both names mean the same actor." if len(who) > 1 else "A comparison needs two actors or more."
    raise UsageError(sentence, "For one actor alone: positions timeline ACTOR")


def _asked(codebook: Sequence[PositionRecord], wanted: Sequence[str], dispute: str | None) -> tuple[str, ...]:
    """The positions to compare on; none means all."""
    chosen = names.positions(codebook, wanted)
    if dispute is not None:
        disputed = names.dispute(codebook, dispute)
        chosen = tuple(each for each in disputed if not wanted or each in chosen)
        if not chosen:
            raise UsageError("None of these positions belongs to that dispute.")
    return tuple(each.slug for each in chosen)


def _comparison(
    store: Store, who: Sequence[ActorRecord], codebook: Sequence[PositionRecord], asked: Query, direct: bool
) -> Comparison:
    columns = {
        label: [each for each in _readings(store, actor, asked) if not (direct and each.implied)]
        for label, actor in zip(_labels(who), who, strict=True)
    }
    return scoring.compare(columns, [each.slug for each in codebook])


def _readings(store: Store, actor: ActorRecord, asked: Query) -> list[Reading]:
    """An actor's stances; a person's are those that the person spoke."""
    whose = {"speakers": (actor.id,)} if actor.is_person else {"actors": actor.parts}
    return read.readings(store, replace(asked, **whose))


def _labels(who: Sequence[ActorRecord]) -> list[str]:
    """Their names; with the code where two bear one name."""
    plain = [each.name for each in who]
    return [each.name if plain.count(each.name) == 1 else f"{each.name} ({each.code})" for each in who]


def _quotations(store: Store, found: Comparison) -> dict[str, StatementRecord]:
    standings = (each for row in found.positions for each in row.standings.values() if each)
    keys = dict.fromkeys(reading.statement for standing in standings for reading in standing.statements)
    return read.statements_by_key(store, list(keys))


def _why_empty(who: Sequence[ActorRecord], asked: Query) -> tuple[str, str]:
    label = " and ".join(each.name for each in who)
    if asked.positions or asked.since or asked.until:
        return (
            f"Nothing that {label} said fits these conditions.",
            "Try it without --position, --since or --until.",
        )
    silent = f"The store holds no stance of {label}."
    return silent, "positions actors list shows who is quoted; positions ingest reads more articles."


def _answer(
    found: Comparison,
    codebook: Sequence[PositionRecord],
    quotations: dict[str, StatementRecord] | None,
    why: tuple[str, str],
) -> Answer:
    by_slug = {each.slug: each for each in codebook}

    def screen() -> object:
        from positions.render.compare import comparison

        return comparison(found, by_slug, quotations)

    def page() -> pages.Page:
        from positions.commands import pages

        return pages.comparison(found, by_slug)

    whole = rows.comparison(found, by_slug)
    if quotations is not None:
        whole["evidence"] = {key: rows.statement(record) for key, record in quotations.items()}
    empty, hint = ("", "") if found.positions else why
    return Answer(rows.CELL, rows.cells(found, by_slug), screen, whole, empty, hint, page)

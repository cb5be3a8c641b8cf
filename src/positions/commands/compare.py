"""`positions compare A B`: where actors stand, position by position, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from positions.analysis.compare import Comparison
from positions.commands import columns, names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.commands.columns import Compared
from positions.model import Act
from positions.records import PositionRecord, Query, Quotation
from positions.store import Store, catalogue, open_store, read

if TYPE_CHECKING:
    from positions.commands import pages

Quotations = Mapping[str, Quotation]

app = plain_app()


@app.command()
def compare(
    ctx: typer.Context,
    *,
    actors: Annotated[list[str], typer.Argument(metavar="A B [C...]")],
    wanted: options.Positions,
    act: Annotated[list[Act], options.many("--act", text="Only what was said by this act.")],
    coder: Annotated[list[str], options.many("--coder", text="Only this coder's reading.", metavar="NAME")],
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    as_of: options.AsOf = None,
    confidence: options.Confidence = 0,
    minimum: options.Minimum = 1,
    direct: options.Direct = False,
    unconditional: options.Unconditional = False,
    each: Annotated[bool, typer.Option("--each", help="A column for each member of a group.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="The quotations side by side.")] = False,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="How often one supports what the other opposes, pair by pair.")
    ] = False,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Compare where actors stand, and how far they agree.

    An actor is a state, an organisation or a person, by any name, adjective, capital or code (NATO, US,
    Russian, the Kremlin, RUS). A person stands for what that person said, e.g. Blinken. A group is named by
    its members ("NATO members", "members of the EU", P5): whoever was one on the day of the statement.

    The score counts a support as +1, an opposition as -1 and a conditional stance half; one statement
    that several documents report counts once. It covers only positions on which both have spoken.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        asked = Query(
            positions=names.asked(codebook, wanted, dispute),
            acts=tuple(act),
            coders=names.coders(store, coder),
            since=since,
            until=until,
            by=as_of,
            versions=versions,
            confidence=confidence,
            implied=False if direct else None,
            conditional=False if unconditional else None,
        )
        chosen = columns.columns(store, actors, each=each)
        whole = columns.ask(store, codebook, chosen, asked, minimum=minimum, each=each)
        compared = replace(whole, found=replace(whole.found, most=options.most(limit, how)))
        quotations = quoted(store, compared, asked) if evidence else None
    show(_answer(compared, codebook, quotations, _why_empty(compared, asked, minimum), matrix), how, raw=raw)


def quoted(store: Store, compared: Compared, asked: Query) -> dict[str, Quotation]:
    """The statements behind every standing of a comparison, by their ids."""
    standings = (each for row in compared.found.shown for each in row.standings.values() if each)
    keys = dict.fromkeys(reading.statement for standing in standings for reading in standing.statements)
    found = read.statements_by_key(store, list(keys))
    reports = catalogue.reported(store, found.values(), asked.versions)
    return {key: Quotation(each, reports[key]) for key, each in found.items()}


def _cut(found: Comparison) -> Iterable[str]:
    if (shown := len(found.shown)) < (of := len(found.positions)):
        yield f"Shown are the {shown} of {of} positions with most statements: --limit 0 shows all."


def _why_empty(compared: Compared, asked: Query, minimum: int) -> tuple[str, str]:
    if asked != Query() or minimum > 1:
        return (
            "Nothing that they said fits these conditions.",
            "Leave out one of the options, as --since or --position.",
        )
    label = " and ".join(each.label for each in compared.columns) or "any member"
    silent = f"The store holds no stance of {label}."
    return silent, "positions actors list shows who is quoted; positions ingest reads more articles."


def _answer(
    compared: Compared,
    codebook: Sequence[PositionRecord],
    quotations: Quotations | None,
    why: tuple[str, str],
    matrix: bool,
) -> Answer:
    by_slug = {each.slug: each for each in codebook}
    found = compared.found

    def screen() -> object:
        from positions.render.compare import comparison

        codes = {each.label: each.code for each in compared.columns}
        return comparison(found, by_slug, quotations, codes=codes, matrices=matrix)

    def page() -> pages.Page:
        from positions.commands import pages

        return pages.matrix(found) if matrix else pages.comparison(found, by_slug)

    whole = rows.comparison(found, by_slug)
    if quotations is not None:
        whole["evidence"] = {key: rows.quotation(each) for key, each in quotations.items()}
    empty, hint = ("", " ".join((*compared.notes, *_cut(found)))) if found.positions else why
    if matrix:
        return Answer(rows.KINDS, rows.matrix(found), screen, whole, empty, hint, page)
    return Answer(rows.CELL, rows.cells(found, by_slug), screen, whole, empty, hint, page)

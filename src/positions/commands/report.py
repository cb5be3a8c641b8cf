"""`positions report [ACTOR...]`: one HTML page that can be forwarded."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from positions import __version__
from positions.analysis import findings
from positions.analysis.findings import About, Findings
from positions.commands import columns, files, names, options, plain_app, streams
from positions.commands.columns import Compared
from positions.errors import UsageError
from positions.model import Act, When
from positions.records import PositionRecord, Query
from positions.store import Store, catalogue, covered, open_store, read

MOST = 8  # actors that a page chooses by itself: more do not fit beside each other
EPOCH = "SOURCE_DATE_EPOCH"  # seconds since 1970, as reproducible builds give them

Filters = tuple[tuple[str, str], ...]

app = plain_app()


@app.command(no_args_is_help=False)
def report(
    ctx: typer.Context,
    *,
    actors: Annotated[list[str] | None, typer.Argument(metavar="[ACTOR...]")] = None,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    title: Annotated[str, typer.Option(metavar="WORDS", help="The title of the page.")] = "",
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
    made: Annotated[
        When | None, options.day("--made", "The day that the page bears; else SOURCE_DATE_EPOCH, or today.")
    ] = None,
) -> None:
    """Write a page to forward: who stands where, how far apart, since when, in whose words.

    One HTML file that asks no server and runs no script: the comparison with its quotations, the agreement of
    each pair, a network, a timeline, the changes of stance, all statements and the method. Every number
    leads to its sentences. Without an ACTOR it shows the eight most heard. Groups ("NATO members", P5) are
    named as in compare, and its conditions are those of compare.
    """
    _check(out, force)
    day = made or _today()
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
        heard = actors or covered.most_heard(store, asked, MOST)
        filters = _filters(codebook, asked, wanted, dispute, minimum)
        if not actors and len(heard) < 2:
            streams.note(*_why_none(filters, heard))
            return
        compared = columns.ask(store, codebook, columns.columns(store, heard), asked, minimum=minimum)
        about = _about(store, compared, title, filters, asked, chosen=not actors, made=day)
        found = _findings(store, about, compared, codebook, asked)
    if found.comparison.positions:
        _write(found, out)
    else:
        streams.note(*_why_none(filters, found.comparison.actors))


def _check(out: Path | None, force: bool) -> None:
    """Before any work: is there a place for the page?"""
    if out is not None:
        files.check(out, force=force)
    elif sys.stdout.isatty():
        raise UsageError("A page is not for a terminal.", "Name a file: positions report -o report.html")


def _today() -> When:
    """The day of SOURCE_DATE_EPOCH in UTC, where it is given, so that a page can be made again byte for byte."""
    given = os.environ.get(EPOCH)
    if given is None:
        return When.day(datetime.now(UTC).date())
    try:
        return When.day(datetime.fromtimestamp(int(given), UTC).date())
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{EPOCH} must be a number of seconds since 1970.") from None


# --- asking ----------------------------------------------------------------------------------


def _about(
    store: Store, compared: Compared, title: str, filters: Filters, asked: Query, *, chosen: bool, made: When
) -> About:
    return About(
        title=title or _title(compared.found.actors),
        store=store.place.name,
        covers=read.counts(store, asked.versions),
        filters=filters or (("Filter", "none"),),
        notes=compared.notes,
        chosen=chosen,
        program=__version__,
        coders=_coders(store),
        made=made.iso,
    )


def _findings(
    store: Store, about: About, compared: Compared, codebook: Sequence[PositionRecord], asked: Query
) -> Findings:
    """The comparison, the changes in it, and the statements of both."""
    ever = replace(asked, since=None, until=None, acts=(), implied=None, conditional=None, confidence=0)
    histories = {each.label: read.readings(store, each.query(ever)) for each in compared.columns}
    moved = findings.moves(histories, compared.found)
    statements = read.statements_by_key(store, findings.cited(compared.found, moved))
    by_slug = {each.slug: each for each in codebook}
    reports = catalogue.reported(store, statements.values(), asked.versions)
    return Findings(about, compared.found, by_slug, moved, findings.in_order(statements.values()), reports)


def _coders(store: Store) -> tuple[str, ...]:
    return tuple(f"{name} {version}".strip() for name, version in covered.coders(store).items())


def _title(named: Sequence[str]) -> str:
    if len(named) > 4:
        return f"Where {', '.join(named[:3])} and {len(named) - 3} others stand"
    return f"Where {', '.join(named[:-1])} and {named[-1]} stand"


def _filters(
    codebook: Sequence[PositionRecord], asked: Query, wanted: Sequence[str], dispute: str | None, minimum: int
) -> Filters:
    """What was asked for, as the page says it."""
    label = names.dispute(codebook, dispute)[0].dispute_label if dispute else ""
    positions = ", ".join(each.label for each in names.positions(codebook, wanted))
    since, until, by = (when.iso if when else "" for when in (asked.since, asked.until, asked.by))
    given = (
        ("Dispute", label),
        ("Positions", positions),
        ("Said since", since),
        ("Said until", until),
        ("As of", by),
        ("Acts", ", ".join(asked.acts)),
        ("Coders", ", ".join(asked.coders)),
        ("Confidence", f"{asked.confidence:g} or more" if asked.confidence else ""),
        ("Standings", f"on {minimum} statements or more" if minimum > 1 else ""),
        ("Articles", "with their older versions" if asked.versions == "all" else ""),
        ("Left out", " and ".join(_left_out(asked))),
    )
    return tuple(each for each in given if each[1])


def _left_out(asked: Query) -> list[str]:
    implied = ["what is only implied"] if asked.implied is False else []
    return implied + (["what holds only under a condition"] if asked.conditional is False else [])


# --- showing ---------------------------------------------------------------------------------


def _why_none(filters: Filters, who: Sequence[str]) -> tuple[str, str]:
    """Why there is no page, and what to try."""
    if filters:
        return "No page was written: too little fits these conditions.", "Try it with fewer of them."
    if len(who) > 1:
        sentence = f"No page was written: the store holds no stance of {' and '.join(who)}."
        return sentence, "positions actors list shows who is quoted."
    held = "stances of one actor alone" if who else "no stance"
    return f"No page was written: the store holds {held}.", "positions ingest reads articles into it."


def _write(found: Findings, out: Path | None) -> None:
    from positions.render.report.page import page

    text = page(found)
    if out is None:
        sys.stdout.write(text)
        return
    files.write(out, text)
    streams.note(
        f"{out}: {len(found.comparison.actors)} actors, {len(found.comparison.positions)} positions, "
        f"{len(found.statements)} statements."
    )

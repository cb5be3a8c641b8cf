"""`positions network`: who is tied to whom, as a list, a matrix, or a graph for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from positions.analysis import communities as camps
from positions.analysis import networks
from positions.analysis.networks import Cells, Kind, Network, Normalise
from positions.commands import columns, drawn, graph_files, names, options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.drawn import Drawn
from positions.errors import UsageError
from positions.model import When
from positions.records import Duplicates, PositionRecord, Query, Tally
from positions.store import open_store, read
from positions.store.networks import tally

app = plain_app()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which network is asked for. Raises `UsageError` where its parts do not fit together."""

    kind: Kind
    cells: Cells
    normalise: Normalise
    duplicates: Duplicates
    communities: bool

    def __post_init__(self) -> None:
        if self.normalise not in self._fitting:
            what = self.kind.value if self.one_mode else f"{self.kind} ({self.cells})"
            raise UsageError(
                f"A network of the kind {what} is not normalised by {self.normalise}.",
                f"It takes {', '.join(self._fitting)}.",
            )
        if self.communities and self.kind not in camps.AGREEING:
            raise UsageError(
                f"Communities are not found in a network of the kind {self.kind}.",
                f"They need ties that bring together: --kind {' or --kind '.join(camps.AGREEING)}.",
            )

    @property
    def _fitting(self) -> tuple[Normalise, ...]:
        if self.one_mode:
            return networks.ONE_MODE
        return networks.TWO_MODE[:1] if self.cells is Cells.COMBINE else networks.TWO_MODE

    @property
    def sides(self) -> bool:
        """Whether it matters which side a stance takes."""
        return self.kind is not Kind.IGNORE and (self.one_mode or self.cells is not Cells.IGNORE)

    @property
    def one_mode(self) -> bool:
        return self.kind is not Kind.ACTOR_POSITION

    @property
    def measure(self) -> str:
        """What the weights are, in a word."""
        if self.one_mode:
            return {Kind.SUBTRACT: "balance", Kind.IGNORE: "contact"}.get(self.kind, self.kind.value)
        return {Cells.SUBTRACT: "balance", Cells.IGNORE: "count", Cells.COMBINE: "sides"}[self.cells]


@app.command()
def network(
    ctx: typer.Context,
    *,
    kind: Annotated[Kind, typer.Option(help="Actors by positions, or how actors are tied to each other.")] = (
        Kind.SUBTRACT
    ),
    cells: Annotated[
        Cells, typer.Option(help="Actors by positions: support less opposition, all, or 1 + 2 for both.")
    ] = Cells.SUBTRACT,
    normalise: Annotated[Normalise, typer.Option(help="What the weights are divided by.")] = Normalise.NONE,
    duplicates: Annotated[Duplicates, typer.Option(help="Within which unit a stance counts once.")] = (
        Duplicates.STATEMENT
    ),
    wanted: options.Positions,
    actor: Annotated[
        list[str], options.many("--actor", "-a", text="Only this actor or group.", metavar="NAME")
    ],
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    direct: options.Direct = False,
    parts: Annotated[
        bool, typer.Option("--parts", help="Ministries and organs stand for themselves, not for their whole.")
    ] = False,
    minimum: Annotated[float, typer.Option(min=0, help="Leave out ties that weigh less.")] = 0,
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep who is tied to nobody.")] = False,
    communities: Annotated[
        bool, typer.Option("--communities", help="Who belongs together, and how far all fall into two camps.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a file: .gexf, .graphml, .csv (matrix), .edges.csv."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show who is tied to whom: by the sides that actors take on positions.

    Congruence counts what two actors say on the same side of a position, conflict what they say on
    opposite sides, subtract (the balance) the one less the other, ignore both together. The formulas are
    those of Discourse Network Analyzer (docs/networks.md). What a ministry or an organ says counts for its
    whole, and reports of one statement count once. --format csv writes the matrix.
    """
    plan = Plan(kind, cells, normalise, duplicates, communities)
    if to is not None:
        graph_files.check(to, force=force)
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = replace(
            columns.among(store, actor),
            positions=names.asked(codebook, wanted, dispute),
            since=since,
            until=until,
            versions=versions,
            implied=False if direct else None,
        )
        counted = tally(store, query, duplicates, sides=plan.sides, parts=parts)
    found = networks.trimmed(_network(plan, counted), minimum, isolates=isolates)
    asked = _said(plan) | _conditions(
        query, actor, direct=direct, parts=parts, minimum=minimum, isolates=isolates
    )
    answer = _drawn(plan, found, counted, codebook, asked)
    if to is not None and len(found.actors):
        graph_files.write(to, answer, raw=raw)
        streams.note(f"{to}: {_ends(found)}, {len(networks.ties(found)):,} ties.")
    else:
        show(_answer(plan, answer, _why_empty(counted, query, minimum), how, limit), how, raw=raw)


def _network(plan: Plan, counted: Tally) -> Network:
    if plan.one_mode:
        return networks.one_mode(counted.counts, plan.kind, plan.normalise)
    return networks.two_mode(counted.counts, plan.cells, plan.normalise)


def _drawn(
    plan: Plan, found: Network, counted: Tally, codebook: Sequence[PositionRecord], asked: dict[str, object]
) -> Drawn:
    positions = {each.slug: each for each in codebook}
    if not plan.communities:
        return Drawn(found, counted.actors, positions, asked)
    return Drawn(found, counted.actors, positions, asked, camps.communities(found), camps.polarisation(found))


def _ends(found: Network) -> str:
    positions = "" if found.one_mode else f", {len(found.columns):,} positions"
    return f"{len(found.actors):,} actors{positions}"


# --- what was asked, in words ----------------------------------------------------------------


def _said(plan: Plan) -> dict[str, object]:
    cells = {} if plan.one_mode else {"cells": plan.cells.value}
    return {
        "kind": plan.kind.value,
        **cells,
        "normalise": plan.normalise.value,
        "duplicates": plan.duplicates.value,
    }


def _conditions(
    query: Query, actors: Sequence[str], *, direct: bool, parts: bool, minimum: float, isolates: bool
) -> dict[str, object]:
    return {
        "asked_positions": list(query.positions),
        "asked_actors": list(actors),
        "since": _iso(query.since),
        "until": _iso(query.until),
        "versions": query.versions,
        "direct": direct,
        "parts": parts,
        "minimum": minimum,
        "isolates": isolates,
    }


def _iso(when: When | None) -> str | None:
    return when.iso if when else None


def _why_empty(counted: Tally, query: Query, minimum: float) -> tuple[str, str]:
    if counted.counts:
        weighing = f" by {minimum:g} or more" if minimum else ""
        return (
            f"Nothing is tied{weighing}, of {len(counted.actors):,} that spoke.",
            "--isolates keeps who is tied to nobody; --kind ignore ties all that spoke on one position.",
        )
    if query != Query():
        return (
            "No stance fits these conditions.",
            "Try it without --actor, --position, --since or --until.",
        )
    return "The store holds no stance yet.", "positions ingest reads articles."


def _answer(plan: Plan, found: Drawn, why: tuple[str, str], how: Format, limit: int | None) -> Answer:
    every = networks.ties(found.network)
    most = options.most(limit, how)
    shown = every[: most or None]

    def screen() -> object:
        from positions.render.network import network as rendered

        return rendered(
            found.network, shown, found.labels, plan.measure, found.communities, found.polarisation
        )

    empty, hint = ("", "") if len(found.network.actors) else why
    if len(shown) < len(every):
        hint = f"Shown are the {len(shown)} strongest of {len(every)} ties: --limit 0 shows all."
    heads, rows = drawn.matrix(found) if how is Format.CSV else (drawn.TIE, drawn.rows(found, shown))
    return Answer(
        heads, rows, screen, drawn.whole(found), empty, hint, lambda: drawn.page(found, shown, plan.measure)
    )

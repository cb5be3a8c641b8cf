"""`positions show ID`: a statement in its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import typer

from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format
from positions.commands.answer import show as show_answer
from positions.records import Evidence, PositionRecord, Report
from positions.store import open_store, read

app = plain_app()


@app.command()
def show(
    ctx: typer.Context,
    statement: options.StatementId,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show a statement in its paragraph.

    Below it stands all that was understood of it, and which other documents report it.
    """
    from positions.store import catalogue

    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        evidence = names.statement(store, statement)
        others = catalogue.reports(store, evidence.record.id)
    show_answer(_answer(evidence, codebook, others), how, raw=raw)


def _answer(evidence: Evidence, codebook: list[PositionRecord], others: Sequence[Report]) -> Answer:
    def screen() -> object:
        from positions.render.statement import in_its_place

        return in_its_place(evidence, {each.slug: each.label for each in codebook}, others)

    record = rows.statement(evidence.record)
    whole = record | {"content": evidence.content, "reports": [asdict(each) for each in others]}
    whole["verdicts"] = [asdict(each) for each in evidence.verdicts]
    return Answer(rows.STATEMENT, [record], screen, whole)

"""`positions explain ID`: why a statement was understood as it was."""

from __future__ import annotations

from dataclasses import asdict

import typer

from positions.commands import names, options, plain_app
from positions.commands.answer import Answer, Format, show
from positions.records import Evidence, PositionRecord
from positions.store import open_store, read

COLUMNS = ("statement", "about", "chosen", "rule", "rejected")

app = plain_app()


@app.command()
def explain(
    ctx: typer.Context,
    statement: options.StatementId,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Explain why a statement was understood as it was.

    Which cue, rule, name and date expression decided, what was rejected, and what persons decided on it since; and of
    each stance the arithmetic: the words that were weighed, in their places, with + or − where they pass the direction
    on or turn it round.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        evidence = names.statement(store, statement)
    show(_answer(evidence, codebook), how, raw=raw)


def _answer(evidence: Evidence, codebook: list[PositionRecord]) -> Answer:
    def screen() -> object:
        from positions.render.statement import explained

        return explained(evidence, {each.slug: each.label for each in codebook})

    record = evidence.record
    steps = [asdict(step) for step in evidence.steps]
    stances = [asdict(each) | {"arithmetic": _arithmetic(each.because)} for each in record.stances]
    whole = {"statement": record.id, "text": record.text, "steps": steps, "stances": stances}
    whole["verdicts"] = [asdict(each) for each in evidence.verdicts]
    rows = [{"statement": record.id, **step} for step in steps]
    return Answer(COLUMNS, rows, screen, whole | {"uncoded": record.uncoded})


def _arithmetic(because: str) -> list[dict[str, str]]:
    from positions.coding.arithmetic import weights

    return [asdict(each) for each in weights(because)]

"""`positions reliability`: how far coders agree, on what, and how right the machine is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from positions.analysis import accuracy
from positions.analysis.accuracy import Accuracy
from positions.analysis.interval import SEED
from positions.analysis.reliability import VALUES, Pair, Reliability, Unit, reliability, units
from positions.commands import names, options, plain_app
from positions.commands.answer import Answer, Format, show
from positions.commands.rows import Row
from positions.errors import UnknownName
from positions.records import PositionRecord, Query
from positions.store import Store, open_store, read
from positions.store.read import codings

COLUMNS = ("position", "label", "units", "coded", "agreement", "alpha")
DISAGREEMENT = ("statement", "document", "position", "label", "readings", "text")
MACHINE = "rules"  # a coder's kind

app = plain_app()


@dataclass(frozen=True, slots=True)
class Measured:
    """The agreement of coders, and how right each machine among them is."""

    found: Reliability
    machines: tuple[tuple[str, str, Accuracy], ...]  # machine, person, and how right it is by that person
    verdicts: Accuracy


@app.command("reliability")
def measure(
    ctx: typer.Context,
    *,
    coders: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODER...]", help="NAME, or NAME@VERSION of a machine. Default: all."),
    ] = None,
    wanted: options.Positions,
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    document: options.Document = None,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="List where they differ, with ids.")
    ] = False,
    seed: options.Seed = SEED,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Measure how far coders agree: persons, and the machine.

    A unit is a statement on a position; each coder who looked at the statement reads support, oppose or none in it,
    and who did not look has no value there. Given are the agreement in per cent, Cohen's kappa for two coders,
    Krippendorff's alpha for any number with an interval over documents, the same for each position, and how right
    the machine is, by a person's own coding and by verdicts. Readings must be independent to be compared: an edit of
    the machine's stance is no reading of the reviewer's own. docs/review.md says how to set up a study.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = Query(
            positions=names.asked(codebook, wanted, dispute),
            since=since,
            until=until,
            document=names.document_id(store, document),
        )
        chosen = _coders(store, coders or ())
        measured = _measure(store, query, chosen, seed)
        differing = measured.found.disagreements
        if disagreements:
            texts = {
                key: each.text
                for key, each in read.statements_by_key(store, [each.statement for each in differing]).items()
            }
            answer = _differing(measured, codebook, texts, options.most(limit, how))
        else:
            answer = _answer(measured, codebook)
    show(answer, how, raw=raw)


def _coders(store: Store, words: Sequence[str]) -> tuple[str, ...]:
    """The coders to compare, as the store writes their names. Raises `UnknownName`."""
    known = codings.versions(store)
    exact = [name for n, _, v in known for name in ([n, f"{n}@{v}"] if v else [n])]
    named = {each.casefold(): each for each in exact} | {each: each for each in exact}
    found = {word: named.get(word) or named.get(word.casefold()) for word in words}
    for word, name in found.items():
        if name is None:
            there = ", ".join(dict.fromkeys(f"{n}@{v}" if v else n for n, _, v in known)) or "none"
            raise UnknownName(f"No coder {word[:60]!r}.", f"Those who coded are {there}.")
    return tuple(dict.fromkeys(each for each in found.values() if each)) or tuple(codings.independent(store))


def _measure(store: Store, query: Query, coders: Sequence[str], seed: int) -> Measured:
    coded, looks = codings.codings(store, query, coders), codings.looks(store, query, coders)
    kinds = {f"{n}{at}": kind for n, kind, v in codings.versions(store) for at in ("", f"@{v}")}
    machines = [each for each in coders if kinds.get(each) == MACHINE]
    found = units(coded, looks, coders)
    pairs = ((one, other) for one in machines for other in coders if other not in machines)
    right = tuple((one, other, accuracy.against_person(found, one, other)) for one, other in pairs)
    return Measured(
        reliability(coded, looks, coders, seed),
        tuple(each for each in right if each[2].there or each[2].claimed),
        accuracy.against_verdicts(codings.rulings(store, query)),
    )


# --- the numbers -----------------------------------------------------------------------------


def _answer(measured: Measured, codebook: Sequence[PositionRecord]) -> Answer:
    labels = {each.slug: each.label for each in codebook}

    def screen() -> object:
        from positions.render import reliability as rendered

        return rendered.measured(measured.found, measured.machines, measured.verdicts, labels)

    rows = [
        {"position": slug, "label": labels[slug], **asdict(scores)}
        for slug, scores in measured.found.positions.items()
    ]
    empty, hint = _why_empty(measured)
    return Answer(COLUMNS, rows, screen, _whole(measured, labels), empty, hint)


def _why_empty(measured: Measured) -> tuple[str, str]:
    if measured.found.overall.units or measured.verdicts.claimed:
        return "", "" if measured.found.overall.units else _HOW
    heard = " and ".join(measured.found.coders) or "nobody"
    return f"No statement was read by two coders; those who read any on their own: {heard}.", _HOW


_HOW = "positions code --sample 50 --seed 1 --blind --coder NAME, for each coder; docs/review.md says more."


def _whole(measured: Measured, labels: dict[str, str]) -> Row:
    found = measured.found
    return {
        "coders": dict(found.coders),
        "statements": found.statements,
        "documents": found.documents,
        **asdict(found.overall),
        "interval": found.interval,
        "seed": found.seed,
        "pairs": [_pair(names_, pair) for names_, pair in found.pairs.items()],
        "positions": [
            {"position": slug, "label": labels[slug], **asdict(scores)}
            for slug, scores in found.positions.items()
        ],
        "disagreements": [_unit(each, labels) for each in found.disagreements],
        "machine": [
            {"machine": machine, "person": person, **_accuracy(right)}
            for machine, person, right in measured.machines
        ],
        "verdicts": _accuracy(measured.verdicts),
    }


def _pair(coders: tuple[str, str], pair: Pair) -> Row:
    table = {one: {other: pair.table.get((one, other), 0) for other in VALUES} for one in VALUES}
    return {"coders": coders, **asdict(pair.scores), "kappa": pair.kappa, "table": table}


def _accuracy(right: Accuracy) -> Row:
    return {**asdict(right), "precision": right.precision, "recall": right.recall, "f1": right.f1}


def _unit(each: Unit, labels: dict[str, str]) -> Row:
    return {
        "statement": each.statement,
        "document": each.document,
        "position": each.position,
        "label": labels[each.position],
        "readings": dict(each.values),
    }


# --- where they differ -----------------------------------------------------------------------


def _differing(
    measured: Measured, codebook: Sequence[PositionRecord], texts: dict[str, str], most: int
) -> Answer:
    labels = {each.slug: each.label for each in codebook}
    found = measured.found.disagreements
    shown = found[: most or None]

    def screen() -> object:
        from positions.render import reliability as rendered

        return rendered.disagreements(shown, texts, labels)

    rows: Iterable[Row] = ({**_unit(each, labels), "text": texts.get(each.statement, "")} for each in shown)
    empty, hint = _why_empty(measured)
    if not found and not empty:
        empty, hint = "The coders agree in every unit.", ""
    if len(shown) < len(found):
        hint = f"Shown are {len(shown)} of {len(found):,}: --limit 0 shows all."
    return Answer(DISAGREEMENT, rows, screen, None, empty, hint)

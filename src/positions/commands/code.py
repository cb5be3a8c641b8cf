"""`positions code`: stances by a person's hand, one by one, from a table, or of a sample at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from positions.commands import judged, marking, names, options, plain_app, streams
from positions.errors import UsageError
from positions.model import Act, Side, When
from positions.records import By, Query, To
from positions.store import Store, open_store, read

SEED = 1


class Read(StrEnum):
    """What a person reads in a statement."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NONE = "none"


Statement = Annotated[str | None, typer.Argument(metavar="[ID]", help="The statement to code.")]
Stance = Annotated[Read | None, typer.Option("--stance", help="Its side; none: no position is taken at all.")]
Conditional = Annotated[bool, typer.Option("--conditional", help="The stance holds only under a condition.")]
Whose = Annotated[
    list[str],
    options.many("--actor", "-a", text="Whose stance it is; default: the statement's.", metavar="NAME"),
]
Document = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Mark a missed statement in this document.")
]
Quote = Annotated[str, typer.Option("--quote", metavar="WORDS", help="Its exact words.")]
Start = Annotated[int | None, typer.Option("--start", min=0, help="Or its first character, counted from 0.")]
End = Annotated[int | None, typer.Option("--end", min=1, help="And the one behind its last.")]
Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Who speaks; default: the actor.")
]
Said = Annotated[
    When | None, options.day("--said", "When it was said; default: when the document was published.")
]
Does = Annotated[Act, typer.Option("--act", help="What is done by saying it.")]
Sample = Annotated[
    int, typer.Option("--sample", min=0, metavar="N", help="Code so many statements, drawn at random.")
]
Blind = Annotated[bool, typer.Option("--blind", help="At a terminal: hide what anybody has read in it.")]
Table = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="Code what a CSV says: statement, position, stance, ..."),
]

app = plain_app()


@app.command()
def code(
    ctx: typer.Context,
    *,
    statement: Statement = None,
    position: options.Position = None,
    stance: Stance = None,
    conditional: Conditional = False,
    actor: Whose,
    document: Document = None,
    quote: Quote = "",
    start: Start = None,
    end: End = None,
    speaker: Speaker = None,
    said: Said = None,
    act: Does = Act.STATE,
    sample: Sample = 0,
    seed: options.Seed = SEED,
    blind: Blind = False,
    table: Table = None,
    dispute: options.Dispute = None,
    coder: options.Coder = None,
    note: options.Note = "",
) -> None:
    """Code statements by hand, and mark those that the machine missed.

    Your stance stands beside the machine's, under your name, and is what counts: the machine never outvotes a
    person. What follows from it by the codebook is added, as the machine adds it. Without --position, an ID or
    --sample asks at the terminal; the same --sample and --seed draw the same statements for every coder, and
    what you have coded is not asked again. A CSV may also have the columns actor, conditional and note.
    """
    _check_one(statement, document, sample, table)
    if conditional and stance in (None, Read.NONE):
        raise UsageError("--conditional is of a stance.", "--stance support or oppose")
    with open_store(ctx.obj) as store:
        by = judged.by(coder, note)
        if table is not None:
            from positions.commands import coded_table

            raise typer.Exit(coded_table.take(store, table, by))
        to = _to(store, position, stance, conditional)
        if document is not None:
            place = marking.Place(quote, start, end)
            who = marking.Who(tuple(actor), speaker, said, act)
            streams.say(marking.mark(store, by, document, place, who, to))
        elif sample or stance is None:
            from positions.commands import sampling

            asked = sampling.drawn(store, _asked(store, statement, actor, dispute), sample, seed, by)
            sampling.one_by_one(store, asked, by, blind=blind)
        else:
            _code(store, by, str(statement), to, actor)


def _check_one(statement: str | None, document: str | None, sample: int, table: Path | None) -> None:
    given = [each for each in (statement, document, sample or None, table) if each is not None]
    if len(given) != 1:
        raise UsageError(
            "Say what to code: a statement's ID, --document, --sample or --from, one of them.",
            "positions review shows what waits; positions search WORDS finds ids.",
        )


def _to(store: Store, position: str | None, stance: Read | None, conditional: bool) -> To | None:
    """The stance that is given; None where none is, or where it is said that there is none."""
    if (position is not None) != (stance in (Read.SUPPORT, Read.OPPOSE)):
        raise UsageError("A stance is a side on a position.", "--position NAME --stance support or oppose")
    if position is None:
        return None
    found = names.positions(read.codebook(store), [position])[0]
    return judged.to(found, Side(str(stance)), conditional)


def _asked(store: Store, statement: str | None, actor: Sequence[str], dispute: str | None) -> Query | str:
    if statement is not None:
        return names.statement(store, statement).record.id
    codebook = read.codebook(store)
    return Query(actors=names.ids(names.actors(store, actor)), positions=names.asked(codebook, [], dispute))


def _code(store: Store, by: By, word: str, to: To | None, actor: Sequence[str]) -> None:
    from positions.store import review

    record = names.statement(store, word).record
    if to is None:
        review.none(store, by, record.id)
        streams.note(f"{record.id}: {by.coder} finds no stance in it.")
        return
    actors = marking.actors_of(store, record, actor)
    review.code(store, by, record.id, [each.id for each in actors], to)
    streams.note(f"{record.id}: coded by {by.coder}, for {' and '.join(each.name for each in actors)}.")

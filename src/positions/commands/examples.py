"""`positions codebook check`: the codebook's own test, which reads its examples like articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import options, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.errors import UnknownName

if TYPE_CHECKING:
    from positions.check import Failure

COLUMNS = ("position", "text", "wanted", "got", "because")


def check(
    part: Annotated[str, typer.Argument(help="Only slugs, of positions or disputes, that contain it.")] = "",
    *,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read the examples of the codebook like articles, and show those that are coded otherwise.

    The exit code is 1 where one fails. No database is needed.
    """
    from positions import ingest
    from positions.check import examples, failure

    desk = ingest.desk()
    labelled = examples(desk.codebook, part)
    if not labelled:
        raise UnknownName(f"No position with an example has '{part}' in its slug.", "positions codebook list")
    with Walk(labelled, lambda each: each[0].position.slug) as walk:
        failed = [found for each in walk if (found := failure(desk, *each))]
    show(_failures(failed), how, raw=raw)
    streams.note(f"{walk.done - len(failed)} of {walk.done} examples are coded as they say.")
    raise typer.Exit(1 if failed or walk.stopped else 0)


def _failures(failed: Sequence[Failure]) -> Answer:
    found = [_failure(each) for each in failed]

    def screen() -> object:
        from positions.render.codebook import failures

        return failures(found)

    return Answer(COLUMNS, found, screen)


def _failure(each: Failure) -> dict[str, object]:
    example = each.example
    wanted = _side(example.side, example.conditional, example.holder)
    got = [_side(stance.side, stance.conditional, stance.actor) for stance in each.stances]
    why = [stance.because for stance in each.stances] or [said.uncoded for said in each.statements]
    return {
        "position": each.position,
        "text": example.text,
        "wanted": wanted,
        "got": got or ["no stance" if each.statements else "no statement"],
        "because": list(filter(None, why)),
    }


def _side(side: str | None, conditional: bool, holder: str) -> str:
    words = (side or "no stance", "conditional" if conditional else "", f"of {holder}" if holder else "")
    return " ".join(filter(None, words))

"""`positions doctor`: is every word in the store still what was kept?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from positions.commands import options, plain_app
from positions.commands.answer import Answer, Format, show
from positions.records import Damage
from positions.store import open_store

COLUMNS = ("check", "document", "what", "todo")

app = plain_app()


@app.command()
def doctor(
    ctx: typer.Context,
    *,
    mend: Annotated[bool, typer.Option("--mend", help="First make the index of words anew.")] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Check the whole store: the file, every text, every statement, the index of words.

    Every text is hashed again and compared with the digest with which it was kept, and every statement with
    the words of its document, since a damaged text goes unseen by the database itself. The exit code is 1 where
    something is broken. Nothing is changed without --mend.
    """
    from positions.store import soundness

    with open_store(ctx.obj) as store:
        if mend:
            soundness.mend(store)
        found = [(name, each) for name, damages in soundness.check(store) for each in damages]
        tried = store.rows("SELECT COUNT(*) AS n FROM document")[0]["n"]
    show(_answer(found, tried), how, raw=raw)
    raise typer.Exit(1 if found else 0)


def _answer(found: Sequence[tuple[str, Damage]], tried: int) -> Answer:
    lines = [{"check": name, **asdict(each)} for name, each in found]

    def screen() -> object:
        from positions.render.tables import damages

        return damages(lines)

    what = "1 document was" if tried == 1 else f"{tried:,} documents were"
    sound = "" if found else f"The store is sound: {what} hashed and compared."
    return Answer(COLUMNS, lines, screen, empty=sound)

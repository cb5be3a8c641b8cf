"""`positions codebook suggest`: candidate positions from the uncoded statements of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import disputes, names, options, streams
from positions.commands import recode as recoding
from positions.commands.answer import Answer, Format, show
from positions.errors import UnknownName
from positions.records import Query
from positions.store import Store, open_store, read

if TYPE_CHECKING:
    from positions.ingest import Desk
    from positions.suggesting import Suggestion

COLUMNS = (
    "number", "slug", "label", "proposition", "topic", "support", "oppose", "unclear", "statements", "documents", "patterns",
    "samples",
)  # fmt: skip
SAMPLES = 3  # sentences that are shown of a candidate


def suggest(
    ctx: typer.Context,
    *,
    actor: Annotated[
        list[str], options.many("--actor", "-a", text="Only what is said for this actor.", metavar="NAME")
    ],
    since: options.Since = None,
    until: options.Until = None,
    minimum: Annotated[int, typer.Option("--minimum", min=2, help="Sentences that a candidate needs.")] = 4,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="So many candidates; 0: all.")] = 10,
    accept: Annotated[
        str,
        typer.Option("--accept", metavar="N[,N…]", help="Take these into your codebook: numbers or slugs."),
    ] = "",
    dispute: Annotated[
        str, typer.Option("--dispute-name", metavar="NAME", help="The dispute that accepted ones belong to.")
    ] = "Suggested positions",
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Suggest positions that the codebook lacks: what uncoded statements want, back and reject, in groups.

    Each comes with a draft of its proposition, with who would stand on either side as far as act and negation tell,
    and with sentences. With --accept it is written into a file of your own codebook, to be edited, and the store is
    coded anew. The same store and options give the same candidates under the same numbers.
    """
    from positions import ingest, suggesting

    with open_store(ctx.obj) as store:
        query = Query(actors=names.ids(names.actors(store, actor)), since=since, until=until)
        desk = ingest.desk()
        streams.note("Reading what is uncoded; in a large store this takes a minute or more.")
        found = suggesting.suggestions(desk, store, query, minimum)
        if accept:
            _take(desk, _accepted(found, accept), dispute)
            _recode(store, how, raw)
            return
        counts = read.counts(store)
    show(_answer(found, limit, counts["statement"]), how, raw=raw)


def _accepted(found: Sequence[Suggestion], words: str) -> list[Suggestion]:
    """The candidates of these numbers or slugs. Raises `UnknownName`."""
    known = {str(number): each for number, each in enumerate(found, 1)} | {each.slug: each for each in found}
    wanted = [word.strip() for word in words.split(",") if word.strip()]
    missing = next((word for word in wanted if word not in known), None)
    if missing is not None or not wanted:
        raise UnknownName(
            f"No candidate is called '{(missing or words)[:60]}'.", "positions codebook suggest lists them."
        )
    return list({known[word].slug: known[word] for word in wanted}.values())


def _take(desk: Desk, accepted: Sequence[Suggestion], dispute: str) -> None:
    from positions import settings, suggesting
    from positions.coding import drafts

    slug, label = disputes.named(dispute)
    for each in accepted:
        draft = suggesting.draft(desk, each, slug, label)
        path = drafts.add(settings.codebook(), draft)
        streams.note(f"{each.slug} is in the codebook, with {len(draft.examples)} examples: {path}.")
    streams.note("A draft: positions codebook edit opens it, positions codebook check tries it.")


def _recode(store: Store, how: Format, raw: bool) -> None:
    found = recoding.recoded(store)
    order = {each.slug: at for at, each in enumerate(read.codebook(store))}
    show(recoding.answer(found, found.changed(order)), how, raw=raw)


def _answer(found: Sequence[Suggestion], limit: int, statements: int) -> Answer:
    shown = found[: limit or None]
    rows = [_row(number, each) for number, each in enumerate(shown, 1)]

    def screen() -> object:
        from positions.render.codebook import suggestions

        return suggestions(rows)

    if not found:
        why = (
            "No group of uncoded statements is large and clear enough."
            if statements
            else "The store is empty."
        )
        return Answer(COLUMNS, [], screen, None, why, "Try a smaller --minimum, or ingest more.")
    more = (
        f"Of {len(found)} candidates the first {len(shown)}: --limit 0 shows all. " if shown != found else ""
    )
    return Answer(COLUMNS, rows, screen, hint=f"{more}--accept 1,2 takes the first two into your codebook.")


def _row(number: int, each: Suggestion) -> dict[str, object]:
    return {
        "number": number,
        "slug": each.slug,
        "label": each.label,
        "proposition": each.proposition,
        "topic": each.group.topic,
        "support": dict(each.support),
        "oppose": dict(each.oppose),
        "unclear": each.unclear,
        "statements": len(each.group.statements),
        "documents": each.group.documents,
        "patterns": list(each.group.patterns),
        "samples": [asdict(sample) for sample in each.samples[:SAMPLES]],
    }

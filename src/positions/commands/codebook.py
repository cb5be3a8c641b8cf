"""`positions codebook`: the disputes and positions by which statements are coded."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from positions.commands import names, options, plain_app, rows, streams, suggested
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.errors import UnknownName, UsageError
from positions.model import Side
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import open_store, read

if TYPE_CHECKING:
    from positions.check import Failure
    from positions.coding.drafts import Draft
    from positions.ingest import Desk

Examples = tuple[tuple[str, Side | None], ...]

COLUMNS = (
    "position", "label", "dispute", "proposition", "contradicts", "implies", "aliases", "support", "oppose",
)  # fmt: skip

FAILURE = ("position", "text", "wanted", "got", "because")
NEAREST = 25  # documents of the store that a new position is tried on
SENTENCES = 5  # that `show` gives of a position

app = plain_app(help="The codebook: disputes and positions.")


@app.command("list")
def list_positions(
    ctx: typer.Context,
    *,
    dispute: options.Dispute = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List the positions, dispute by dispute, with what they contradict and imply."""
    with open_store(ctx.obj) as store:
        found = read.codebook(store, counted=True)
    show(_answer(found if dispute is None else names.dispute(found, dispute)), how, raw=raw)


def _answer(found: Sequence[PositionRecord]) -> Answer:
    def screen() -> object:
        from positions.render.tables import codebook

        return codebook(found)

    if not found:
        return Answer(COLUMNS, [], screen, None, "The codebook is empty.", "positions ingest fills it.")
    return Answer(COLUMNS, [_row(each) for each in found], screen)


def _row(each: PositionRecord) -> dict[str, object]:
    whole = asdict(each) | {"position": each.slug, "dispute": each.dispute_label}
    return {name: whole[name] for name in COLUMNS}


# --- one position ----------------------------------------------------------------------------


@app.command("show")
def show_position(
    ctx: typer.Context,
    position: Annotated[str, typer.Argument(metavar="SLUG", help="Its slug, label or an alias.")],
    *,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show a position, and the latest sentences that it was read in."""
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store, counted=True)
        [found, *_] = names.positions(codebook, [position])
        sentences = read.stanced(store, Query(positions=(found.slug,)), SENTENCES)
    show(_position(found, sentences, codebook), how, raw=raw)


def _position(
    found: PositionRecord, sentences: Sequence[StatementRecord], codebook: Sequence[PositionRecord]
) -> Answer:
    def screen() -> object:
        from positions.render.codebook import position

        return position(found, sentences, {each.slug: each.label for each in codebook})

    row = _row(found)
    return Answer(COLUMNS, [row], screen, row | {"sentences": [rows.statement(each) for each in sentences]})


# --- what a user adds ------------------------------------------------------------------------


@app.command("add")
def add_position(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(help="Small letters and hyphens: new-canal. It never changes.")],
    *,
    proposition: Annotated[
        str, typer.Option(metavar="SENTENCE", help="One sentence that can be supported or opposed.")
    ] = "",
    dispute: Annotated[
        str, typer.Option(metavar="NAME", help="Its dispute: one that exists, or a new one.")
    ] = "",
    label: Annotated[
        str, typer.Option(metavar="WORDS", help="How tables show it; default: the slug in words.")
    ] = "",
    topic: Annotated[
        list[str], options.many("--topic", text="Words by which it is spoken of: a pattern.", metavar="WORDS")
    ],
    support: Annotated[
        list[str], options.many("--support", text="A sentence that supports it.", metavar="TEXT")
    ],
    oppose: Annotated[
        list[str], options.many("--oppose", text="A sentence that opposes it.", metavar="TEXT")
    ],
    mention: Annotated[
        list[str], options.many("--mention", text="A sentence that takes no side on it.", metavar="TEXT")
    ],
) -> None:
    """Add a position of your own, and say what it would have coded in the store.

    What is not given is asked for. With --topic the words by which a statement is about it ("^canal + panama"; the
    codebook's README describes them): without any, nothing is coded by it. The sentences are its examples, which
    check tries.
    """
    from positions import check, ingest, settings
    from positions.coding import drafts

    sides = ((Side.SUPPORT, support), (Side.OPPOSE, oppose), (None, mention))
    examples = tuple((text, side) for side, texts in sides for text in texts)
    draft = _draft(slug, proposition, dispute, label, tuple(topic), examples)
    path = drafts.add(settings.codebook(), draft)
    streams.note(f"{slug} is in the codebook from now on: {path}.")
    desk = ingest.desk()
    failed = list(check.failures(desk, slug))
    if draft.examples:
        streams.note(
            f"{len(draft.examples) - len(failed)} of {len(draft.examples)} examples are coded as they say."
        )
    show(_would_code(ctx.obj, desk, slug), Format.TABLE)


def _draft(
    slug: str, proposition: str, dispute: str, label: str, topic: tuple[str, ...], examples: Examples
) -> Draft:
    """The position as it is to be written; what it needs and is not given is asked for."""
    from positions.coding import codebook, drafts

    proposition = proposition or _asked("Proposition, one sentence that can be supported or opposed")
    dispute = dispute or _asked("Dispute that it belongs to")
    known = {each.slug: each.label for each in codebook.load().disputes}
    named = next((s for s, words in known.items() if dispute.casefold() in (s, words.casefold())), "")
    return drafts.Draft(
        slug=slug,
        label=label or slug.replace("-", " ").capitalize(),
        proposition=proposition,
        dispute=named or names.slug(dispute),
        dispute_label=known.get(named, dispute),
        topic=topic,
        examples=examples,
    )


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"{question}: say it with an option.", "positions codebook add --help")
    return str(typer.prompt(question))


def _would_code(database: str | None, desk: Desk, slug: str) -> Answer:
    """The stances on a new position in the documents of the store that are nearest to it."""
    from positions import check

    with open_store(database) as store:
        near = check.nearest(desk, slug, read.every_document(store), NEAREST)
        empty_store = not read.counts(store)["document"]
    with Walk(near, lambda each: each.title or each.id) as walk:
        found = [row for each in walk for row in check.coded(desk, slug, each)]

    def screen() -> object:
        from positions.render.codebook import would_code

        return would_code(found)

    empty = "" if found else "In the store nothing is coded by it."
    hint = "Documents that are ingested from now on are coded with it." if found or empty_store else ""
    return Answer(("actor", "stance", "said_on", "text"), found, screen, None, empty, hint)


@app.command("import")
def import_disputes(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="TOML files, one a dispute.")],
) -> None:
    """Add disputes that a colleague wrote or exported, after a check of the whole codebook."""
    from positions import settings
    from positions.coding import drafts

    missing = next((path for path in paths if not path.is_file()), None)
    if missing:
        raise UnknownName(f"There is no file {missing}.")
    for path in drafts.take(settings.codebook(), paths):
        streams.note(f"Added: {path}.")


@app.command("export")
def export_dispute(
    dispute: Annotated[str, typer.Argument(metavar="DISPUTE", help="Its slug or label.")],
) -> None:
    """Write a dispute as TOML, to be edited and imported: patterns, examples and all."""
    from positions import resources, settings
    from positions.coding import codebook

    known = {each.slug: each.label for each in codebook.load().disputes}
    slug = next((s for s, words in known.items() if dispute.casefold() in (s, words.casefold())), "")
    if not slug:
        raise UnknownName(f"No dispute is called '{dispute[:60]}'.", "positions codebook list shows them.")
    for folder in (resources.data("codebook"), settings.codebook()):
        for path in sorted(folder.glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            if tomllib.loads(text)["dispute"]["slug"] == slug:
                sys.stdout.write(text)


@app.command("edit")
def edit_position(
    position: Annotated[str, typer.Argument(metavar="POSITION", help="Its slug, label or an alias.")],
) -> None:
    """Open a position in your editor ($EDITOR), and keep what you wrote if the codebook holds together.

    A position that ships is copied into your own codebook first, where it goes before the original. If something is
    wrong, nothing is changed, and what you wrote is kept beside the file.
    """
    from positions import check, ingest, settings
    from positions.coding import drafts

    slug = _known(position)
    path, text = drafts.own(settings.codebook(), slug)
    edited = click.edit(text, extension=".toml")
    if edited is None or edited == text:
        streams.note("Nothing was changed.")
        return
    drafts.rewrite(path, edited)
    desk = ingest.desk()
    tried = len(check.examples(desk.codebook, f"/{slug}"))
    failed = len(list(check.failures(desk, f"/{slug}")))
    streams.note(f"{path} is written. {tried - failed} of {tried} examples of {slug} are coded as they say.")
    streams.note("positions recode --dry-run shows what it changes in the store.")


def _known(word: str) -> str:
    """The slug of the position of this name, with or without a store. Raises `UnknownName`."""
    from positions.coding import codebook

    wanted = word.casefold().replace("-", " ")
    for each in (entry.position for entry in codebook.load().entries):
        if wanted in (name.casefold().replace("-", " ") for name in (each.slug, each.label, *each.aliases)):
            return each.slug
    raise UnknownName(f"No position is called '{word[:60]}'.", "positions codebook list shows them.")


app.command("suggest")(suggested.suggest)


# --- its own test ----------------------------------------------------------------------------


@app.command("check")
def check_examples(
    part: Annotated[str, typer.Argument(help="Only slugs, of positions or disputes, that contain it.")] = "",
    *,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read the examples of the codebook like articles, and show those that are coded otherwise.

    The exit code is 1 where one fails. No database is needed.
    """
    from positions import check, ingest

    desk = ingest.desk()
    labelled = check.examples(desk.codebook, part)
    if not labelled:
        raise UnknownName(f"No position with an example has '{part}' in its slug.", "positions codebook list")
    with Walk(labelled, lambda each: each[0].position.slug) as walk:
        failed = [found for each in walk if (found := check.failure(desk, *each))]
    show(_failures(failed), how, raw=raw)
    streams.note(f"{walk.done - len(failed)} of {walk.done} examples are coded as they say.")
    raise typer.Exit(1 if failed or walk.stopped else 0)


def _failures(failed: Sequence[Failure]) -> Answer:
    found = [_failure(each) for each in failed]

    def screen() -> object:
        from positions.render.codebook import failures

        return failures(found)

    return Answer(FAILURE, found, screen)


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

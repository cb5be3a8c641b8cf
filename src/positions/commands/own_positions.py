"""`positions codebook add` and `edit`: a user's own positions, each tried at once on its examples and on the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import click
import typer

from positions.commands import disputes, options, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.errors import UnknownName, UsageError
from positions.model import Side
from positions.store import open_store, read

if TYPE_CHECKING:
    from positions.coding.drafts import Draft
    from positions.ingest import Desk

Examples = tuple[tuple[str, Side | None], ...]

COLUMNS = ("actor", "stance", "said_on", "text")
NEAREST = 25  # documents of the store that a new position is tried on

Slug = Annotated[str, typer.Argument(help="Small letters and hyphens: new-canal. It never changes.")]
Proposition = Annotated[
    str, typer.Option(metavar="SENTENCE", help="One sentence that can be supported or opposed.")
]
Dispute = Annotated[str, typer.Option(metavar="NAME", help="Its dispute: one that exists, or a new one.")]
Label = Annotated[str, typer.Option(metavar="WORDS", help="How tables show it; default: the slug in words.")]
Topic = Annotated[
    list[str], options.many("--topic", text="Words by which it is spoken of: a pattern.", metavar="WORDS")
]
Supporting = Annotated[
    list[str], options.many("--support", text="A sentence that supports it.", metavar="TEXT")
]
Opposing = Annotated[list[str], options.many("--oppose", text="A sentence that opposes it.", metavar="TEXT")]
Mentioning = Annotated[
    list[str], options.many("--mention", text="A sentence that takes no side on it.", metavar="TEXT")
]


def add(
    ctx: typer.Context,
    slug: Slug,
    *,
    proposition: Proposition = "",
    dispute: Dispute = "",
    label: Label = "",
    topic: Topic,
    support: Supporting,
    oppose: Opposing,
    mention: Mentioning,
) -> None:
    """Add a position of your own, and say what it would have coded in the store.

    What is not given is asked for. With --topic the words by which a statement is about it ("^canal + panama"; the
    codebook's README describes them): without any, nothing is coded by it. The sentences are its examples, which
    check tries.
    """
    from positions import ingest, settings
    from positions.coding import drafts

    sides = ((Side.SUPPORT, support), (Side.OPPOSE, oppose), (None, mention))
    examples = tuple((text, side) for side, texts in sides for text in texts)
    draft = _draft(slug, proposition, dispute, label, tuple(topic), examples)
    path = drafts.add(settings.codebook(), draft)
    streams.note(f"{slug} is in the codebook from now on: {path}.")
    desk = ingest.desk()
    if draft.examples:
        streams.note(f"{_coded_as_they_say(desk, slug)} examples are coded as they say.")
    show(_would_code(ctx.obj, desk, slug), Format.TABLE)


def _draft(
    slug: str, proposition: str, dispute: str, label: str, topic: tuple[str, ...], examples: Examples
) -> Draft:
    """The position as it is to be written; what it needs and is not given is asked for."""
    from positions.coding import drafts

    proposition = proposition or _asked("Proposition, one sentence that can be supported or opposed")
    named, words = disputes.named(dispute or _asked("Dispute that it belongs to"))
    return drafts.Draft(
        slug=slug,
        label=label or slug.replace("-", " ").capitalize(),
        proposition=proposition,
        dispute=named,
        dispute_label=words,
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
    return Answer(COLUMNS, found, screen, None, empty, hint)


def edit(
    position: Annotated[str, typer.Argument(metavar="POSITION", help="Its slug, label or an alias.")],
) -> None:
    """Open a position in your editor ($EDITOR), and keep what you wrote if the codebook holds together.

    A position that ships is copied into your own codebook first, where it goes before the original. If something is
    wrong, nothing is changed, and what you wrote is kept beside the file.
    """
    from positions import ingest, settings
    from positions.coding import drafts

    slug = _known(position)
    path, text = drafts.own(settings.codebook(), slug)
    edited = click.edit(text, extension=".toml")
    if edited is None or edited == text:
        streams.note("Nothing was changed.")
        return
    drafts.rewrite(path, edited)
    right = _coded_as_they_say(ingest.desk(), slug)
    streams.note(f"{path} is written. {right} examples of {slug} are coded as they say.")
    streams.note("positions recode --dry-run shows what it changes in the store.")


def _known(word: str) -> str:
    """The slug of the position of this name, with or without a store. Raises `UnknownName`."""
    from positions.coding import codebook

    wanted = word.casefold().replace("-", " ")
    for each in (entry.position for entry in codebook.load().entries):
        if wanted in (name.casefold().replace("-", " ") for name in (each.slug, each.label, *each.aliases)):
            return each.slug
    raise UnknownName(f"No position is called '{word[:60]}'.", "positions codebook list shows them.")


def _coded_as_they_say(desk: Desk, slug: str) -> str:
    """How many of the examples of a position: `7 of 8`."""
    from positions import check

    only = f"/{slug}/"
    tried, failed = len(check.examples(desk.codebook, only)), len(list(check.failures(desk, only)))
    return f"{tried - failed} of {tried}"

"""The command line: its table of commands, and the one place where errors are caught.

A command's module is imported when it is called, so that `--help` and `--version` import none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from positions import __version__
from positions.commands import streams
from positions.errors import PositionsError

# name: (where it is, the first sentence of its help, which a test holds equal to the command's own)
COMMANDS = {
    "ingest": ("ingest:ingest", "Read articles into the store."),
    "compare": ("compare:compare", "Compare where actors stand, and how far they agree."),
    "timeline": (
        "timeline:timeline",
        "Show what was said, by whom and when, and what changed.",
    ),
    "stances": ("stances:stances", "List stances with the statements that they were read in."),
    "search": ("search:search", "Find words in statements and in whole documents."),
    "show": ("show:show", "Show a statement in its paragraph."),
    "explain": ("explain:explain", "Explain why a statement was understood as it was."),
    "export": (
        "export:export",
        "Write everything as records for other programs.",
    ),
    "actors": ("actors:app", "The actors: states, organisations, persons and groups."),
    "codebook": ("codebook:app", "The codebook: disputes and positions."),
    "documents": ("documents:app", "The documents: every text that was read."),
    "db": ("db:app", "The database: where it is, and its upgrade."),
}
GLOBAL = "--database"
CLOSED_PIPE = 141  # what a shell reports of a program that SIGPIPE ended
INTERRUPTED = 130


class LazyCommands(click.Group):
    """A group that knows its commands by name and first sentence until one of them is called."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, (_, sentence) in COMMANDS.items():
            self.add_command(click.Command(name, help=sentence))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and load(str(stub.name)), rest


def load(name: str) -> click.Command:
    """The command of this name, from its module."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    command = getattr(import_module(f"positions.commands.{module}"), attribute)
    assert isinstance(command, click.Command)
    command.name = name
    return command


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    GLOBAL, metavar="PATH|URL", envvar="POSITIONS_DATABASE", show_envvar=True,
    help="A SQLite file or a PostgreSQL address. May also stand behind the command.",
)  # fmt: skip
@click.version_option(__version__, message="positions %(version)s")
@click.pass_context
def app(ctx: click.Context, database: str | None) -> None:
    """Track who stands where: from news articles to tables whose every cell is a quotation.

    Standard output is data, standard error is speech. The exit code is 0 where all is done, 1 where some
    sources failed, 2 for wrong usage or an unknown name, 3 where nothing could be done.
    """
    ctx.obj = database


# --- one call --------------------------------------------------------------------------------


def run() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    streams.prepare()
    sys.exit(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code. Every error ends here, as a sentence."""
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        streams.drop_output()
        return CLOSED_PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        return _told(error)


def _invoke(arguments: Sequence[str]) -> int:
    """What click's own `main` does, but that errors are left to `call`."""
    try:
        with app.make_context("positions", _global_first(arguments)) as ctx:
            app.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    return 0


def _global_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--database X` moved to the front, wherever it stood before a `--`."""
    moved: list[str] = []
    kept: list[str] = []
    rest = iter(arguments)
    for each in rest:
        if each == "--":
            return [*moved, *kept, each, *rest]
        if each == GLOBAL:
            moved += [each, *([following] if (following := next(rest, None)) is not None else [])]
        elif each.startswith(f"{GLOBAL}="):
            moved.append(each)
        else:
            kept.append(each)
    return [*moved, *kept]


# --- what went wrong -------------------------------------------------------------------------


def _told(error: Exception) -> int:
    """Say on standard error what went wrong, and give the exit code of it."""
    match error:
        case PositionsError():
            return _complain(error.sentence, error.hint, error.exit_code)
        case click.ClickException():
            return _usage(error)
        case OSError():
            streams.drop_output()  # it may be the output that could not be written, and would fail again
            return _complain(f"The system refused: {error.strerror}.", "", 3)
    return _unexpected(error)


def _complain(sentence: str, hint: str, code: int) -> int:
    streams.note(f"positions: {sentence}", hint)
    return code


def _usage(error: click.ClickException) -> int:
    """A command line that click refuses. Without a command its message is the whole help."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context and error.message == context.get_help():
        click.echo(error.message, err=True)
        return 2
    hint = f"See: {context.command_path} --help" if context else ""
    return _complain(error.format_message(), hint, 2)


def _unexpected(error: Exception) -> int:
    """A fault of the program: one sentence. The error's own words may hold texts or secrets of the user."""
    if os.environ.get("POSITIONS_DEBUG") == "1":
        import traceback

        print(traceback.format_exc(), file=sys.stderr)  # noqa: T201
    hint = "Nothing more was done. Please report it; POSITIONS_DEBUG=1 shows where it happened."
    return _complain(f"Something went wrong that should not ({type(error).__name__}).", hint, 3)

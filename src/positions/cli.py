"""The command line: its table of commands, and the one place where errors are caught.

A command's module is imported when it is called, so that `--help` and `--version` import none.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from positions import __version__
from positions.commands import plain_app, streams
from positions.errors import PositionsError

# The first sentence of each command's help, which a test holds equal to the command's own.
COMMANDS = {
    "ingest": "Read articles into the store.",
    "watch": "Poll feeds: read what is new, and show the changes of stance as they appear.",
    "recode": "Code the statements of the store anew, with the rules and the codebook of today.",
    "compare": "Compare where actors stand, and how far they agree.",
    "timeline": "Show what was said, by whom and when, and what changed.",
    "changes": "List every change of stance, the newest first.",
    "profile": "Show where one actor stands, how consistently, and who speaks for it.",
    "network": "Show who is tied to whom: by the sides that actors take on positions.",
    "stances": "List stances with the statements that they were read in.",
    "search": "Find words in statements and in whole documents.",
    "show": "Show a statement in its paragraph.",
    "explain": "Explain why a statement was understood as it was.",
    "review": "Review what the machine was unsure of: accept, reject or edit its stances.",
    "code": "Code statements by hand, and mark those that the machine missed.",
    "reliability": "Measure how far coders agree: persons, and the machine.",
    "report": "Write a page to forward: who stands where, how far apart, since when, in whose words.",
    "export": "Write everything as records for other programs.",
    "import": "Import statements, documents, actors and codebooks.",
    "actors": "The actors: states, organisations, persons and groups.",
    "codebook": "The codebook: disputes and positions.",
    "documents": "The documents: every text that was read.",
    "doctor": "Check the whole store: the file, every text, every statement, the index of words.",
    "db": "The database: where it is, its backup and its upgrade.",
}
GLOBAL = "--database"
CLOSED_PIPE = 141  # what a shell reports of a program that SIGPIPE ended
INTERRUPTED = 130


class LazyCommands(TyperGroup):
    """A group that knows its commands by name and first sentence until one of them is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, sentence in COMMANDS.items():
            self.add_command(click.Command(name, help=sentence))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and load(str(stub.name)), rest


def load(name: str) -> click.Command:
    """The command of this name, from its module: a group where its help is that of several."""
    found: typer.Typer = import_module(f"positions.commands.{name}").app
    command = get_group(found) if isinstance(found.info.help, str) else get_command(found)
    command.name = name
    return command


app = plain_app(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"positions {__version__}")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            GLOBAL, metavar="PATH|URL", envvar="POSITIONS_DATABASE",
            help="A SQLite file or a PostgreSQL address. May also stand behind the command.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:  # fmt: skip
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
        command = get_command(app)
        with command.make_context("positions", _global_first(arguments)) as ctx:
            command.invoke(ctx)
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
            if error.__cause__:
                streams.trace(error)
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
    streams.trace(error)
    hint = "Nothing more was done. Please report it; POSITIONS_DEBUG=1 shows where it happened."
    return _complain(f"Something went wrong that should not ({type(error).__name__}).", hint, 3)

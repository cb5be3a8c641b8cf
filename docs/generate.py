"""Write docs/commands.md from the help texts: `python docs/generate.py`.

With `--check`, only say whether the page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from typer.main import get_command

from positions.cli import COMMANDS, app, load

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# The commands

This page is made from the help texts by `docs/generate.py`; a test fails when it is out of date.

Standard output is data, standard error is speech. The exit code is 0 where all is done (an empty answer
included), 1 where some sources failed, 2 for wrong usage or an unknown name, 3 where nothing could be
done. `--database` may stand before or behind the command.
"""


def page() -> str:
    """The whole page: the program, then every command and subcommand."""
    command = get_command(app)
    root = click.Context(command, info_name="positions", terminal_width=80, **command.context_settings)
    sections = [_section(root)]
    for name in COMMANDS:
        sections += map(_section, _contexts(load(name), name, root))
    return "\n".join([HEAD, *sections])


def _contexts(command: click.Command, name: str, parent: click.Context) -> Iterator[click.Context]:
    context = click.Context(command, info_name=name, parent=parent)
    yield context
    if isinstance(command, click.Group):
        for each, inner in command.commands.items():
            yield from _contexts(inner, each, context)


def _section(context: click.Context) -> str:
    return f"## `{context.command_path}`\n\n```text\n{context.get_help()}\n```\n"


def main() -> None:
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/commands.md is out of date: run python docs/generate.py")


if __name__ == "__main__":
    main()

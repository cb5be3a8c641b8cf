"""Make the documentation tell the truth: `python docs/generate.py`.

Writes docs/commands.md from the help texts, and runs each command that README.md names in a comment
`<!-- output: positions … -->` on a store of the seed article, putting what it prints behind the comment.
With `--check`, only says whether anything is out of date.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from typer.main import get_command

from positions.cli import COMMANDS, app, load

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "commands.md"
README = ROOT / "README.md"
HEAD = """# The commands

This page is made from the help texts by `docs/generate.py`; a test fails when it is out of date.

Standard output is data, standard error is speech. The exit code is 0 where all is done (an empty answer
included), 1 where some sources failed, 2 for wrong usage or an unknown name, 3 where nothing could be
done. `--database` may stand before or behind the command.
"""
_PICTURE = re.compile(
    r"<!-- output: (?P<command>positions [^\n]*?) -->\n(?:\n```text\n.*?\n```\n)?", re.DOTALL
)


# --- docs/commands.md ------------------------------------------------------------------------


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


# --- README.md -------------------------------------------------------------------------------


def readme() -> str:
    """The README with the real output of its commands, in the order in which they stand there."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "seed.sqlite3")
        return _PICTURE.sub(
            lambda found: _picture(found["command"], store), README.read_text(encoding="utf-8")
        )


def _picture(command: str, store: str) -> str:
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "POSITIONS_DATABASE": store, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(arguments, capture_output=True, text=True, env=environment, cwd=ROOT, check=True)
    printed = "\n".join(
        line.rstrip().replace(f"{ROOT}/", "") for line in done.stdout.strip("\n").splitlines()
    )
    return f"<!-- output: {command} -->\n\n```text\n$ {command}\n{printed}\n```\n"


def main() -> None:
    made = {PAGE: page(), README: readme()}
    stale = [path for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv and stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        sys.exit(f"{names}: out of date; run python docs/generate.py")
    for path in stale:
        path.write_text(made[path], encoding="utf-8")


if __name__ == "__main__":
    main()

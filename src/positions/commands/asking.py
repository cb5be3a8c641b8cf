"""Questions to a person at a terminal. They go to standard error, so that standard output stays data."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click
import typer

from positions.errors import UsageError
from positions.visible import line

QUIT = "q"


def check_terminal(otherwise: str) -> None:
    """Raises `UsageError` where nobody can answer; `otherwise` says what to do instead."""
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to be asked: this needs a terminal.", otherwise)


def choose(choices: Mapping[str, str]) -> str:
    """One of these letters, each with its word. The end of the input means `QUIT`."""
    shown = ", ".join(f"{letter} {word}" for letter, word in choices.items())
    while True:
        given = answer(shown).lower()[:1]
        if given in choices:
            return given
        typer.echo(f"Type one of {', '.join(choices)}.", err=True)


def answer(question: str, default: str = "") -> str:
    """What the person types on a line. The end of the input means `QUIT`."""
    try:
        given = typer.prompt(line(question), default=default, show_default=bool(default), err=True)
    except click.Abort:
        typer.echo(err=True)
        return QUIT
    return str(given).strip()

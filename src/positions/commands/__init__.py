"""The screens of the command line, one a module. A command makes three moves: ask, compute, show.

A module is imported only when its command is called (`positions.cli`). Each holds a Typer app named `app`
with one command or several; the context's `obj` is the database that was named on the command line, or
None, for `open_store`.
"""

from __future__ import annotations

from typing import Any

import typer


def plain_app(**settings: Any) -> typer.Typer:
    """An app whose help and errors are plain text, so that rich is not imported for them."""
    plain: dict[str, Any] = {
        "rich_markup_mode": None,
        "pretty_exceptions_enable": False,
        "add_completion": False,
        "no_args_is_help": True,
    }
    return typer.Typer(**plain, **settings)

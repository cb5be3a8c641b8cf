"""The screens of the command line, one a module. A command makes three moves: ask, compute, show.

A module is imported only when its command is called (`positions.cli`). Each holds a Typer app named `app`
with one command or several; the context's `obj` is the database that was named on the command line, or
None, for `open_store`.
"""

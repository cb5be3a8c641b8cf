"""The screens of the command line, one a module. A command makes three moves: ask, compute, show.

A module is imported only when its command is called (`positions.cli`). Each command is a click command
under its own name, or a group named `app`; `@click.pass_obj` hands it the database that was named on
the command line, or None, for `open_store`.
"""

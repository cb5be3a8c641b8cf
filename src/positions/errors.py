"""Everything that can go wrong, each with its sentence, a hint on what to do next, and an exit code.

They are raised anywhere and caught in one place, `positions.cli.call`. The exit code is a promise
(1 done in part, 2 wrong usage or an unknown name, 3 nothing could be done).
"""

from __future__ import annotations


class PositionsError(Exception):
    """A fault that the user can understand and act on: one sentence, one hint."""

    exit_code = 3

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UsageError(PositionsError):
    """The command line asks for something that does not make sense."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that is no actor, position, document or statement of the store."""


class UnreadableSource(PositionsError):
    """A file or other source that cannot be turned into a document. It never stops the others."""


class StoreError(PositionsError):
    """The database cannot be opened, read, written or upgraded."""


class RefusedDocument(StoreError):
    """The store refuses a document that breaks its rules, a fault of the program. It stops no other."""


class NewerStore(StoreError):
    """The database was made by a newer version of the program. Nothing was written."""


class BrokenData(PositionsError):
    """A table that the program ships, or that the user added to it, breaks its own rules."""

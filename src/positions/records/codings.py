"""What coders read on their own: the ground on which their agreement is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coding:
    """One stance of one coder, whatever a reviewer said of it."""

    statement: str
    document: str
    coder: str
    position: str
    stance: str
    implied: bool


@dataclass(frozen=True, slots=True)
class Look:
    """That a coder has read a statement against the codebook, whether or not he found a stance in it."""

    statement: str
    document: str
    coder: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided on a stance of the machine, or added to it: what its precision is counted by."""

    statement: str
    document: str
    position: str
    verdict: str  # "accept", "reject", "edit" or "code"
    was: str | None  # the machine's side; None where it had none
    becomes: str | None  # the position and the side that a person put in its place
    stance: str | None

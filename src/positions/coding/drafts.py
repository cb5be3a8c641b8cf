"""Positions as a user writes them: one appended to a file of the user's own codebook folder."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from positions import resources
from positions.coding import codebook
from positions.errors import BrokenData, UsageError
from positions.model import Side
from positions.overlay import quoted


@dataclass(frozen=True, slots=True)
class Draft:
    """A position to be: what it says, and sentences with the side that each of them takes, or none."""

    slug: str
    label: str
    proposition: str
    dispute: str
    dispute_label: str
    topic: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    examples: tuple[tuple[str, Side | None], ...] = ()


def add(folder: Path, draft: Draft) -> Path:
    """Write a draft behind what the user's file of its dispute holds. Raises `UsageError`, and then nothing is written."""
    if any(e.position.slug == draft.slug for e in codebook.load().entries):
        raise UsageError(
            f"There is a position {draft.slug} already.", f"positions codebook show {draft.slug}"
        )
    path = folder / f"{draft.dispute}.toml"
    before = path.read_text(encoding="utf-8") if path.exists() else _dispute(draft)
    _replace(path, before.rstrip("\n") + "\n" + _position(draft))
    return path


def take(folder: Path, files: Sequence[Path]) -> list[Path]:
    """Copy codebook files into the folder, all of them or none. Raises `BrokenData`, `UsageError`."""
    wanted = [folder / path.name for path in files]
    for path, target in zip(files, wanted, strict=True):
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise UsageError(f"{target} holds another text.", "Rename one of the two, or take yours away.")
    shipped = sorted(resources.data("codebook").glob("*.toml"))
    own = [p for p in sorted(folder.glob("*.toml")) if p not in wanted]
    codebook.read([*shipped, *own, *files])
    folder.mkdir(parents=True, exist_ok=True)
    for path, target in zip(files, wanted, strict=True):
        shutil.copyfile(path, target)
    codebook.load.cache_clear()
    return wanted


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place, unless the codebook would be broken by it."""
    old = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    codebook.load.cache_clear()
    try:
        codebook.load()
    except BrokenData as fault:
        path.unlink() if old is None else path.write_bytes(old)
        codebook.load.cache_clear()
        raise UsageError(fault.sentence, "Nothing was written.") from None


def _dispute(draft: Draft) -> str:
    return f"[dispute]\nslug = {quoted(draft.dispute)}\nlabel = {quoted(draft.dispute_label)}\n"


def _position(draft: Draft) -> str:
    lines = [
        "",
        "[[position]]",
        f"slug = {quoted(draft.slug)}",
        f"label = {quoted(draft.label)}",
        f"proposition = {quoted(draft.proposition)}",
    ]
    for name, patterns in (("topic", draft.topic), ("counter", draft.counter)):
        if patterns:
            lines.append(f"{name} = [{', '.join(map(quoted, patterns))}]")
    for text, side in draft.examples:
        lines += [
            "",
            "[[position.example]]",
            f"text = {quoted(text)}",
            f"stance = {quoted(side or 'none')}",
        ]
    return "\n".join(lines) + "\n"

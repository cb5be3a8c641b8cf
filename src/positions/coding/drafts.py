"""Positions as a user writes them: one appended to a file of the user's own codebook folder."""

from __future__ import annotations

import re
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
    head = _head(draft.dispute, draft.dispute_label)
    before = path.read_text(encoding="utf-8") if path.exists() else head
    _replace(path, before.rstrip("\n") + "\n" + _position(draft))
    return path


def own(folder: Path, slug: str) -> tuple[Path, str]:
    """The user's own file that holds a position, and its text; of one that ships, a copy of it alone, not yet written."""
    for path in sorted(folder.glob("*.toml")):
        if _block(text := path.read_text(encoding="utf-8"), slug):
            return path, text
    entry = codebook.load().entry(slug)
    dispute = next(each for each in codebook.load().disputes if each.slug == entry.position.dispute)
    shipped = (p.read_text(encoding="utf-8") for p in sorted(resources.data("codebook").glob("*.toml")))
    block = next(block for text in shipped if (block := _block(text, slug)))
    path = folder / f"{dispute.slug}.toml"
    head = path.read_text(encoding="utf-8") if path.exists() else _head(dispute.slug, dispute.label)
    return path, f"{head.rstrip()}\n\n{block}"


def rewrite(path: Path, text: str) -> None:
    """Put an edited text in the place of a file. Raises `UsageError` where it breaks the codebook.

    Then the file stays as it was, and what was edited is kept beside it.
    """
    try:
        _replace(path, text)
    except UsageError as fault:
        kept = path.with_name(path.name + ".rejected")
        kept.write_text(text, encoding="utf-8")
        raise UsageError(fault.sentence, f"{path.name} is as it was; what you wrote is in {kept}.") from None


def _block(text: str, slug: str) -> str:
    """The lines of a position, from its head to the next, or ""."""
    blocks = re.split(r"^(?=\[\[position\]\])", text, flags=re.MULTILINE)[1:]
    wanted = re.compile(rf'^slug\s*=\s*"{re.escape(slug)}"', re.MULTILINE)
    return next((block.rstrip() + "\n" for block in blocks if wanted.search(block)), "")


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


def _head(dispute: str, label: str) -> str:
    return f"[dispute]\nslug = {quoted(dispute)}\nlabel = {quoted(label)}\n"


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

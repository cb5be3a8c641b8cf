"""What belongs together: the statements of a document, and the files of one store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby

from positions.imports import Imported, Item, Refused
from positions.records import StatementRecord


def together(items: Iterable[Item]) -> Iterator[Item]:
    """Statements of one document that follow each other as one item."""
    for _, group in groupby(items, key=_loose):
        yield from _united(list(group))


def gathered(items: Iterable[Item]) -> Iterator[Item]:
    """Statements of one document as one item, wherever they stand; other items first."""
    loose: dict[str, list[Item]] = defaultdict(list)
    for each in items:
        if name := _loose(each):
            loose[name].append(each)
        else:
            yield each
    for group in loose.values():
        yield from _united(group)


def _loose(item: Item) -> str:
    """The document whose statements an item holds without its text."""
    is_loose = isinstance(item, Imported) and not item.document.text
    return item.document.id if is_loose and isinstance(item, Imported) else ""


def _united(group: list[Item]) -> Iterable[Item]:
    parts = [each for each in group if isinstance(each, Imported)]
    if not parts or parts[0].document.text or len(parts) != len(group):
        return group
    return [_as_one(parts)]


def _as_one(parts: list[Imported]) -> Imported:
    """The statements of all parts; those without an id that are equal but for their stances are one."""
    found: dict[object, tuple[StatementRecord, int]] = {}
    for part in parts:
        for statement, line in zip(part.statements, part.lines, strict=True):
            key = replace(statement, stances=())
            if statement.id or key not in found:
                found[key] = statement, line
                continue
            known, first = found[key]
            found[key] = replace(known, stances=(*known.stances, *statement.stances)), first
    statements, lines = zip(*found.values(), strict=True)
    return replace(parts[0], statements=statements, lines=lines)


def joined(files: Iterable[Iterable[Item]]) -> Iterator[Item]:
    """Several files as one: actors and positions first, then documents, each with its statements.

    Documents and statements are read side by side, so that a document and the statements of another file are one
    item where both files have one order, as exports do; else the statements come behind all documents. The beginning of
    each file is read at once, so that one that cannot be read raises here.
    """
    heard = sorted(map(_peeked, files), key=lambda each: each[0])
    first = chain.from_iterable(items for rank, items in heard if rank == 0)
    documents = chain.from_iterable(items for rank, items in heard if rank == 1)
    loose = chain.from_iterable(items for rank, items in heard if rank == 2)
    return chain(first, _merged(documents, loose))


def _peeked(items: Iterable[Item]) -> tuple[int, Iterator[Item]]:
    """What a file holds (0 actors and positions, 1 documents, 2 statements), and its items."""
    rest, seen = iter(items), []
    for item in rest:
        seen.append(item)
        if not isinstance(item, Refused):
            rank = 0 if not isinstance(item, Imported) else 1 if item.document.text else 2
            return rank, chain(seen, rest)
    return 0, iter(seen)


def _merged(documents: Iterator[Item], loose: Iterator[Item]) -> Iterator[Item]:
    waiting = next(loose, None)
    for item in documents:
        while isinstance(waiting, Refused):
            yield waiting
            waiting = next(loose, None)
        if _is_of(waiting, item):
            assert isinstance(waiting, Imported) and isinstance(item, Imported)
            yield replace(item, statements=waiting.statements, lines=waiting.lines, file=waiting.file)
            waiting = next(loose, None)
        else:
            yield item
    if waiting is not None:
        yield waiting
    yield from loose


def _is_of(loose: Item | None, item: Item) -> bool:
    both = isinstance(loose, Imported) and isinstance(item, Imported) and not item.statements
    return both and loose.document.id == item.document.id  # type: ignore[union-attr]

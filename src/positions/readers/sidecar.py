"""The sidecar of an article: `NAME.toml` beside `NAME.txt` says what its text does not."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

from positions.errors import UnreadableSource
from positions.model import When
from positions.readers.decode import clean
from positions.readers.facts import Facts
from positions.readers.files import load
from positions.readers.pieces import shown

_FACTS = ("title", "author", "outlet", "url", "language")
_KEYS = frozenset((*_FACTS, "published", "received", "note", "license"))
_LIMIT = 100_000


def facts(article: Path) -> Facts:
    """What the sidecar of this article says; nothing where there is none.

    Raises `UnreadableSource` for a sidecar that is broken: an article must not be kept with a
    date that its owner tried to correct.
    """
    path = article.with_suffix(".toml")
    if path == article or not path.exists():
        return Facts()
    try:
        table = tomllib.loads(load(path, _LIMIT).decode())
        return _facts(table)
    except (ValueError, RecursionError) as fault:
        raise UnreadableSource(
            f"The sidecar {shown(path)} cannot be read: {shown(str(fault) or 'nested too deep')}",
            f"It may hold {', '.join(sorted(_KEYS))}.",
        ) from None


def _facts(table: dict[str, object]) -> Facts:
    """Raises `ValueError`."""
    unknown = sorted(table.keys() - _KEYS)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    words = {key: _word(table, key) for key in _FACTS}
    published = _day(table.get("published"))
    return Facts(**words, published=published, published_from="sidecar" if published else "")


def _word(table: dict[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} must be text")
    return clean(value)[0].strip()


def _day(value: object) -> When | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return When.day(value.date())
    if isinstance(value, date):
        return When.day(value)
    return When(str(value))

"""The vocabulary of `words.toml`, as sets and as alternations for patterns; that of pages is `page.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
PAGE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("page.toml").read_text(encoding="utf-8"))

MONTHS: list[str] = _TABLE["months"]
AGENCIES: dict[str, str] = _TABLE["agencies"]


def listed(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_TABLE["lists"][name].split())


def any_of(name: str) -> str:
    """A pattern for any phrase of a list, as a whole word; of two that begin alike the longer is taken."""
    phrases = sorted(_TABLE["patterns"][name], key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?!\w)"

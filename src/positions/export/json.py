"""JSON: one array of all rows, or one whole answer. Texts stand exactly as in the store.

Unseen characters (ESC, bidirectional controls) are written as `\\u001b`: any reader of JSON gets the
same text, and no terminal gets the character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from positions.export import Row
from positions.visible import UNSEEN


def write(columns: Sequence[str], rows: Iterable[Row], out: TextIO, *, raw: bool = False) -> None:
    """An array with a row a line, written as the rows come."""
    ahead = "["
    for row in rows:
        out.write(f"{ahead}\n  {encode(row, out)}")
        ahead = ","
    out.write("[]\n" if ahead == "[" else "\n]\n")


def write_whole(answer: object, out: TextIO) -> None:
    """One answer that is more than its rows, indented for the eye."""
    out.write(encode(answer, out, indent=2) + "\n")


def encode(value: object, out: TextIO | None = None, indent: int | None = None) -> str:
    """JSON that is legible where `out` writes UTF-8, and plain ASCII elsewhere."""
    legible = out is None or "utf" in (out.encoding or "utf-8").lower()
    text = json.dumps(value, ensure_ascii=not legible, allow_nan=False, indent=indent)
    return UNSEEN.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if found[0] != "\x7f" else "\\u007f"

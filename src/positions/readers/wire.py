"""What crosses the fence between a reader's child process and its parent: JSON, each message behind its length."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any

from positions.errors import UnreadableSource
from positions.model import Document, Source, When
from positions.readers.facts import Facts
from positions.readers.limits import Limits

HEADER = struct.Struct(">I")
LARGEST = 200_000_000  # bytes of one message

Message = dict[str, Any]


def packed(message: Message) -> bytes:
    body = json.dumps(message).encode()
    return HEADER.pack(len(body)) + body


def request(
    known: Facts,
    limits: Limits,
    named: dict[str, str],
    location: str,
    *,
    path: str | None,
    size: int,
    skip: int,
) -> Message:
    """A source is given by its path, or its `size` bytes follow behind the message."""
    facts = asdict(known) | {"published": known.published and known.published.iso}
    return {
        "known": facts, "limits": asdict(limits), "named": named, "location": location, "path": path,
        "size": size, "skip": skip,
    }  # fmt: skip


def facts(said: Message) -> Facts:
    return Facts(**said | {"published": _when(said["published"])})


def limits(said: Message) -> Limits:
    return Limits(**said)


def answer(read: Document | UnreadableSource) -> Message:
    if isinstance(read, UnreadableSource):
        return {"fault": read.sentence, "hint": read.hint}
    return {"document": asdict(read) | {"published": read.published and read.published.iso}}


def read(said: Message) -> Document | UnreadableSource:
    """Raises `ValueError`, `KeyError` or `TypeError` where an answer is none: the child is not trusted."""
    if "fault" in said:
        return UnreadableSource(str(said["fault"]), str(said["hint"]))
    values = said["document"]
    return Document(
        **values | {"source": Source(**values["source"]), "published": _when(values["published"])}
    )


def _when(iso: str | None) -> When | None:
    return When(iso) if iso else None

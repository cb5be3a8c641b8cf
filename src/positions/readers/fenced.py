"""The child process that opens what may be hostile: `python -m positions.readers.fenced`.

It reads requests from standard input and writes documents to standard output. It can hold no more
memory than it is allowed and write no file; it ends when its parent does, and by itself where a document
takes longer than it may and nobody is left to end it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from positions.errors import UnreadableSource
from positions.readers import files, inside, wire
from positions.readers.wire import Message

_GRACE = 60  # seconds beside those of a document, after which a child ends itself: its parent must be gone


def main() -> None:
    """Serve until standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer

    while message := _received(incoming):
        data = incoming.read(message["size"])
        _limit(int(message["limits"]["memory"]))
        seconds = int(message["limits"]["seconds"]) + _GRACE
        signal.alarm(seconds)
        _serve(message, data, partial(_send, outgoing, seconds))
        signal.alarm(0)


def _send(outgoing: BinaryIO, seconds: int, message: Message) -> None:
    """An answer may wait for its reader as long as that needs; what comes next has its own time."""
    signal.alarm(0)
    outgoing.write(wire.packed(message))
    outgoing.flush()
    signal.alarm(seconds)


def _received(incoming: BinaryIO) -> Message | None:
    head = incoming.read(wire.HEADER.size)
    if len(head) < wire.HEADER.size:
        return None
    said: Message = json.loads(incoming.read(*wire.HEADER.unpack(head)))
    return said


def _limit(memory: int) -> None:
    """No more memory, no file written, no core left. Where the system knows no such limits, time is the only one."""
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _serve(message: Message, data: bytes, send: Callable[[Message], None]) -> None:
    """Say where the reading is, then what was read, and at last that it is over."""
    try:
        stream, size = _opened(message["path"], data)
    except UnreadableSource as fault:
        send(wire.answer(fault))
        send({"end": True})
        return
    known, limits = wire.facts(message["known"]), wire.limits(message["limits"])

    def tell(location: str, number: int) -> None:
        send({"at": location, "piece": number, "share": stream.raw.tell() / max(size, 1)})

    with stream:
        for read in inside.documents(
            stream, message["location"], known, limits, message["named"], skip=message["skip"], tell=tell
        ):
            send(wire.answer(read))
    send({"end": True})


def _opened(path: str | None, data: bytes) -> tuple[BufferedReader, int]:
    if path is None:
        return inside.stream_of(data), len(data)
    return files.opened(Path(path))


if __name__ == "__main__":
    main()

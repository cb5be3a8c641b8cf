"""The parent's side of the fence: one child process opens what may be hostile, for many sources in turn.

Where it takes too long, needs too much memory or breaks, the document at hand is given up with a
sentence, and a new child goes on behind it.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from positions.errors import UnreadableSource
from positions.readers import wire
from positions.readers.facts import Facts
from positions.readers.inside import Read
from positions.readers.limits import MB, Limits
from positions.readers.pieces import shown
from positions.readers.wire import Message

_START = (
    20  # seconds that a new child may take to begin and to load its libraries, beside those of its document
)
_HINT = "Save the article's text as .txt and give that."


class Gone(Exception):
    """The child has ended, or was ended; `args` says why."""


class Child:
    """A process that reads for us. It is started when it is first asked."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self._held = b""
        self._is_warm = False  # it has read something
        self._process = subprocess.Popen(
            [sys.executable, "-B", "-m", "positions.readers.fenced"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        assert self._process.stdin
        os.set_blocking(self._process.stdin.fileno(), False)

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, message: Message, data: bytes) -> None:
        """Raises `Gone`, also where it does not listen."""
        assert self._process.stdin
        handle, left = self._process.stdin.fileno(), memoryview(wire.packed(message) + data)
        try:
            while left:
                if not select.select([], [handle], [], _START)[1]:
                    raise Gone("the reader does not listen")
                left = left[os.write(handle, left) :]
        except OSError:
            raise Gone("the reader could not be started") from None

    def answers(self, seconds: float) -> Iterator[Message]:
        """Its messages up to the last one, each within this time. Raises `Gone`."""
        while True:
            wait = seconds if self._is_warm else seconds + _START
            head = self._taken(wire.HEADER.size, wait)
            size = wire.HEADER.unpack(head)[0]
            if size > wire.LARGEST:
                raise Gone("it gave more text than any article has")
            message: Message = json.loads(self._taken(size, wait))
            if "end" in message:
                return
            self._is_warm = self._is_warm or "at" not in message
            yield message

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def _taken(self, size: int, seconds: float) -> bytes:
        assert self._process.stdout
        until, handle = time.monotonic() + seconds, self._process.stdout.fileno()
        parts, have = [self._held], len(self._held)
        while have < size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([handle], [], [], left)[0]:
                raise Gone(f"it took more than {seconds:g} seconds to read")
            part = os.read(handle, 1 << 20)
            if not part:
                raise Gone(
                    f"reading it broke the reader or needed more than {self.memory / MB:g} MB of memory"
                )
            parts.append(part)
            have += len(part)
        whole = b"".join(parts)
        self._held = whole[size:]
        return whole[:size]


_children: list[Child] = []  # none or one


def documents(
    source: Path | bytes,
    location: str,
    known: Facts,
    limits: Limits,
    named: Mapping[str, str],
    tell: Callable[[float], None] = lambda share: None,
) -> Iterator[Read]:
    """The documents of a file or of bytes, read behind the fence. `tell` hears which share of it is done."""
    path = str(source.absolute()) if isinstance(source, Path) else None  # the child may stand elsewhere
    data = source if isinstance(source, bytes) else b""
    done, over = 0, False
    while not over:
        at = ""
        try:
            child = _child(limits.memory)
            child.ask(
                wire.request(known, limits, dict(named), location, path=path, size=len(data), skip=done), data
            )
            for message in child.answers(limits.seconds):
                if "at" in message:
                    at, done = message["at"], int(message["piece"])
                    tell(min(1.0, float(message["share"])))
                    continue
                yield wire.read(message)
            over = True
        except (Gone, ValueError, KeyError, TypeError) as fault:
            close()
            why = str(fault) if isinstance(fault, Gone) else "the reader gave no sense"
            yield UnreadableSource(f"{at or shown(location)}: {why}.", _HINT)
            over = not at
        finally:
            if not over:  # nobody wants the rest
                close()


def close() -> None:
    """End the child, if there is one."""
    while _children:
        _children.pop().end()


def _child(memory: int) -> Child:
    if _children and (_children[0].memory != memory or not _children[0].lives):
        close()
    if not _children:
        _children.append(Child(memory))
    return _children[0]


atexit.register(close)

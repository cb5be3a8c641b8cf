"""What the tests of the store share: a document with statements, a codebook, children that can be killed."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from positions.model import (
    Act,
    Actor,
    Attribution,
    Dispute,
    Document,
    Manner,
    Position,
    Said,
    Side,
    Source,
    Span,
    Stance,
    Statement,
    Step,
    When,
)
from positions.store import open_store, write

RUSSIA = Actor("RUS", "Russia", "state")
NATO = Actor("NATO", "NATO", "organisation")
LAVROV = Actor("person:sergei-lavrov", "Sergei Lavrov", "person")
RULES = ("rules", "rules", "1")
CODEBOOK = (
    Dispute(
        "security",
        "European security",
        (
            Position(
                "no-expansion", "security", "No expansion", "NATO must not expand.", ("halt",), ("open",)
            ),
            Position("open", "security", "Open door", "Any state may join.", (), ("no-expansion",)),
        ),
    ),
)
SAID = '"NATO must never expand one inch to the east again"'


def document(number: int = 0, *, location: str = "") -> Document:
    """A text with three statements; another number gives another text."""
    text = f"Report {number}. {SAID}, Lavrov said on Monday. Russia {SAID} {SAID} end."
    return Document(
        text, Source(location or f"report-{number}.txt", "text", "utf-8"), published=When("2022-01-26")
    )


def statement(text: str, start: int, **changes: object) -> Statement:
    """The statement of Lavrov whose quotation begins at `start`."""
    content = Span(start, start + len(SAID))
    source = text.find("Lavrov")
    values: dict[str, object] = {
        "attribution": Attribution(
            (content,), Span(source, source + 6), Span(source + 7, source + 11), Manner.DIRECT
        ),
        "span": content,
        "text": content.of(text),
        "speaker": LAVROV,
        "actors": (RUSSIA,),
        "said": Said(When("2022-01-24"), "Monday"),
        "act": Act.DEMAND,
        "mentions": (NATO, RUSSIA, NATO),
        "stances": (Stance("no-expansion", Side.SUPPORT, "RUS", 0.9, "demand", "because"),),
        "steps": (Step("cue", "said", "verb", ("told",)),),
    }
    return Statement(**{**values, **changes})  # type: ignore[arg-type]


def statements(text: str) -> list[Statement]:
    first = text.index(SAID)
    second = text.index(SAID, first + 1)
    third = text.index(SAID, second + 1)
    return [statement(text, start) for start in (third, first, second)]


def prepare(location: str) -> int:
    """A database with the codebook and a run, whose id is returned."""
    with open_store(location, create=True) as store:
        write.sync_codebook(store, CODEBOOK)
        return write.begin_run(store, "ingest", RULES)


def keep(location: str, number: int, run: int) -> str:
    with open_store(location) as store:
        report = document(number)
        return write.keep(store, report, statements(report.text), run)


def start_child(work: Callable[[], object]) -> int:
    """Do the work in a forked process; its id. It ends with 0, or with 1 after an exception."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def end_of(child: int) -> int:
    """Its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())

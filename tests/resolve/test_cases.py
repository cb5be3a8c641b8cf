"""Who speaks for whom and when, on cases that were written before the rules, by somebody who did not know them.

`cases/actors.jsonl` (260) and `cases/dates.jsonl` (120): a text, the mention of a source in `[[ ]]`, and what is right.
The figures fall where a rule breaks; a case that the extraction does not find counts as not right.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from positions.ingest import analyse, desk
from positions.model import Document, Source, Span, Statement, When

DESK = desk()
CASES = Path(__file__).parent / "cases"


def of_the_mention(case: dict[str, object]) -> list[Statement]:
    marked = str(case["text"])
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    published = When(str(case["published"])) if case["published"] else None
    found = analyse(Document(text, Source("case", "text", "utf-8"), published=published), DESK)
    mention = Span(start, end)
    return [s for s in found if s.attribution.source and s.attribution.source.overlaps(mention)]


def cases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def outcome(case: dict[str, object], found: list[Statement]) -> str:
    """Right, unresolved, wrong, or not found at all."""
    if not found:
        return "not found"
    actor = case["actor"]
    wanted = set(actor) if isinstance(actor, list) else {actor} if actor else set()
    got = {a.code for a in found[-1].actors if not a.code.startswith("person:")}
    return "right" if got == wanted else "wrong" if got else "unresolved"


def test_actors() -> None:
    """At least nine in ten of the resolved cases right, at most one in twenty-five wrong."""
    counted = Counter(outcome(case, of_the_mention(case)) for case in cases("actors"))
    tried = counted.total() - counted["not found"]
    assert counted["not found"] <= 0.06 * counted.total()
    assert counted["right"] >= 0.90 * tried
    assert counted["wrong"] <= 0.04 * tried


def test_dates() -> None:
    """At least nineteen in twenty right, those that the extraction does not find among the wrong ones."""
    right = total = 0
    for case in cases("dates"):
        total += 1
        found = of_the_mention(case)
        right += bool(found) and (found[0].said.on.iso if found[0].said.on else None) == case["said_on"]
    assert right >= 0.95 * total

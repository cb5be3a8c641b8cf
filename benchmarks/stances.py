"""The coder on labelled sentences that were written without knowledge of its rules.

    python benchmarks/stances.py [design|held] [--errors]

`tests/coding/cases/design.jsonl` (400) may be looked at; `held.jsonl` (200) is opened only to report. A stance counts
as right where the actor whose it is takes the labelled side; what is coded on a mention is false.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from positions.ingest import Desk, analyse, desk
from positions.model import Document, Source, When

CASES = Path(__file__).resolve().parents[1] / "tests" / "coding" / "cases"


def main(part: str = "design", errors: str = "") -> None:
    at_hand, counts = desk(), Counter[str]()
    for line in (CASES / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        for wrong in _measured(json.loads(line), at_hand, counts):
            if errors == "--errors":
                print(wrong)
    print(f"{counts['stances']} stances, {counts['mentions']} mentions without one")
    print(f"precision {_share(counts, 'right', 'found')}, recall {_share(counts, 'right', 'stances')}")
    print(f"coded on a mention {_share(counts, 'false', 'mentions')}")
    print(
        f"condition right, of the right ones that have one {_share(counts, 'condition right', 'conditional')}"
    )
    print(f"holder right, of those reported at second hand {_share(counts, 'second right', 'second')}")


def _measured(case: dict[str, object], at_hand: Desk, counts: Counter[str]) -> Iterator[str]:
    document = Document(str(case["text"]), Source("case", "text", "utf-8"), published=When("2022-06-15"))
    found = {
        (s.actor, s.side.value, s.conditional)
        for statement in analyse(document, at_hand)
        for s in statement.stances
        if s.position == case["position"]
    }
    counts["found"] += len({each[:2] for each in found})
    if case["stance"] == "none":
        counts["mentions"] += 1
        counts["false"] += bool(found)
        if found:
            yield f"FALSE {case['position']} {sorted(found)} | {case['text']}"
        return
    counts["stances"] += 1
    right = [each for each in found if each[:2] == (case["actor"], case["stance"])]
    counts["right"] += bool(right)
    if case["second_hand"]:
        counts["second"] += 1
        counts["second right"] += bool(right)
    if right and case["conditional"]:
        counts["conditional"] += 1
        counts["condition right"] += any(each[2] for each in right)
    if not right:
        wanted = f"{case['position']} {case['stance']} {case['actor']}"
        yield f"{'BAD' if found else 'MISS'} {wanted} {sorted(found)} | {case['text']}"


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{100 * counts[part] / max(1, counts[whole]):.1f} %"


if __name__ == "__main__":
    main(*sys.argv[1:])

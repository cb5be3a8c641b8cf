"""Who stands where, on articles in the manner of the world's outlets: statements, speakers, actors, days and stances.

    python benchmarks/articles.py [design|held] [--errors]

`tests/articles/`: events and persons of the years 2008 to 2025, every word of them invented, annotated by their writer,
who had not seen the program. `design` may be looked at; `held` is opened only to report. Statements are counted by the
scorer of `../shared/eval` where that is there. A stance is (actor, position, side), once an article: what an article's own
annotation calls debatable counts neither way, and a conditional one is right on either side.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from positions import readers
from positions.ingest import Desk, analyse, desk
from positions.model import Statement, When

ROOT = Path(__file__).resolve().parents[1]
SCORER = ROOT.parent / "shared" / "eval"
Triple = tuple[str, str, str]


def main(part: str = "design", errors: str = "") -> None:
    at_hand, counts = desk(), Counter[str]()
    names = {actor.code: _plain(actor.name) for actor in at_hand.reference.actors}
    for path in sorted((ROOT / "tests" / "articles" / part).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = _analysed(path, gold, at_hand)
        _count_statements(path, gold, found, counts)
        for wrong in _stances(gold, found, names, counts):
            if errors == "--errors":
                print(f"{path.name.removesuffix('.gold.json')} {wrong}")
    _print(counts)


def _text_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".gold.json") + ".txt")


def _analysed(path: Path, gold: dict[str, Any], at_hand: Desk) -> list[Statement]:
    given = readers.Given(published=When(gold["published"]))
    return [s for each in readers.read(_text_of(path), given) for s in analyse(readers.only([each]), at_hand)]


def _count_statements(
    path: Path, gold: dict[str, Any], found: Sequence[Statement], counts: Counter[str]
) -> None:
    if not SCORER.exists():
        return
    sys.path.insert(0, str(SCORER))
    from statements_score import score_text

    predicted = [
        {
            "text": each.text,
            "speaker": each.speaker.name,
            "actor": each.actors[0].name if each.actors else "",
            "date": each.said.on.iso if each.said.on else None,
            "kind": each.attribution.manner.value,
        }
        for each in found
    ]
    score = score_text(gold, _text_of(path).read_text(encoding="utf-8"), predicted)
    counts.update({key: score[key] for key in ("gold", "tp", "fp", "sp", "ac", "dt", "viol")})


def _stances(
    gold: dict[str, Any], found: Iterable[Statement], names: dict[str, str], counts: Counter[str]
) -> Iterator[str]:
    """Count the stances of an article; yields what was missed and what is wrong."""
    wanted, debatable = _annotated(gold)
    got = {
        (names.get(each.actor, each.actor), each.position, each.side.value): f"{each.rule} | {statement.text}"
        for statement in found
        for each in statement.stances
    }
    missed = [each for each in wanted if not _sides(each) & set(got)]
    allowed = {side for each in (*wanted, *debatable) for side in _sides(each)}
    wrong = [each for each in got if each not in allowed]
    counts.update(wanted=len(wanted), missed=len(missed), coded=len(got), wrong=len(wrong))
    yield from (f"MISSED {each} | {wanted[each]}" for each in missed)
    yield from (f"WRONG {each} {got[each]}" for each in wrong)


def _annotated(gold: dict[str, Any]) -> tuple[dict[Triple, str], set[Triple]]:
    """The stances that an article holds, each with the words that say so, and the debatable ones."""
    wanted: dict[Triple, str] = {}
    debatable: set[Triple] = set()
    for said in [*gold["statements"], *gold.get("optional", ())]:
        if isinstance(said, dict):
            for each in said.get("stances", ()):
                wanted.setdefault(_triple(each), said["content_quote"])
            debatable |= {_triple(each) for each in said.get("stances_optional", ())}
            if said.get("optional") or said not in gold["statements"]:
                debatable |= {_triple(each) for each in said.get("stances", ())}
    return {key: words for key, words in wanted.items() if key not in debatable}, debatable


def _triple(stance: dict[str, str]) -> Triple:
    return _plain(stance["actor"]), stance["position"], stance["stance"]


def _sides(each: Triple) -> set[Triple]:
    sides = ("support", "oppose") if each[2] == "conditional" else (each[2],)
    return {(each[0], each[1], side) for side in sides}


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _print(counts: Counter[str]) -> None:
    if counts["gold"]:
        shares = {"speaker": "sp", "actor": "ac", "day": "dt"}
        print(f"statements: recall {_share(counts['tp'], counts['gold'])}, ", end="")
        print(f"precision {_share(counts['tp'], counts['tp'] + counts['fp'])}; boilerplate {counts['viol']}")
        print("; ".join(f"{name} right {_share(counts[key], counts['tp'])}" for name, key in shares.items()))
    right = counts["wanted"] - counts["missed"]
    print(f"stances: recall {_share(right, counts['wanted'])} of {counts['wanted']}, ", end="")
    print(f"precision {_share(counts['coded'] - counts['wrong'], counts['coded'])} of {counts['coded']}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The seed article: what the user asked for first. Facts of the text, and the score against its annotation."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from positions import readers, resources
from positions.ingest import analyse, desk
from positions.model import Statement, When

SHARED = resources.ROOT.parent / "shared"
SEED = resources.seeds() / "cnsnews-2022-01-26.txt"
DESK = desk()


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return analyse(readers.only(readers.read(SEED)), DESK)


@pytest.fixture(scope="module")
def stances(statements: list[Statement]) -> set[tuple[str, str, str, bool, str | None]]:
    """(actor, position, side, implied, said on) of every stance."""
    return {
        (s.actor, s.position, s.side.value, s.implied, statement.said.on.iso if statement.said.on else None)
        for statement in statements
        for s in statement.stances
    }


@pytest.mark.parametrize(
    "stance",
    [
        ("USA", "nato-open-door", "support", False, "2022-01-26"),
        ("NATO", "nato-open-door", "support", False, "2022-01-26"),
        ("RUS", "no-eastward-expansion", "support", False, "2021-12"),
        ("RUS", "nato-open-door", "oppose", True, "2021-12"),
        ("RUS", "no-eastward-expansion", "support", False, None),  # the "red line" has no date of its own
        ("NATO", "russian-withdrawal", "support", False, "2022-01-26"),
        ("NATO", "right-to-choose-alliances", "support", False, "2022-01-26"),
        ("NATO", "nato-russia-dialogue", "support", False, "2022-01-26"),
        ("NATO", "arms-control-talks", "support", False, "2022-01-26"),
        ("NATO", "collective-defence", "support", False, "2022-01-26"),
        ("NATO", "allies-decide-membership", "support", False, "2022-01-26"),
        ("RUS", "no-weapons-near-russia", "support", False, "2021-12"),
        ("RUS", "no-bases-former-soviet-states", "support", False, "2021-12"),
        ("USA", "publish-written-responses", "oppose", False, "2022-01-26"),
        ("RUS", "publish-written-responses", "support", False, "2022-01-26"),
    ],
)
def test_who_stands_where(
    stances: set[tuple[str, str, str, bool, str | None]], stance: tuple[str, str, str, bool, str | None]
) -> None:
    """The stances that the article reports, each on its day."""
    assert stance in stances


def test_nobody_is_on_both_sides(stances: set[tuple[str, str, str, bool, str | None]]) -> None:
    """No actor of the article contradicts itself."""
    sides = {(actor, position): set() for actor, position, *_ in stances}  # type: ignore[var-annotated]
    for actor, position, side, *_ in stances:
        sides[actor, position].add(side)
    assert [key for key, both in sides.items() if len(both) > 1] == []


def test_response_measures_are_a_threat(statements: list[Statement]) -> None:
    """Lavrov threatens "response measures" if the papers are not constructive."""
    [threat] = [s for s in statements if "response measures" in s.text]
    assert (threat.speaker.name, threat.act.value) == ("Sergei Lavrov", "threaten")


def _scorer() -> ModuleType:
    path = SHARED / "eval" / "statements_score.py"
    spec = importlib.util.spec_from_file_location("statements_score", path)
    if not path.exists() or spec is None or spec.loader is None:
        pytest.skip("the annotated articles are not here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _prediction(statement: Statement) -> dict[str, object]:
    return {
        "text": statement.text,
        "speaker": statement.speaker.name,
        "actor": statement.actors[0].name if statement.actors else "",
        "date": statement.said.on.iso if statement.said.on else None,
        "kind": statement.attribution.manner.value,
    }


@pytest.mark.parametrize(
    "given", [readers.Given(), readers.Given(published=When("2022-01-26"))], ids=["own date", "given date"]
)
def test_score_against_the_annotation(tmp_path: Path, given: readers.Given) -> None:
    """Recall, precision, speaker, actor and date against the hand annotation; no boilerplate."""
    score = _scorer()
    gold = SHARED / "gold" / "00_seed_cnsnews_nato"
    copy = tmp_path / "seed.txt"  # without the sidecar: the text alone must tell its date
    copy.write_bytes(gold.with_suffix(".txt").read_bytes())
    text = copy.read_text(encoding="utf-8")
    found = [_prediction(s) for s in analyse(readers.only(readers.read(copy, given)), DESK)]
    result = score.score_text(json.loads(Path(f"{gold}.gold.json").read_text(encoding="utf-8")), text, found)
    assert result["tp"] / result["gold"] >= 0.90
    assert result["tp"] / (result["tp"] + result["fp"]) >= 0.85
    assert result["sp"] / result["tp"] >= 0.90
    assert result["ac"] / result["tp"] >= 0.90
    assert result["dt"] / result["tp"] >= 0.95
    assert result["viols"] == []

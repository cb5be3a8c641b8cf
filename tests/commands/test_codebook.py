"""The codebook shows its positions and tests itself; the resolver answers for a single name."""

from __future__ import annotations

import json

import pytest

from positions import check
from positions.coding.codebook import Entry, Example
from positions.ingest import Desk

from .conftest import Call


def test_a_position_with_its_sentences(call: Call) -> None:
    shown = call("codebook", "show", "open door policy").out
    assert "nato-open-door" in shown and "NATO’s door remains open." in shown
    found = json.loads(call("codebook", "show", "nato-open-door", "-f", "json").out)
    assert found["contradicts"] == ["no-eastward-expansion"]
    assert {each["id"] for each in found["sentences"]} >= {"doc0-1", "doc2-3"}


def test_an_unknown_position_or_part(call: Call) -> None:
    assert "Did you mean nato-open-door?" in call("codebook", "show", "nato-open-dor").err
    assert call("codebook", "check", "no-such-part").code == 2


def test_examples_that_pass(call: Call) -> None:
    found = call("codebook", "check", "nato-open-door", on="/nowhere/x")
    assert (found.code, found.out) == (0, "") and "examples are coded as they say" in found.err


def test_an_example_that_fails(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was got, and the arithmetic."""
    failure = check.failure

    def turned(desk: Desk, entry: Entry, example: Example) -> check.Failure | None:
        wrong = Example(example.text, example.side and example.side.other, example.conditional)
        return failure(desk, entry, wrong)

    monkeypatch.setattr(check, "failure", turned)
    found = call("codebook", "check", "nato-open-door", "-f", "json")
    first = json.loads(found.out)[0]
    assert found.code == 1 and first["got"] and first["because"]
    assert "Because" in call("codebook", "check", "nato-open-door").out


@pytest.mark.parametrize(
    ("name", "day", "speaker", "actors"),
    [
        ("Blinken", "2022-01-26", "Antony Blinken", ["United States"]),
        ("the Russian foreign minister", "2022-01-26", "Sergei Lavrov", ["Russia"]),
        ("the Kremlin", "2022-01-26", "Russia", ["Russia"]),
        ("a passer-by", "2022-01-26", "a passer-by", []),
    ],
)
def test_who_speaks_for_whom(call: Call, name: str, day: str, speaker: str, actors: list[str]) -> None:
    found = json.loads(call("actors", "resolve", name, "--on", day, "-f", "json", on="/nowhere/x").out)
    assert (found["speaker"], found["actors"]) == (speaker, actors)


def test_nobody(call: Call) -> None:
    assert call("actors", "resolve", " ").code == 2
    assert call("actors", "resolve", "Blinken", "--on", "soon").code == 2
    assert "\x1b" not in call("actors", "resolve", "\x1b[31mred").out

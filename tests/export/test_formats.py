"""Each format says the same, and none of them lets a text of the store do anything but be read."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
import re

import pytest

from commands.world import HOSTILE
from positions.export import Row, csv, json, jsonl, md

COLUMNS = ("id", "text", "mentions", "flag", "number", "nothing")
ROW: Row = {
    "id": "a-1",
    "text": "“Open,” she said; déjà vu.",
    "mentions": ("NATO", "Russia"),
    "flag": True,
    "number": -0.5,
    "nothing": None,
}
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\U000e0000-\U000e007f]")


def written(module: object, *rows: Row, raw: bool = False) -> str:
    out = io.StringIO()
    module.write(COLUMNS, rows, out, raw=raw)  # type: ignore[attr-defined]
    return out.getvalue()


def test_json_is_an_array() -> None:
    assert json_module.loads(written(json, ROW, ROW)) == [{**ROW, "mentions": ["NATO", "Russia"]}] * 2
    assert written(json) == "[]\n"


def test_json_keeps_letters_legible() -> None:
    assert "“Open,” she said; déjà vu." in written(json, ROW)


def test_json_for_an_ascii_terminal_is_ascii() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    json.write(COLUMNS, [ROW], out)
    out.flush()


def test_jsonl_is_an_object_a_line() -> None:
    lines = written(jsonl, ROW, ROW).splitlines()
    assert len(lines) == 2 and json_module.loads(lines[0])["text"] == ROW["text"]


def test_csv_says_yes_no_and_nothing() -> None:
    head, row = csv_module.reader(io.StringIO(written(csv, ROW)))
    assert head == list(COLUMNS)
    assert row == ["a-1", "“Open,” she said; déjà vu.", '["NATO", "Russia"]', "true", "-0.5", ""]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_defuses_formulas_unless_raw(first: str) -> None:
    row: Row = {"text": f"{first}1+1"}
    [_, cells] = csv_module.reader(io.StringIO(written(csv, row)))
    assert cells[1].startswith("'")
    [_, cells] = csv_module.reader(io.StringIO(written(csv, row, raw=True)))
    assert cells[1].startswith(first)


def test_markdown_takes_no_text_for_markup() -> None:
    row: Row = {"text": "a|b *c* [d](e) <f>\ng", "mentions": ["NATO", "Russia"]}
    assert r"a\|b \*c\* \[d\](e) \<f\> g | NATO, Russia |" in written(md, row)


@pytest.mark.parametrize("module", [json, jsonl, csv, md])
def test_no_control_character_passes(module: object) -> None:
    row: Row = {"text": HOSTILE, "mentions": [HOSTILE]}
    assert not UNSEEN.search(written(module, row))


@pytest.mark.parametrize("module", [json, jsonl])
def test_json_loses_nothing_of_a_hostile_text(module: object) -> None:
    row: Row = {"text": HOSTILE + "\x7f\ud800"}
    found = json_module.loads(written(module, row))
    assert (found[0] if isinstance(found, list) else found)["text"] == row["text"]

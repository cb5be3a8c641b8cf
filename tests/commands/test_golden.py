"""One golden file a format. To write them anew: `POSITIONS_GOLDEN=1 pytest tests/commands/test_golden.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Call

GOLDEN = Path(__file__).with_name("golden")


def golden(name: str, found: str) -> None:
    path = GOLDEN / name
    if os.environ.get("POSITIONS_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["table", "json", "jsonl", "csv", "md"])
def test_compare(call: Call, how: str) -> None:
    golden(f"compare.{how}", call("compare", "NATO", "Russia", "--format", how).out)


@pytest.mark.parametrize("how", ["table", "json", "jsonl", "csv", "md"])
def test_timeline(call: Call, how: str) -> None:
    golden(f"timeline.{how}", call("timeline", "Ukraine", "--format", how).out)


@pytest.mark.parametrize("how", ["table", "json", "csv", "md"])
def test_changes(call: Call, how: str) -> None:
    golden(f"changes.{how}", call("changes", "--evidence", "--format", how).out)


@pytest.mark.parametrize("how", ["table", "json", "csv"])
def test_periods(call: Call, how: str) -> None:
    golden(f"periods.{how}", call("timeline", "Russia", "--by", "month", "--format", how).out)


@pytest.mark.parametrize("how", ["table", "json", "csv", "md"])
def test_profile(call: Call, how: str) -> None:
    golden(f"profile.{how}", call("profile", "Russia", "--format", how).out)


@pytest.mark.parametrize("how", ["table", "json", "csv"])
def test_counts(call: Call, how: str) -> None:
    golden(f"counts.{how}", call("stances", "--by", "actor,position", "--format", how).out)


def test_chart(call: Call) -> None:
    golden("chart.table", call("timeline", "Russia", "--plot").out)


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("name", ["compare", "timeline"])
def test_both_widths(call: Call, monkeypatch: pytest.MonkeyPatch, name: str, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    words = {"compare": ("compare", "NATO", "Russia", "US", "--evidence"), "timeline": ("timeline", "Russia")}
    found = call(*words[name]).out
    assert max(map(len, found.splitlines())) <= int(columns)
    golden(f"{name}-{columns}.table", found)


@pytest.mark.parametrize("what", ["statements", "stances", "documents"])
def test_export(call: Call, what: str) -> None:
    golden(f"{what}.jsonl", call("export", what).out)


@pytest.mark.parametrize(
    "arguments",
    [("show", "doc0-1"), ("explain", "doc0-1"), ("stances", "-a", "US"), ("search", "door"),
     ("actors", "list"), ("codebook", "list"), ("documents", "list")],
)  # fmt: skip
def test_other_screens(call: Call, arguments: tuple[str, ...]) -> None:
    golden(f"{arguments[0]}.table", call(*arguments).out)

"""Positions that the codebook lacks, suggested from a store and taken over."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.conftest import Call
from positions import check, settings
from positions.coding import codebook
from positions.ingest import desk

ARTICLES = {
    "one": "Norway called for a whaling moratorium on Monday. Iceland rejected the whaling moratorium.",
    "two": "Japan will never accept a whaling moratorium, its foreign ministry said. Norway met Japan for lunch.",
    "three": "The foreign ministry of Iceland said it opposed a whaling moratorium. Norway said the sea was calm.",
}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "codebook"
    monkeypatch.setenv(settings.CODEBOOK, str(folder))
    codebook.load.cache_clear()
    yield folder
    codebook.load.cache_clear()


@pytest.fixture
def store(call: Call, own: Path, tmp_path: Path) -> Path:
    store = tmp_path / "store.sqlite3"
    for name, text in ARTICLES.items():
        article = tmp_path / f"{name}.txt"
        article.write_text(text, encoding="utf-8")
        assert call("ingest", str(article), "--published", "2020-05-04", on=store).code == 0
    return store


def test_suggest_and_accept(call: Call, store: Path, own: Path) -> None:
    """A dispute that nobody has coded: the candidate, its two sides, and after --accept its stances in the store."""
    [found] = json.loads(call("codebook", "suggest", "--minimum", "3", "-f", "json", on=store).out)
    assert (found["number"], found["slug"]) == (1, "whaling-moratorium")
    assert found["proposition"] == "Whaling moratorium deserves support."
    assert found["support"] == {"Norway": 1}
    assert found["oppose"] == {"Iceland": 2, "Japan": 1}
    assert {each["statement"] for each in found["samples"]}
    taken = call(
        "codebook", "suggest", "--minimum", "3", "--accept", "1", "--dispute-name", "Whaling", "-f", "json", on=store
    )  # fmt: skip
    [row] = json.loads(taken.out)
    assert (row["position"], row["gained"]) == ("whaling-moratorium", 4)
    assert (own / "whaling.toml").is_file()
    entry = codebook.load().entry("whaling-moratorium")
    assert entry.position.dispute == "whaling"
    assert entry.examples
    assert not list(check.failures(desk(), "whaling-moratorium"))
    stances = json.loads(call("stances", "-p", "whaling-moratorium", "-f", "json", on=store).out)
    assert {(each["actor"], each["stance"]) for each in stances} == {
        ("Norway", "support"),
        ("Iceland", "oppose"),
        ("Japan", "oppose"),
    }
    assert "No group" in call("codebook", "suggest", "--minimum", "3", on=store).err


def test_a_dispute_that_nobody_has_coded_can_be_asked(call: Call, store: Path) -> None:
    """By actor and act, and where no stance fits it is said that there are statements."""
    text = call("stances", "--uncoded", "--act", "reject", "-a", "Iceland", "-f", "json", on=store).out
    assert {each["actor_code"] for each in json.loads(text)} == {"ISL"}
    assert "--uncoded shows them" in call("stances", "--act", "demand", "-a", "Norway", on=store).err
    assert "demand" in call("stances", "--uncoded", "-a", "Norway", on=store).out
    refused = call("stances", "--uncoded", "--stance", "support", on=store)
    assert refused.code == 2


def test_what_is_no_candidate_is_not_taken(call: Call, empty_database: Path, own: Path) -> None:
    outcome = call("codebook", "suggest", "--accept", "7", on=empty_database)
    assert outcome.code == 2
    assert "No candidate is called '7'" in outcome.err
    empty = call("codebook", "suggest", on=empty_database)
    assert (empty.code, empty.out) == (0, "")
    assert "The store is empty." in empty.err


def test_the_clustering_library_is_not_loaded_for_help(call: Call) -> None:
    before = "sklearn" in sys.modules
    assert call("codebook", "suggest", "--help").code == 0
    assert ("sklearn" in sys.modules) == before

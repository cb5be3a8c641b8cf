"""A user's own positions: added by a sentence, imported, exported, and never half written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.conftest import Call
from positions import settings
from positions.coding import codebook

PROPOSITION = "The canal through the isthmus is dug."


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "codebook"
    monkeypatch.setenv(settings.CODEBOOK, str(folder))
    codebook.load.cache_clear()
    yield folder
    codebook.load.cache_clear()


def test_a_position_of_ones_own(call: Call, mine: Path, tmp_path: Path) -> None:
    """It is in the codebook at once, in a file of its dispute, and articles are coded with it."""
    outcome = call(
        "codebook", "add", "new-canal", "--proposition", PROPOSITION, "--dispute", "Isthmus",
        "--support", "Panama called for the canal to be dug.", "--topic", "^canal",
        "--mention", "Panama said that the canal was 80 kilometres long.",
    )  # fmt: skip
    assert outcome.code == 0
    assert (mine / "isthmus.toml").is_file()
    found = codebook.load().entry("new-canal")
    assert (found.position.label, found.position.dispute) == ("New canal", "isthmus")
    assert "2 of 2 examples are coded as they say." in outcome.err


def test_what_breaks_the_rules_is_not_written(call: Call, mine: Path) -> None:
    for slug, sentence in (("nato-open-door", "already"), ("New Canal", "is no slug")):
        outcome = call("codebook", "add", slug, "--proposition", PROPOSITION, "--dispute", "Isthmus")
        assert outcome.code == 2
        assert sentence in outcome.err
    assert not list(mine.glob("*"))


def test_what_is_not_said_is_asked_for_only_in_a_terminal(call: Call) -> None:
    outcome = call("codebook", "add", "new-canal", "--dispute", "Isthmus")
    assert outcome.code == 2
    assert "say it with an option" in outcome.err


def test_export_edit_import(call: Call, mine: Path, tmp_path: Path) -> None:
    """An exported dispute, edited under another slug, comes back with its patterns."""
    text = call("codebook", "export", "nile-dam").out
    edited = tmp_path / "my-dam.toml"
    edited.write_text(text.replace("gerd-filling", "gerd-second-filling"), encoding="utf-8")
    assert call("codebook", "import", str(edited)).code == 0
    assert codebook.load().entry("gerd-second-filling").patterns
    broken = tmp_path / "broken.toml"
    broken.write_text('[dispute]\nslug = "x"\nlabel = "X"\n[[position]]\nslug = "y"\n', encoding="utf-8")
    outcome = call("codebook", "import", str(broken))
    assert outcome.code == 3
    assert "it lacks 'label'" in outcome.err
    assert [p.name for p in mine.glob("*")] == ["my-dam.toml"]


def test_unknown_names(call: Call, tmp_path: Path) -> None:
    assert call("codebook", "export", "atlantis").code == 2
    assert call("codebook", "import", str(tmp_path / "none.toml")).code == 2
    assert json.loads(call("codebook", "list", "-f", "json").out)


def test_edit_copies_a_position_that_ships(call: Call, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the position is copied, with its patterns and examples, and what was written goes before the original."""
    monkeypatch.setenv("EDITOR", 'sed -i \'s/^label = "NATO open door"/label = "Open door of NATO"/\'')
    outcome = call("codebook", "edit", "NATO open door")
    assert outcome.code == 0
    assert "of nato-open-door are coded as they say" in outcome.err
    text = (mine / "european-security.toml").read_text(encoding="utf-8")
    assert text.count("[[position]]") == 1
    entry = codebook.load().entry("nato-open-door")
    assert entry.position.label == "Open door of NATO"
    assert entry.examples and entry.patterns
    monkeypatch.setenv("EDITOR", "true")
    assert "Nothing was changed." in call("codebook", "edit", "nato-open-door").err


def test_edit_keeps_the_old_where_the_new_is_broken(
    call: Call, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is as it was, the sentence says what is wrong, and nothing that was typed is lost."""
    monkeypatch.setenv("EDITOR", "sed -i 's/^proposition = .*/oops/'")
    outcome = call("codebook", "edit", "gerd-filling")
    assert outcome.code == 2
    assert "is broken" in outcome.err
    assert not list(mine.glob("*.toml"))
    [kept] = mine.glob("*.rejected")
    assert "oops" in kept.read_text(encoding="utf-8")
    assert codebook.load().entry("gerd-filling").position.proposition
    assert call("codebook", "edit", "no-such-thing").code == 2

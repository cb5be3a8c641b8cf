"""A user's own actors: added in one command, checked, and never half written."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.conftest import Call
from positions import reference, settings
from positions.ingest import analyse, desk
from positions.model import Document, Source, When


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "folder" / "actors.toml"
    monkeypatch.setenv(settings.ACTORS, str(path))
    reference.load.cache_clear()
    yield path
    reference.load.cache_clear()


def who(call: Call, name: str, day: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(call("actors", "resolve", name, "--on", day, "-f", "json").out)
    return found


def test_a_new_foreign_minister_in_one_command(call: Call) -> None:
    """The new one speaks from that day on, the old one until then, and articles are read so."""
    before = who(call, "the Norwegian foreign minister", "2026-10-31")["speaker"]
    assert (
        call("actors", "office", "Jane Roe", "foreign minister", "Norway", "--from", "2026-11-01").code == 0
    )
    assert who(call, "the Norwegian foreign minister", "2026-10-30")["speaker"] == before
    assert who(call, "the Norwegian foreign minister", "2026-11-02")["speaker"] == "Jane Roe"
    article = Document(
        "Roe said the talks would go on.", Source("t", "text", "utf-8"), published=When("2026-11-02")
    )
    article = Document(
        "Norway waits. Roe said the talks would go on.", article.source, published=article.published
    )
    assert [a.code for a in analyse(article, desk())[-1].actors] == ["NOR"]


def test_an_actor_with_its_names(call: Call, mine: Path) -> None:
    assert call("actors", "add", "xpn", "Pine Republic", "--kind", "state", "--alias", "Pineland").code == 0
    assert call("actors", "alias", "XPN", "Pinish", "--use", "adjective").code == 0
    assert who(call, "Pineland", "2020-01-01")["code"] == "XPN"
    assert who(call, "the Pinish foreign ministry", "2020-01-01")["actor"] == "Pine Republic"
    assert call("actors", "check").code == 0
    assert mine.read_text(encoding="utf-8").count("[[name]]") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("alias", "Sweden", "Norwegian", "--use", "adjective"), "not marked as ambiguous"),
        (("add", "NOR", "Other Norway"), "Two actors have the code NOR."),
        (("add", "XQQ", "Quiet Republic", "--kind", "kingdom"), "no kind is called 'kingdom'"),
        (("office", "Jane Roe", "queen of hearts", "Norway"), "no role is called 'queen of hearts'"),
        (("office", "Jane Roe", "envoy", "Atlantis"), "No actor is called 'Atlantis'"),
        (
            ("office", "Jane Roe", "envoy", "Norway", "--from", "2020", "--to", "2019"),
            "ends before it begins",
        ),
        (("add", "XQQ", "Two\nLines"), "not one line"),
    ],
)
def test_what_breaks_the_rules_is_not_written(
    call: Call, mine: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    outcome = call("actors", *arguments)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert not mine.exists()


def test_a_broken_file_is_told_in_a_sentence(call: Call, mine: Path) -> None:
    mine.parent.mkdir()
    mine.write_text("[[actor]\n", encoding="utf-8")
    outcome = call("actors", "check")
    assert outcome.code == 3
    assert "is no TOML" in outcome.err


def test_import_takes_what_is_new(call: Call, mine: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.toml"
    theirs.write_text('[[actor]]\ncode = "XPN"\nname = "Pine Republic"\nkind = "state"\n', encoding="utf-8")
    assert call("actors", "import", str(theirs)).code == 0
    assert "nothing new" in call("actors", "import", str(theirs)).err
    assert mine.read_text(encoding="utf-8").count("[[actor]]") == 1


def test_names_on_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """One JSON line a name, null where nobody is known."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Sergei Lavrov\n\nthe Kremlin\nNobody Special\n"))
    lines = call("actors", "resolve", "--stdin", "--on", "2022-01-26", "-f", "jsonl").out.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(r["name"], r["code"], r["confidence"]) for r in rows] == [
        ("Sergei Lavrov", "RUS", "high"),
        ("the Kremlin", "RUS", "high"),
        ("Nobody Special", None, None),
    ]
    assert rows[0]["office"] == "foreign minister (RUS)"

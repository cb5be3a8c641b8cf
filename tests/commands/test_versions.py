"""An article that changed at its address: the newer version answers, the older one where it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.conftest import Call

URL = "https://corvus.example/canal"
OLD = "By Ann Roe\n\nPanama said on Monday that it would dig the canal. It also said that it would hire divers.\n"
NEW = "By Ann Roe\n\nPanama said on Monday that it would dig the canal. It also said that it would hire sailors.\n"


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Path:
    """A store with two versions of one article."""
    path = tmp_path / "store.sqlite3"
    for name, text in (("old", OLD), ("new", NEW)):
        article = tmp_path / f"{name}.txt"
        article.write_text(text, encoding="utf-8")
        done = call("ingest", str(article), "--published", "2020-05-04", "--url", URL, "-f", "json", on=path)
        [told] = json.loads(done.out)
        assert told["state"] == {"old": "kept", "new": "updated"}[name]
    return path


@pytest.mark.parametrize("command", [("timeline", "Panama"), ("search", "Panama")])
def test_the_newer_one_answers(call: Call, store: Path, command: tuple[str, ...]) -> None:
    newest = call(*command, "-f", "json", on=store).out
    assert "sailors" in newest
    assert "divers" not in newest
    both = call(*command, "--versions", "all", "-f", "json", on=store).out
    assert "sailors" in both
    assert "divers" in both


def test_the_history_of_an_article(call: Call, store: Path) -> None:
    """Each version is kept with its text, and each names the other."""
    by_id = {row["id"]: row for row in json.loads(call("documents", "list", "-f", "json", on=store).out)}
    [old] = [key for key, row in by_id.items() if row["superseded_by"]]
    new = by_id[old]["superseded_by"]
    for one, other, current in ((old, new, True), (new, old, False)):
        shown = json.loads(call("documents", "show", one, "-f", "json", on=store).out)
        assert [(each["id"], each["current"]) for each in shown["versions"]] == [(other, current)]
    assert "divers" in call("documents", "export", old, on=store).out
    assert "older" in call("documents", "show", new, on=store).out

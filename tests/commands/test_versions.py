"""An article that changed at its address: the newer version answers, the older one where it is asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from commands.conftest import Call
from positions.records import Query
from positions.store import open_store, read

URL = "https://corvus.example/canal"
OLD = "By Ann Roe\n\nPanama said on Monday that it would dig the canal. It also said that it would hire divers.\n"
NEW = "By Ann Roe\n\nPanama said on Monday that it would dig the canal. It also said that it would hire sailors.\n"


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Path:
    """A store with two versions of one article."""
    path = tmp_path / "store.sqlite3"
    for name, words in (("old", OLD), ("new", NEW)):
        article = tmp_path / f"{name}.txt"
        article.write_text(words, encoding="utf-8")
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


@pytest.fixture
def revised(database: Path, tmp_path: Path) -> Path:
    """The invented world, where a newer version has taken the place of the article in which Russia changed sides."""
    path = tmp_path / "revised.sqlite3"
    shutil.copy(database, path)
    with open_store(str(path)) as store, store.writing() as session:
        session.execute(
            text(
                "UPDATE document SET superseded_by_id = (SELECT id FROM document WHERE key = 'doc1') WHERE key = 'doc2'"
            )
        )
    return path


def _told(call: Call, on: Path, *arguments: str) -> str:
    done = call(*arguments, on=on)
    assert done.code == 0, done.err
    return done.out


@pytest.mark.parametrize(
    "command",
    [
        ("changes", "-f", "json"),
        ("profile", "Russia", "-f", "json"),
        ("network", "--kind", "actor-position", "-f", "csv"),
        ("compare", "NATO", "Russia", "-f", "json"),
        ("stances", "-f", "json"),
        ("report", "NATO", "Russia", "--made", "2022-03-01"),
    ],
)
def test_with_older_versions_all_is_as_if_nothing_had_been_replaced(
    call: Call, database: Path, revised: Path, command: tuple[str, ...]
) -> None:
    whole, newest = _told(call, database, *command), _told(call, revised, *command)
    every = _told(call, revised, *command, "--versions", "all")
    assert newest != whole
    told = every.replace("revised.sqlite3", database.name).replace("<dt>Articles</dt>", "<dt>Filter</dt>")
    assert told.replace("with their older versions", "none") == whole


def test_the_counts_are_of_what_answers(call: Call, database: Path, revised: Path) -> None:
    """Neither what a newer version replaced, nor what a reviewer rejected, is counted."""
    with open_store(str(revised)) as store:
        with store.writing() as session:
            session.execute(
                text("UPDATE stance SET status = 'rejected' WHERE id = (SELECT MIN(id) FROM stance)")
            )
        newest, every = read.counts(store), read.counts(store, "all")
        assert newest["stance"] == len(read.readings(store, Query()))
        assert newest["statement"] == len(read.statements(store, Query()))
        assert every["stance"] == len(read.readings(store, Query(versions="all"))) > newest["stance"]
    with open_store(str(database)) as store:
        whole = read.counts(store)
    assert every == whole | {"stance": whole["stance"] - 1}
    assert newest["document"] == every["document"] - 1


def test_versions_come_along_in_an_export(call: Call, store: Path, tmp_path: Path) -> None:
    """What another store kept first is the older version here too, whichever is imported first; and so it is beside
    a version that this store has read itself."""
    files = []
    for number, line in enumerate(reversed(call("export", "documents", on=store).out.splitlines())):
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text(line + "\n", encoding="utf-8")
    other, own = tmp_path / "other.sqlite3", tmp_path / "own.sqlite3"
    for file in files:
        assert call("import", str(file), on=other).code == 0
    call("ingest", str(tmp_path / "new.txt"), "--published", "2020-05-04", "--url", URL, on=own)
    assert call("import", str(files[-1]), on=own).code == 0
    for each in (other, own):
        shown = json.loads(call("documents", "list", "-f", "json", on=each).out)
        [new] = [row["id"] for row in shown if not row["superseded_by"]]
        assert [row["superseded_by"] for row in shown if row["superseded_by"]] == [new]
        assert "sailors" in call("documents", "export", new, on=each).out

"""Looking at documents, correcting them, forgetting them, writing their text."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commands.conftest import Call

WEEKDAY = "By Ann Roe\n\nPanama said on Monday that it would dig the canal through Quibdoland.\n"


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Path:
    """A store with an undated article."""
    path, article = tmp_path / "store.sqlite3", tmp_path / "canal.txt"
    article.write_text(WEEKDAY, encoding="utf-8")
    assert call("ingest", str(article), "--outlet", "Alma Post", on=path).code == 0
    return path


def listed(call: Call, store: Path, *options: str) -> list[dict[str, object]]:
    return list(json.loads(call("documents", "list", *options, "-f", "json", on=store).out))


def key_of(call: Call, store: Path) -> str:
    return str(listed(call, store)[0]["id"])


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--outlet", "daily"], ["The talks", "The answers"]),
        (["--since", "2022-02"], ["The talks"]),
        (["--until", "2022-01-26"], ["The answers"]),
        (["--since", "2022-01-27", "--until", "2022-02"], ["The talks", "The door"]),
        (["--language", "ru"], []),
    ],
)
def test_filters(call: Call, database: Path, options: list[str], titles: list[str]) -> None:
    assert [row["title"] for row in listed(call, database, *options)] == titles


def test_undated(call: Call, database: Path) -> None:
    assert [row["published"] for row in listed(call, database, "--undated")] == [None]
    assert call("documents", "list", "--undated", "--since", "2022").code == 2


def test_a_corrected_date_dates_the_statements(call: Call, store: Path) -> None:
    """Without a date of publication "on Monday" has no date; with one it is the Monday before."""
    key = key_of(call, store)
    before = json.loads(call("export", "statements", on=store).out)
    assert before["said_on"] is None
    assert call("documents", "set", key[:6], "--published", "2020-05-06", on=store).code == 0
    after = json.loads(call("export", "statements", on=store).out)
    assert (after["said_on"], after["published"], after["id"]) == ("2020-05-04", "2020-05-06", before["id"])
    [row] = listed(call, store)
    assert (row["published_from"], row["outlet"]) == ("corrected", "Alma Post")
    assert call("documents", "set", key, "--title", "Canal", on=store).code == 0
    [row] = listed(call, store)
    assert (row["title"], row["published"]) == ("Canal", "2020-05-06")
    assert call("recode", on=store).out == ""


def test_nothing_to_set(call: Call, store: Path) -> None:
    assert call("documents", "set", key_of(call, store), on=store).code == 2


def test_forgotten_for_good(call: Call, store: Path) -> None:
    """Nothing of a forgotten text is in the bytes of the file: no word of it, no name that only it had."""
    key = key_of(call, store)
    assert b"Quibdoland" in store.read_bytes()
    assert call("documents", "forget", key, on=store).code == 2  # nobody is there to be asked
    assert b"Quibdoland" in store.read_bytes()
    assert call("documents", "forget", key, "--yes", on=store).code == 0
    assert b"quibdoland" not in store.read_bytes().lower()
    assert key.encode() not in store.read_bytes()
    assert call("documents", "show", key, on=store).code == 2
    with closing(sqlite3.connect(store)) as raw:
        assert raw.execute("SELECT count(*) FROM actor WHERE origin = 'text'").fetchone() == (0,)
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_text_as_it_was_kept(call: Call, store: Path, database: Path) -> None:
    key = key_of(call, store)
    assert call("documents", "export", key, "--raw", on=store).out.strip() == WEEKDAY.strip()
    shown = call("documents", "export", "doc3", on=database).out
    assert "\x1b" not in shown
    assert "␛[31m" in shown
    assert "\x1b[31m" in call("documents", "export", "doc3", "--raw", on=database).out


# --- the whole store


def test_a_sound_store(call: Call, store: Path) -> None:
    done = call("doctor", on=store)
    assert (done.code, done.out) == (0, "")
    assert "1 document was hashed" in done.err


def damaged(store: Path, old: bytes, new: bytes) -> None:
    """Overwrite bytes of the file, as a failing disk does."""
    assert len(old) == len(new)
    content = store.read_bytes()
    assert old in content
    store.write_bytes(content.replace(old, new))


def test_a_damaged_text(call: Call, store: Path) -> None:
    """Bytes that changed in a text go unseen by SQLite; the doctor names the document."""
    damaged(store, b"dig the canal", b"dug \xff\xfe  canal")
    with closing(sqlite3.connect(store)) as raw:
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    done = call("doctor", "-f", "json", on=store)
    assert done.code == 1
    found = {row["check"]: row["document"] for row in json.loads(done.out)}
    assert found["texts"] == json.loads(done.out)[0]["document"] != ""
    assert "full text" in found


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("UPDATE statement SET start = start + 1", "statements"),
        ("UPDATE document SET published = '2022-13-40'", "dates"),
        ("UPDATE document SET published = '2099-01-01'", "dates"),
        ("DELETE FROM source", "sources"),
        ("UPDATE statement SET speaker_id = 999999", "pointers"),
    ],
)
def test_other_damage(call: Call, store: Path, sql: str, check: str) -> None:
    with closing(sqlite3.connect(store)) as raw, raw:
        raw.execute(sql)
    done = call("doctor", "-f", "json", on=store)
    assert done.code == 1
    assert {row["check"] for row in json.loads(done.out)} == {check}


def test_mended_index(call: Call, store: Path) -> None:
    """An index of words that lost some is made anew from the texts."""
    with closing(sqlite3.connect(store)) as raw, raw:
        raw.execute("INSERT INTO document_text (document_text) VALUES ('delete-all')")
    assert call("doctor", on=store).code == 1
    assert call("doctor", "--mend", on=store).code == 0
    assert "canal" in call("search", "canal", on=store).out


def test_backup(call: Call, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    assert call("db", "backup", str(target), on=store).code == 0
    assert listed(call, target) == listed(call, store)
    assert call("db", "backup", str(target), on=store).code == 2
    assert call("db", "backup", str(tmp_path / "none" / "copy"), on=store).code == 3


def test_who_else_reports_it(call: Call) -> None:
    """A statement names the other documents that report it."""
    [other] = json.loads(call("show", "doc1-1", "-f", "json").out)["reports"]
    assert (other["document"], other["outlet"]) == ("doc2", "Daily Wire")
    assert f"Reported too  Daily Wire, 2022-02-15, {other['statement']}" in call("show", "doc1-1").out
    assert json.loads(call("show", "doc0-1", "-f", "json").out)["reports"] == []

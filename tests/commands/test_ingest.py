"""Articles go into the store: each once, none lost, and a bad one stops no other."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from positions import ingest as flow
from positions.model import Document
from positions.resources import seeds

from .conftest import Call

ARTICLE = """The alliance answers

By Jane Roe | March 3, 2023

NATO Secretary General Jens Stoltenberg said on Friday that {} will uphold NATO's open door.

"We reject any veto," he told reporters.
"""
HOSTILE = "Evil [bold]title[/] \x1b[31m :bomb: \u202eenil"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the seed article."""
    path = tmp_path_factory.mktemp("seeded") / "store.sqlite3"
    environment = os.environ | {"POSITIONS_DATABASE": str(path)}
    subprocess.run(
        [sys.executable, "-m", "positions", "ingest"], env=environment, check=True, capture_output=True
    )
    return path


@pytest.fixture
def store(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded, tmp_path / "store.sqlite3"))


@pytest.fixture
def article(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, text: str | bytes = ARTICLE.format("the alliance")) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return path

    return write


def told(call: Call, *arguments: str | Path, on: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call("ingest", *map(str, arguments), "-f", "json", on=on).out)
    return found


def held(call: Call, on: Path) -> tuple[int, int]:
    found = json.loads(call("db", "where", "-f", "json", on=on).out)
    return found["documents"], found["statements"]


def test_without_a_source_the_seed_is_read(call: Call, seeded: Path) -> None:
    """And it is there with its own date, not that of the page."""
    [found] = json.loads(call("documents", "list", "-f", "json", on=seeded).out)
    assert (found["outlet"], found["published"]) == ("CNSNews.com", "2022-01-26")
    assert found["statements"] > 20


def test_again_adds_nothing_and_says_so(call: Call, store: Path) -> None:
    before = held(call, store)
    found = call("ingest", on=store)
    assert found.code == 0 and "already known" in found.out
    assert held(call, store) == before


def test_another_name_is_linked(call: Call, store: Path, tmp_path: Path) -> None:
    copy = shutil.copy(seeds() / "cnsnews-2022-01-26.txt", tmp_path / "copy.txt")
    found = call("ingest", str(copy), on=store)
    assert found.code == 0 and "known under another name, linked" in found.out
    assert held(call, store)[0] == 1
    [document] = json.loads(call("documents", "list", "-f", "json", on=store).out)
    assert str(copy) in document["sources"] and len(document["sources"]) == 2


def test_one_article_says_what_was_found(call: Call, store: Path, article: Callable[..., Path]) -> None:
    [found] = told(call, article("one.txt"), on=store)
    assert (found["state"], found["published"], found["published_from"]) == ("kept", "2023-03-03", "byline")
    assert found["statements"] and found["actors"].keys() >= {"NATO"}
    shown = call("ingest", str(article("two.txt", ARTICLE.format("its council"))), on=store).out
    assert "3 Mar 2023, byline" in shown and "by actor: NATO" in shown


def test_bad_files_stop_no_good_one(
    call: Call, store: Path, article: Callable[..., Path], tmp_path: Path
) -> None:
    """Missing, empty and binary files, a folder of nothing, and a broken sidecar, among two articles."""
    (tmp_path / "nothing").mkdir()
    article("sided.toml", "publishd = 3")
    names = ["none.txt", "empty.txt", "noise.txt", "nothing", "sided.txt", "good.txt", "last.txt"]
    article("empty.txt", b"")
    article("noise.txt", b"\x7fELF" + bytes(range(256)) * 20)
    for name in names[4:]:
        article(name, ARTICLE.format(name))
    paths = [str(tmp_path / name) for name in names]
    found = call("ingest", *paths, "-f", "json", on=store)
    records = json.loads(found.out)
    assert [each["state"] for each in records] == ["failed"] * 5 + ["kept"] * 2
    assert all(each["error"] and each["hint"] for each in records[:5])
    assert found.code == 1 and "5 of 7 sources failed." in found.err and "does not exist" in found.err
    assert held(call, store)[0] == 3


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 500])
def test_one_bad_file_alone_is_one_sentence(
    call: Call, article: Callable[..., Path], tmp_path: Path, content: bytes | None
) -> None:
    """No database is made for it either."""
    path = tmp_path / "bad.txt" if content is None else article("bad.txt", content)
    found = call("ingest", str(path), on=tmp_path / "new.sqlite3")
    assert (found.code, found.out) == (3, "") and len(found.err.splitlines()) == 2
    assert "bad.txt" in found.err and not (tmp_path / "new.sqlite3").exists()


def test_where_all_fail_nothing_could_be_done(call: Call, store: Path, article: Callable[..., Path]) -> None:
    found = call("ingest", "/nowhere/a.txt", str(article("empty.txt", b"")), on=store)
    assert found.code == 3 and "2 of 2 sources failed." in found.err


def test_a_database_that_is_none(call: Call, article: Callable[..., Path], tmp_path: Path) -> None:
    found = call("ingest", str(article("one.txt")), on=article("db.sqlite3", "This is a text. " * 500))
    assert (found.code, found.out) == (3, "") and "is not a database" in found.err


def test_a_rehearsal_writes_nothing(call: Call, article: Callable[..., Path], tmp_path: Path) -> None:
    nowhere = tmp_path / "none.sqlite3"
    shown = call("ingest", "--dry-run", str(article("one.txt")), on=nowhere)
    assert shown.code == 0 and "nothing was written" in shown.out
    assert "Stoltenberg" in shown.out and "supports NATO open door" in shown.out
    records = told(call, "--dry-run", article("one.txt"), on=nowhere)
    assert records[0]["actor"] == "NATO" and records[0]["said_on"] == "2023-03-03"
    assert not nowhere.exists()


def test_what_is_rehearsed_is_what_is_kept(call: Call, store: Path, article: Callable[..., Path]) -> None:
    path = article("one.txt")
    rehearsed = told(call, "--dry-run", path, on=store)
    [kept] = told(call, path, on=store)
    lines = call("export", "statements", on=store).out.splitlines()
    records = [each for each in map(json.loads, lines) if each["document"] == kept["document"]]
    for each in records:
        del each["trace"]  # how it was kept, which a rehearsal cannot know
    assert records == rehearsed


def test_a_date_that_is_missing_can_be_given_afterwards(
    call: Call, store: Path, article: Callable[..., Path]
) -> None:
    """The hint must help: the document is then known, and is read anew with its date."""
    path = article(
        "undated.txt", "A headline\n\nThe Russian foreign minister said on Friday that NATO must withdraw."
    )
    found = call("ingest", str(path), on=store)
    assert found.code == 0 and "no date of publication found: give it with --published" in found.out
    [again] = told(call, path, "--published", "2022-01-28", "--outlet", "The Times", on=store)
    assert (again["state"], again["published_from"]) == ("renewed", "given")
    [document] = [
        each
        for each in json.loads(call("documents", "list", "-f", "json", on=store).out)
        if each["id"] == again["document"]
    ]
    assert (document["published"], document["outlet"]) == ("2022-01-28", "The Times")
    assert document["sources"] == [str(path)] and document["statements"] == again["statements"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--published", "2022", "{}", "other.txt"), "are for one source; these are 2"),
        (("--published", "soon", "{}"), "'soon' is not a date"),
        (("--published", "1066", "{}"), "is not a date"),
        (("--max-mb", "much", "{}"), "much"),
        (("--format", "xml", "{}"), "xml"),
    ],
)
def test_wrong_usage(
    call: Call, store: Path, article: Callable[..., Path], arguments: tuple[str, ...], words: str
) -> None:
    path = str(article("one.txt"))
    found = call("ingest", *(each.format(path) for each in arguments), on=store)
    assert (found.code, found.out) == (2, "") and words in found.err


def test_a_large_file_is_refused(call: Call, store: Path, article: Callable[..., Path]) -> None:
    found = call("ingest", "--max-mb", "0.0001", str(article("one.txt")), on=store)
    assert found.code == 3 and "larger than 0.0001 MB" in found.err


@pytest.mark.parametrize("how", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_hostile_title_and_file_name(
    call: Call, store: Path, article: Callable[..., Path], how: str, dry: tuple[str, ...]
) -> None:
    """Neither moves the cursor, colours the screen, turns the line or becomes an emoji."""
    path = article("na\x1b[2Jme.txt", ARTICLE.format("the door"))
    found = call("ingest", *dry, "--title", HOSTILE, str(path), "-f", how, on=store)
    assert found.code == 0, found.err
    assert not set("\x1b\u202e💣") & set(found.out + found.err)


def test_a_fault_of_ours_in_one_document_stops_no_other(
    call: Call, store: Path, article: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    analyse = flow.analyse

    def fails(document: Document, desk: flow.Desk) -> list[Any]:
        if "first.txt" in document.text:
            raise RecursionError(document.text)
        return analyse(document, desk)

    monkeypatch.setattr(flow, "analyse", fails)
    names = ["first.txt", "second.txt"]
    found = call("ingest", *(str(article(name, ARTICLE.format(name))) for name in names), on=store)
    assert found.code == 1 and "RecursionError, which should not happen" in " ".join(found.out.split())
    assert "Traceback" not in found.err and held(call, store)[0] == 2


def test_a_fault_of_the_database_says_what_was_kept_before(
    call: Call, store: Path, article: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from positions.errors import StoreError
    from positions.store import write

    keep = write.keep

    def fails(store: Any, document: Document, *others: Any) -> str:
        if "second.txt" in document.text:
            raise StoreError("The disk is full.")
        return keep(store, document, *others)

    monkeypatch.setattr(write, "keep", fails)
    monkeypatch.setenv("COLUMNS", "240")  # the paths of a test's folder may be long
    names = ["first.txt", "second.txt", "third.txt"]
    found = call("ingest", *(str(article(name, ARTICLE.format(name))) for name in names), on=store)
    assert found.code == 3 and "The disk is full." in found.err
    assert "first.txt" in found.out and "third.txt" not in found.out
    assert held(call, store)[0] == 2


# --- processes -------------------------------------------------------------------------------


def test_a_closed_pipe_loses_nothing(call: Call, store: Path, article: Callable[..., Path]) -> None:
    command = f"{sys.executable} -m positions ingest {article('one.txt')} | true; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | {"POSITIONS_DATABASE": str(store)}
    found = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert found.returncode in (0, 141) and found.stderr == b""
    assert held(call, store)[0] == 2


def test_ctrl_c_stops_after_the_document_at_hand(call: Call, store: Path, tmp_path: Path) -> None:
    """On a terminal, with a bar; what was read is kept, and how to go on is said."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(ARTICLE.format(f"door {number}"))
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    with (tmp_path / "out.txt").open("w+b") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "positions", "ingest", str(folder)],
            env=clean | {"POSITIONS_DATABASE": str(store), "TERM": "xterm-256color"},
            stdout=out,
            stderr=theirs,
        )
        os.close(theirs)
        shown = b""
        while not re.search(rb"[1-9]\d*/400", shown):
            shown += os.read(ours, 65536)
        running.send_signal(signal.SIGINT)
        shown += rest(ours)
        assert running.wait(60) == 130
        out.seek(0)
        summary = out.read().decode()
    assert b"of 400 sources." in shown and b"again to go on" in shown and b"Traceback" not in shown
    kept = held(call, store)[0] - 1
    assert 1 <= kept < 400 and f"{kept} kept" in summary


def rest(terminal: int) -> bytes:
    shown, until = b"", time.monotonic() + 60
    try:
        while time.monotonic() < until and (part := os.read(terminal, 65536)):
            shown += part
    except OSError:  # the other end has closed
        pass
    os.close(terminal)
    return shown


def test_no_bar_in_a_pipe(store: Path, article: Callable[..., Path]) -> None:
    environment = os.environ | {"POSITIONS_DATABASE": str(store)}
    command = [sys.executable, "-m", "positions", "ingest", str(article("one.txt"))]
    found = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert found.stderr == b"" and b"\x1b" not in found.stdout


def test_an_article_newer_than_the_table_of_actors_gets_a_warning(call: Call, tmp_path: Path) -> None:
    """Once a run, on standard error, with what to do."""
    article = tmp_path / "new.txt"
    article.write_text("By Ann Roe\n\nNorway said the talks would go on.\n", encoding="utf-8")
    told = {
        day: call("ingest", str(article), "--published", day, "--dry-run").err
        for day in ("2099-01-01", "2001-01-01")
    }
    assert "newer than the table of actors" in told["2099-01-01"]
    assert "positions actors office" in told["2099-01-01"]
    assert "newer" not in told["2001-01-01"]

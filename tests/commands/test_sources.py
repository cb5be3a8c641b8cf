"""Whatever holds articles can be ingested: archives, tables, letters, pipes; and texts that are not English."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from positions import ingest as flow
from positions.readers import read_bytes
from positions.store import open_store, read, write

from .conftest import Call

SAID = "NATO Secretary General Jens Stoltenberg said on Friday that {} will uphold NATO's open door."
GERMAN = (
    "Die Außenministerin erklärte am Montag in Berlin, Deutschland werde die Forderungen nicht annehmen. Das habe"
    " sie auch den Botschaftern gesagt, die am Abend zuvor angereist waren."
)


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in records)


def records(number: int) -> bytes:
    return lines(
        *({"id": n, "text": SAID.format(f"member {n}"), "published": "2023-03-03"} for n in range(number))
    )


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that is not there yet, in the folder where the program is called, so that paths are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "own.sqlite3"


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def told(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_an_archive_of_everything(call: Call, store: Path) -> None:
    """One member is broken: it is told at the end, the others are kept, and the exit code says so."""
    archive = Path("press")
    archive.write_bytes(
        zipped({"a.txt": SAID.format("it").encode(), "b": records(2), "c.pdf": b"%PDF-1.7 broken"})
    )
    found = call("ingest", str(archive), on=store)
    assert found.code == 1 and "4 sources: 3 kept, 1 failed" in found.out
    assert "press/c.pdf: The PDF file is damaged." in found.out and "1 of 4 sources failed." in found.err
    again = told(call("ingest", str(archive), "-f", "json", on=store).out)
    assert [each["state"] for each in again] == ["known"] * 3 + ["failed"]
    assert [each["source"] for each in again[:3]] == [f"{archive}/{name}" for name in ("a.txt", "b:1", "b:2")]


@pytest.mark.parametrize("how", ["plain", "gzip", "zip"])
def test_standard_input(call: Call, store: Path, piped: Callable[[bytes], None], how: str) -> None:
    """It is known by its content too."""
    data = records(2)
    piped({"plain": data, "gzip": gzip.compress(data), "zip": zipped({"records": data})}[how])
    found = told(call("ingest", "-", "-f", "json", on=store).out)
    assert [each["state"] for each in found] == ["kept"] * 2
    assert found[0]["source"].startswith("standard input") and found[0]["published_from"] == "record"


def test_an_empty_and_an_endless_pipe(call: Call, store: Path, piped: Callable[[bytes], None]) -> None:
    """Neither makes a database; of the endless one no more is taken than an article may have."""
    piped(b"")
    empty = call("ingest", "-", on=store)
    assert empty.code == 3 and "Standard input is empty." in empty.err
    piped(b"said so " * 200_000)
    endless = call("ingest", "-", "--max-mb", "0.1", on=store)
    assert endless.code == 3 and "standard input is larger than 0.1 MB." in endless.err
    assert not store.exists()


def test_a_table_whose_columns_are_mapped(call: Call, store: Path) -> None:
    table = Path("table")
    table.write_text(f'nr,kop,inhoud\n1,One,"{SAID.format("it")}"\n2,Two,"{SAID.format("all of it")}"\n')
    refused = call("ingest", str(table), on=store)
    assert refused.code == 3 and "nr, kop, inhoud" in refused.err and "--map" in refused.err
    found = told(
        call("ingest", str(table), "--map", "text=inhoud", "--map", "title=kop", "-f", "json", on=store).out
    )
    assert [(each["state"], each["title"]) for each in found] == [("kept", "One"), ("kept", "Two")]
    assert call("ingest", str(table), "--map", "words=inhoud", on=store).code == 2


def test_limits_are_options(call: Call, store: Path) -> None:
    archive = Path("a.zip")
    archive.write_bytes(zipped({f"{n}.txt": SAID.format(f"member {n}").encode() for n in range(4)}))
    found = call("ingest", str(archive), "--max-members", "2", on=store)
    assert found.code == 1 and "more than 2 members" in found.out
    found = call("ingest", str(archive), "--max-unpacked-mb", "0.0001", on=store)
    assert "unpacks to more than 0.0001 MB" in found.out + found.err


def test_many_sources_are_told_by_outlet(call: Call, store: Path) -> None:
    """And what failed one by one, with its reason, at the end."""
    path = Path("many.jsonl")
    many = [
        {"text": SAID.format(f"member {n}"), "outlet": f"Outlet {n % 3}", "published": f"2023-03-{n + 1:02}"}
        for n in range(15)
    ]
    path.write_bytes(lines(*many) + b'{"text": 1\n')
    found = call("ingest", str(path), on=store)
    assert found.code == 1
    assert "Outlet 0" in found.out and "1 Mar 2023 to 13 Mar 2023" in found.out
    assert "many.jsonl:16: It is no JSON" in found.out and "16 sources: 15 kept, 1 failed" in found.out
    assert all(len(line) <= 80 for line in found.out.splitlines())


def test_a_text_that_is_not_english_is_kept_and_skipped(call: Call, store: Path) -> None:
    """It is marked, and said; it is found again by its language."""
    path = Path("answer.txt")
    path.write_text(GERMAN, encoding="utf-8")
    found = call("ingest", str(path), on=store)
    assert found.code == 0 and "not English (German): kept" in found.out
    assert "One text is not English" in found.err
    [kept] = told(call("documents", "list", "--language", "de", "-f", "json", on=store).out)
    assert (kept["language"], kept["statements"]) == ("de", 0)
    path.with_suffix(".toml").write_text('language = "en"')
    assert call("ingest", str(path), "--dry-run", on=store).err == ""


def test_recode_keeps_the_statements_that_an_older_version_found(store: Path) -> None:
    """It took the word of a page that called itself Russian, and read it all the same."""
    document = replace(read_bytes(SAID.format("it").encode(), "page"), language="ru")
    english = replace(document, language="en")
    with open_store(str(store), create=True) as opened:
        at_hand, run = flow.begun(opened, "positions ingest")
        key = write.keep(opened, document, flow.analyse(english, at_hand), run)
        held = read.documents(opened, key)
        assert held[0].statements and held[0].language == "ru"
        [(_, statements)] = list(flow.again(held, opened, "positions recode"))
        assert len(statements) == held[0].statements == read.documents(opened, key)[0].statements


def test_ctrl_c_stops_within_a_long_source(call: Call, store: Path) -> None:
    """After the record at hand; what was read is kept, and how to go on is said."""
    path = Path("long.jsonl")
    path.write_bytes(records(3_000))
    running = subprocess.Popen(
        [sys.executable, "-m", "positions", "ingest", str(path), "-f", "jsonl"],
        env=os.environ | {"POSITIONS_DATABASE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while not (store.exists() and _documents(store)):
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"0 of 1 sources." in err and b"again to go on" in err and b"Traceback" not in err
    kept = told(call("documents", "list", "-f", "json", on=store).out)
    assert 1 <= len(kept) == len(out.splitlines()) < 3_000


def _documents(store: Path) -> int:
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as opened:
        try:
            return int(opened.execute("SELECT COUNT(*) FROM document").fetchone()[0])
        except sqlite3.OperationalError:
            return 0

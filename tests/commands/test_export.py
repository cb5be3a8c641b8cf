"""Exports to files: whole or not at all, with how they were made, and in shapes that other programs know."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Call
from .world import HOSTILE


def test_a_file_says_how_it_was_made(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl"
    done = call("export", "statements", "-o", str(file), "--actor", "US", "--since", "2022")
    made = json.loads((tmp_path / "statements.jsonl.meta.json").read_text())
    assert done.out == "" and "statements.jsonl.meta.json" in done.err
    assert made["filter"] == {"actors": ["US"], "since": "2022"}
    assert made["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert made["records"] == len(file.read_text().splitlines()) > 0
    assert {"name": "rules", "kind": "rules"}.items() <= made["coders"][0].items()
    assert made["version"] and made["written_at"].endswith("+00:00")


def test_a_file_holds_what_the_pipe_gets(call: Call, tmp_path: Path) -> None:
    for how in ("jsonl", "json", "csv", "md"):
        file = tmp_path / f"documents.{how}"
        call("export", "documents", "-f", how, "-o", str(file))
        assert file.read_text(encoding="utf-8") == call("export", "documents", "-f", how).out


def test_what_was_there_stays_where_it_fails(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "s.parquet"
    file.write_text("before")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = call("export", "statements", "-f", "parquet", "-o", str(file))
    assert (done.code, file.read_text()) == (2, "before")
    assert "pip install 'positions[parquet]'" in done.err
    assert [each.name for each in tmp_path.iterdir()] == ["s.parquet"]
    assert call("export", "statements", "-o", str(tmp_path)).code == 2
    assert call("export", "statements", "-o", str(tmp_path / "no" / "where")).code == 3


@pytest.mark.parametrize(
    "words",
    [("statements", "-f", "parquet"), ("datasette",), ("codebook", "-f", "qdc"),
     ("statements", "-f", "qdc", "-o", "x.qdc"), ("codebook", "--since", "2022"), ("actors", "-p", "grain-corridor")],
)  # fmt: skip
def test_what_makes_no_sense_is_wrong_usage(call: Call, words: tuple[str, ...]) -> None:
    assert call("export", *words).code == 2


def test_filters_mean_what_they_mean_elsewhere(call: Call) -> None:
    """The stances of an export and of `stances` are the same, but for those that were rejected."""
    words = ("--actor", "Russia", "--position", "no-eastward-expansion")
    exported = map(json.loads, call("export", "stances", *words).out.splitlines())
    listed = map(json.loads, call("stances", *words, "-f", "jsonl").out.splitlines())
    key = ("statement", "position", "actor_code")
    assert sorted([each[k] for k in key] for each in exported if each["status"] != "rejected") == sorted(
        [each[k] for k in key] for each in listed
    )


def test_documents_and_statements_of_one_filter_fit(call: Call) -> None:
    words = ("--actor", "US", "--until", "2022-01")
    statements = map(json.loads, call("export", "statements", *words).out.splitlines())
    documents = map(json.loads, call("export", "documents", *words).out.splitlines())
    assert {each["document"] for each in statements} == {each["id"] for each in documents} != set()


@pytest.mark.parametrize("what", ["statements", "stances", "documents", "actors", "codebook"])
def test_parquet_holds_what_json_holds(call: Call, tmp_path: Path, what: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "x.parquet"
    call("export", what, "-f", "parquet", "-o", str(file))
    table = parquet.read_table(file)
    assert table.to_pylist() == list(map(json.loads, call("export", what).out.splitlines()))
    assert json.loads(table.schema.metadata[b"positions"])["what"] == what


def test_an_actor_has_all_its_names(call: Call) -> None:
    [russia] = map(
        json.loads, call("export", "actors", "--actor", "Russian Foreign Ministry").out.splitlines()
    )
    assert (russia["code"], russia["of"], russia["kind"]) == ("RUS-MFA", "RUS", "ministry")


def test_datasette_gets_plain_tables(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "stances.db"
    assert call("export", "datasette", "-o", str(file)).code == 0
    told = json.loads((tmp_path / "stances.db.meta.json").read_text())
    with sqlite3.connect(file) as rows:
        assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, what in (("statements", "statements"), ("stances", "stances"), ("documents", "documents")):
            [[number]] = rows.execute(f"SELECT count(*) FROM {table}").fetchall()
            assert number == len(call("export", what).out.splitlines())
        [[seen]] = rows.execute("SELECT count(*) FROM who_stands_where").fetchall()
        assert seen == rows.execute("SELECT count(*) FROM stances").fetchone()[0]
        found = rows.execute("SELECT text FROM statements_fts WHERE statements_fts MATCH 'doors'").fetchall()
        assert found and all("door" in text for [text] in found)
        tables = {
            name for [name] in rows.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
    assert set(told["databases"]["stances"]["tables"]) <= tables


def test_datasette_gets_what_persons_decided(call: Call, database: Path, tmp_path: Path) -> None:
    """Line by line, what was taken back with what took it back, and in words beside the sentence."""
    world = Path(shutil.copy(database, tmp_path / "world.sqlite3"))
    file = tmp_path / "stances.db"
    for words in (("accept", "doc0-1", "--note", "read twice"), ("undo", "doc0-1")):
        assert call("review", *words, "--coder", "Ada", on=world).code == 0
    assert call("export", "datasette", "-o", str(file), on=world).code == 0
    logged = json.loads(call("review", "log", "-f", "json", on=world).out)
    with sqlite3.connect(file) as rows:
        assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
        lines = rows.execute(
            "SELECT statement, number, verdict, coder, note, undone FROM verdicts"
        ).fetchall()
        told = rows.execute(
            "SELECT position, text FROM what_persons_decided WHERE verdict = 'accept'"
        ).fetchall()
    assert lines == [
        (each["statement"], each["number"], each["verdict"], each["coder"], each["note"], each["undone"]) for each in logged
    ]  # fmt: skip
    assert {each["verdict"] for each in logged} == {"accept", "undo"}
    assert told and all(position and text for position, text in told)


def test_a_qdc_file_has_disputes_with_their_positions(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "codebook.qdc"
    call("export", "codebook", "-f", "qdc", "-o", str(file))
    space = {"q": "urn:QDA-XML:codebook:1.0"}
    root = ElementTree.parse(file).getroot()
    tops = root.findall("q:Codes/q:Code", space)
    assert [top.get("isCodable") for top in tops] == ["false"] * 3
    assert [code.get("name") for code in tops[0].findall("q:Code", space)] == [
        "NATO open door", "no eastward expansion", "withdrawal of Russian forces",
    ]  # fmt: skip
    guids = [code.get("guid") for code in root.iter(f"{{{space['q']}}}Code")]
    assert len(set(guids)) == len(guids)


def test_no_control_character_leaves_in_a_qdc_file(tmp_path: Path) -> None:
    from positions.export import qdc
    from positions.records import PositionRecord

    file = tmp_path / "x.qdc"
    with file.open("w", encoding="utf-8") as out:
        qdc.write(
            [PositionRecord(1, "p", HOSTILE, HOSTILE, "d", HOSTILE, (), (), (), 0, 0)], out, origin="test"
        )
    assert "\x1b" not in file.read_text(encoding="utf-8")
    ElementTree.parse(file)

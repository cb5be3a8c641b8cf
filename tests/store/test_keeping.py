from __future__ import annotations

import json
import os
import random
import select
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from positions.errors import StoreError, UnknownName
from positions.model import Actor, Document, Side, Source, Stance
from positions.store import Store, open_store, sqlite, write
from store.store_samples import (
    CODEBOOK,
    RULES,
    RUSSIA,
    SAID,
    document,
    end_of,
    keep,
    prepare,
    start_child,
    statement,
    statements,
)


def count(store: Store, table: str) -> int:
    return int(store.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])


def test_round_trip(location: str) -> None:
    """A document comes back with its statements, in the order of the text, each with where and why."""
    key = keep(location, 1, prepare(location))
    report = document(1)
    with open_store(location) as store:
        assert write.known(store, report.digest) == key == report.digest[:10]
        assert write.known(store, "0" * 64) is None
        kept = store.rows("SELECT * FROM document")[0]
        assert (kept["text"], kept["published"], kept["title"]) == (report.text, "2022-01-26", "")
        rows = store.rows("SELECT * FROM statement ORDER BY ordinal")
        assert [row["key"] for row in rows] == [f"{key}-{number}" for number in (1, 2, 3)]
        for row in rows:
            assert report.text[row["start"] : row["end"]] == row["text"] == SAID
            assert json.loads(row["content"]) == [[row["start"], row["end"]]]
        first = rows[0]
        assert (first["cue"], first["speaker_text"], first["manner"], first["act"]) == (
            "said",
            "Lavrov",
            "direct",
            "demand",
        )
        assert (first["said_on"], first["said_first"], first["said_on_from"]) == (
            "2022-01-24",
            "2022-01-24",
            "Monday",
        )
        assert (first["second_hand"], first["uncoded"]) == (0, None)
        assert json.loads(first["steps"]) == [
            {"about": "cue", "chosen": "said", "rule": "verb", "rejected": ["told"]}
        ]
        stance = store.rows(
            "SELECT stance, confidence, position.slug, actor.code, coder.name FROM stance"
            " JOIN position ON position.id = position_id JOIN actor ON actor.id = actor_id"
            " JOIN coder ON coder.id = coder_id LIMIT 1"
        )
        assert stance == [
            {"stance": "support", "confidence": 0.9, "slug": "no-expansion", "code": "RUS", "name": "rules"}
        ]
        mentioned = store.rows(
            "SELECT code FROM mention JOIN actor ON actor.id = actor_id WHERE statement_id = :id"
            " ORDER BY mention.ordinal",
            {"id": first["id"]},
        )
        assert [row["code"] for row in mentioned] == ["NATO", "RUS"]


def test_other_source(location: str) -> None:
    """The same text under another name is another source of one document; its statements are not doubled."""
    run = prepare(location)
    key = keep(location, 1, run)
    with open_store(location) as store:
        again = document(1, location="https://example.org/1")
        assert write.keep(store, again, statements(again.text), run) == key
        assert write.link(store, key, Source("copy.txt", "text", "utf-8"))
        assert not write.link(store, key, Source("copy.txt", "text", "utf-8"))
        assert (count(store, "document"), count(store, "statement"), count(store, "source")) == (1, 3, 3)
        with pytest.raises(UnknownName):
            write.link(store, "nothing", again.source)


def test_unknown_speakers(location: str) -> None:
    """An unknown name is one person within a document, and is not taken for the same one in another."""
    run = prepare(location)
    smith = Actor("", "John Smith", "person")
    with open_store(location) as store:
        for number in (1, 2):
            report = document(number)
            said = [
                replace(each, speaker=smith, actors=(smith,), stances=()) for each in statements(report.text)
            ]
            write.keep(store, report, said, run)
        codes = [row["code"] for row in store.rows("SELECT code FROM actor WHERE name = 'John Smith'")]
        assert len(codes) == 2
        assert all(code.startswith("text:") and code.endswith(":john-smith") for code in codes)
        assert count(store, "actor_name WHERE folded = 'john smith' AND origin = 'text'") == 2


def test_stance_of_unknown_actor(prepared: tuple[str, int]) -> None:
    """A stance without an actor's code is that of the statement's one actor without a code."""
    report, rebels = document(1), Actor("", "The rebels", "group")
    stance = Stance("open", Side.OPPOSE, "", 0.5, "rule")
    said = statement(report.text, report.text.index(SAID), actors=(rebels, RUSSIA), stances=(stance,))
    with open_store(prepared[0]) as store:
        write.keep(store, report, [said], prepared[1])
        names = store.rows("SELECT name FROM stance JOIN actor ON actor.id = actor_id")
        assert names == [{"name": "The rebels"}]


def test_longer_key(prepared: tuple[str, int]) -> None:
    """Where ten digits of the digest are taken, the key has one more."""
    with open_store(prepared[0]) as store:
        with store.writing() as session:
            session.connection().exec_driver_sql(
                "INSERT INTO document SELECT NULL, ?, 'x', '', '', '', '', '', NULL, '', '', '', id, '', NULL, NULL FROM run",
                (document(1).digest[:10],),
            )
        assert keep(*prepared_one(prepared)) == document(1).digest[:11]


def prepared_one(prepared: tuple[str, int]) -> tuple[str, int, int]:
    return prepared[0], 1, prepared[1]


def test_refused(prepared: tuple[str, int]) -> None:
    """What breaks a rule is refused as a whole: nothing without its sentence, no unknown position."""
    report = document(1)
    good = statements(report.text)[0]
    bad = {
        "not where it says": replace(good, text="other words"),
        "no position": replace(good, stances=(Stance("flat-earth", Side.SUPPORT, "RUS", 1.0, "r"),)),
        "no table knows": replace(good, stances=(Stance("open", Side.SUPPORT, "XXX", 1.0, "r"),)),
        "UNIQUE": replace(good, stances=good.stances * 2),
    }
    with open_store(prepared[0]) as store:
        for words, each in bad.items():
            with pytest.raises(StoreError, match=words):
                write.keep(store, report, [good, each], prepared[1])
        with pytest.raises(StoreError, match="FOREIGN KEY"):
            write.keep(store, report, [good], 999)
        with pytest.raises(StoreError, match="NUL"):
            write.keep(store, Document("a\0b", report.source), [], prepared[1])
        assert (count(store, "document"), count(store, "statement"), count(store, "actor")) == (0, 0, 0)


def test_lone_surrogate(location: str) -> None:
    """A file name that is no text is refused with a sentence, not a traceback."""
    run = prepare(location)
    with open_store(location) as store, pytest.raises(StoreError, match="surrogate"):
        write.keep(store, document(1, location="report\udcff.txt"), [], run)


def test_no_words_in_errors(location: str) -> None:
    """No article text stands in the message of a failed write."""
    run = prepare(location)
    report = document(1)
    good = statements(report.text)[0]
    with open_store(location) as store, pytest.raises(StoreError) as caught:
        write.keep(store, report, [replace(good, stances=good.stances * 2)], run)
    assert "inch" not in f"{caught.value!r} {caught.value.sentence} {caught.value.hint}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_no_secret_in_a_run(prepared: tuple[str, int]) -> None:
    """The command that is noted with a run holds no password."""
    with open_store(prepared[0]) as store:
        write.begin_run(store, "ingest --database postgresql://ada:secret@host/db a.txt", RULES)
        commands = store.rows("SELECT command FROM run ORDER BY id DESC LIMIT 1")
    assert commands == [{"command": "ingest --database postgresql://ada:***@host/db a.txt"}]


@pytest.mark.parametrize("processes", [4])
def test_two_processes_one_document(location: str, processes: int) -> None:
    """Processes that keep the same documents at the same time all succeed, and nothing is doubled."""
    run = prepare(location)

    def work() -> None:
        for number in range(5):
            keep(location, number, run)

    children = [start_child(work) for _ in range(processes)]
    assert [end_of(child) for child in children] == [0] * processes
    with open_store(location) as store:
        assert (count(store, "document"), count(store, "statement"), count(store, "source")) == (5, 15, 5)


def test_forget(location: str) -> None:
    """Who forgets a document deletes all that hangs on it, its words in the full text too."""
    key = keep(location, 1, prepare(location))
    with open_store(location) as store:
        write.forget(store, key)
        store.sweep()
        for table in ("document", "source", "statement", "statement_actor", "mention", "stance"):
            assert count(store, table) == 0
        with pytest.raises(UnknownName):
            write.forget(store, key)
    if Path(location).exists():
        assert b"inch" not in Path(location).read_bytes()


# --- crashes


def check_whole(path: str) -> None:
    """Every document that is there is whole, and the file is sound."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.execute("INSERT INTO statement_text (statement_text, rank) VALUES ('integrity-check', 1)")
        whole = (
            "SELECT count(*) FROM document"
            " WHERE (SELECT count(*) FROM statement WHERE document_id = document.id) != 3"
            " OR NOT EXISTS (SELECT 1 FROM source WHERE document_id = document.id)"
        )
        assert raw.execute(whole).fetchone() == (0,)
        stances, said = "SELECT count(*) FROM stance", "SELECT count(*) FROM statement"
        assert raw.execute(stances).fetchone() == raw.execute(said).fetchone()


def test_killed_at_each_step(prepared: tuple[str, int]) -> None:
    """Killed before any one of the statements of SQL, a document is absent; then it can be kept as ever."""
    path, run = prepared

    def work(step: int) -> None:
        left = [step]
        with open_store(path) as store:

            @event.listens_for(store._engine, "before_cursor_execute")
            def _die(*_: object) -> None:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            report = document(1)
            write.keep(store, report, statements(report.text), run)

    step = 1
    while (end := end_of(start_child(lambda step=step: work(step)))) == -signal.SIGKILL:  # type: ignore[misc]
        with open_store(path) as store:
            assert (count(store, "document"), count(store, "actor")) == (0, 0)
        check_whole(path)
        step += 1
    assert end == 0
    assert step > 10
    check_whole(path)


def test_killed_at_random(prepared: tuple[str, int]) -> None:
    """Killed at any moment, every document is whole or absent, and each that was reported kept is there."""
    path, run = prepared
    chance = random.Random(7)
    reading, writing = os.pipe()
    reported: set[bytes] = set()

    def work(first: int) -> None:
        for number in range(first, first + 1000):
            os.write(writing, f"{keep(path, number, run)}\n".encode())

    for turn in range(20):
        child = start_child(lambda turn=turn: work(turn * 1000))  # type: ignore[misc]
        assert select.select([reading], [], [], 60)[0]  # a slow machine, too, has kept one by then
        reported |= set(os.read(reading, 65536).split())
        time.sleep(chance.uniform(0, 0.2))
        os.kill(child, signal.SIGKILL)
        assert end_of(child) == -signal.SIGKILL
        check_whole(path)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        reported |= set(pipe.read().encode().split())
    with open_store(path) as store:
        kept = {row["key"].encode() for row in store.rows("SELECT key FROM document")}
    assert reported
    assert reported <= kept


def test_disk_full(prepared: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """On whichever page the disk runs full, the database stays as it was; with room the document is kept."""
    path, run = prepared
    with open_store(path) as store:
        pages = store.rows("PRAGMA page_count")[0]["page_count"]
    plain, refused = sqlite.PRAGMAS, 0
    big = replace(document(1), text=document(1).text + " word" * 9000)
    for room in range(100):
        monkeypatch.setattr(sqlite, "PRAGMAS", [*plain, f"max_page_count = {pages + room}"])
        try:
            with open_store(path) as store:
                write.keep(store, big, statements(big.text), run)
            break
        except StoreError as error:
            assert "disk is full" in error.sentence
            refused += 1
            check_whole(path)
            with open_store(path) as store:
                assert count(store, "document") == 0
    assert refused > 5
    check_whole(path)


def test_codebook_is_there_first(path: Path) -> None:
    """The sample codebook itself is kept with its order and its relations."""
    prepare(str(path))
    with open_store(str(path)) as store:
        assert not write.sync_codebook(store, CODEBOOK)
        assert count(store, "position_relation WHERE kind = 'contradicts'") == 2

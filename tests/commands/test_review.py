"""Reviewing and coding by hand: what is queued, decided, undone, and what the answers make of it."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from positions import settings

from .conftest import Call
from .world import HOSTILE, NO_EAST, OPEN

TALKS = "risk-reduction"


@pytest.fixture
def world(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A world of one's own to decide in, under the name of Ada."""
    monkeypatch.setenv(settings.CODER, "Ada")
    yield Path(shutil.copy(database, tmp_path / "world.sqlite3"))


def rows(call: Call, on: Path, *words: str) -> list[dict[str, Any]]:
    found = call(*words, "-f", "json", on=on)
    assert found.code == 0, found.err
    return json.loads(found.out)  # type: ignore[no-any-return]


def standing(call: Call, on: Path, actor: str, position: str, *words: str) -> Any:
    found = json.loads(call("compare", "NATO", "Russia", "US", *words, "-f", "json", on=on).out)
    at = {row["position"]: row["stances"] for row in found["positions"]}
    return at.get(position, {}).get(actor, {}).get("stance")


# --- the queue


def test_the_queue_tells_why(call: Call, world: Path) -> None:
    found = {row["id"]: row["reasons"] for row in rows(call, world, "review")}
    assert found == {"doc1-2/risk-reduction": ["conditional"], "doc2-3/nato-open-door": ["second-hand"]}
    unsure = rows(call, world, "review", "--below", "0.95", "--position", OPEN)
    assert "doc0-1/nato-open-door" in {row["id"] for row in unsure}
    assert not any(row["position"] == NO_EAST for row in unsure)  # implied ones wait with what implies them


def test_filters_of_the_queue(call: Call, world: Path) -> None:
    assert [row["id"] for row in rows(call, world, "review", "--reason", "conditional")] == [
        "doc1-2/risk-reduction"
    ]
    assert [row["id"] for row in rows(call, world, "review", "--speaker", "Lavrov")] == [
        "doc1-2/risk-reduction"
    ]
    assert rows(call, world, "review", "--document", "doc0") == []
    assert call("review", "--reason", "whim", on=world).code == 2
    nothing = call("review", "--until", "2020", on=world)
    assert (nothing.code, nothing.out) == (0, "") and "Nothing waits" in nothing.err


def test_what_is_on_a_topic_and_uncoded_waits_too(call: Call, world: Path) -> None:
    import sqlite3

    with sqlite3.connect(world) as store:
        store.execute("UPDATE statement SET uncoded = 'no polarity' WHERE key = 'doc2-5'")
    [last] = [row for row in rows(call, world, "review") if row["stance"] is None]
    assert (last["id"], last["reasons"], last["confidence"]) == ("doc2-5", ["uncoded"], None)
    assert call("code", "doc2-5", "--stance", "none", on=world).code == 0
    assert all(row["stance"] for row in rows(call, world, "review"))


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_queue_fits_the_screen(
    call: Call, world: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = call("review", "--below", "1", on=world)
    assert max(map(len, shown.out.splitlines())) <= int(columns)
    assert "\x1b" not in shown.out and "\u202e" not in shown.out
    assert "doc1-2/risk-reduction" in shown.out


# --- verdicts


def test_what_is_decided_waits_no_more(call: Call, world: Path) -> None:
    assert call("review", "accept", "doc1-2", "doc2-3/nato-open-door", on=world).code == 0
    assert rows(call, world, "review") == []
    found = rows(call, world, "stances", "--status", "accepted")
    assert {row["statement"] for row in found} == {"doc1-2", "doc2-3"}


def test_a_rejected_stance_counts_in_no_answer(call: Call, world: Path) -> None:
    assert standing(call, world, "United States", OPEN) == "support"
    assert call("review", "reject", "doc0-1", on=world).code == 0
    assert standing(call, world, "United States", OPEN) is None
    assert standing(call, world, "United States", NO_EAST) is None  # it was implied
    events = json.loads(call("timeline", "Blinken", "-f", "json", on=world).out)
    assert next(each for each in events if each["statement"] == "doc0-1")["stances"] == []
    found = rows(call, world, "stances", "-a", "US")
    assert "doc0-1" not in {row["statement"] for row in found}


def test_an_edit_replaces(call: Call, world: Path) -> None:
    words = ("edit", "doc0-1", "--stance", "oppose", "--conditional", "--note", "he meant the contrary")
    assert call("review", *words, on=world).code == 0
    assert standing(call, world, "United States", OPEN) == "oppose"
    [mine] = rows(call, world, "stances", "--coder", "Ada")
    assert (mine["status"], mine["conditional"], mine["confidence"]) == ("edited", True, 1.0)
    told = json.loads(call("explain", "doc0-1", "-f", "json", on=world).out)
    assert told["verdicts"][0]["note"] == "he meant the contrary"
    assert "he meant the contrary" in call("explain", "doc0-1", on=world).out
    assert "rejected, rules" in call("show", "doc0-1", on=world).out


def test_an_edit_may_change_the_position_alone(call: Call, world: Path) -> None:
    assert call("review", "edit", "doc1-2", "--position", "withdrawal of Russian forces", on=world).code == 0
    [mine] = rows(call, world, "stances", "--coder", "Ada")
    assert (mine["position"], mine["stance"], mine["conditional"]) == ("withdraw-forces", "support", True)


def test_undo_and_the_log(call: Call, world: Path) -> None:
    before = call("compare", "NATO", "US", "-f", "json", on=world).out
    call("review", "reject", "doc0-1", "--note", "no", on=world)
    assert call("review", "undo", "doc0-1", "--coder", "Bob", on=world).code == 0
    assert call("compare", "NATO", "US", "-f", "json", on=world).out == before
    log = [each for each in rows(call, world, "review", "log") if each["follows"] is None]
    assert [(each["coder"], each["verdict"], each["undone"]) for each in log] == [
        ("Ada", "reject", True), ("Bob", "undo", False),
    ]  # fmt: skip
    assert "Ada rejected" in call("review", "log", "doc0-1", on=world).out
    assert rows(call, world, "review", "log", "--coder", "Bob")[0]["verdict"] == "undo"
    assert call("review", "log", "doc0-2", on=world).out == ""
    assert call("review", "undo", "doc0-1", on=world).code == 2


@pytest.mark.parametrize(
    "words",
    [("accept", "doc9-9"), ("accept", "doc0-1/no-such"), ("accept", "doc2-5"), ("edit", "doc0-1"),
     ("reject", "doc0-1", "--coder", "rules"), ("accept", "doc0-1", "--coder", ""), ("edit", "doc0-1", "--stance", "yes")],
)  # fmt: skip
def test_wrong_words_change_nothing(call: Call, world: Path, words: tuple[str, ...]) -> None:
    assert call("review", *words, on=world).code == 2
    assert call("review", "log", on=world).out == ""


def test_hostile_notes_stay_notes(call: Call, world: Path) -> None:
    assert call("review", "reject", "doc3-1", "--note", f"{HOSTILE}\0\ud800", on=world).code == 0
    for how in ("table", "md", "csv", "json", "jsonl"):
        shown = call("review", "log", "-f", how, on=world).out
        assert "\x1b" not in shown and "\u202e" not in shown
    assert "=cmd()" in call("review", "log", on=world).out


# --- coding by hand


def test_a_person_outvotes_the_machine(call: Call, world: Path) -> None:
    done = call("code", "doc0-1", "-p", OPEN, "--stance", "oppose", on=world)
    assert (done.code, done.out) == (0, "") and "coded by Ada, for United States" in done.err
    assert standing(call, world, "United States", OPEN) == "oppose"
    assert standing(call, world, "United States", OPEN, "--coder", "rules") == "support"
    assert "Ada" in json.dumps(rows(call, world, "stances", "-a", "US"))


def test_a_missed_statement_is_found_by_its_words(call: Call, world: Path) -> None:
    checked = call("doctor", on=world).out
    words = (
        "--quote",
        "Before. We call on Russia",
        "--actor",
        "Ukraine",
        "--said",
        "2022-01",
        "--act",
        "demand",
    )
    done = call("code", "--document", "doc0", *words, "-p", OPEN, "--stance", "support", on=world)
    assert done.code == 0, done.err
    key = done.out.strip()
    shown = json.loads(call("show", key, "-f", "json", on=world).out)
    assert (shown["text"], shown["actor"], shown["speaker"], shown["said_on"], shown["act"], shown["said_on_from"]) == (
        "Before. We call on Russia", "Ukraine", "Ukraine", "2022-01", "demand", "given by hand",
    )  # fmt: skip
    assert [each["position"] for each in shown["stances"]] == [OPEN, NO_EAST]
    assert [each["verdict"] for each in shown["verdicts"]] == ["add", "code", "code"]
    assert call("search", "call", on=world).out.count("Ukraine") >= 1
    assert call("doctor", on=world).out == checked  # this world's digests are invented
    for _ in range(2):
        assert call("review", "undo", key, on=world).code == 0
    assert call("show", key, on=world).code == 2
    assert [each["verdict"] for each in rows(call, world, "review", "log", key)] == [
        "add", "code", "code", "undo", "undo",
    ]  # fmt: skip
    assert call("review", "log", "doc99-1", on=world).code == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [(("--quote", "Before."), "3 times"), (("--quote", "never said"), "do not stand"),
     (("--start", "5"), "Say where"), (("--start", "0", "--end", "99999"), "no words")],
)  # fmt: skip
def test_a_passage_that_is_none(call: Call, world: Path, words: tuple[str, ...], why: str) -> None:
    done = call("code", "--document", "doc0", "--actor", "US", *words, on=world)
    assert done.code == 2 and why in done.err


@pytest.mark.parametrize(
    "words",
    [(), ("doc0-1", "--sample", "3"), ("doc0-1", "--stance", "support"), ("doc0-1", "-p", OPEN),
     ("doc0-1", "--stance", "none", "--conditional"), ("--document", "doc0", "--quote", "door")],
)  # fmt: skip
def test_what_makes_no_sense_is_wrong_usage(call: Call, world: Path, words: tuple[str, ...]) -> None:
    assert call("code", *words, on=world).code == 2


def test_a_table_of_codings(call: Call, world: Path, tmp_path: Path) -> None:
    table = tmp_path / "codings.csv"
    table.write_text(
        "statement,position,stance,conditional,note\n"
        f"doc0-1,{OPEN},support,,clear\ndoc1-2,{TALKS},support,yes,\ndoc2-2,,none,,\ndoc9-9,{OPEN},oppose,,\n"
        f"doc2-1,{OPEN},maybe,,\n",
        encoding="utf-8",
    )
    done = call("code", "--from", str(table), "--coder", "Bob", on=world)
    assert done.code == 1
    assert "line 5" in done.err and "line 6" in done.err and "3 rows coded by Bob; 2 refused" in done.err
    assert {row["statement"] for row in rows(call, world, "stances", "--coder", "Bob")} == {
        "doc0-1",
        "doc1-2",
    }
    table.write_text("statement,stance\n", encoding="utf-8")
    assert call("code", "--from", str(table), on=world).code == 2


# --- reliability


def study(call: Call, world: Path) -> None:
    for key, position, sides in (
        ("doc0-1", OPEN, ("support", "support")), ("doc1-1", OPEN, ("support", "oppose")),
        ("doc1-2", TALKS, ("support", "support")), ("doc2-2", TALKS, ("oppose", "oppose")),
    ):  # fmt: skip
        for coder, side in zip(("Ada", "Bob"), sides, strict=True):
            assert call("code", key, "-p", position, "--stance", side, "--coder", coder, on=world).code == 0


def test_how_far_coders_agree(call: Call, world: Path) -> None:
    study(call, world)
    found = json.loads(call("reliability", "Ada", "Bob", "-f", "json", on=world).out)
    assert (found["statements"], found["documents"], found["units"], found["coded"]) == (4, 3, 8, 4)
    assert found["agreement"] == pytest.approx(7 / 8)
    [pair] = found["pairs"]
    assert pair["table"]["support"]["oppose"] == 1 and pair["kappa"] < 1
    assert found["interval"][0] <= found["alpha"] <= found["interval"][1] and found["seed"]
    [differs] = found["disagreements"]
    assert (differs["statement"], differs["position"]) == ("doc1-1", OPEN)
    assert (
        call("reliability", "ada", "Bob", "-f", "json", on=world).out
        == call("reliability", "Ada", "Bob", "-f", "json", on=world).out
    )


def test_the_machine_is_measured_by_persons_and_verdicts(call: Call, world: Path) -> None:
    study(call, world)
    call("review", "reject", "doc2-3", on=world)
    found = json.loads(call("reliability", "-f", "json", on=world).out)
    by = {each["person"]: (each["right"], each["claimed"], each["there"]) for each in found["machine"]}
    assert by == {"Ada": (4, 4, 4), "Bob": (3, 4, 4)}
    assert (found["verdicts"]["right"], found["verdicts"]["claimed"]) == (0, 1)


def test_the_screen_of_agreement(call: Call, world: Path) -> None:
    study(call, world)
    shown = call("reliability", on=world).out
    assert "Krippendorff" in shown and "seed" in shown and "rules / Ada" in shown
    assert max(map(len, shown.splitlines())) <= 80
    differs = call("reliability", "Ada", "Bob", "--disagreements", on=world).out
    assert "doc1-1" in differs and "Ada: support, Bob: oppose" in differs
    assert [row["position"] for row in csv_of(call, world)] == [OPEN, TALKS]


def csv_of(call: Call, world: Path) -> list[dict[str, str]]:
    import csv
    import io

    return list(csv.DictReader(io.StringIO(call("reliability", "-f", "csv", on=world).out)))


def test_without_two_coders_there_is_no_number(call: Call, world: Path) -> None:
    found = call("reliability", on=world)
    assert (found.code, found.out) == (0, "") and "No statement was read by two coders" in found.err
    assert call("reliability", "Nobody", on=world).code == 2


# --- at a terminal


def typed(world: Path, keys: str, *words: str) -> str:
    """What a terminal shows of a call at which these keys are typed."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "POSITIONS_DATABASE": str(world), "COLUMNS": "80", "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "positions", *words],
        env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as child:  # fmt: skip
        os.close(theirs)
        os.write(ours, keys.encode())
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the other end has closed
            pass
        assert child.wait(60) == 0, shown.decode()
    os.close(ours)
    return shown.decode()


def test_one_after_the_other_at_a_terminal(call: Call, world: Path) -> None:
    """The first is accepted, the second edited with a position by a part of its name."""
    shown = typed(world, "x\na\ne\nrisk\no\nn\nbecause\n", "review", "--next")
    assert "1 of 2" in shown and "⟦" in shown and "verb of support" in shown
    assert "2 of 2 decided by Ada" in shown
    log = [each for each in rows(call, world, "review", "log") if each["follows"] is None]
    assert [(each["verdict"], each["becomes"], each["stance"], each["note"]) for each in log] == [
        ("accept", None, None, ""), ("edit", TALKS, "oppose", "because"),
    ]  # fmt: skip


def test_a_blind_coder_sees_no_stance(call: Call, world: Path) -> None:
    words = ("code", "--sample", "3", "--seed", "7", "--blind", "--coder", "Bob")
    shown = typed(world, "n\nc\nopen\ns\nn\nd\nq\n", *words)
    assert "drawn from 11 with seed 7" in shown and "2 of 3 coded by Bob" in shown
    assert "supports" not in shown and "Uncoded" not in shown
    assert "2 are coded by Bob already" in typed(world, "q\n", *words)


def test_nobody_is_there_to_be_asked(call: Call, world: Path) -> None:
    assert call("review", "--next", on=world).code == 2
    assert call("code", "doc0-1", on=world).code == 2

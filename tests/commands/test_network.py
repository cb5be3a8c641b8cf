"""`positions network`: ties on a screen, as rows, as a matrix, as a file for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx
import pytest

from positions.visible import UNSEEN

from .conftest import Call
from .test_golden import golden
from .world import HOSTILE

FORMATS = ["table", "json", "jsonl", "csv", "md"]


@pytest.mark.parametrize("how", FORMATS)
def test_one_golden_file_a_format(call: Call, how: str) -> None:
    golden(f"network.{how}", call("network", "--communities", "--isolates", "--format", how).out)


def test_actors_by_positions(call: Call) -> None:
    golden("network-positions.table", call("network", "--kind", "actor-position").out)


@pytest.mark.parametrize("columns", ["80", "120"])
def test_both_widths(call: Call, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for kind in ("subtract", "ignore", "actor-position"):
        shown = call("network", "--kind", kind, "--isolates").out
        assert max(map(len, shown.splitlines())) <= int(columns)


def whole(call: Call, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call("network", *arguments, "-f", "json").out)
    return found


def weights(found: dict[str, Any]) -> dict[tuple[str, str], float]:
    return {(each["source"], each["target"]): each["weight"] for each in found["ties"]}


def test_subtract_is_congruence_less_conflict(call: Call) -> None:
    subtract, congruence, conflict = (
        weights(whole(call, "--kind", kind)) for kind in ("subtract", "congruence", "conflict")
    )
    for pair in congruence.keys() | conflict.keys():
        assert subtract.get(pair, 0) == congruence.get(pair, 0) - conflict.get(pair, 0)


def test_the_matrix_holds_every_tie_twice(call: Call) -> None:
    found = whole(call)
    names = {each["code"]: each["name"] for each in found["actors"]}
    rows = list(csv.DictReader(io.StringIO(call("network", "-f", "csv").out)))
    matrix = {(row["actor"], name): float(row[name]) for row in rows for name in names.values()}
    for (one, other), weight in weights(found).items():
        assert matrix[names[one], names[other]] == matrix[names[other], names[one]] == weight
    assert sum(weight != 0 for weight in matrix.values()) == 2 * len(found["ties"])


def test_conditions_leave_out_what_does_not_fit(call: Call) -> None:
    every = whole(call, "--kind", "actor-position")
    assert {
        each["target"]
        for each in whole(call, "--kind", "actor-position", "--position", "NATO open door")["ties"]
    } == {"nato-open-door"}
    russia = whole(call, "--kind", "actor-position", "--actor", "Kremlin")
    assert {each["code"] for each in russia["actors"]} == {"RUS"}
    assert len(russia["ties"]) < len(every["ties"])
    direct = whole(call, "--kind", "actor-position", "--cells", "ignore", "--direct")
    assert sum(each["n"] for each in direct["actors"]) < sum(each["n"] for each in every["actors"])
    heavy = whole(call, "--kind", "actor-position", "--minimum", "2")
    assert heavy["ties"] == [each for each in every["ties"] if abs(each["weight"]) >= 2]


def test_an_answer_is_the_same_each_time(call: Call) -> None:
    assert (
        call("network", "--communities", "-f", "json").out
        == call("network", "--communities", "-f", "json").out
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [(("--since", "2090"), "No stance fits"), (("--minimum", "1000"), "Nothing is tied by 1000 or more")],
)
def test_an_empty_answer_says_why(call: Call, arguments: tuple[str, ...], why: str) -> None:
    found = call("network", *arguments)
    assert (found.code, found.out) == (0, "") and why in found.err


def test_an_empty_store_says_so(call: Call, empty_database: Path, tmp_path: Path) -> None:
    for arguments in (
        (),
        ("--communities",),
        ("--kind", "actor-position"),
        ("--to", str(tmp_path / "x.gexf")),
    ):
        found = call("network", *arguments, on=empty_database)
        assert (found.code, found.out) == (0, "") and "no stance yet" in found.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "actor-position", "--normalise", "jaccard"),
        ("--kind", "congruence", "--normalise", "activity"),
        ("--kind", "actor-position", "--cells", "combine", "--normalise", "activity"),
        ("--kind", "conflict", "--communities"),
        ("--kind", "actor-position", "--communities"),
        ("--to", "network.doc"),
        ("--minimum", "-1"),
        ("--actor", "Rusia"),
        ("--position", "no such position"),
    ],
)
def test_what_makes_no_sense_is_refused(call: Call, arguments: tuple[str, ...]) -> None:
    found = call("network", *arguments)
    assert found.code == 2 and found.out == "" and len(found.err.splitlines()) <= 2


# --- files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "read"), [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)]
)
@pytest.mark.parametrize("kind", ["subtract", "actor-position"])
def test_a_graph_file_holds_the_network(
    call: Call, tmp_path: Path, suffix: str, read: Any, kind: str
) -> None:
    path = tmp_path / f"network.{suffix}"
    done = call("network", "--kind", kind, "--isolates", "--to", str(path))
    assert (done.code, done.out) == (0, "") and "ties" in done.err
    found, graph = whole(call, "--kind", kind, "--isolates"), read(path)
    assert {code for code, each in graph.nodes.items() if each["mode"] == "actor"} == {
        each["code"] for each in found["actors"]
    }
    assert {frozenset(ends): each["signed"] for ends, each in graph.edges.items()} == {
        frozenset(ends): weight for ends, weight in weights(found).items()
    }
    assert all(each["weight"] == abs(each["signed"]) for each in graph.edges.values())


def test_csv_files(call: Call, tmp_path: Path) -> None:
    matrix, edges = tmp_path / "network.csv", tmp_path / "network.edges.csv"
    call("network", "--to", str(matrix))
    call("network", "--to", str(edges))
    assert matrix.read_text() == call("network", "-f", "csv").out
    rows = list(csv.DictReader(edges.read_text().splitlines()))
    assert {(row["Source"], row["Target"]): float(row["Signed"]) for row in rows} == weights(whole(call))


def test_a_file_that_cannot_be_written(call: Call, tmp_path: Path) -> None:
    found = call("network", "--to", str(tmp_path / "nowhere" / "x.gexf"))
    assert found.code == 2 and "does not exist" in found.err


def test_no_file_is_written_over_unasked(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.gexf"
    path.write_text("mine")
    refused = call("network", "--to", str(path))
    assert refused.code == 2 and "--force writes over it" in refused.err and path.read_text() == "mine"
    assert call("network", "--to", str(path), "--force").code == 0 and path.read_text() != "mine"


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize("kind", ["subtract", "actor-position"])
def test_no_control_character_leaves(call: Call, kind: str, how: str) -> None:
    """The hostile actor is among those of the grain exports; a matrix has its name at the head of a column, too."""
    found = call("network", "--kind", kind, "--position", "grain corridor", "--isolates", "-f", how)
    assert found.code == 0 and not UNSEEN.search(found.out.replace("\n", ""))
    assert ":bomb:" in found.out or (kind == "subtract" and how in ("table", "jsonl", "md"))
    assert how != "csv" or ("\n=cmd" not in found.out and ",=cmd" not in found.out)


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "csv", "edges.csv"])
def test_a_hostile_name_breaks_no_file(call: Call, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    arguments = ("--kind", "ignore", "--isolates") if suffix == "csv" else ("--kind", "actor-position")
    assert call("network", *arguments, "--to", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert "[bold]b[/x]" in text and not UNSEEN.search(text.replace("\n", ""))
    assert HOSTILE not in text


def test_nothing_heavy_is_imported_for_help(database: Path) -> None:
    from .test_process import imported

    assert imported(["network", "--help"], database) == set()
    assert imported(["network", "-f", "json"], database) == set()

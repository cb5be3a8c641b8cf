"""A file of Discourse Network Analyzer gives its documents and statements, and its networks its numbers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from positions import cli
from positions.analysis import networks
from positions.analysis.duplicates import tally
from positions.analysis.networks import Cells, Kind, Normalise
from positions.errors import UnreadableSource
from positions.imports import Imported, Item, Refused
from positions.imports.dna import read
from positions.records import Duplicates, Reading

from .dna_file import CODED, make

SAMPLE = Path(__file__).parents[3] / "shared" / "dna"
RULES = {"include": Duplicates.ALL, "document": Duplicates.DOCUMENT}
sample = pytest.mark.skipif(not (SAMPLE / "sample.dna").is_file(), reason="the sample of DNA is not here")


def imported(items: list[Item]) -> list[Imported]:
    return [each for each in items if isinstance(each, Imported)]


def test_statements_and_their_documents(tmp_path: Path) -> None:
    (found,) = imported(list(read(make(tmp_path / "fish.dna"))))
    document = found.document
    assert (document.title, document.outlet, document.published) == ("Fish", "The Harbour", "2022-01-26")
    union, ministry = found.statements
    assert union.text == document.text[union.start : union.end] == "Quotas must fall,"
    assert ministry.text == document.text[ministry.start : ministry.end] == "they must not."
    assert (union.speaker, union.actor, ministry.speaker) == (
        "Mira Holt",
        "Fishers' Union",
        "Ministry of the Sea",
    )
    assert [each.stances[0].stance for each in found.statements] == ["support", "oppose"]
    assert {each.stances[0].position for each in found.statements} == {"Quotas should fall."}
    assert union.stances[0].coder == "Ada"


@pytest.mark.parametrize(
    "broken",
    [
        (3, 9_000, "Mira Holt", "", "Quotas should fall.", 1),
        (9, 3, "Mira Holt", "", "Quotas should fall.", 1),
        ("x", 3, "Mira Holt", "", "Quotas should fall.", 1),
        (3, 20, "", "", "Quotas should fall.", 1),
        (3, 20, "Mira Holt", "", "", 1),
        (3, 20, "Mira Holt", "", "Quotas should fall.", 7),
    ],
)
def test_a_statement_that_is_none_stops_no_other(tmp_path: Path, broken: tuple[Any, ...]) -> None:
    found = list(read(make(tmp_path / "fish.dna", [*CODED, broken])))
    assert [type(each) for each in found] == [Refused, Imported]
    assert len(imported(found)[0].statements) == 2


def test_a_date_that_is_none_is_not_known(tmp_path: Path) -> None:
    for number, date in enumerate((10**18, "never", None, -(10**11))):
        (found,) = imported(list(read(make(tmp_path / f"{number}.dna", date=date))))
        assert found.document.published is None and found.statements[0].said_on is None


def test_a_file_is_only_read(tmp_path: Path) -> None:
    path = make(tmp_path / "fish.dna")
    before = path.read_bytes()
    list(read(path))
    assert path.read_bytes() == before and [each.name for each in tmp_path.iterdir()] == ["fish.dna"]


@pytest.mark.parametrize(
    "damage", ["text", "cut", "zeros", "no table", "view", "no concept", "absent", "folder"]
)
def test_what_is_no_such_file_is_one_sentence(tmp_path: Path, damage: str) -> None:
    path = make(tmp_path / "fish.dna")
    whole = path.read_bytes()
    if damage == "text":
        path.write_text("No database, only words. " * 100)
    elif damage == "cut":
        path.write_bytes(whole[: len(whole) // 3])
    elif damage == "zeros":
        path.write_bytes(whole[:100] + bytes(len(whole) - 100))
    elif damage in ("no table", "view", "no concept"):
        with closing(sqlite3.connect(path)) as file:
            file.executescript(
                {
                    "no table": "DROP TABLE ENTITIES",
                    "view": "ALTER TABLE ENTITIES RENAME TO x; CREATE VIEW ENTITIES AS SELECT * FROM x",
                    "no concept": "DELETE FROM VARIABLES WHERE Variable = 'concept'",
                }[damage]
            )
    else:
        path = tmp_path / "absent.dna" if damage == "absent" else tmp_path
    with pytest.raises(UnreadableSource) as raised:
        list(read(path))
    assert raised.value.sentence.count("\n") == 0 and raised.value.hint


# --- DNA's own sample gives DNA's own numbers ------------------------------------------------


def sample_readings(leave_out: str = "") -> list[Reading]:
    found = imported(list(read(SAMPLE / "sample.dna")))
    return [
        Reading(
            position=stance.position, statement=each.id, document=each.document, fingerprint=each.id,
            stance=stance.stance, conditional=False, implied=False, confidence=1.0, status="accepted",
            second_hand=False, said_on=each.said_on, actor=stance.actor,
        )
        for item in found for each in item.statements for stance in each.stances
        if stance.position != leave_out
    ]  # fmt: skip


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
    return found


def rounded(found: networks.Network) -> list[list[float]]:
    return [[round(float(weight), 6) for weight in row] for row in found.weights]


@sample
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("normalise", ["no", "average", "jaccard", "cosine"])
@pytest.mark.parametrize("kind", [each for each in Kind if each is not Kind.ACTOR_POSITION])
def test_the_one_mode_networks_of_the_sample(kind: Kind, normalise: str, rule: str) -> None:
    counts = tally(sample_readings(), RULES[rule], sides=kind is not Kind.IGNORE)
    found = networks.one_mode(counts, kind, Normalise("none" if normalise == "no" else normalise))
    wanted = expected()[f"onemode_{kind}_{normalise}_{rule}"]
    assert list(found.actors) == wanted["labels"]
    assert rounded(found) == wanted["matrix"]


@sample
@pytest.mark.parametrize("cells", Cells)
def test_the_two_mode_networks_of_the_sample(cells: Cells) -> None:
    found = networks.two_mode(tally(sample_readings(), Duplicates.ALL), cells)
    wanted = expected()[f"twomode_{cells}"]
    assert (list(found.actors), list(found.columns)) == (wanted["rows"], wanted["cols"])
    assert rounded(found) == wanted["matrix"]


@sample
def test_the_network_that_dna_itself_tests() -> None:
    """Two organizations and the most common concept are left out."""
    wanted = expected()["rdna_exclude_test"]
    readings = [
        each
        for each in sample_readings("There should be legislation to regulate emissions.")
        if each.actor in wanted["labels"]
    ]
    found = networks.one_mode(tally(readings, Duplicates.ALL), Kind.CONGRUENCE, Normalise.AVERAGE)
    assert rounded(found) == wanted["matrix"]


@sample
def test_the_sample_in_a_store_gives_the_numbers_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Imported into an empty store, with every part standing for itself: what DNA computes, computed in SQL."""
    database = str(tmp_path / "dna.sqlite3")
    assert cli.call(["--database", database, "import", str(SAMPLE / "sample.dna")]) == 0
    capsys.readouterr()
    for kind, rule in product((each for each in Kind if each is not Kind.ACTOR_POSITION), RULES):
        asked = [
            "--kind",
            kind,
            "--duplicates",
            RULES[rule],
            "--normalise",
            "jaccard",
            "--parts",
            "-f",
            "json",
        ]
        assert cli.call(["--database", database, "network", *asked, "--isolates"]) == 0
        found = json.loads(capsys.readouterr().out)
        wanted = expected()[f"onemode_{kind}_jaccard_{rule}"]
        at = {name: place for place, name in enumerate(wanted["labels"])}
        matrix = [[0.0] * len(at) for _ in at]
        for each in found["ties"]:
            one, other = at[each["source_name"]], at[each["target_name"]]
            matrix[one][other] = matrix[other][one] = round(each["weight"], 6)
        assert matrix == wanted["matrix"]

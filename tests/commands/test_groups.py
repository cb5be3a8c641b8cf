"""Groups of actors by who was a member on the day, and the filters of a comparison."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from commands import world
from positions.store import open_store
from positions.store.tables import ActorNameRow, ActorRow, MembershipRow

from .conftest import Call

# In this world Russia is a member of NATO from 1 February to 10 February 2022, and the P5 are two.
MEMBERS = [
    ("USA", "NATO", "1949-04-04", None),
    ("RUS", "NATO", "2022-02", "2022-02-10"),
    ("USA", "P5", "1945", None),
    ("RUS", "P5", "1991", None),
]


@pytest.fixture(scope="module")
def alliance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = world.make(tmp_path_factory.mktemp("alliance") / "alliance.sqlite3")
    with open_store(str(path)) as store, store.writing() as session:
        session.add(five := ActorRow(code="P5", name="P5", kind="organisation", origin="package"))
        session.flush()
        assert five.id
        name = "permanent members of the Council"
        session.add(ActorNameRow(actor_id=five.id, name="P5", folded="p5", use="name", origin="package"))
        session.add(
            ActorNameRow(actor_id=five.id, name=name, folded=name.lower(), use="name", origin="package")
        )
        ids = {row.code: row.id or 0 for row in session.exec(select(ActorRow))}
        for member, organisation, since, until in MEMBERS:
            session.add(
                MembershipRow(
                    member_id=ids[member],
                    organisation_id=ids[organisation],
                    since=since,
                    until=until,
                    origin="package",
                )
            )
    return path


def answer(call: Call, *arguments: str, on: Path) -> Any:
    found = call(*arguments, "--format", "json", on=on)
    assert found.code == 0, found.err
    return json.loads(found.out)


def statements(found: Any, actor: str) -> set[str]:
    return {each for row in found["positions"] for each in row["stances"][actor]["statements"]}


def test_a_group_says_what_its_members_said_while_they_were_members(call: Call, alliance: Path) -> None:
    """Of Russia only what was said in the ten days counts: not in December, not on the fifteenth."""
    found = answer(call, "compare", "NATO members", "Ukraine", on=alliance)
    assert found["actors"] == ["NATO members", "Ukraine"]
    assert statements(found, "NATO members") == {"doc0-1", "doc2-3", "doc2-4"}


def test_the_organisation_itself_is_no_group(call: Call, alliance: Path) -> None:
    found = answer(call, "compare", "NATO", "NATO members", on=alliance)
    assert {"doc0-3", "doc1-1"} <= statements(found, "NATO")
    assert not statements(found, "NATO members") & {"doc0-3", "doc1-1"}


@pytest.mark.parametrize(
    "words", ["members of NATO", "NATO member states", "NATO's allies", "all the states of the NATO"]
)
def test_a_group_has_many_names(call: Call, alliance: Path, words: str) -> None:
    assert answer(call, "compare", words, "Ukraine", on=alliance)["actors"][0] == "NATO members"


def test_a_body_whose_name_means_its_members_is_a_group(call: Call, alliance: Path) -> None:
    found = answer(call, "compare", "P5", "NATO", on=alliance)
    assert found["actors"] == ["P5", "NATO"] and {"doc0-2", "doc0-1", "doc2-2"} <= statements(found, "P5")


def test_states_that_bear_the_word_are_no_group(call: Call, alliance: Path) -> None:
    assert answer(call, "compare", "United States", "NATO", on=alliance)["actors"] == [
        "United States",
        "NATO",
    ]


def test_who_has_a_column_is_not_in_a_group_besides(call: Call, alliance: Path) -> None:
    found = call("compare", "P5", "Russia", "--format", "json", on=alliance)
    assert statements(json.loads(found.out), "P5") == {"doc0-1", "doc2-4"}
    assert "Russia has a column apart, and not in P5." in found.err


def test_what_two_groups_share_is_said(call: Call, alliance: Path) -> None:
    found = call("compare", "P5", "NATO members", on=alliance)
    assert "3 statements stand in both columns, P5 and NATO members." in found.err


def test_each_member_may_have_its_column(call: Call, alliance: Path) -> None:
    found = answer(call, "compare", "NATO members", "Ukraine", "--each", on=alliance)
    assert found["actors"] == ["Russia", "United States", "Ukraine"]
    assert statements(found, "Russia") == {"doc2-3"}


def test_a_group_of_nobody_is_no_name(call: Call, alliance: Path) -> None:
    found = call("compare", "Ukraine members", "NATO", on=alliance)
    assert found.code == 2 and "No actor 'Ukraine members'" in found.err


# --- filters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (("--as-of", "2022-01-25"), {"doc0-2", "doc1-2"}),
        (("--as-of", "2021-12-30"), set()),  # "December" may mean the 31st
        (("--act", "demand"), {"doc0-2"}),
        (("--unconditional",), {"doc0-2", "doc2-2", "doc2-3"}),
        (("--direct", "-p", "nato-open-door"), {"doc2-3"}),
        (("--coder", "rules", "--confidence", "0.9"), {"doc0-2", "doc1-2", "doc2-2", "doc2-3"}),
        (("--confidence", "0.95"), set()),
        (("--minimum", "2"), {"doc0-2", "doc1-2", "doc2-2", "doc2-3"}),
        (("--minimum", "3"), set()),
    ],
)
def test_filters(call: Call, database: Path, options: tuple[str, ...], left: set[str]) -> None:
    found = answer(call, "compare", "Russia", "Ukraine", *options, on=database)
    assert statements(found, "Russia") == left


def test_an_unknown_coder_is_told(call: Call) -> None:
    found = call("compare", "NATO", "US", "--coder", "rule")
    assert found.code == 2 and "No coder 'rule'. Did you mean rules?" in found.err


def test_ends_of_the_list(call: Call, database: Path) -> None:
    found = answer(call, "compare", "NATO", "Russia", on=database)
    assert found["most_divergent"][0] == {
        "position": "nato-open-door", "label": "NATO open door", "agreement": 0.0, "weight": pytest.approx(4 / 3),
    }  # fmt: skip
    assert found["most_agreed"] == []
    assert "Furthest apart on: NATO open door (0.00)" in call("compare", "NATO", "Russia").out


def test_standings_crossed_as_rows_and_on_the_screen(call: Call) -> None:
    rows = [
        json.loads(line)
        for line in call("compare", "NATO", "Russia", "--matrix", "-f", "jsonl").out.splitlines()
    ]
    assert {(each["left_stance"], each["right_stance"]): each["positions"] for each in rows if each["positions"]} == {
        ("support", "oppose"): 1, ("oppose", "support"): 1, ("support", "mixed"): 1,
    }  # fmt: skip
    assert (
        "Positions by how NATO stands (down) and Russia (across)"
        in call("compare", "NATO", "Russia", "--matrix").out
    )


def test_reports_are_counted_beside_the_statements(call: Call) -> None:
    found = call("compare", "NATO", "US", "--evidence").out
    assert "doc1-1, in 2 reports" in " ".join(found.split()) and "each statement counted once" in found


def test_who_is_silent_takes_no_room_from_the_others(call: Call) -> None:
    """A column as wide as its name, and among the quotations a line."""
    found = call("compare", "NATO", "Russia", "Holy See", "--evidence").out
    head = found.splitlines()[0]
    assert head.split() == ["Position", "NATO", "Russia", "Holy", "See", "Agree"]
    assert head.index("Russia") - head.index("NATO") > 20 > head.index("Agree") - head.index("Holy")
    assert "· silent: Holy See" in found


@pytest.mark.parametrize("columns", ["80", "120"])
def test_many_columns_stand_in_signs(call: Call, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Seven actors at 80 columns: a sign and a number each, the names beneath, and nothing cut off."""
    monkeypatch.setenv("COLUMNS", columns)
    found = call("compare", "NATO", "Russia", "US", "Ukraine", "Holy See", "North Korea", "Georgia").out
    assert max(map(len, found.splitlines())) <= int(columns)
    assert "RUS Russia" in found and "(−1)" in found and "±2" in found


# --- a network of a group's members -----------------------------------------------------------


def test_a_network_of_members(call: Call, alliance: Path) -> None:
    """Counted is what was said while a member; an actor beside a group is refused."""
    everything = ("network", "--kind", "actor-position", "--duplicates", "all", "--cells", "ignore")
    spoken = {
        name: sum(each["weight"] for each in answer(call, *everything, *asked, on=alliance)["ties"])
        for name, asked in {
            "members": ("--actor", "NATO members"),
            "P5": ("--actor", "P5"),
            "both": ("--actor", "Russia", "--actor", "US"),
        }.items()
    }
    assert 0 < spoken["members"] < spoken["P5"] <= spoken["both"]
    beside = call("network", "--actor", "NATO members", "--actor", "Russia", on=alliance)
    assert beside.code == 2 and "cannot be asked for together" in beside.err

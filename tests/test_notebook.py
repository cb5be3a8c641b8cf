"""The store in a notebook: the answers of the commands as values, tables and data frames."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from commands import world
from positions import cli
from positions.errors import UnknownName, UsageError
from positions.notebook import OpenStore, open_store

DOCUMENTED = Path(__file__).parents[1] / "docs" / "python.md"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.make(tmp_path_factory.mktemp("notebook") / "world.sqlite3")


@pytest.fixture
def store(database: Path) -> Iterator[OpenStore]:
    with open_store(str(database)) as opened:
        yield opened


def test_the_documented_example_runs(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSITIONS_DATABASE", str(database))
    [example] = re.findall(r"```python\n(.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    made: dict[str, object] = {}
    exec(example, made)
    assert len(made["demands"]) == 3 and len(made["changes"]) == 0  # type: ignore[arg-type]
    assert list(made["values"].columns) == ["NATO", "Russia"]  # type: ignore[attr-defined]


def test_a_comparison_is_that_of_the_command(
    store: OpenStore, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.call(["--database", str(database), "compare", "NATO", "Russia", "--direct", "-f", "json"])
    expected = json.loads(capsys.readouterr().out)
    assert json.loads(json.dumps(store.compare("NATO", "Russia", implied=False).to_dict())) == expected


def test_frames(store: OpenStore) -> None:
    found = store.compare("NATO", "Russia")
    tall, wide = found.to_frame(), found.to_frame(wide=True)
    assert len(tall) == 2 * len(found.positions) and {"actor", "stance", "n", "statements"} <= set(
        tall.columns
    )
    assert wide.loc["NATO open door"].to_list() == [1.0, -1.0]
    assert wide["Russia"].isna().sum() == 1, "silence is no number"


def test_conditions_are_words_lists_and_dates(store: OpenStore) -> None:
    assert {each["statement"] for each in store.stances(actor="US")} == {"doc0-1", "doc2-4"}
    assert {each["statement"] for each in store.stances(actor=["US"], since=datetime.date(2022, 2, 1))} == {
        "doc2-4"
    }
    assert [each["id"] for each in store.statements(speaker="Lavrov")] == ["doc1-2", "doc2-2"]
    assert [each["statement"] for each in store.timeline("Russia", limit=1)] == ["doc2-2"]
    assert {each["statement"] for each in store.timeline("Crimea")} == {
        each["statement"] for each in store.timeline("Crimea", position=[])
    }


@pytest.mark.parametrize("conditions", [{"actors": "US"}, {"since": "soon"}, {"position": "nonsense"}])
def test_a_condition_that_makes_no_sense_is_told(store: OpenStore, conditions: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        store.stances(**conditions)
    with pytest.raises(UnknownName):
        store.compare("NATO", "Rusia")


def test_tables_are_markup_and_no_text_is(store: OpenStore) -> None:
    """The hostile statement of the world holds <script>, escape sequences and a bidirectional control."""
    for found in (
        store.compare("NATO", "Russia"),
        store.timeline("Ukraine"),
        store.stances(),
        store.statements(),
    ):
        shown = found._repr_html_()
        table = ElementTree.fromstring(shown)
        assert {each.tag for each in table.iter()} <= set("table caption thead tbody tr th td".split())
        assert "\x1b" not in shown and "\u202e" not in shown


def test_without_pandas_it_says_what_to_install(store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'positions\[notebook\]'"):
        store.stances().to_frame()


def test_importing_the_package_loads_none_of_it() -> None:
    code = (
        "import sys, positions; print(sorted(n for n in sys.modules if n.startswith('positions')));"
        "positions.open_store; print('pandas' in sys.modules, 'spacy' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.splitlines() == ["['positions']", "False False False"]

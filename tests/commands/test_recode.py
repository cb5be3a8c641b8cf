"""Coding a store anew: what a changed codebook gains, shown first and then done; and what stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from commands.conftest import Call
from positions import settings
from positions.coding import codebook
from positions.extract import engine
from positions.store import open_store

DISPUTE = """
[dispute]
slug = "isthmus"
label = "Isthmus"

[[position]]
slug = "new-canal"
label = "New canal"
proposition = "The canal through the isthmus is dug."
topic = ["^canal"]
"""
ARTICLE = "By Ann Roe\n\nPanama called for a canal through the isthmus. Colombia rejected the canal.\n"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "codebook"
    monkeypatch.setenv(settings.CODEBOOK, str(folder))
    codebook.load.cache_clear()
    yield folder
    codebook.load.cache_clear()


@pytest.fixture
def store(call: Call, tmp_path: Path) -> Path:
    article, store = tmp_path / "canal.txt", tmp_path / "store.sqlite3"
    article.write_text(ARTICLE, encoding="utf-8")
    assert call("ingest", str(article), "--published", "2020-05-04", on=store).code == 0
    return store


def write(own: Path, dispute: str) -> None:
    own.mkdir(exist_ok=True)
    (own / "isthmus.toml").write_text(dispute, encoding="utf-8")
    codebook.load.cache_clear()


def sides(call: Call, store: Path) -> dict[str, str]:
    found = json.loads(call("stances", "--position", "new-canal", "-f", "json", on=store).out)
    return {each["actor_code"]: each["stance"] for each in found}


def test_a_new_position_is_found_in_what_is_kept(
    call: Call, store: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No document is read again for it, and a dry run writes nothing."""
    assert "Nothing changes" in call("recode", on=store).err
    write(own, DISPUTE)
    monkeypatch.delattr(engine, "read")
    [row] = json.loads(call("recode", "--dry-run", "-f", "json", on=store).out)
    assert (row["position"], row["gained"], row["lost"], row["flipped"]) == ("new-canal", 2, 0, 0)
    assert {(m["actor"], m["before"], m["after"]) for m in row["changes"]} == {
        ("PAN", "", "support"),
        ("COL", "", "oppose"),
    }
    assert call("stances", "--position", "new-canal", on=store).code == 2  # nothing was written
    done = call("recode", on=store)
    assert done.code == 0
    assert "Coded by rules" not in done.err  # nobody had taken a stance before
    assert sides(call, store) == {"PAN": "support", "COL": "oppose"}
    assert call("recode", on=store).out == ""


def test_what_a_person_decided_and_what_others_coded_stays(call: Call, store: Path, own: Path) -> None:
    """A rejected stance does not come back, a person's own stays, the machine's turn with the codebook."""
    write(own, DISPUTE)
    call("recode", on=store)
    with open_store(str(store)) as opened, opened.writing() as session:
        session.execute(text("INSERT INTO coder (name, kind, version) VALUES ('Eve', 'person', '')"))
        session.execute(
            text("""INSERT INTO stance (statement_id, position_id, actor_id, coder_id, stance, conditional, implied,
                        confidence, rule, because, status, said_first)
                    SELECT statement_id, position_id, actor_id, (SELECT id FROM coder WHERE name = 'Eve'),
                        'support', conditional, implied, 1.0, 'by hand', '', 'accepted', said_first
                    FROM stance WHERE stance = 'oppose'""")
        )
        session.execute(text("UPDATE stance SET status = 'rejected' WHERE stance = 'oppose'"))
    write(own, DISPUTE.replace("topic", "counter"))
    [row] = json.loads(call("recode", "-f", "json", on=store).out)
    assert (row["before"], row["after"], row["flipped"]) == (1, 1, 1)  # Panama's; Colombia's is decided
    found = json.loads(call("stances", "--position", "new-canal", "-f", "json", on=store).out)
    assert {(each["actor_code"], each["stance"], each["coder"]) for each in found} == {
        ("PAN", "oppose", "rules"),
        ("COL", "support", "Eve"),
    }


def test_each_stance_names_the_version_that_took_it(call: Call, store: Path, own: Path) -> None:
    """After another codebook the coder has another version, also where nothing else changes; and so has the run."""
    write(own, DISPUTE)
    call("recode", on=store)
    write(own, DISPUTE + "\n# a remark\n")
    outcome = call("recode", on=store)
    assert "Nothing changes" in outcome.err
    assert "Coded by rules" in outcome.err
    with open_store(str(store)) as opened:
        versions = opened.rows("SELECT DISTINCT c.version FROM stance x JOIN coder c ON c.id = x.coder_id")
        runs = opened.rows("SELECT c.version FROM run r JOIN coder c ON c.id = r.coder_id ORDER BY r.id")
    assert len(versions) == 1
    assert versions[0]["version"] == runs[-1]["version"] != runs[-2]["version"]


def test_with_documents_the_texts_are_read_again(call: Call, store: Path, own: Path) -> None:
    write(own, DISPUTE)
    [row] = json.loads(call("recode", "--documents", "-f", "json", on=store).out)
    assert row["gained"] == 2
    assert sides(call, store) == {"PAN": "support", "COL": "oppose"}


def test_an_imported_statement_is_left_alone(call: Call, store: Path, own: Path, tmp_path: Path) -> None:
    """What another coder found has no entry of a cue; its stance stays as it was imported."""
    row = {
        "id": "x-1", "document": "x", "speaker": "Ann Roe", "actor": "Panama", "actor_code": "PAN", "act": "demand",
        "text": "We want the canal.", "stances": [{"position": "new-canal", "stance": "oppose"}],
    }  # fmt: skip
    write(own, DISPUTE)
    call("recode", on=store)
    file = tmp_path / "theirs.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert call("import", str(file), on=store).code == 0
    assert "Nothing changes" in call("recode", on=store).err
    found = json.loads(call("stances", "--position", "new-canal", "-f", "json", on=store).out)
    assert [each["stance"] for each in found if each["text"] == "We want the canal."] == ["oppose"]


def test_a_persons_stance_stays_beside_the_machines(call: Call, store: Path, own: Path) -> None:
    """And it is the one that counts."""
    write(own, DISPUTE)
    call("recode", on=store)
    found = json.loads(
        call("stances", "--position", "new-canal", "--actor", "Panama", "-f", "json", on=store).out
    )
    coded = ("-p", "new-canal", "--stance", "oppose", "--coder", "Ada")
    assert call("code", found[0]["statement"], *coded, on=store).code == 0
    assert "Nothing changes" in call("recode", on=store).err
    counts = json.loads(
        call("stances", "--position", "new-canal", "--actor", "Panama", "-f", "json", on=store).out
    )
    assert [(each["coder"], each["stance"]) for each in counts] == [("Ada", "oppose")]

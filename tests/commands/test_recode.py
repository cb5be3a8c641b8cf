"""Reading a store anew: what a changed codebook gains, shown first and then done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.conftest import Call
from positions import settings
from positions.coding import codebook

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


def test_a_new_position_is_found_in_what_is_kept(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.CODEBOOK, str(tmp_path / "codebook"))
    codebook.load.cache_clear()
    article, store = tmp_path / "canal.txt", tmp_path / "store.sqlite3"
    article.write_text("By Ann Roe\n\nPanama called for a canal through the isthmus.\n", encoding="utf-8")
    assert call("ingest", str(article), "--published", "2020-05-04", on=store).code == 0
    assert "Nothing changes" in call("recode", on=store).err
    dispute = tmp_path / "isthmus.toml"
    dispute.write_text(DISPUTE, encoding="utf-8")
    assert call("codebook", "import", str(dispute), on=store).code == 0
    [row] = json.loads(call("recode", "--dry-run", "-f", "json", on=store).out)
    assert row["gained"] == ["PAN new-canal support"]
    assert call("stances", "--position", "new-canal", on=store).code == 2  # nothing was written
    assert call("recode", on=store).code == 0
    [found] = json.loads(call("stances", "--position", "new-canal", "-f", "json", on=store).out)
    assert found["actor_code"] == "PAN"
    assert call("recode", on=store).out == ""
    coded = ("-p", "new-canal", "--stance", "oppose", "--coder", "Ada")
    assert call("code", found["statement"], *coded, on=store).code == 0
    assert (
        "Nothing changes" in call("recode", on=store).err
    )  # Ada's stance stays beside the machine's, and counts
    counts = json.loads(call("stances", "--position", "new-canal", "-f", "json", on=store).out)
    assert [(each["coder"], each["stance"]) for each in counts] == [("Ada", "oppose")]
    codebook.load.cache_clear()

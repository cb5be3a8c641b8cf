"""The look at a statement's words that spares a parse: it never says no where the coder finds something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from positions import check, language
from positions.coding import by_rules, touched
from positions.ingest import analyse, desk
from positions.model import Document, Source

DESK = replace(desk(), code=by_rules.coded)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("take", {"take", "takes", "taking", "took", "taken"}),
        ("policy", {"policy", "policies"}),
        ("stop", {"stops", "stopped", "stopping"}),
        ("leaf", {"leaf", "leaves"}),
        ("spokesman", {"spokesman", "spokesmen"}),
    ],
)
def test_forms_of_a_lemma(lemma: str, forms: set[str]) -> None:
    assert forms <= language.forms(lemma)


@pytest.mark.parametrize("dispute", ["european-security", "iran-nuclear", "climate", "falklands"])
def test_nothing_is_lost_by_looking_first(dispute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of whole disputes, read as one text, are coded as if each paragraph had been parsed."""
    examples = [example.text for _, example in check.examples(DESK.codebook, f"{dispute}/")][:60]
    document = Document("\n\n".join(examples), Source("examples", "text", "utf-8"))
    looked = analyse(document, DESK)
    monkeypatch.setattr(by_rules, "near", lambda codebook, *_: codebook.entries)
    assert looked == analyse(document, DESK)
    assert sum(bool(each.stances) for each in looked) > 10


def test_what_no_position_is_about_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text about nothing in the codebook costs no parse, and says why it has no stance."""
    monkeypatch.setattr(by_rules, "_parsed", lambda _, paragraphs: dict.fromkeys(paragraphs))
    text = "The mayor said that the carnival had been a success. The baker said that he would sell more buns."
    found = analyse(Document(text, Source("carnival", "text", "utf-8")), DESK)
    assert {each.uncoded for each in found} == {"no position of the codebook"}


def test_a_name_and_a_we_can_be_what_a_pattern_needs() -> None:
    assert touched._marks(DESK.codebook.entry("nato-open-door").patterns[0][1].needs[0].words[0]) == {"@NATO"}

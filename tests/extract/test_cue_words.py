"""Which entry of the table of cues the words of a cue are, and which of its uses."""

from __future__ import annotations

import pytest

from positions import inflection
from positions.extract.cue_words import complement, entry


@pytest.mark.parametrize(
    ("cue", "content", "words", "cue_class"),
    [
        ("said on Tuesday", "that it would rain", "say", "say"),
        ("did not rule out", "new talks", "rule out", "reject"),
        ("has repeatedly called for", "a recount", "call", "appeal"),
        ("made it clear", "that the vote stands", "make clear", "say"),
        ("expressed concern about", "the raid", "concern", "fear"),
        ("was accused of", "fraud", "accuse", "accuse"),
        ("is ready to", "to sign", "ready", "commit"),
        ("vowed", "to return", "vow", "commit"),
        ("denied", "having met him", "deny", "deny"),
    ],
)
def test_the_entry_of_a_cue(cue: str, content: str, words: str, cue_class: str) -> None:
    """Auxiliaries, adverbs and light verbs are passed over; particles make another word."""
    found = entry(cue, complement(cue, content, quoted=False))
    assert found is not None
    assert (found.words, found.cue_class) == (words, cue_class)


def test_what_is_owned_is_a_noun() -> None:
    """`Iran's demand` is a noun, `Iran demands` a verb."""
    noun, verb = entry("demand", "that", owned=True), entry("demand", "that")
    assert noun is not None and noun.kind == "noun"
    assert verb is not None and verb.kind == "verb"


def test_a_word_that_is_in_no_table() -> None:
    """The table does not hold everything by which English can report."""
    assert entry("somersaulted", "that") is None
    assert entry("", "quote") is None


@pytest.mark.parametrize(
    ("cue", "content", "quoted", "takes"),
    [
        ("said", "that it rains", False, "that"),
        ("said", "it is raining", False, "that"),
        ("wants", "to leave", False, "to"),
        ("urged", "Iran to return", False, "someone-to"),
        ("called for", "a ceasefire", False, "for"),
        ("engaged in", "talks that are secret", False, "object"),
        ("denied", "having met him", False, "ing"),
        ("described", "the vote as a farce", False, "as"),
        ("rejected", "the plan", False, "object"),
        ("said", "“No.”", True, "quote"),
    ],
)
def test_complements(cue: str, content: str, quoted: bool, takes: str) -> None:
    """What a cue takes is told by its last word and the first words of the content."""
    assert complement(cue, content, quoted=quoted) == takes


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"denies", "denied", "denying"}),
        ("admit", {"admitted", "admitting", "admits"}),
        ("write", {"wrote", "written", "writing"}),
        ("agree", {"agreed", "agreeing"}),
        ("wish", {"wishes", "wished"}),
        ("play", {"plays", "played"}),
        ("signal", {"signalled", "signaled"}),
    ],
)
def test_forms_of_verbs(lemma: str, forms: set[str]) -> None:
    """Regular forms with their spelling rules, and the irregular ones."""
    assert forms <= inflection.of_verb(lemma)


def test_forms_of_nouns() -> None:
    """Plurals in -s, -es and -ies."""
    assert inflection.of_noun("wish") == {"wish", "wishes"}
    assert inflection.of_noun("testimony") == {"testimony", "testimonies"}

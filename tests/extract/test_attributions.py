"""What the engine finds: source, cue and content of every attribution, verbatim."""

from __future__ import annotations

import pytest

from positions.extract import attributions
from positions.model import Attribution, Manner


def found(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each attribution, as they stand in the text."""
    return [_words(a, text) for a in attributions(text)]


def _words(a: Attribution, text: str) -> tuple[str, str, str]:
    source = a.source.of(text) if a.source else ""
    cue = a.cue.of(text) if a.cue else ""
    return source, cue, " … ".join(span.of(text) for span in a.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not sign,” Lavrov said on Monday.", ("Lavrov", "said on Monday", "“We will not sign,”")),
        ('"The talks have failed," said a spokesman for the ministry.', ("a spokesman for the ministry", "said", '"The talks have failed,"')),
        ("The envoy told reporters: “There is no deal.”", ("The envoy", "told reporters", "“There is no deal.”")),
        ("The minister said that the border would stay shut.", ("The minister", "said", "that the border would stay shut")),
        ("The border would stay shut, the minister said.", ("the minister", "said", "The border would stay shut")),
        ("According to the ministry, two ships were seized.", ("the ministry", "According to", "two ships were seized")),
        ("Ankara accused Athens of arming the islands.", ("Ankara", "accused", "Athens of arming the islands")),
        ("The bloc called for an immediate ceasefire.", ("The bloc", "called for", "an immediate ceasefire")),
        ("Norway urged both sides to return to the table.", ("Norway", "urged", "both sides to return to the table")),
        ("The premier refused to sign the accord.", ("The premier", "refused", "to sign the accord")),
        ("Seoul remains committed to its alliance.", ("Seoul", "remains committed to", "its alliance")),
        ("The general called the raid “a crime”.", ("The general", "called", "the raid “a crime”")),
        ("Tunis made clear that it would not take part.", ("Tunis", "made clear", "that it would not take part")),
    ],
)  # fmt: skip
def test_one_sentence_one_attribution(text: str, expected: tuple[str, str, str]) -> None:
    """Direct, inverted, introduced, indirect, postposed and prepositional attributions, attitudes and accusations."""
    assert expected in found(text)


def test_interrupted_quotation_is_one_statement() -> None:
    """“A,” X said. “B.” is one attribution with two spans."""
    text = "“We came to listen,” the envoy said. “We did not come to sign.”"
    [(source, cue, content)] = found(text)
    assert (source, cue) == ("the envoy", "said")
    assert content == "“We came to listen,” … “We did not come to sign.”"


def test_floating_quotation_inherits_the_speaker() -> None:
    """A paragraph that is a quotation and nothing else goes on with the speaker before it."""
    text = "“We are ready,” Chancellor Weber said.\n\n“Nobody should doubt it.”"
    _, second = attributions(text)
    assert second.cue is None
    assert second.source is not None
    assert second.source.of(text) == "Chancellor Weber"


def test_quotation_over_paragraphs() -> None:
    """A quotation that runs over paragraphs repeats its opening mark and closes once."""
    text = "“This is the first part, the minister said.\n\n“And this is the second part.”"
    assert {span for a in attributions(text) for span in a.content}


def test_questions_of_reporters_are_no_statements() -> None:
    """What a speaker is asked is not what the speaker says."""
    text = "Asked whether he had told the allies that “no” was the answer, the envoy said there was no rift."
    assert found(text) == [("the envoy", "said", "there was no rift")]


def test_scare_quotes_are_no_speech() -> None:
    """Words in quotation marks inside the writer's own clause are nobody's statement."""
    assert found("The so-called “peace train” left the station at noon.") == []


def test_transcript() -> None:
    """In a transcript every sentence of a turn is its speaker's; questions and politeness are left out."""
    text = (
        "QUESTION: Will you sign the agreement tomorrow?\n\n"
        "MINISTER ROSSI: Thank you for coming. We will sign the agreement tomorrow.\n\n"
        "QUESTION: And then?\n\n"
        "MINISTER ROSSI: Then the parliament has to approve it."
    )
    assert [(source, content) for source, _, content in found(text)] == [
        ("MINISTER ROSSI", "We will sign the agreement tomorrow."),
        ("MINISTER ROSSI", "Then the parliament has to approve it."),
    ]


def test_official_statement_speaks_for_its_issuer() -> None:
    """A communiqué has no quotation marks; each of its sentences is its issuers'."""
    text = (
        "Joint Statement on the Border\n\n"
        "The following statement was released by the Governments of Norway and Sweden.\n\n"
        "We welcome the agreement on the border. We call on all sides to respect it. There is no other way."
    )
    got = attributions(text)
    assert [a.source.of(text) for a in got if a.source] == ["the Governments of Norway and Sweden"] * 3
    assert {a.manner for a in got} == {Manner.DIRECT}


def test_boilerplate_is_no_statement() -> None:
    """Share buttons, captions, bylines and appeals for donations say nothing about anybody's position."""
    text = (
        "Talks go on\n\nBy Jane Roe | January 3, 2020\n\n“We will go on,” the envoy said.\n\n"
        "Envoy Max Muster speaks to the press. (Photo: Jane Roe)\n\n"
        "Dear Reader,\n\nWe ask you to donate today, and we promise to fight on.\n\n— The News Team\n\nShare on:"
    )
    assert [source for source, _, _ in found(text)] == ["the envoy"]


@pytest.mark.parametrize("run", ["(" * 8000, "'" * 8000, "!" * 8000, "a" * 20000, "“" * 3000, "Said " * 3000])
def test_runs_of_one_character_do_no_harm(run: str) -> None:
    """A tokenizer that is quadratic in punctuation is never given a long run."""
    text = f"“We agree,” the envoy said. {run} “We agree,” the envoy said."
    for a in attributions(text):
        assert all(span.of(text) for span in a.content)


def test_content_is_verbatim() -> None:
    """Spans are offsets of the text as it is, curly quotation marks and non-breaking spaces included."""
    text = "\u201cNo\u00a0deal,\u201d the\u00a0envoy said \u2014 \u2018never\u2019."
    [a] = attributions(text)
    assert a.content[0].of(text) == "\u201cNo\u00a0deal,\u201d"

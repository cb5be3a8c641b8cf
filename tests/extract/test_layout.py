"""What each paragraph is."""

from __future__ import annotations

import pytest

from positions.extract.layout import BODY, BOILERPLATE, BYLINE, CAPTION, HEADLINE, QUESTION, TURN, blocks


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("The two ministers met in Oslo on Monday and agreed to meet again.", BODY),
        ("Ministers agree to meet again", HEADLINE),
        ("By Jane Roe | January 26, 2022", BYLINE),
        ("Published: 26 January 2022", BYLINE),
        ("Wednesday, January 26, 2022", BYLINE),
        ("Wed 26 January 2022", BYLINE),
        ("Analysis by Jane Roe", BYLINE),
        ("(Reporting by Jane Roe in Oslo; Editing by John Smith)", BYLINE),
        ("Foreign Minister Jane Roe leaves the hall. (Photo: John Smith)", CAPTION),
        ("Share this article", BOILERPLATE),
        ("Follow us on Twitter and subscribe to our newsletter.", BOILERPLATE),
        ("© 2022 The Daily Example. All rights reserved.", BOILERPLATE),
        ("Read more: what the summit means", BOILERPLATE),
    ],
)
def test_kind_of_a_paragraph(paragraph: str, kind: str) -> None:
    """A paragraph's form tells what it is."""
    assert [b.kind for b in blocks(paragraph)] == [kind]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines that break in the middle of a sentence belong together."""
    text = "The minister said that the\ntalks would go on until the\nlast day of the month and\nthat he was hopeful.\n\nA second paragraph."
    assert [b.span.of(text)[:10] for b in blocks(text)] == ["The minist", "A second p"]


def test_lines_without_blank_lines_are_paragraphs() -> None:
    """A copy that lost its blank lines still has one paragraph a line."""
    text = "The minister spoke first.\nThe envoy spoke second.\nNobody spoke third."
    assert len(blocks(text)) == 3


def test_dateline_is_not_said() -> None:
    """The place, the date and the agency at the head of a story are no part of its first sentence."""
    text = "GENEVA, Jan 26 (Reuters) - The two sides met."
    [block] = blocks(text)
    assert block.said.of(text) == "The two sides met."


def test_turns_go_on_without_a_label() -> None:
    """A second paragraph of a turn belongs to the speaker named before."""
    text = "QUESTION: Why now?\n\nMR JONES: Because it is time.\n\nAnd because we can.\n\nQUESTION: Thanks."
    assert [b.kind for b in blocks(text)] == [QUESTION, TURN, TURN, QUESTION]


def test_repeated_title_is_an_echo() -> None:
    """The second copy of a title is furniture."""
    text = "Talks fail in Vienna\n\nTalks fail in Vienna\n\nThe talks failed on Monday, the hosts said."
    assert [b.kind for b in blocks(text)] == [HEADLINE, BOILERPLATE, BODY]


def test_a_speech_has_one_turn() -> None:
    """One speaker with a title, in capitals, and everything that follows is spoken."""
    text = (
        "Remarks at the summit\n\nJane Roe, Secretary of State\n\nSECRETARY ROE: Thank you for coming here today.\n\n"
        "We will not accept a border that is drawn by force."
    )
    kinds = [b.kind for b in blocks(text)]
    assert kinds[-2:] == [TURN, TURN]


def test_a_word_in_capitals_with_a_colon_is_no_speech() -> None:
    text = "Markets\n\nNOTE: The exchange was closed on Monday.\n\nThe minister said it would open again on Tuesday."
    assert TURN not in [b.kind for b in blocks(text)]

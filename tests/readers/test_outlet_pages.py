"""Invented pages in the styles of the world's outlets: what is read is the article, and the day is its own."""

from __future__ import annotations

from functools import cache
from statistics import mean

import pytest
from outlet_pages import Page, f1, kept_apart, pages

from positions.model import Document
from positions.readers import read_bytes
from positions.readers.furniture import is_furniture

PAGES = pages()
LEAST = 0.95  # of all pages together
LEAST_OF_ONE = 0.85


@cache
def read(name: str) -> Document:
    page = next(page for page in PAGES if page.name == name)
    return read_bytes(page.html.encode(), "page.html")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_article_and_not_the_page(page: Page) -> None:
    """No page is read badly, whatever the others are worth."""
    assert f1(read(page.name).text, page) >= LEAST_OF_ONE, page.claim


@pytest.mark.parametrize("field", ["title", "author", "outlet", "url"])
def test_title_author_outlet_and_address(field: str) -> None:
    """Where a page tells them, they are as it tells them."""
    told = {page.name: page.facts[field] for page in PAGES if field in page.facts}
    assert {name: getattr(read(name), field) for name in told} == told


@pytest.mark.parametrize("held", [False, True], ids=["seen", "held aside"])
def test_text_and_day_are_right_nearly_always(held: bool) -> None:
    """The promise of the readers: F1 by word and the share of right days, also on pages that were held aside."""
    asked = [page for page in PAGES if page.held == held]
    assert mean(f1(read(page.name).text, page) for page in asked) >= LEAST
    assert mean(day(page.name) in page.days for page in asked) >= LEAST
    assert mean(kept_apart(read(page.name).text, page) for page in asked) >= LEAST


def test_a_page_without_a_day_gets_none() -> None:
    """A wrong day is worse than none: a header's, an event's, a footer's or a comment's day is not taken."""
    undated = [page.name for page in PAGES if page.days == ("",)]
    assert undated
    assert [name for name in undated if day(name)] == []


def test_there_are_pages_of_seventy_styles() -> None:
    """The score claims something about the world's outlets, a third of them never looked at."""
    assert len(PAGES) >= 70
    assert sum(page.held for page in PAGES) >= len(PAGES) / 3
    assert len({page.claim for page in PAGES}) == len(PAGES)


def test_the_score_counts_what_is_missing_and_what_is_too_much() -> None:
    """Half of the text is two thirds, the text with as much furniture as well; nothing is nothing."""
    page = Page("x", "x", "", ("one two three four", "five six seven eight"), ("",), {}, held=False)
    assert f1("one two three four", page) == pytest.approx(2 / 3)
    assert f1("one two three four five six seven eight" + " share" * 8, page) == pytest.approx(2 / 3)
    assert f1("", page) == 0
    assert kept_apart("one two three four five six seven eight", page) == 0.5


def day(name: str) -> str:
    published = read(name).published
    return published.iso if published else ""


SAID = (
    "Follow the money, the minister told the committee, and you will find the tankers.",
    "Join us in condemning the vote, she asked her colleagues in the other capitals.",
    "Copyright law must be changed before the treaty is signed, the commission said.",
    "Read my lips: no barge will pass without a seal.",
    "9/11 was a turning point for the river police, the general said.",
    "The two presidents spoke by phone. Nothing was agreed, an aide said.",
    "Print journalists protested.",
    "More from the north than from the south will come, he said.",
)


@pytest.mark.parametrize("sentence", SAID)
def test_what_somebody_says_is_no_furniture(sentence: str) -> None:
    """A sentence of the article may begin like a button of the page."""
    assert not is_furniture(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "Follow HW’s coverage of the talks at https://wire.example/hub",
        "Also Read | Dam at Kelm: ruling likely",
        "Advertisement · Scroll to continue",
        "Sign up for our newsletter.",
        "Reporting by Eva Lund in Arvel; Editing by Rosa Iten",
        "Amina Sow | E-mail: sowa@ubs.example | Tel: +251 11 551 7700",
        "© 2026 Harbour Wire. All rights reserved.",
        "Published 12 May 2021",
        "- 30 -",
    ],
)
def test_what_a_page_says_of_itself_is_furniture(line: str) -> None:
    """Buttons, credits, contacts and asks are told by their words."""
    assert is_furniture(line)

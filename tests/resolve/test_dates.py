"""On what day something was said. The articles are of Wednesday, 26 January 2022, unless they say otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from positions.ingest import analyse, desk
from positions.model import Document, Source, Span, When
from positions.resolve import scenes

DESK = desk()


def said_on(text: str, published: str | None = "2022-01-26") -> tuple[str | None, str]:
    document = Document(
        text, Source("test", "text", "utf-8"), published=When(published) if published else None
    )
    said = analyse(document, DESK)[-1].said
    return said.on.iso if said.on else None, said.basis


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        ("on Wednesday", "2022-01-26"),
        ("on Tuesday", "2022-01-25"),
        ("on Thursday", "2022-01-20"),
        ("late on Sunday", "2022-01-23"),
        ("last Wednesday", "2022-01-19"),
        ("yesterday", "2022-01-25"),
        ("earlier in the day", "2022-01-26"),
        ("earlier on Wednesday", "2022-01-26"),
        ("last month", "2021-12"),
        ("last year", "2021"),
        ("last week", "2022-01"),
        ("earlier this month", "2022-01"),
        ("in December", "2021-12"),
        ("in January", "2022-01"),
        ("in 2014", "2014"),
        ("in March 2014", "2014-03"),
        ("on Jan. 21", "2022-01-21"),
        ("on January 21, 2021", "2021-01-21"),
        ("on 17 December", "2021-12-17"),
        ("on 17 December 2021", "2021-12-17"),
        ("two days ago", "2022-01-24"),
        ("three months ago", "2021-10"),
        ("over the weekend", "2022-01"),
    ],
)
def test_words_of_time(when: str, iso: str) -> None:
    """The most recent day, month or year that the words can mean; the words that decided are kept."""
    day, basis = said_on(f"The Kremlin said {when} that the reply was poor.")
    assert day == iso
    assert basis


def test_no_words_no_doubt() -> None:
    """Without words of time it was said when it was published."""
    assert said_on("The Kremlin said the reply was poor.") == ("2022-01-26", "publication date")


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin has repeatedly said the reply was poor.",
        "The Kremlin has long opposed the plan.",
        "The Kremlin had said the reply was poor.",
    ],
)
def test_the_perfect_has_no_day(text: str) -> None:
    """What has been said before was said on no day of its own."""
    assert said_on(text)[0] is None


def test_dates_inside_the_content_are_other_dates() -> None:
    """When the treaty was signed is not when the minister spoke of it."""
    assert said_on("The Kremlin said the treaty of March 2010 was dead.")[0] == "2022-01-26"


def test_a_paper_keeps_its_date() -> None:
    """A draft that the text has dated once keeps that date when it is named again."""
    text = "Russia handed over two draft agreements last month.\n\nMoscow's draft agreement contained a demand for a withdrawal."
    assert said_on(text)[0] == "2021-12"


def test_without_a_publication_date_only_whole_dates_count() -> None:
    """A weekday of an undated article is no day."""
    assert said_on("The Kremlin said on Tuesday that the reply was poor.", None)[0] is None
    assert said_on("The Kremlin said on 3 May 2021 that the reply was poor.", None)[0] == "2021-05-03"


def test_a_day_governs_what_the_same_speaker_goes_on_to_say() -> None:
    """A day that is given once holds for the speaker's next words, and for nobody else's."""
    text = "On Monday the Kremlin said the reply was poor. The Kremlin added that it would answer."
    assert said_on(text) == ("2022-01-24", "On Monday")
    other = "On Monday the Kremlin said the reply was poor. Ukraine said it was content."
    assert said_on(other)[0] == "2022-01-26"


def test_a_time_beyond_the_calendar_of_news_is_none() -> None:
    """Without a day of publication, two days after "today" are no day that anybody knows."""
    assert said_on("The vote was held today. Two days later the ministry said it was void.", None) == (
        None,
        "",
    )


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        (
            "Chile's foreign ministry thanked Peru, then said that the talks of May 3 were a start.",
            "2022-01-26",
        ),
        ("The Kremlin condemned the blockade in place since December.", "2022-01-26"),
    ],
)
def test_times_of_other_things(text: str, iso: str) -> None:
    """A time in another's words, or since when something lasts, is not when it was said."""
    assert said_on(text)[0] == iso


def test_last_month_by_its_name() -> None:
    """`last January` in January is the one before."""
    assert said_on("The Kremlin said last January that the reply was poor.")[0] == "2021-01"


OPENING = (
    "Peru's foreign minister flew to Quito yesterday and walked out of the talks with Ecuador on the border."
)


@pytest.mark.parametrize(
    ("rest", "iso"),
    [
        ("Ecuador's government said the border was closed.", "2022-01-25"),
        ("Ecuador's government says the border is closed.", "2022-01-26"),
        ("Ecuador's government said on Monday the border was closed.", "2022-01-24"),
    ],
)
def test_the_opening_gives_its_day(rest: str, iso: str) -> None:
    """A paper of the day after dates its news once, and then goes on in the past tense."""
    assert said_on(f"{OPENING}\n\n{rest}")[0] == iso


@pytest.mark.parametrize(
    ("clause", "governs"),
    [("the envoy told delegates", True), ("the envoy said afterwards", True), ("the envoy said", False)],
)
def test_far_from_the_opening_only_the_same_occasion(clause: str, governs: bool) -> None:
    """Far down only words that lead back to the occasion keep its day."""
    scene = scenes.opening(OPENING, date(2022, 1, 26), [Span(0, len(OPENING))], ())
    assert scene is not None
    assert scene.governs(clause, 50 * scenes.NEAR) is governs
    assert scene.governs(clause, len(OPENING) + 2)


def test_an_opening_with_two_days_gives_none() -> None:
    """Which of them it tells of is not known."""
    text = OPENING.replace("on the border", "on the border, and was expected back in Lima on Wednesday")
    assert scenes.opening(text, date(2022, 1, 26), [Span(0, len(text))], ()) is None

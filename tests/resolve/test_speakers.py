"""Who speaks for whom, and when: hand-overs, titles, bodies and pronouns over all continents."""

from __future__ import annotations

import pytest

from positions.ingest import analyse, desk
from positions.model import Document, Source, Statement, When

DESK = desk()


def statements(text: str, day: str = "2022-01-26") -> list[Statement]:
    return analyse(Document(text, Source("test", "text", "utf-8"), published=When(day)), DESK)


def last(text: str, day: str) -> tuple[str, list[str]]:
    statement = statements(text, day)[-1]
    return statement.speaker.name, [actor.code for actor in statement.actors]


@pytest.mark.parametrize(
    ("text", "day", "speaker", "code"),
    [
        ("The German chancellor said the talks would go on.", "2021-12-07", "Angela Merkel", "DEU"),
        ("The German chancellor said the talks would go on.", "2021-12-08", "Olaf Scholz", "DEU"),
        ("NATO's secretary general said the allies were united.", "2024-09-30", "Jens Stoltenberg", "NATO"),
        ("NATO's secretary general said the allies were united.", "2024-10-01", "Mark Rutte", "NATO"),
        ("The British prime minister said no decision was taken.", "2022-09-07", "Liz Truss", "GBR"),
        ("U.S. President Joe Biden said help was on its way.", "2023-05-01", "Joe Biden", "USA"),
        ("Brazil's president said the Amazon was not for sale.", "2022-12-31", "Jair Bolsonaro", "BRA"),
        ("Japan's prime minister said exercises would be held.", "2019-06-01", "Shinzo Abe", "JPN"),
        ("The Kenyan president said the border would stay open.", "2020-03-03", "Uhuru Kenyatta", "KEN"),
        ("The Russian foreign minister said the reply was poor.", "2022-01-26", "Sergei Lavrov", "RUS"),
    ],
)
def test_offices_change_hands(text: str, day: str, speaker: str, code: str) -> None:
    """A title means its holder on the day of the article."""
    assert last(text, day) == (speaker, [code])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Kremlin said it would answer.", "RUS"),
        ("Moscow said it would answer.", "RUS"),
        ("The White House said it would answer.", "USA"),
        ("Downing Street said it would answer.", "GBR"),
        ("China's foreign ministry said it would answer.", "CHN"),
        ("The Indian government said it would answer.", "IND"),
        ("A spokeswoman for the Polish foreign ministry said it would answer.", "POL"),
        ("The European Commission said it would answer.", "EU"),
        ("The African Union said it would answer.", "AU"),
        ("Iranian officials said they would answer.", "IRN"),
        ("Nigerien authorities said they would answer.", "NER"),
        ("The U.N. Security Council demanded a ceasefire.", "UNSC"),
        ("Hamas said it would answer.", "HAMAS"),
        ("Igor Testov, a spokesman for the Russian defence ministry, said it would answer.", "RUS"),
    ],
)
def test_bodies_and_metonyms(text: str, code: str) -> None:
    """Ministries, palaces, capitals, spokespeople and organisations speak for their principal."""
    assert last(text, "2022-06-15")[1] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Former U.S. president Donald Trump said he would have signed.",
        "Analysts in Moscow said the deal was dead.",
        "Russian lawmakers said the deal was dead.",
        "A resident of Beirut said the deal was dead.",
        "Reuters reported that the deal was dead.",
        "The Venezuelan opposition said the deal was dead.",
        "Two people familiar with the matter said the deal was dead.",
    ],
)
def test_not_the_voice_of_a_state(text: str) -> None:
    """Former holders, observers, lawmakers, the opposition and agencies do not speak for a government."""
    _, codes = last(text, "2022-06-15")
    assert not {"USA", "RUS", "LBN", "VEN"} & set(codes)


def test_unknown_speaker_is_kept_as_named() -> None:
    """A speaker whom no table knows keeps the name and speaks for the body that the text gives."""
    [statement] = statements("Ruritanian trader Max Muster said the price had doubled.")
    assert "Max Muster" in statement.speaker.name
    assert statement.actors == ()


def test_surname_and_pronoun_mean_the_person_named_before() -> None:
    """Full name, surname, pronoun: one person."""
    text = "Norwegian Foreign Minister Anniken Huitfeldt met the press. Huitfeldt said talks had begun. She added that they would last."
    assert [s.speaker.name for s in statements(text)] == ["Anniken Huitfeldt"] * 2


def test_joint_statement_has_several_actors() -> None:
    """Who speaks together stands together."""
    [statement] = statements("Norway and Sweden said on Tuesday that they would join the talks.")
    assert [a.code for a in statement.actors] == ["NOR", "SWE"]


def test_a_place_is_not_a_speaker() -> None:
    """`In Moscow` tells where somebody speaks, not who."""
    [statement] = statements("In Moscow, the Turkish ambassador said the ships would sail.")
    assert [a.code for a in statement.actors] == ["TUR"]


def test_each_decision_names_its_rule() -> None:
    """Cue, speaker, actor, date and act are explained."""
    [statement] = statements("The Kremlin said on Tuesday that it would answer.")
    about = {step.about for step in statement.steps}
    assert about == {"cue", "entry", "source", "speaker", "actor", "date", "act"}
    assert all(step.rule for step in statement.steps)


def test_without_a_date_no_office_is_guessed() -> None:
    """The holder of an office on an unknown day is unknown; the state is not."""
    [statement] = analyse(
        Document("The German chancellor said the talks would go on.", Source("test", "text", "utf-8")), DESK
    )
    assert statement.speaker.name == "The German chancellor"
    assert [a.code for a in statement.actors] == ["DEU"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Taoiseach, Cormac Delahunty, said the border would stay open.", ["IRL"]),
        (
            "Then came Colombia's turn. Foreign Minister Delia Restrepo Vidal said talks were possible.",
            ["COL"],
        ),
        ("The Baltic states said the plan was not enough.", ["EST", "LTU", "LVA"]),
        ("Former Soviet states Ukraine and Georgia have sought membership for years.", ["GEO", "UKR"]),
        ("Two German officials said talks had failed. One of them said a decision would come soon.", ["DEU"]),
        (
            "Defense Minister Ko Chih-lan of Taiwan met lawmakers. “We will not provoke anybody,” Ko said.",
            ["TWN"],
        ),
    ],
)
def test_whose_office_it_is(text: str, codes: list[str]) -> None:
    """An office of one state alone; the one state of the sentences before; states by one word; one of several."""
    found = statements(text)
    assert sorted(actor.code for s in found[-1:] for actor in s.actors) == codes


def test_shared_field_of_ministers_is_needed() -> None:
    """The finance minister is not the information minister who was named before."""
    text = (
        "Information Minister Ghulam Tiwana of Pakistan met reporters. Rates would rise, the finance minister said. "
        "He blamed the drought."
    )
    assert all(s.speaker.name != "Ghulam Tiwana" for s in statements(text) if "Rates" in s.text)


def test_a_paper_speaks_of_its_own_state() -> None:
    """In a paper of Jakarta, the foreign minister is Indonesia's; in an agency's copy nobody's."""
    text = "Envoys will meet next week. The foreign minister said a truce was close."
    of_paper = Document(
        text, Source("test", "text", "utf-8"), outlet="The Jakarta Post", published=When("2022-01-26")
    )
    assert [a.code for a in analyse(of_paper, DESK)[-1].actors] == ["IDN"]
    assert statements(text)[-1].actors == ()

"""Who is meant in running news: servants and company, several by their number, titles, appositions, speeches."""

from __future__ import annotations

import pytest

from positions.ingest import analyse, desk
from positions.model import Document, Source, Statement, When

DESK = desk()


def last(text: str, day: str = "2022-11-21") -> Statement:
    return analyse(Document(text, Source("test", "text", "utf-8"), published=When(day)), DESK)[-1]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A spokesman for German Chancellor Olaf Scholz said the talks would go on.", ["DEU"]),
        ("An aide to President Emmanuel Macron said the talks would go on.", ["FRA"]),
        ("The office of Prime Minister Fumio Kishida said the talks would go on.", ["JPN"]),
        ("Allies of Alexei Navalny said the trial was a farce.", []),
        ("A lawmaker close to President Emmanuel Macron said the talks would go on.", []),
        ("A lawyer for President William Ruto said the case was void.", []),
    ],
)
def test_servants_and_company(text: str, codes: list[str]) -> None:
    """A servant speaks for whom his master speaks; whoever is only near him does not; neither is he."""
    statement = last(text)
    assert [actor.code for actor in statement.actors] == codes
    assert not statement.speaker.code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Armenia and Azerbaijan exchanged prisoners. It was calm. Both sides said a treaty was near.",
            ["ARM", "AZE"],
        ),
        ("Narendra Modi received Olaf Scholz. The two leaders said the war must end.", ["DEU", "IND"]),
        (
            "Peru, Chile and Ecuador sent ministers. The three countries said the fleet must leave.",
            ["CHL", "ECU", "PER"],
        ),
        ("Peru, Chile and Ecuador sent ministers. The four countries said the fleet must leave.", []),
    ],
)
def test_several_by_their_number(text: str, codes: list[str]) -> None:
    """So many as the number says, where just so many are named together before."""
    assert sorted(actor.code for actor in last(text).actors) == codes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The prime minister of Dominica, Roosevelt Skerrit, said the road was clear.", "Roosevelt Skerrit"),
        (
            "Vassily Nebenzia, Russia's ambassador to the United Nations, said it was a farce.",
            "Vassily Nebenzia",
        ),
        (
            "Serbia and Kosovo met. Mr Vučić agreed. Prime Minister Kurti did not. He said it was too early.",
            "Albin Kurti",
        ),
        ("Tonga's Mele Fakatava told delegates that the sea was rising.", "Mele Fakatava"),
        ("Mele Fakatava of Tonga told delegates that the sea was rising.", "Mele Fakatava"),
        ("Egypt's Abdel Fattah El-Sisi said the dam must wait.", "Abdel Fattah al-Sisi"),
        (
            "In 2013 France's foreign minister of the day, Laurent Fabius, said the veto should rest.",
            "Laurent Fabius",
        ),
    ],
)
def test_the_person_and_not_his_description(text: str, speaker: str) -> None:
    """A name beside its description, behind its state's name, under a title, or with another article."""
    assert last(text).speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chile lost no time. The dam would harm Bolivia for good, its foreign ministry said.", ["CHL"]),
        (
            "Finnish President Sauli Niinisto spoke in Oslo. A visit by Vladimir Putin is unthinkable, he said.",
            ["FIN"],
        ),
        (
            "The pact of Vladimir Putin is dead, said Finnish President Sauli Niinisto. He added that talks were over.",
            ["FIN"],
        ),
        ("Peru's foreign ministry said Chile had asked for time. It rejected any delay.", ["PER"]),
        ("The Japanese prime minister stayed at home. He said there was no deal.", ["JPN"]),
        (
            "Australian Foreign Minister Penny Wong met James Cleverly of Britain. The pact stands, she said. "
            "The minister argued that it was needed.",
            ["AUS"],
        ),
        (
            "The Kenyan president stayed at home. In a note, his office said the talks would go on. It added that he was ill.",
            ["KEN"],
        ),
        ("Venezuela held a vote. Turnout was high, said the authorities there.", ["VEN"]),
        ("The UN's decolonisation committee urged both to talk.", ["UN"]),
        ("Abiy Ahmed left early. A ministry source said the truce would fail.", []),
    ],
)
def test_who_is_meant_by_another_word(text: str, codes: list[str]) -> None:
    """Not whom the words themselves name; who spoke comes before who was spoken of; somebody new is nobody named."""
    assert [actor.code for actor in last(text).actors] == codes


@pytest.mark.parametrize(
    "head",
    [
        "Remarks by High Representative Josep Borrell after the meeting with President Vučić",
        "High Representative Josep Borrell's speech at the forum with President Vučić",
        "By Josep Borrell",
    ],
)
def test_i_in_a_speech_is_who_gives_it(head: str) -> None:
    """Outside quotation marks "I" is the speaker or writer whom the head of a text names, and not the last person."""
    text = (
        f"{head}\n\nPresident Vučić agreed to wait for some weeks. I call on Serbia to issue no more plates."
    )
    statement = last(text)
    assert (statement.speaker.name, [a.code for a in statement.actors]) == ("Josep Borrell", ["EU"])

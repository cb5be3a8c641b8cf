"""Texts that are not English are told from those that are; in doubt a text is English."""

from __future__ import annotations

import pytest
from made import ARTICLE, document, page

from positions.readers import tongues

GUESTS = (
    "Minister of Foreign Affairs Hakan Fidan met Maros Sefcovic, Kaja Kallas, Radoslaw Sikorski, Jean-Noel Barrot,"
    " Antonio Tajani, Jose Manuel Albares, Xavier Bettel and Jan Lipavsky at Dolmabahce, Istanbul. Present: Espen"
    " Barth Eide, Elina Valtonen, Lars Lokke Rasmussen."
)
FOREIGN = {
    "de": "Die Außenministerin erklärte am Montag in Berlin, Deutschland werde die Forderungen nicht annehmen.",
    "fr": "Le ministre a déclaré lundi à Paris que la France rejetait les demandes de la délégation voisine.",
    "es": "El ministro dijo el lunes en Madrid que el gobierno no aceptará las condiciones de la otra parte.",
    "nl": "De minister zei maandag in Den Haag dat Nederland de eisen van de buren verwerpt en was het daar niet"
    " mee eens, want dat is in strijd met het verdrag.",
    "tr": "Dışişleri Bakanı pazartesi günü Ankara'da hükümetin bu talepleri reddettiğini söyledi.",
    "ru": "Министр заявил в понедельник, что правительство отвергает требования соседней страны.",
    "zh": "外交部发言人星期一表示，中方反对这一提案。",
    "ar": "قال وزير الخارجية يوم الاثنين إن الحكومة ترفض هذا الاقتراح.",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_one_sentence_tells_a_foreign_language(code: str) -> None:
    assert tongues.of(FOREIGN[code]) == code
    assert tongues.of(FOREIGN[code], declared="en") == code


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        GUESTS,
        "Talks continue.",
        "Kremlin: Lavrov, Blinken meet Geneva",
        "Readout President Call Washington January support sovereignty territorial integrity allies respond decisively",
        f"Asked about the plan, the chancellor said: “{FOREIGN['de']}” He then left the room with the envoys of the"
        " two states, and it was said that they would meet again in the spring.",
        "12 34",
        "",
    ],
    ids=["article", "guests", "two words", "headline", "keywords", "foreign quotation", "figures", "nothing"],
)
def test_english_of_every_kind_stays_english(text: str) -> None:
    """Communiqués full of foreign names, headlines without a small word, a quotation in another language."""
    assert tongues.of(text) == "en"


def test_a_page_s_own_word_settles_only_what_is_in_doubt() -> None:
    assert tongues.of("Berlin lehnt ab", declared="de-AT") == "de"
    assert tongues.of(ARTICLE, declared="de") == "en"


def test_documents_carry_their_language() -> None:
    """Whatever the page declares of itself: this one says that it is in English."""
    paragraphs = [FOREIGN["de"] * 2, FOREIGN["de"].replace("Montag", "Dienstag") * 2]
    assert document(page(paragraphs, "Berlin lehnt ab")).language == "de"
    assert document(page()).language == "en"

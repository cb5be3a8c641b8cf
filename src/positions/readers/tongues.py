"""Which language a text is in. English is seen from its smallest words; for the rest there is py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
_SAMPLE = 20_000  # characters from the middle of a text: its head may be a menu or a masthead
_ENOUGH = 0.18  # the share of small words that no other language has of them
_FEW_WORDS = 12
_SURE = 0.9
_SMALL = frozenset(
    "the of and to that said with for was by from are were his her their this which would has have had not be been"
    " is it as at on he she they we you will who after about into its or an than more there what when".split()
)
_WORD = re.compile(r"[^\W\d_]+")
NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese", "cs": "Czech", "da": "Danish", "fi": "Finnish", "no": "Norwegian",
}  # fmt: skip


def of(text: str, declared: str = "") -> str:
    """The ISO 639-1 code of a text's language. What a page declares of itself settles only what is in doubt."""
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[start : start + _SAMPLE]
    words = _WORD.findall(sample.lower())
    if _share_of_english(words) >= _ENOUGH:
        return ENGLISH
    code, sure = _detected(sample)
    if sure >= _SURE and (len(words) >= _FEW_WORDS or _is_foreign_script(sample)):
        return code
    return declared[:2].lower() or ENGLISH


def _share_of_english(words: list[str]) -> float:
    return sum(word in _SMALL for word in words) / len(words) if words else 0.0


def _is_foreign_script(text: str) -> bool:
    """Whether most letters are none of the Latin ones; a few words of such a text are enough."""
    letters = [character for character in text[:2_000] if character.isalpha()]
    return sum(ord(character) > 0x24F for character in letters) > 0.5 * len(letters)


def _detected(text: str) -> tuple[str, float]:
    code, sure = _detector().classify(text)
    return str(code), float(sure)


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return found

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
# One sentence in another language has a probability of 1e-5 and less to be English, an article 1e-9; a list of foreign
# names within an English text 1e-3.
_IMPOSSIBLE = 1e-4
_ONE = {"wuu": "zh", "yue": "zh", "cdo": "zh", "bs": "sr", "hr": "sr", "nb": "no", "nn": "no"}
_SMALL = frozenset(
    "the of and to that said with for was by from are were his her their this which would has have had not be been"
    " is it as at on he she they we you will who after about into its or an than more there what when".split()
)
_WORD = re.compile(r"[^\W\d_]+")
NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sq": "Albanian", "sr": "Bosnian, Croatian or Serbian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def of(text: str, declared: str = "") -> str:
    """The ISO 639 code of a text's language. What a page declares of itself settles only what is in doubt.

    A text of names and figures is in doubt: not English is only what the detector holds to be next to impossible
    as such.
    """
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[start : start + _SAMPLE]
    if _share_of_english(_WORD.findall(sample.lower())) >= _ENOUGH:
        return ENGLISH
    code, english = _detected(sample)
    if english < _IMPOSSIBLE:
        return _ONE.get(code, code)
    return declared[:2].lower() or ENGLISH


def _share_of_english(words: list[str]) -> float:
    return sum(word in _SMALL for word in words) / len(words) if words else 0.0


def _detected(text: str) -> tuple[str, float]:
    """The likeliest language, and how likely English is."""
    ranked = _detector().rank(text)
    return str(ranked[0][0]), float(dict(ranked)[ENGLISH])


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return found

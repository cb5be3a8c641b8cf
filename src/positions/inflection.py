"""The forms of English words, for rooms that have no parse: from a lemma to its forms.

Spelling follows Quirk et al. (1985), 3.5 to 3.10 (verbs) and 5.79 to 5.81 (plurals of nouns).
"""

from __future__ import annotations

import re

_IRREGULAR = {
    "begin": "began begun", "bid": "bid bade bidden", "bring": "brought", "broadcast": "broadcast", "cast": "cast",
    "choose": "chose chosen", "come": "came", "dream": "dreamt", "feel": "felt", "fight": "fought", "find": "found",
    "foresee": "foresaw foreseen", "go": "goes went gone", "hit": "hit", "hold": "held", "know": "knew known",
    "lay": "laid", "learn": "learnt", "let": "let", "make": "made", "mean": "meant", "put": "put", "read": "read",
    "say": "said", "see": "saw seen", "seek": "sought", "set": "set", "shoot": "shot", "show": "shown",
    "speak": "spoke spoken", "spell": "spelt", "stand": "stood", "stick": "stuck", "strive": "strove striven",
    "swear": "swore sworn", "teach": "taught", "tell": "told", "think": "thought", "understand": "understood",
    "undertake": "undertook undertaken", "uphold": "upheld", "write": "wrote written", "overhear": "overheard",
    "get": "got gotten", "give": "gave given", "take": "took taken", "keep": "kept", "leave": "left", "lead": "led",
    "draw": "drew drawn", "drive": "drove driven", "hear": "heard", "meet": "met", "send": "sent", "sing": "sang sung",
    "withdraw": "withdrew withdrawn", "rebut": "rebutted", "fret": "fretted", "veto": "vetoes",
}  # fmt: skip
# Verbs of more than one syllable that double their last letter: the stress is on it, or British spelling does so.
_DOUBLING = frozenset("admit commit permit refer prefer confer regret rebut abet signal counsel label model repel compel "
                      "rebel propel extol brag plan plot plug ban nod beg prod skip snap slam pan plump rub root "
                      "bar sum pin".split()) - {"plump", "root"}  # fmt: skip
_VOWELS = "aeiou"


def of_verb(lemma: str) -> set[str]:
    """All forms of a verb. A few that nobody writes do no harm."""
    forms = {lemma, _with_s(lemma), _stem(lemma) + "ing", *_past(lemma), *_IRREGULAR.get(lemma, "").split()}
    if lemma in ("signal", "counsel", "label", "model"):
        forms |= {f"{lemma}ed", f"{lemma}ing"}
    return forms


def of_noun(lemma: str) -> set[str]:
    return {lemma, _with_s(lemma)}


def _with_s(lemma: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)\Z", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if _consonant_y(lemma) else lemma + "s"


def _past(lemma: str) -> set[str]:
    if lemma.endswith("e"):
        return {lemma + "d"}
    return {lemma[:-1] + "ied"} if _consonant_y(lemma) else {_stem(lemma) + "ed"}


def _stem(lemma: str) -> str:
    """The stem before "-ing" and "-ed": without a mute e, with its last letter doubled where that is usual."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1]
    return lemma + lemma[-1] if lemma in _DOUBLING or lemma in ("put", "set", "hit", "let", "bid") else lemma


def _consonant_y(lemma: str) -> bool:
    return len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in _VOWELS

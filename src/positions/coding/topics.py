"""Which disputes and positions a text may be about: a cheap look at its words.

A position is near by the words of its proposition, label and aliases, and half as much by those of its patterns; a word
counts the more, the fewer positions have it (inverse document frequency, Sparck Jones 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from positions.coding.codebook import Codebook, Entry
from positions.coding.patterns import Pattern

STEM = 6  # letters of a word that count: "enlarge" and "enlargement" are one
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(
    "the and for with from are been have has had will would should must not any all its their his her they this that these "
    "those may can could there what which who whom than then only until into over under between when where other more"
    .split()
)  # fmt: skip


class Topics:
    """The words of a codebook's positions, indexed."""

    def __init__(self, codebook: Codebook) -> None:
        said = {e: stems(_words(e)) for e in codebook.entries}
        patterns = {e: stems(_pattern_words(e)) - said[e] for e in codebook.entries}
        spread = Counter(w for words in (*said.values(), *patterns.values()) for w in words)
        rare = {word: math.log(1 + len(said) / n) for word, n in spread.items()}
        self._weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._entries = codebook.entries
        for at, entry in enumerate(codebook.entries):
            for word in said[entry]:
                self._weights[word].append((at, rare[word]))
            for word in patterns[entry]:
                self._weights[word].append((at, 0.5 * rare[word]))

    def disputes(self, text: str) -> dict[str, float]:
        """How near each dispute is to a text: as near as the nearest of its positions."""
        found: dict[str, float] = defaultdict(float)
        for at, weight in self._near(stems(text)).items():
            dispute = self._entries[at].position.dispute
            found[dispute] = max(found[dispute], weight)
        return dict(found)

    def _near(self, words: Iterable[str]) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for word in words:
            for at, weight in self._weights.get(word, ()):
                found[at] += weight
        return found


@lru_cache(maxsize=4)
def topics(codebook: Codebook) -> Topics:
    return Topics(codebook)


def stems(text: str) -> set[str]:
    """The words of a text that tell its topic, each cut to its first letters, in lower case."""
    return {w[:STEM] for w in _WORD.findall(text.lower()) if w not in _COMMON}


def _words(entry: Entry) -> str:
    position = entry.position
    return " ".join((position.label, position.proposition, *position.aliases))


def _pattern_words(entry: Entry) -> str:
    return " ".join(word for _, pattern in entry.patterns for word in _lemmas(pattern))


def _lemmas(pattern: Pattern) -> Iterator[str]:
    phrases = (pattern.phrase, *pattern.needs)
    words: Iterable[frozenset[str]] = (w.lemmas | w.exact for phrase in phrases for w in phrase.words)
    return (lemma for lemmas in words for lemma in lemmas)

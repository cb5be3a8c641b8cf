"""Which texts are copies of one report: the wire story that many outlets print, cut and lightly edited.

Texts are compared by their shingles, all runs of three words. Two are copies where half of the shorter one's
shingles stand in the other (Broder's containment, 1997): measured on invented agency copy, cut and edited copies
share 0.75 and more, two reporters in one room who quote the same sentences 0.2 to 0.3, two stories of one day
under 0.1.

So that not every text is compared with every other, each has `BANDS` numbers made of its MinHash; two texts that
resemble each other share one of them: with a probability of 0.98 where they have 45 % of all shingles in common,
of 0.3 where they have 20 % (1 - (1 - s^ROWS)^BANDS; Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

import re

from positions.reference import fold

WORDS = 3  # in a shingle
FEWEST = 50  # shingles; a shorter text is no copy of anything
SHARED = 0.5  # of the shorter text's shingles: copies
VERSION = 0.1  # of the shorter text's shingles: at one address, an older and a newer text of one article
BANDS, ROWS = 42, 3
_PERMUTATIONS = 128


def shingles(text: str) -> frozenset[str]:
    """All runs of three words, without case, accents, punctuation and apostrophes."""
    words = re.findall(r"\w+", fold(re.sub(r"['’]", "", text)))
    return frozenset(" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the shorter text's shingles that the other has too; 0 where one has none."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def are_copies(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= FEWEST and contained(one, other) >= SHARED


def are_versions(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts at one address are one article. A page that shows another article every day is not."""
    return contained(one, other) >= VERSION


def bands(found: frozenset[str]) -> list[int]:
    """The numbers that a copy is looked up by, each a signed integer of 64 bits; none of a short text."""
    if len(found) < FEWEST:
        return []
    from datasketch import MinHash

    minhash = MinHash(num_perm=_PERMUTATIONS)
    minhash.update_batch([each.encode() for each in found])
    return [_band(number, minhash.hashvalues[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)]


def _band(number: int, values: object) -> int:
    import hashlib

    given = f"{number}:{','.join(map(str, values))}".encode()  # type: ignore[call-overload]
    return int.from_bytes(hashlib.blake2b(given, digest_size=8).digest(), signed=True)

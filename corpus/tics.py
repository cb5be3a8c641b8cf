"""What tells our articles from real ones: the strongest features of a linear classifier on words.

    pip install "scikit-learn>=1.5,<2"
    python corpus/tics.py [FEATURES]

Names and topics part any two corpora; what else stands in the list is a tic of ours. Words with a capital
inside a sentence are left out, and the rest are shown with the share of the documents that have them. The
peers are PolNeAR's train split and the State Department's releases of ../shared, where they are.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import corpus
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

SHARED = Path(__file__).resolve().parents[2] / "shared"
PEERS = {
    "PolNeAR train": SHARED / "eval" / "polnear_train.jsonl.gz",
    "State Department": SHARED / "corpus" / "state-department.jsonl.gz",
}
PLAIN = str.maketrans("’‘“”\xa0", "''\"\" ")


def main(shown: int = 50) -> None:
    ours = [_lower(a.text) for a in corpus.articles()]
    for name, path in PEERS.items():
        if not path.exists():
            print(f"{path} is not here: nothing to compare with.")
            continue
        theirs = [_lower(text) for text in _texts(path)]
        for label, sizes in (("words", (1, 1)), ("phrases of two and three words", (2, 3))):
            _compare(f"{name}, {label}", ours, theirs, sizes, shown)


def _compare(name: str, ours: list[str], theirs: list[str], sizes: tuple[int, int], shown: int) -> None:
    counter = CountVectorizer(
        binary=True, min_df=10, ngram_range=sizes, token_pattern=r"[a-z']+|[;:—–()%$£€\"]"
    )
    table = counter.fit_transform(ours + theirs)
    labels = np.r_[np.ones(len(ours)), np.zeros(len(theirs))]
    model = LogisticRegression(C=0.05, max_iter=2000, class_weight="balanced")
    right = cross_val_score(model, table, labels, cv=5).mean()
    weights = model.fit(table, labels).coef_[0]
    words = counter.get_feature_names_out()
    share = [np.asarray(table[labels == side].mean(0))[0] for side in (1, 0)]
    print(f"\n{name}: told apart in {right:.1%}; strongest for ours (share of ours, of theirs)")
    best = weights.argsort()[::-1][:shown]
    print("  " + ", ".join(f"{words[i]} ({share[0][i]:.0%}, {share[1][i]:.0%})" for i in best))


def _lower(text: str) -> str:
    """The words of a text that do not begin with a capital, in plain typography."""
    words = re.findall(r"[A-Za-z']+|[^\sA-Za-z]", text.translate(PLAIN))
    return " ".join(w for w in words if not w[0].isupper())


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record.get("text") or re.sub(r"<[^>]+>", " ", html.unescape(record["html"]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

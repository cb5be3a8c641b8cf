"""How far annotations of the test split agree: attributions by the scorer in ../shared/eval, labels by Cohen's kappa.

python corpus/agreement.py                    # the two annotations, and each against the writers'
python corpus/agreement.py FOLDER FOLDER      # any two
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

import corpus

HERE = Path(__file__).resolve().parent
SCORER = HERE.parents[1] / "shared" / "eval" / "attribution_score.py"
PAIRS = (("second/a", "second/b"), ("second/writer", "second/a"), ("second/writer", "second/b"))
Pair = tuple[corpus.Annotated, corpus.Annotated]
NONE, MENTION = "none", "mention"


def main(folders: Sequence[str]) -> int:
    if not SCORER.exists():
        print(f"{SCORER} is not here: nothing to measure.")
        return 0
    for one, other in [(folders[0], folders[1])] if folders else PAIRS:
        _compare(one, other)
    return 0


def _compare(one: str, other: str) -> None:
    both = list(_same_articles(HERE / one, HERE / other))
    records = [corpus.record(a) for a, _ in both]
    scores = _scorer().score(records, [corpus.record(b)["attributions"] for _, b in both])
    print(f"{one} and {other}: {len(both)} articles")
    for kind in ("all", "direct", "indirect"):
        print(f"  {kind}: F1 {scores[f'attribution.{kind}']['F1']}")
    print(f"  speaker: {scores['speaker.accuracy']['all']} % of the matched")
    pairs = [(a, p) for a, b in both for p in _matched(a, b)]
    for name, label in (
        ("actor", lambda s: s.actors),
        ("said on", lambda s: s.said_on),
        ("act", lambda s: s.act),
    ):
        labels: list[tuple[Hashable, Hashable]] = [(label(x), label(y)) for _, (x, y) in pairs]
        same = sum(x == y for x, y in labels) / len(labels)
        print(f"  {name}: the same in {100 * same:.1f} %, kappa {kappa(labels):.2f}")
    stances = list(_stances(both))
    taken = [tuple(NONE if side == MENTION else side for side in pair) for pair in stances]
    print(f"  stance: kappa {kappa(stances):.2f}; a mention counted as none: {kappa(taken):.2f}\n")


def kappa(labels: Sequence[tuple[Any, ...]]) -> float:
    """Cohen's kappa (1960): the agreement beyond what the two labellings' frequencies give by chance."""
    n = len(labels)
    observed = sum(a == b for a, b in labels) / n
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    expected = sum(first[label] * second[label] for label in first) / n**2
    return (observed - expected) / (1 - expected)


def _stances(both: Sequence[tuple[corpus.Article, corpus.Article]]) -> Iterator[tuple[str, str]]:
    """The sides of each matched statement on each position that either annotator coded in its article."""
    for a, b in both:
        statements = (*a.statements, *b.statements)
        slugs = sorted({_slug(stance) for s in statements for stance in s.stances})
        for x, y in _matched(a, b):
            yield from ((_side(x, slug), _side(y, slug)) for slug in slugs)


def _slug(stance: str) -> str:
    return stance.removeprefix("~").partition(":")[0]


def _side(statement: corpus.Annotated, slug: str) -> str:
    stance = next((s for s in statement.stances if _slug(s) == slug), "")
    if not stance:
        return NONE
    return MENTION if stance.startswith("~") else "support" if ":support" in stance else "oppose"


def _same_articles(one: Path, other: Path) -> Iterator[tuple[corpus.Article, corpus.Article]]:
    for path in sorted(one.glob("*.txt")):
        if (other / path.name).exists():
            a, b = corpus.read(path), corpus.read(other / path.name)
            if a.text != b.text:
                raise SystemExit(f"{path.name}: the annotators' texts differ")
            yield a, b


def _matched(a: corpus.Article, b: corpus.Article) -> Iterator[Pair]:
    """Statements whose contents share half of their words or more, the closest first, each once."""
    document = _scorer().Doc(a.text)
    words: Callable[[corpus.Annotated], set[int]] = lambda s: document.tokens(  # noqa: E731
        [(c.start, c.end) for c in s.content]
    )
    left, right = [words(s) for s in a.statements], [words(s) for s in b.statements]
    close = sorted(
        (-len(x & y) / len(x | y), i, j)
        for i, x in enumerate(left)
        for j, y in enumerate(right)
        if 2 * len(x & y) >= len(x | y) > 0
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in close:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield a.statements[i], b.statements[j]


def _scorer() -> Any:
    if "attribution_score" not in sys.modules:
        spec = importlib.util.spec_from_file_location("attribution_score", SCORER)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["attribution_score"] = module
        spec.loader.exec_module(module)
    return sys.modules["attribution_score"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

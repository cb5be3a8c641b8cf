"""Who, for whom, when, and on which side: the whole analysis on the annotated articles of `corpus/`.

    python benchmarks/statements.py [SPLIT] [--errors]

A found statement matches an annotated one where their contents share at least half of their words
(intersection over union), one to one, the best first. All else is counted over the matched pairs. An actor is
right where one of the states or organisations spoken for is; no date is right where the annotation has none and
the program says none or the day of publication. Design on train.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus"))

from corpus import Annotated, Article, articles

from positions import readers
from positions.ingest import Desk, analyse, desk
from positions.model import Span, Statement, When

Pair = tuple[Annotated, Statement]


def main(split: str = "train", errors: str = "") -> None:
    at_hand = desk()
    counts: Counter[str] = Counter()
    for article in articles():
        if article.head.get("split") == split:
            for line in _measured(article, at_hand, counts):
                if errors == "--errors":
                    print(f"{article.path.stem} {line}")
    _print(counts)


def _measured(article: Article, at_hand: Desk, counts: Counter[str]) -> Iterator[str]:
    """Count one article; yields what was wrong in it."""
    document = readers.read_bytes(article.text.encode(), article.path.name)
    own = document.published.iso if document.published else ""
    counts["articles"] += 1
    counts["own date right"] += own == article.head["published"]
    counts["own date wrong"] += bool(own) and own != article.head["published"]
    found = analyse(replace(document, published=When(article.head["published"])), at_hand)
    pairs = _pairs(article, found) if document.text == article.text else []
    counts.update(annotated=len(article.statements), found=len(found), matched=len(pairs))
    for annotated, statement in pairs:
        yield from _actor(annotated, statement, at_hand, counts)
        yield from _date(annotated, statement, article.head["published"], counts)
        yield from _stances(annotated, statement, counts)
        counts["act right"] += statement.act.value == annotated.act


def _actor(annotated: Annotated, statement: Statement, at_hand: Desk, counts: Counter[str]) -> Iterator[str]:
    got = _voices({a.code for a in statement.actors}, at_hand)
    wanted = _voices(set(annotated.actors), at_hand)
    right = bool(got & wanted) if wanted else not got
    counts["actor right"] += right
    counts["actor wrong"] += not right and bool(got)
    if not right:
        rule = next(s.rule for s in statement.steps if s.about == "actor")
        yield f"{annotated.number} ACTOR {annotated.speaker} {wanted} | {statement.speaker.name} {got} {rule}"


def _voices(codes: set[str], at_hand: Desk) -> set[str]:
    """The states and organisations that codes speak for; parties, parliaments and persons speak for none of them."""
    actors = (
        at_hand.world.voice(at_hand.world.actors[code]) for code in codes if code in at_hand.world.actors
    )
    voiceless = ("person", "group", "parliament", "agency")
    return {a.of if a.kind == "organ" and a.of else a.code for a in actors if a.kind not in voiceless}


def _date(annotated: Annotated, statement: Statement, published: str, counts: Counter[str]) -> Iterator[str]:
    day = statement.said.on.iso if statement.said.on else ""
    undated = not annotated.said_on and day in ("", published)  # as in ../shared/gold
    right = undated or day == annotated.said_on
    counts["date right"] += right
    if not right:
        wanted = f"{annotated.said_on} ({annotated.said_on_from})"
        yield f"{annotated.number} DATE {wanted} | {day} ({statement.said.basis})"


def _stances(annotated: Annotated, statement: Statement, counts: Counter[str]) -> Iterator[str]:
    """Positions and sides; the implied ones left out, and whose view it is not looked at."""
    wanted = {_side(mark) for mark in annotated.stances if not mark.startswith("~")}
    got = {(s.position, s.side.value) for s in statement.stances if not s.implied}
    turned = {(slug, "oppose" if side == "support" else "support") for slug, side in got}
    counts["stances annotated"] += len(wanted)
    counts["stances found"] += len(got)
    counts["stances right"] += len(got & wanted)
    counts["stances on the other side"] += len(turned & wanted)
    if got != wanted:
        because = [s.because for s in statement.stances if not s.implied]
        yield f"{annotated.number} STANCE {sorted(wanted)} | {statement.text[:160]!r} {because}"


def _side(mark: str) -> tuple[str, str]:
    slug, _, rest = mark.partition(":")
    return slug, "support" if rest.startswith("support") else "oppose"


def _pairs(article: Article, found: list[Statement]) -> list[Pair]:
    places = [(m.start(), m.end()) for m in re.finditer(r"\w+", article.text)]
    mine = [_words(s.content, places) for s in article.statements]
    theirs = [_words(s.attribution.content, places) for s in found]
    ranked = sorted(
        ((len(a & b) / len(a | b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a & b),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for share, i, j in ranked:
        if share >= 0.5 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((article.statements[i], found[j]))
    return pairs


def _words(spans: list[Span] | tuple[Span, ...], places: list[tuple[int, int]]) -> set[int]:
    return {i for i, (start, end) in enumerate(places) if any(s.start < end and start < s.end for s in spans)}


def _print(counts: Counter[str]) -> None:
    share = lambda part, whole: f"{100 * counts[part] / (counts[whole] or 1):.1f}"  # noqa: E731
    print(
        f"{counts['articles']} articles, {counts['annotated']} statements annotated, {counts['found']} found"
    )
    print(f"statements: precision {share('matched', 'found')}, recall {share('matched', 'annotated')}")
    for name in ("actor right", "actor wrong", "date right", "act right"):
        print(f"{name}: {share(name, 'matched')} % of the {counts['matched']} matched")
    print(
        f"stances: precision {share('stances right', 'stances found')}, "
        f"recall {share('stances right', 'stances annotated')} of {counts['stances annotated']}, "
        f"{counts['stances on the other side']} on the other side"
    )
    print(
        f"own date of publication: right {share('own date right', 'articles')} %, wrong {counts['own date wrong']}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

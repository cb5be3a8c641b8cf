"""Who, for whom, when, and on which side: the whole analysis on the annotated articles of `corpus/`.

    python benchmarks/statements.py [SPLIT] [--errors]

A found statement matches an annotated one where their contents share at least half of their words
(intersection over union), one to one, the best first. Actor, date and act are shares of the matched pairs;
stances are scored over all statements: (position, side, holder), the implied ones left out. Design on train.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
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
        if article.head.get("split") != split:
            continue
        document = readers.read_bytes(article.text.encode(), article.path.name)
        counts["date of publication right"] += bool(
            document.published and document.published.iso == article.head["published"]
        )
        counts["articles"] += 1
        document = replace(document, published=When(article.head["published"]))
        found = analyse(document, at_hand) if document.text == article.text else []
        _count(article, found, counts, errors == "--errors", at_hand)
    _print(counts)


def _count(article: Article, found: list[Statement], counts: Counter[str], tell: bool, at_hand: Desk) -> None:
    pairs = _pairs(article, found)
    counts["annotated"] += len(article.statements)
    counts["found"] += len(found)
    counts["matched"] += len(pairs)
    for annotated, statement in pairs:
        actors = _voices({a.code for a in statement.actors}, at_hand)
        wanted = _voices(set(annotated.actors), at_hand)
        right = bool(actors & wanted) if wanted else not actors
        counts["actor right"] += right
        counts["actor wrong"] += not right and bool(actors)
        day = statement.said.on.iso if statement.said.on else ""
        undated = not annotated.said_on and day in ("", article.head["published"])  # as in ../shared/gold
        dated = undated or day == annotated.said_on
        counts["date right"] += dated
        counts["act right"] += statement.act.value == annotated.act
        if tell and not right:
            print(
                f"{article.path.stem} {annotated.number} ACTOR {annotated.speaker} {annotated.actors} | {statement.speaker.name} {actors} {statement.steps[1].rule}"
            )
        if tell and not dated:
            print(
                f"{article.path.stem} {annotated.number} DATE {annotated.said_on} ({annotated.said_on_from}) | {day} ({statement.said.basis})"
            )
    _count_stances(article, pairs, found, counts, tell)


def _count_stances(
    article: Article, pairs: list[Pair], found: list[Statement], counts: Counter[str], tell: bool
) -> None:
    """Precision over what was found in matched statements, recall over what was annotated in them."""
    for annotated, statement in pairs:
        wanted = {_stance(each, annotated) for each in annotated.stances if not each.startswith("~")}
        got = {(s.position, s.side.value, s.actor) for s in statement.stances if not s.implied}
        loose = {(p, side) for p, side, _ in got}
        counts["stances annotated"] += len(wanted)
        counts["stances found"] += len(loose)
        counts["stances right"] += len(loose & {(p, side) for p, side, _ in wanted})
        counts["stances on the other side"] += len(
            {(p, "oppose" if s == "support" else "support") for p, s in loose}
            & {(p, side) for p, side, _ in wanted}
        )
        if tell and loose != {(p, side) for p, side, _ in wanted}:
            print(
                f"{article.path.stem} {annotated.number} STANCE {sorted(wanted)} | {sorted(got)} | {statement.text[:160]!r} {[s.because for s in statement.stances if not s.implied]}"
            )


def _stance(mark: str, annotated: Annotated) -> tuple[str, str, str]:
    position, side, holder = re.match(r"([a-z0-9-]+):(\w+)\??(?:@(.+))?", mark).groups()  # type: ignore[union-attr]
    return position, side, holder or (annotated.actors[0] if annotated.actors else "")


def _voices(codes: set[str], at_hand: Desk) -> set[str]:
    """The states and organisations that codes speak for; parties, parliaments and persons speak for none of them."""
    actors = (
        at_hand.world.voice(at_hand.world.actors[code]) for code in codes if code in at_hand.world.actors
    )
    return {
        a.of if a.kind == "organ" and a.of else a.code
        for a in actors
        if a.kind not in ("person", "group", "parliament", "agency")
    }


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
    matched = counts["matched"] or 1
    print(
        f"{counts['articles']} articles, {counts['annotated']} statements annotated, {counts['found']} found, {counts['matched']} matched"
    )
    print(
        f"own date of publication right: {100 * counts['date of publication right'] / (counts['articles'] or 1):.1f} %"
    )
    print(
        f"precision {100 * matched / (counts['found'] or 1):.1f}, recall {100 * matched / (counts['annotated'] or 1):.1f}"
    )
    for name in ("actor right", "actor wrong", "date right", "act right"):
        print(f"{name}: {100 * counts[name] / matched:.1f} % of the matched")
    print(
        f"stances: precision {100 * counts['stances right'] / (counts['stances found'] or 1):.1f}, "
        f"recall {100 * counts['stances right'] / (counts['stances annotated'] or 1):.1f}, "
        f"other side {counts['stances on the other side']} (n = {counts['stances annotated']})"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Training examples of the stance coder: propositions beside framed statements.

From three sources: labelled sentences (`data/stances/*.jsonl`), the examples of the codebook, and the annotated
articles of `corpus/`. Propositions are reworded and turned round (`propositions.jsonl`), so that the coder compares
and does not learn propositions by heart.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frames import Frame, frame, pair
from tokenizers import Tokenizer

from positions import reference
from positions.coding import codebook
from positions.extract import layout
from positions.model import Side, Span
from positions.resolve.world import World

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
import corpus

ROOT = Path(__file__).resolve().parent
CANON = 0.7  # of the propositions stand in the words of the codebook, the others in any wording
NONE, SUPPORT, OPPOSE = range(3)
TURNED = {NONE: NONE, SUPPORT: OPPOSE, OPPOSE: SUPPORT}
SIDES = {"none": NONE, "support": SUPPORT, "oppose": OPPOSE}


@dataclass(frozen=True)
class Case:
    """A framed statement and what it says of positions: slug -> (side, conditional). `others` are none for sure."""

    framed: Frame
    stances: dict[str, tuple[int, bool]]
    nones: tuple[str, ...]
    dispute: str


@dataclass(frozen=True)
class Example:
    ids: list[int]
    parts: list[int]
    side: int
    conditional: int  # -1 where it does not apply


class Propositions:
    """The wordings of each position, as pieces, with whether they are turned round."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        encode = lambda words: tokenizer.encode(words, add_special_tokens=False).ids[:32]  # noqa: E731
        self.entries = {e.position.slug: e.position for e in codebook.load().entries}
        self.said: dict[str, list[tuple[list[int], bool]]] = {
            slug: [(encode(p.proposition), False)] for slug, p in self.entries.items()
        }
        path = ROOT / "data" / "propositions.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            if row["slug"] in self.said:
                self.said[row["slug"]] += [(encode(w), False) for w in row["same"]]
                self.said[row["slug"]] += [(encode(w), True) for w in row["opposite"]]

    def related(self, slug: str) -> set[str]:
        """A position with those that it contradicts or implies, either way: never none of each other for sure."""
        mine = self.entries[slug]
        return {slug, *mine.contradicts, *mine.implies} | {
            p.slug for p in self.entries.values() if slug in (*p.contradicts, *p.implies)
        }


def sentences_of(path: Path, tokenizer: Tokenizer, world: World) -> Iterator[Case]:
    """Labelled sentences: one position each; where another party reports it, that party takes no side by it."""
    book = {e.position.slug: e.position.dispute for e in codebook.load().entries}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["position"] not in book:
            continue
        text = row["text"]
        at = text.find(row["said"])
        said = [Span(at, at + len(row["said"]))] if at >= 0 and row["said"] else []
        holder = said
        if row["second_hand"]:
            holder = [h.span for h in world.scan(text) if row["actor"] in h.codes][:1] or said
        whole = Span(_last_sentences(text), len(text.rstrip()))
        label = SIDES[row["stance"]], bool(row["conditional"])
        dispute = book[row["position"]]
        yield Case(frame(tokenizer, text, None, whole, holder), {row["position"]: label}, (), dispute)
        reporter = [h.span for h in world.scan(text) if row["second_hand"] and row["second_hand"] in h.codes][
            :1
        ]
        if reporter and reporter != holder:
            framed = frame(tokenizer, text, None, whole, reporter)
            yield Case(framed, {row["position"]: (NONE, False)}, (), dispute)


def _last_sentences(text: str) -> int:
    """Where the last sentence begins: the statement; what stands before it is its context."""
    cuts = [m.end() for m in re.finditer(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘'])", text)]
    return cuts[-1] if cuts and len(text) - cuts[-1] > 40 else 0


def of_codebook(tokenizer: Tokenizer, world: World) -> Iterator[Case]:
    for entry in codebook.load().entries:
        for example in entry.examples:
            side = NONE if example.side is None else SUPPORT if example.side is Side.SUPPORT else OPPOSE
            holder = (
                [h.span for h in world.scan(example.text) if example.holder in h.codes][:1]
                if example.holder
                else []
            )
            holder = holder or _first_mention(world, example.text)
            framed = frame(tokenizer, example.text, None, Span(0, len(example.text.rstrip())), holder)
            yield Case(
                framed, {entry.position.slug: (side, bool(example.conditional))}, (), entry.position.dispute
            )


def _first_mention(world: World, text: str) -> list[Span]:
    return [h.span for h in world.scan(text) if h.use != "place"][:1]


def of_articles(split: str, tokenizer: Tokenizer, world: World) -> Iterator[Case]:
    """Each statement of the corpus: its stances by holder, and none on the other positions of the article's disputes."""
    book = {e.position.slug: e.position.dispute for e in codebook.load().entries}
    for article in corpus.articles():
        if article.head["split"] != split:
            continue
        headline = next((b.span for b in layout.blocks(article.text) if b.kind == layout.HEADLINE), None)
        about = {
            book[m["slug"]]
            for s in article.statements
            for mark in s.stances
            if (m := corpus._STANCE.match(mark.lstrip("~"))) and m["slug"] in book
        }
        for s in article.statements:
            spans = [*s.source, *s.cue, *s.content]
            if not s.content or not about:
                continue
            whole = Span(min(x.start for x in spans), max(x.end for x in spans))
            if whole.end - whole.start > 700:
                continue
            by_holder: dict[str, dict[str, tuple[int, bool]]] = {"": {}}
            for mark in s.stances:
                found = corpus._STANCE.match(mark.lstrip("~"))
                if found and found["slug"] in book:
                    side = NONE if mark.startswith("~") else SIDES[found["side"]]
                    by_holder.setdefault(found["holder"] or "", {})[found["slug"]] = (
                        side,
                        bool(found["condition"]),
                    )
            for holder, stances in by_holder.items():
                mention = list(s.source)
                if holder:
                    mention = [
                        h.span for h in world.scan(article.text) if holder in h.codes and whole.holds(h.span)
                    ][:1]
                    if not mention:
                        continue
                nones = tuple(slug for slug, d in book.items() if d in about and slug not in stances)
                dispute = next((book[slug] for slug in stances), min(about))
                yield Case(frame(tokenizer, article.text, headline, whole, mention), stances, nones, dispute)


def examples(cases: Sequence[Case], said: Propositions, chance: random.Random) -> Iterator[Example]:
    """One epoch: each stance with one wording of its proposition, and propositions on which no side is taken."""
    by_dispute: dict[str, list[str]] = {}
    for slug, position in said.entries.items():
        by_dispute.setdefault(position.dispute, []).append(slug)
    for case in cases:
        known = {r for slug in case.stances for r in said.related(slug)}
        for slug, (side, conditional) in case.stances.items():
            words, turned = said.said[slug][0] if chance.random() < CANON else chance.choice(said.said[slug])
            yield _example(case, words, TURNED[side] if turned else side, conditional)
        near = [s for s in case.nones or by_dispute[case.dispute] if s not in known]
        if near and chance.random() < (0.35 if case.stances else 0.12):
            yield _example(case, chance.choice(said.said[chance.choice(near)])[0], NONE, False)
        far = chance.choice(list(said.said))
        if chance.random() < 0.04 and said.entries[far].dispute != case.dispute:
            yield _example(case, said.said[far][0][0], NONE, False)


def _example(case: Case, proposition: Sequence[int], side: int, conditional: bool) -> Example:
    ids, parts = pair(proposition, case.framed)
    return Example(ids, parts, side, int(conditional) if side != NONE else -1)


def world() -> World:
    return World(reference.load())

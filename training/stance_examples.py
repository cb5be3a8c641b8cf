"""Training examples of the stance coder: propositions beside framed statements.

From five sources: labelled sentences (`data/stances/*.jsonl`), the examples of the codebook, the annotated articles of
`corpus/`, marked articles (`data/articles/*.txt`), and sentences made of parts (`templates.py`). Propositions are
reworded and turned round (`propositions.jsonl`), so that the coder compares and does not learn propositions by heart.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import templates
from tokenizers import Tokenizer

from positions import reference
from positions.coding import codebook
from positions.coding.frames import Frame, frame, pair
from positions.extract import layout
from positions.model import Side, Span
from positions.resolve.world import World

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
import corpus

ROOT = Path(__file__).resolve().parent
CANON = 0.85  # of the propositions stand in the words of the codebook, the others in any wording
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
    dense: bool = False  # from an article all of whose statements are marked: many of them take no side


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
            whole = Span.over(spans)
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
        for _ in range(2 if case.dense else 1):
            if not near or chance.random() > (0.7 if case.dense else 0.4 if case.stances else 0.2):
                continue
            yield _example(case, chance.choice(said.said[chance.choice(near)])[0], NONE, False)
        far = chance.choice(list(said.said))
        if chance.random() < 0.04 and said.entries[far].dispute != case.dispute:
            yield _example(case, said.said[far][0][0], NONE, False)


def _example(case: Case, proposition: Sequence[int], side: int, conditional: bool) -> Example:
    ids, parts = pair(proposition, case.framed)
    return Example(ids, parts, side, int(conditional) if side != NONE else -1)


def world() -> World:
    return World(reference.load())


def maker(chance: random.Random) -> templates.Maker:
    """Sentences made of parts, said by any state or body of the world."""
    known = reference.load()
    by: dict[str, dict[str, str]] = {}
    for each in known.names:
        by.setdefault(each.code, {}).setdefault(each.use, each.name)
    states = [(actor.name, by.get(actor.code, {})) for actor in known.actors if actor.kind == "state"]
    return templates.Maker(
        ((name, uses.get("adjective", ""), uses.get("capital", "")) for name, uses in states), chance
    )


def made(
    many: int, maker_: templates.Maker, tokenizer: Tokenizer, said: Propositions, chance: random.Random
) -> Iterator[Example]:
    """Examples made of parts, fresh ones each time."""
    slugs = sorted(set(maker_.forms) & set(said.entries))
    for _ in range(many):
        slug = chance.choice(slugs)
        each = maker_.made(slug)
        at = re.search(re.escape(each.said), each.text, re.IGNORECASE)
        holder = [Span(at.start(), at.end())] if at else []
        framed = frame(tokenizer, each.text, None, Span(_last_sentences(each.text), len(each.text)), holder)
        side = {1: SUPPORT, -1: OPPOSE, 0: NONE}[each.side]
        words, turned = said.said[slug][0] if chance.random() < CANON else chance.choice(said.said[slug])
        case = Case(framed, {}, (), said.entries[slug].dispute)
        yield _example(case, words, TURNED[side] if turned else side, each.conditional)
        if chance.random() < 0.15:
            far = chance.choice([s for s in said.entries if s not in said.related(slug)])
            yield _example(case, said.said[far][0][0], NONE, False)


_MARK = re.compile(r"\u27e6(.+?)\u27e7\{([^{}]*)\}", re.S)


def of_marked(path: Path, tokenizer: Tokenizer) -> Iterator[Case]:
    """Articles with their statements marked: the words in double brackets, behind them whose view it is and its stances.

    The first line names the positions that the article touches; on those that a statement does not name it takes no side.
    """
    book = {e.position.slug: e.position.dispute for e in codebook.load().entries}
    for block in path.read_text(encoding="utf-8").split("\n=====\n"):
        head, _, marked = block.strip().partition("\n")
        touched = [slug for slug in head.removeprefix("#").split() if slug in book]
        if not touched:
            continue
        text, found = _unmarked(marked)
        headline = next((b.span for b in layout.blocks(text) if b.kind == layout.HEADLINE), None)
        for span, notes in found:
            mention, *stances = (part.strip() for part in notes.split(";"))
            holder = _nearest(text, mention, span)
            sides = dict(_sides(stances, book))
            nones = tuple(slug for slug in touched if slug not in sides)
            framed = frame(tokenizer, text, headline, _whole(span, holder), holder)
            yield Case(framed, sides, nones, book[touched[0]], dense=True)


def _unmarked(marked: str) -> tuple[str, list[tuple[Span, str]]]:
    """The text without its marks, and what was marked, with its notes."""
    text, found, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        found.append((Span(len(text), len(text) + len(match[1])), match[2]))
        text, last = text + match[1], match.end()
    return text + marked[last:], found


def _nearest(text: str, mention: str, to: Span) -> list[Span]:
    """The mention of a holder that stands nearest to his words."""
    found = [m.start() for m in re.finditer(re.escape(mention), text)] if mention else []
    return [Span(at, at + len(mention)) for at in sorted(found, key=lambda at: abs(at - to.start))[:1]]


def _sides(notes: Sequence[str], book: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, bool]]]:
    for slug, _, side in (each.partition("=") for each in notes):
        if slug in book and side.rstrip("?") in SIDES:
            yield slug, (SIDES[side.rstrip("?")], side.endswith("?"))


def _whole(span: Span, holder: Sequence[Span]) -> Span:
    """A statement with the mention of its holder, where that is near."""
    whole = Span.over((span, *holder))
    return whole if whole.end - whole.start <= 600 else span

"""From a store's uncoded statements to candidate positions, each tried on the store as if the codebook held it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from positions import check, language, recoding
from positions.coding import patterns, suggest, wanted
from positions.coding.codebook import Codebook, Entry, Example
from positions.coding.drafts import Draft
from positions.coding.stance import NO_POSITION
from positions.coding.suggest import Group, Sentence
from positions.ingest import Desk
from positions.model import Position, Side
from positions.records import Query, StatementRecord
from positions.reference import fold
from positions.store import Store, recodable, whole

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST = 6_000  # sentences that are grouped, the last kept: time and memory grow with their square
TRIED = 50  # of the groups, the largest, are tried on the store
SIDED = 2  # the least stances that a candidate must find, by two statements
EXAMPLES, TRIED_EXAMPLES = 6, 12  # sentences that a draft brings along at the most, and that are tried for it


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of a candidate: who said it, and the side that it takes, or "" where that is not clear."""

    statement: str
    actor: str
    text: str
    side: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate position, and who in the store would stand where on it."""

    group: Group
    entry: Entry
    support: Mapping[str, int]  # statements by the actor's name
    oppose: Mapping[str, int]
    unclear: int  # statements of the group without a side that act and negation tell
    samples: tuple[Sample, ...]

    @property
    def slug(self) -> str:
        return self.entry.position.slug

    @property
    def label(self) -> str:
        return self.entry.position.label

    @property
    def proposition(self) -> str:
        return self.entry.position.proposition


def draft(desk: Desk, found: Suggestion, dispute: str, dispute_label: str) -> Draft:
    """The position as the user's own codebook would hold it, with those of its sentences that come out as they say."""
    book, entry = desk.codebook, found.entry
    trial = replace(desk, codebook=Codebook((), (*book.entries, entry), book.version))
    examples = [Example(_as_article(each), Side(each.side) if each.side else None) for each in found.samples]
    good = [each for each in examples[:TRIED_EXAMPLES] if check.failure(trial, entry, each) is None]
    given = Draft(found.slug, found.label, found.proposition, dispute, dispute_label)
    told = tuple((each.text, each.side) for each in good[:EXAMPLES])
    patterns = found.group.patterns
    return replace(
        given,
        examples=told,
        topic=() if found.group.harm else patterns,
        counter=patterns if found.group.harm else (),
    )


def _kind(group: Group) -> str:
    """The list of the codebook that the patterns belong to: what is a harm is the opposite of the proposition."""
    return "counter" if group.harm else "topic"


def suggestions(desk: Desk, store: Store, query: Query, minimum: int) -> list[Suggestion]:
    """The candidates, those on which the most statements take a side first."""
    records = list(uncoded(store, query))[-MOST:]
    sentences = [_sentence(desk, each, doc) for each, doc in zip(records, _parsed(records), strict=True)]
    names = {code: actor.name for code, actor in desk.world.actors.items()}
    groups = suggest.groups(sentences, minimum)[:TRIED]
    entries = _entries(groups, names, {entry.position.slug for entry in desk.codebook.entries})
    sides = _sides(desk, store, entries, {each.id: each.document for each in records}, groups)
    by_id = {each.id: each for each in records}
    found = (
        _suggestion(group, entry, sides[entry.position.slug], by_id, names)
        for group, entry in zip(groups, entries, strict=True)
        if _is_clear(group, sides[entry.position.slug])
    )
    return sorted(found, key=lambda each: -sum((*each.support.values(), *each.oppose.values())))


def _is_clear(group: Group, sides: Mapping[str, object]) -> bool:
    """Do enough statements take a side on a candidate, and half of those that it was made of?"""
    own = sum(each in sides for each in group.statements)
    return len(sides) >= SIDED and 2 * own >= len(group.statements)


def uncoded(store: Store, query: Query) -> Iterator[StatementRecord]:
    """Statements of known actors that are about no position, reports of one statement once, questions left out."""
    seen = set()
    for each in whole.statements(store, query):
        if each.uncoded == NO_POSITION and each.actors and each.fingerprint not in seen:
            seen.add(each.fingerprint)
            if wanted.may_want(each.text) and not each.text.rstrip("”\"' ").endswith("?"):
                yield each


def _parsed(records: Sequence[StatementRecord]) -> Iterator[Doc]:
    return language.parse(each.text for each in records)


def _sentence(desk: Desk, record: StatementRecord, doc: Doc) -> Sentence:
    others = _others(desk, record)
    return Sentence(record.id, record.document, tuple(wanted.topics(doc, others)), others)


def _others(desk: Desk, record: StatementRecord) -> tuple[str, ...]:
    """The actors that a statement speaks of, but for those who speak; a ministry stands for its state."""
    own = {_whole(desk, each.code) for each in record.actors}
    named = (each.code for each in (record.trace.mentions if record.trace else ()))
    found = (_whole(desk, code) for code in named if not code.startswith(("person:", "text:")))
    return tuple(dict.fromkeys(code for code in found if code not in own))


def _whole(desk: Desk, code: str) -> str:
    actor = desk.world.actors.get(code)
    return actor.of if actor and actor.of and actor.kind in ("ministry", "organ") else code


# --- the candidates as a codebook ------------------------------------------------------------


def _entries(groups: Iterable[Group], names: Mapping[str, str], taken: set[str]) -> list[Entry]:
    entries = []
    for group in groups:
        label = group.label(names)
        slug = _free(_slug(label), taken)
        taken.add(slug)
        position = Position(slug, "suggested", label, group.proposition(names))
        sources = tuple((_kind(group), patterns.compile_pattern(each)) for each in group.patterns)
        entries.append(Entry(position, sources, ()))
    return entries


def _slug(label: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(label)))


def _free(slug: str, taken: set[str]) -> str:
    numbered = (f"{slug}-{n}" for n in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)


Sides = dict[str, dict[str, list[tuple[str, str]]]]  # slug -> statement's id -> (actor's code, side)


def _sides(
    desk: Desk, store: Store, entries: Sequence[Entry], documents: Mapping[str, str], groups: Sequence[Group]
) -> Sides:
    """The stances that the statements would take on each candidate, as the coder reads them."""
    trial = replace(desk, codebook=Codebook((), tuple(entries), "suggested"))
    sides: Sides = defaultdict(lambda: defaultdict(list))
    wanted_in = dict.fromkeys(documents[each] for group in groups for each in group.statements)
    for key in wanted_in:
        document, kept = recodable.document(store, key), recodable.statements(store, key)
        for each in recoding.coded(trial, document, kept):
            for stance in each.statement.stances:
                sides[stance.position][each.record.id].append((stance.actor, stance.side.value))
    return sides


# --- what is shown of a candidate ------------------------------------------------------------


def _suggestion(
    group: Group,
    entry: Entry,
    sides: Mapping[str, Sequence[tuple[str, str]]],
    records: Mapping[str, StatementRecord],
    names: Mapping[str, str],
) -> Suggestion:
    counted: dict[str, Counter[str]] = {"support": Counter(), "oppose": Counter()}
    for taken in sides.values():
        for actor, side in taken:
            counted[side][names.get(actor, actor)] += 1
    samples = [_sample(records[each], sides) for each in group.statements]
    return Suggestion(
        group,
        entry,
        dict(counted["support"].most_common()),
        dict(counted["oppose"].most_common()),
        sum(not each.side for each in samples),
        tuple(sorted(samples, key=lambda each: not each.side)),
    )


def _sample(record: StatementRecord, sides: Mapping[str, Sequence[tuple[str, str]]]) -> Sample:
    side = next((side for _, side in sides.get(record.id, ())), "")
    return Sample(record.id, ", ".join(each.name for each in record.actors), record.text, side)


def _as_article(sample: Sample) -> str:
    """A sample as a sentence that can be read like an article."""
    words = re.sub(r"[“”\"]", "", " ".join(sample.text.split())).rstrip(".")
    return f"“{words},” the spokesperson said."

"""The learned coder: a small network that reads a proposition beside a statement in its place.

It is asked where the rules have found no side: whether the speaker is for the position, against it, or neither.
What it is not sure of stays uncoded. Trained on sentences and articles of this project (`training/`); it sees
the headline, the sentences before the statement and the mention of the one whose view is asked for, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from positions import weights
from positions.coding import frames, network
from positions.coding.codebook import Codebook, Entry
from positions.coding.frames import Frame
from positions.coding.network import Answer
from positions.coding.place import Place
from positions.coding.subjects import Subjects
from positions.model import LEARNED, Side, Span, Stance, Statement

SURE = 0.85  # the probability from which a side counts, where the statement names the position
SURER = 0.95  # and where only what stands around it does
ROOM = 700  # characters from the source to the end of a content that are read as one
TOLD = 4  # words that `explain` names
_SIDES = {1: Side.SUPPORT, 2: Side.OPPOSE}  # the network's answers


def coded(place: Place, statements: Sequence[Statement], codebook: Codebook) -> list[Statement]:
    """The statements, with the sides that the network is sure of on positions where they have none.

    It never contradicts what the rules found of the same party in the same text.
    """
    subjects = Subjects(place, codebook)
    settled = {(s.actor, s.position, s.side) for each in statements for s in each.stances}
    return [
        _with(each, [s for s in _judged(place, each, subjects, codebook) if not _is_denied(s, settled)])
        for each in statements
    ]


def _with(statement: Statement, found: Sequence[Stance]) -> Statement:
    if not found:
        return statement
    return replace(statement, stances=(*statement.stances, *found), uncoded="")


def _is_denied(stance: Stance, settled: Collection[tuple[str, str, Side]]) -> bool:
    other = Side.OPPOSE if stance.side is Side.SUPPORT else Side.SUPPORT
    return (stance.actor, stance.position, other) in settled


def _judged(place: Place, statement: Statement, subjects: Subjects, codebook: Codebook) -> list[Stance]:
    """What the network is sure of, the surest first; of two sides that contradict each other only the surer one."""
    about, named = subjects.of(statement)
    if not about or _is_question(place.text, statement):
        return []
    framed, sure = _framed(place, statement), SURE if named else SURER
    answers = [(entry, network.answer(entry.position.proposition, framed)) for entry in about]
    found: list[Stance] = []
    for entry, answer in sorted(answers, key=lambda each: -max(each[1].sides[1:])):
        if max(answer.sides[1:]) >= sure:
            contraries = codebook.contraries(entry.position.slug)
            held = (*statement.stances, *found)
            found += [
                each
                for each in _stances(statement, entry, answer)
                if not _is_contrary(each, held, contraries)
            ]
    return found


def _is_question(text: str, statement: Statement) -> bool:
    """Does all that is said ask? "Is that a joke?" may mean anything."""
    return all(span.of(text).rstrip("\"”'’ ").endswith("?") for span in statement.attribution.content)


def _framed(place: Place, statement: Statement) -> Frame:
    """What the network reads of a statement."""
    attribution = statement.attribution
    whole = attribution.whole
    if whole.end - whole.start > ROOM:
        whole = Span(attribution.start, attribution.end)
    holder = [attribution.source] if attribution.source else []
    return frames.frame(weights.tokenizer(), place.text, place.headline, whole, holder)


def _stances(statement: Statement, entry: Entry, answer: Answer) -> Iterator[Stance]:
    """A stance for each party that the speaker speaks for."""
    likely = max(_SIDES, key=lambda side: answer.sides[side])
    for actor in statement.actors:
        yield Stance(
            entry.position.slug,
            _SIDES[likely],
            actor.code,
            round(answer.sides[likely] * 0.9, 3),  # never as sure as a rule that names its words
            LEARNED,
            _because(entry, answer),
            conditional=answer.conditional > 0.5,
        )


def _is_contrary(stance: Stance, held: Sequence[Stance], contraries: Collection[str]) -> bool:
    """Does the same party support a contrary already?"""
    return stance.side is Side.SUPPORT and any(
        each.actor == stance.actor and each.side is Side.SUPPORT and each.position in contraries
        for each in held
    )


def _because(entry: Entry, answer: Answer) -> str:
    neither, support, oppose = (f"{100 * chance:.0f} %" for chance in answer.sides)
    most = sorted(answer.words, key=lambda word: -word[1])[:TOLD]
    words = ", ".join(f"“{word}”" for word, _ in most)
    return (
        f"the learned coder, beside “{entry.position.proposition}”: "
        f"support {support}, oppose {oppose}, neither {neither}; it looked most at {words}"
    )

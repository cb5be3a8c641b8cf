"""The coder: from a statement's words to stances on the positions of a codebook.

A stance is the force of the cue × the direction of the phrase × all that stands between. What has
a topic but no polarity stays uncoded, with that reason: a side is never a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from positions import cues
from positions.coding import arithmetic, holders, implied, polarity, shifters
from positions.coding.codebook import Codebook, Entry
from positions.coding.patterns import Pattern, View, heads
from positions.coding.polarity import Others, Walk
from positions.coding.setting import Ground, Setting, setting_of
from positions.model import FRAGMENT, QUOTED, Side, Stance, Statement, Step

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_POSITION = "no position of the codebook"
NO_POLARITY = "no polarity"
NO_ACTOR = "unknown actor"
_WARNING = frozenset({"warn", "fear"})
# Cues that carry their own judgement: "rejected it as a breach" does not reject the breach.
_JUDGING = frozenset("reject deny accuse support warn fear demand appeal commit propose decline".split())
REPORTED = "reported by another"  # the rule of a stance at second hand
PASSED = 3  # topics without a side that an uncoded statement names


def code(statement: Statement, ground: Ground, codebook: Codebook, about: Iterable[Entry]) -> Statement:
    """The statement with its stances, or with the reason why it has none. `about`: the positions to look for."""
    setting = setting_of(statement, ground)
    coded = [each for entry in about for each in _coded(setting, entry)]
    found = implied.with_implied([s for s in coded if isinstance(s, Stance)], codebook)
    if found:
        return replace(
            statement, stances=tuple(found), second_hand=any(s.actor not in setting.own for s in found)
        )
    passed = tuple(each for each in coded if isinstance(each, str))
    reason = (NO_POLARITY if statement.actors else NO_ACTOR) if passed else NO_POSITION
    step = Step("stance", "", reason, passed[:PASSED])
    return replace(statement, uncoded=reason, steps=(*statement.steps, step) if passed else statement.steps)


def _coded(setting: Setting, entry: Entry) -> Iterator[Stance | str]:
    """The stances on one position; for a topic without polarity why. One stance an actor: the surest."""
    best: dict[str, Stance] = {}
    passed = ""
    for view in setting.views:
        for name, pattern in entry.patterns:
            for place in heads(pattern, view, setting.own):
                concerned = _concerned(setting, pattern, view)
                for each in _stances(setting, entry, name, setting.parsed.doc[view.start + place]):
                    if isinstance(each, str):
                        passed = passed or each
                        continue
                    if each.actor in setting.own - concerned:
                        continue
                    held = best.get(each.actor)
                    if held is None or each.confidence > held.confidence:
                        best[each.actor] = each
    if best:
        yield from best.values()
    elif passed:
        yield passed


def _concerned(setting: Setting, pattern: Pattern, view: View) -> frozenset[str]:
    """Which of several speakers a pattern is about, where it needs a name that only the source gives.

    "Ukraine and Georgia want to join": Georgia says nothing of the membership of Ukraine.
    """
    if len(setting.own) > 1:
        said = {view.actors[at] for at in view.content}
        for phrase in pattern.needs:
            named = phrase.words[0].actors if len(phrase.words) == 1 else frozenset[str]()
            if named & setting.own and not named & said:
                return named & setting.own
    return setting.own


def _stances(setting: Setting, entry: Entry, name: str, head: Token) -> Iterator[Stance | str]:
    """The stances that a phrase takes up to the cue; last, if the speakers take none, why."""
    sign = 1 if name in ("topic", "for") else -1
    walks = polarity.climb(
        head,
        sign,
        stated=name in ("for", "against", "blame"),
        evaluated=name == "blame",
        stop=_stop(setting, head),
        within=setting.content,
        others=Others(
            holder=lambda word: holders.holder(setting, word),
            subject=lambda verb: holders.is_others(setting, verb),
            own=lambda verb: holders.is_own(setting, verb),
            naming=setting.cue is not None and setting.cue.cue_class not in _JUDGING,
        ),
    )
    for walk in walks[:-1]:
        if not walk.hypothetical and walk.holder != holders.SOMEBODY:
            yield _stance(setting, entry, walk, walk.holder, REPORTED)
    own = _with_cue(setting, walks[-1], head)
    if why := _no_side(own, head):
        yield f"{entry.position.label}: {_told(setting, own)} → {why}"
        return
    if not setting.statement.actors:
        yield f"{entry.position.label}: {_told(setting, own)} → whose side, the text does not tell"
    for actor in setting.statement.actors:
        yield _stance(setting, entry, own, actor.code, name)


def _no_side(walk: Walk, head: Token) -> str:
    """Why a walk takes no side; empty where it takes one."""
    if walk.hypothetical:
        return "only possible, supposed or a circumstance"
    if not walk.sided:
        return "no word takes a side"
    return "a question" if _is_question(head) else ""


def _stop(setting: Setting, head: Token) -> frozenset[int]:
    """The tokens of the cue; a head that is part of the cue itself stops nothing."""
    cue = setting.statement.attribution.cue
    return frozenset(t.i for t in setting.parsed.tokens(cue) if t.i != head.i) if cue else frozenset()


def _with_cue(setting: Setting, walk: Walk, head: Token) -> Walk:
    """Multiply with the force of the cue, and with the negations that hang on the cue."""
    cue, attribution = setting.cue, setting.statement.attribution
    if (
        cue is None
        or attribution.cue is None
        or (attribution.form == QUOTED and cue.cue_class not in holders.SIDING)
    ):
        return walk
    siding = cue.cue_class in holders.SIDING
    if siding and cue.force:
        walk.turn(_force(setting, cue, walk), _first_of(cue, setting.parsed.tokens(attribution.cue)))
    if cue.cue_class == "threaten" and not _is_infinitive(setting):
        walk.hypothetical = True  # "threatened countermeasures over the sale"
    for token in setting.parsed.tokens(attribution.cue):
        if token.dep_ == "neg" or token.lower_ in ("never", "not"):
            walk.turn(-1, token, sided=False)
            walk.hypothetical = walk.hypothetical or not siding
        if cue.cue_class not in _JUDGING:
            polarity.predicate(walk, token, of=head)
    return walk


def _first_of(cue: cues.Cue, words: Sequence[Token]) -> Token | None:
    """The word of a statement's cue that the table knows it by; None where the cue stands in another paragraph."""
    first = cue.words.split()[0]
    return next(
        (word for word in words if first in (word.lemma_.lower(), word.lower_)), next(iter(words), None)
    )


def _force(setting: Setting, cue: cues.Cue, walk: Walk) -> int:
    """The force of the cue. A warning is against what it warns of, but not twice: not where a side is taken already
    ("would be a disaster", "would not permit it", "against it"), and not what one is warned to do. To condemn what is
    called bad already ("denounced the drills as a rehearsal for war") is no more than once against it."""
    if cue.cue_class in _WARNING and (walk.sided or _is_infinitive(setting)):
        return 1
    blaming = cue.cue_class == "accuse" or setting.statement.attribution.cue_lemma in shifters.table().blaming
    return 1 if blaming and walk.evaluated else cue.force


def _is_infinitive(setting: Setting) -> bool:
    """Is the content something to be done: `to quit the treaty`, `India not to build it`?"""
    return setting.statement.attribution.form == FRAGMENT and any(
        setting.parsed.doc[i].dep_ == "aux"
        and setting.parsed.doc[i].lower_ == "to"
        and setting.parsed.doc[i].head.dep_ in ("xcomp", "ccomp", "advcl")
        for i in setting.content
    )


def _is_question(head: Token) -> bool:
    return head.sent.text.rstrip("\"' )").endswith("?")


def _stance(setting: Setting, entry: Entry, walk: Walk, actor: str, rule: str) -> Stance:
    side = Side.SUPPORT if walk.sign > 0 else Side.OPPOSE
    reported = rule == REPORTED
    holder = f"{_name(setting, actor)} " if reported else ""
    condition = f", on a condition: “{arithmetic.condition(walk.condition)}”" if walk.condition else ""
    return Stance(
        position=entry.position.slug,
        side=side,
        actor=actor,
        confidence=max(0.5, 0.95 - 0.08 * (len(walk.trail) - 1) - (0.1 if reported else 0.0)),
        rule=rule,
        because=f"{_told(setting, walk)} → {holder}{arithmetic.VERBS[side]} {entry.position.label}{condition}",
        conditional=walk.condition is not None,
    )


def _name(setting: Setting, code_: str) -> str:
    return next((actor.name for actor in setting.statement.mentions if actor.code == code_), code_)


def _told(setting: Setting, walk: Walk) -> str:
    """The words that were weighed, in their places, with source and cue where these stand in the same sentence."""
    doc, attribution = setting.parsed.doc, setting.statement.attribution
    (phrase, towards), *others = walk.trail
    marks = {at: arithmetic.mark(0, arithmetic.SIDING) for at in walk.siding}
    marks |= {each.at: arithmetic.mark(each.factor) for each in others if each.at != polarity.ELSEWHERE}
    marks[phrase] = arithmetic.mark(towards, arithmetic.TOWARDS)
    beside = {
        t.i for part in (attribution.source, attribution.cue) if part for t in setting.parsed.tokens(part)
    }
    before = [
        f"*{attribution.cue_lemma}* {arithmetic.mark(f)}:" for at, f in others if at == polarity.ELSEWHERE
    ]
    return " ".join([*before, arithmetic.told(doc[phrase].sent, marks, beside)])

"""Whose view a word inside a statement is: the speaker's own, another's whom the text names, or somebody's unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from positions import cues
from positions.coding.setting import Setting
from positions.language import children
from positions.model import OFFICIAL, Manner

if TYPE_CHECKING:
    from spacy.tokens import Token

# The classes of cue by which a side is taken; others only report.
SIDING = frozenset(
    "demand appeal propose commit want support reject deny decline warn threaten fear contain accuse name".split()
)
# Under these the complement is what the speaker wants, whoever is to do it: no one else's view.
_WISHING = frozenset("demand appeal propose commit want contain".split())
SOMEBODY = "?"
_THIRD = frozenset("he she they".split())  # in quoted speech never the speaker
_OTHERS = frozenset({"their", "his", "her"})
# Nouns that mean the speaker's own side where no name stands beside them.
_BODIES = frozenset(
    "government country administration side nation state alliance bloc union organisation organization "
    "ministry delegation cabinet leadership council commission group party people".split()
)


def is_others(setting: Setting, verb: Token) -> bool:
    """Is a named actor other than the speaker the subject of a verb?"""
    codes = [setting.actors[child.i] for child in children(verb, "nsubj")]
    return any(code_ and code_ not in setting.own and not code_.startswith("person:") for code_ in codes)


def is_own(setting: Setting, verb: Token) -> bool:
    """Is the speaker's own side the subject of a verb: by name, by a pronoun, or by role in an office's own text?"""
    direct = setting.statement.attribution.manner is Manner.DIRECT
    return any(
        setting.actors[child.i] in setting.own
        or child.lower_ in (("we", "i") if direct else ("we", "i", "it", "they", "he", "she"))
        or (_tells_of_its_own(setting) and not _named(setting, child))
        for child in children(verb, "nsubj")
    )


def _tells_of_its_own(setting: Setting) -> bool:
    """An office's own text: its "the Secretary", "they", "the two sides" are those for whom it speaks."""
    return setting.statement.attribution.rule == OFFICIAL


def holder(setting: Setting, word: Token) -> str:
    """The code of another actor who is the subject or owner of a word of attitude inside the content, or "".

    `SOMEBODY` where the text names one whom the table does not know: not the speaker's view either.
    """
    if (
        setting.statement.attribution.cue_class in _WISHING
        or word.i not in setting.content
        or not _takes_sides(word)
    ):
        return ""
    if any(c.lower_ == "our" for o in children(word, "dobj") for c in children(o, "poss")):
        return ""  # "she reaffirmed our commitment": the speaker's as well
    told = _tells_of_its_own(setting)
    quoted = setting.statement.attribution.manner is Manner.DIRECT and not told
    subjects = children(word, "nsubj") or (children(word.head, "nsubj") if word.dep_ == "conj" else [])
    for child in (*subjects, *(c for c in word.children if c.dep_ != "nsubj")):
        if child.dep_ == "nsubj" and quoted and child.lower_ in _THIRD:
            return SOMEBODY
        if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN"):
            code_ = _named(setting, child)
            body = not code_ and child.lemma_.lower() in _BODIES and child.tag_ not in ("NNS", "NNPS")
            return "" if body or code_ in setting.own else code_ or ("" if told else SOMEBODY)
        if child.dep_ == "poss" and quoted and word.pos_ == "NOUN" and child.lower_ in _OTHERS:
            return SOMEBODY  # "their demand", in the speaker's own words: not the speaker's
        if child.dep_ in ("poss", "compound", "amod", "nmod") and word.pos_ == "NOUN":
            code_ = _named(setting, child)
            if code_ and code_ not in setting.own:
                return code_
    return ""


def _named(setting: Setting, word: Token) -> str:
    """The actor that a noun phrase names, or ""; a person counts through nobody else here."""
    tokens = [
        word,
        *(t for t in word.subtree if t.dep_ in ("poss", "compound", "amod", "nmod") and t.head == word),
    ]
    return next((setting.actors[t.i] for t in tokens if setting.actors[t.i]), "")


def _takes_sides(word: Token) -> bool:
    """Words by which an actor speaks or wants, not ones by which it only does: "opposes", "demand"."""
    kind = "noun" if word.pos_ == "NOUN" else "adjective" if word.pos_ == "ADJ" else "verb"
    uses = cues.load().of(kind, word.lemma_.lower())
    return any(use.cue_class in SIDING and " " not in use.words for use in uses)

"""Sentences made of parts: whose view, by which words, of what. They teach the arithmetic of sides.

`data/forms.jsonl` has for each position phrases that name what it wants, what its contrary wants, and its subject
without a side; `data/frames.toml` has ways to be for a thing, against it, for it on a condition, or neither. Any party may
stand in any frame, so that no name learns a side by heart.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
SIDES = (1, -1, 0)
CONDITIONAL, TAKEN_UP, CONTRARY = 0.15, 0.15, 0.3  # how often
REPORTED, CONTRASTED = 0.10, 0.12
_HOLDER = "\0"


@dataclass(frozen=True)
class Made:
    """A made sentence with its context: whose view is labelled, and the side it takes (1, -1 or 0)."""

    text: str
    said: str
    side: int
    conditional: bool


class Maker:
    """Makes sentences on any position. `states`: (name, adjective, capital) of those who may hold a view."""

    def __init__(self, states: Iterable[tuple[str, str, str]], chance: random.Random) -> None:
        self.chance = chance
        self.words: dict[str, Any] = tomllib.loads((DATA / "frames.toml").read_text(encoding="utf-8"))
        rows = map(json.loads, (DATA / "forms.jsonl").read_text(encoding="utf-8").splitlines())
        self.forms: dict[str, Any] = {row["slug"]: row for row in rows}
        self.holders = [*self.words["bodies"], *(each for state in states for each in _holders(*state))]

    def made(self, slug: str) -> Made:
        """A sentence about a position."""
        pick, form = self.chance.choice, self.forms[slug]
        side = self.chance.choices(SIDES, (0.37, 0.37, 0.26))[0]
        conditional = side != 0 and self.chance.random() < CONDITIONAL
        if not conditional and self.chance.random() < TAKEN_UP:
            return self._taken_up(form, side)
        sign = -1 if side and self.chance.random() < CONTRARY else 1
        kind = {1: "for", -1: "against", 0: "neither"}[side * sign] + ("_if" if conditional else "")
        frame, of = pick(self.words[kind]), "counter_" if sign < 0 else ""
        subject, verb = pick(form[of + "clause"])
        words = frame.format(h=_HOLDER, n=pick(form[of + "noun"]), s=subject, v=verb, t=pick(form["topic"]))
        return self._dressed(words, side, conditional, thing=sign if "{n}" in frame else 0)

    def _taken_up(self, form: dict[str, Any], side: int) -> Made:
        """A sentence that names the subject, and one that takes it up."""
        sign = -1 if side and form["counter_context"] and self.chance.random() < CONTRARY else 1
        context, noun = self.chance.choice(form["counter_context" if sign < 0 else "context"])
        kind = {1: "taken_for", -1: "taken_against", 0: "taken_neither"}[side * sign]
        words = self.chance.choice(self.words[kind]).format(h=_HOLDER, n=noun)
        return self._dressed(words, side, False, before=context + " ")

    def _dressed(self, words: str, side: int, conditional: bool, thing: int = 0, before: str = "") -> Made:
        """Give it its holder, and sometimes a reporter, or another party with a view of its own.

        `thing`: the side towards the position of what "it" would mean behind the sentence; 0 where that is not clear.
        """
        holder, other = self._person(), self._person()
        body = words.replace(_HOLDER, holder)
        chance = 1.0 if words.startswith('"') else self.chance.random()
        if chance < REPORTED:
            return self._reported(before, body, Made("", holder, side, conditional), other)
        if chance < REPORTED + CONTRASTED and side:
            return self._contrasted(before, body, Made("", holder, side, conditional), other, thing)
        return Made(before + self._around(body), holder, side, conditional)

    def _reported(self, before: str, body: str, made: Made, reporter: str) -> Made:
        """Told by a reporter, who takes no side by it."""
        text = self.chance.choice(self.words["second"]).format(o=reporter, O=_upper(reporter), rest=body)
        text = before + _upper(text) + "."
        if self.chance.random() < 0.4:
            return Made(text, reporter, 0, False)
        return Made(text, made.said, made.side, made.conditional)

    def _contrasted(self, before: str, body: str, made: Made, other: str, thing: int) -> Made:
        view = self.chance.choice(SIDES)
        kind = {1: "other_for", -1: "other_against", 0: "other_neither"}[view]
        behind = self.chance.choice(self.words["other"]).format(
            o=other, other=self.chance.choice(self.words[kind])
        )
        text = before + _upper(body) + behind + "."
        if thing and self.chance.random() < 0.5:
            return Made(text, other, view * thing, False)
        return Made(text, made.said, made.side, made.conditional)

    def _around(self, body: str) -> str:
        tail = self.chance.choice(self.words["tails"]) if self.chance.random() < 0.7 else "."
        if body.startswith('"'):
            return '"' + _upper(body[1:]) + tail
        if self.chance.random() < 0.55:
            return self.chance.choice(self.words["heads"]) + body + tail
        return _upper(body) + tail

    def _person(self) -> str:
        first, last = (
            self.chance.choice(self.words["first_names"]),
            self.chance.choice(self.words["last_names"]),
        )
        return self.chance.choice(self.holders).replace("{person}", f"{first} {last}")


def _holders(name: str, adjective: str, capital: str) -> list[str]:
    """The ways to name a state's side."""
    found = [name, name, *([capital] if capital else [])]
    if adjective:
        found += [
            f"the {adjective} foreign ministry",
            f"the {adjective} government",
            f"the {adjective} president",
            f"the {adjective} delegation",
            f"{adjective} Foreign Minister {{person}}",
            f"{adjective} officials",
            f"an official of the {adjective} foreign ministry",
        ]
    return found


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]

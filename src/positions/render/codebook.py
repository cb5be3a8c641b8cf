"""One position of the codebook; and the examples of the codebook that are coded otherwise than they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from positions.analysis.excerpt import around
from positions.records import PositionRecord, StatementRecord
from positions.render.safe import name, on_one_line
from positions.render.statements import Labels, statements
from positions.render.tables import facts, table
from positions.render.words import count, day, sign, stance
from positions.visible import line

ACTORS = 6  # that are named of a side


def position(found: PositionRecord, sentences: Sequence[StatementRecord], labels: Labels) -> Group:
    parts: list[RenderableType] = [facts(_facts(found, labels))]
    if sentences:
        parts += [Text(), statements(sentences, labels)]
    return Group(*parts)


def _facts(found: PositionRecord, labels: Labels) -> list[tuple[str, Text]]:
    def named(slugs: Sequence[str]) -> Text:
        return on_one_line("; ".join(labels.get(slug, slug) for slug in slugs))

    return [
        ("Position", on_one_line(found.label, "bold")),
        ("Says", on_one_line(found.proposition)),
        ("Dispute", on_one_line(found.dispute_label)),
        ("Contradicts", named(found.contradicts)),
        ("Implies", named(found.implies)),
        ("Also called", on_one_line("; ".join(found.aliases))),
        ("Supported", Text(f"{found.support:,} times", "green" if found.support else "dim")),
        ("Opposed", Text(f"{found.oppose:,} times", "red" if found.oppose else "dim")),
        ("Slug", on_one_line(found.slug)),
    ]


def failures(found: Sequence[Mapping[str, Any]]) -> Group:
    """Each example with what was wanted, what was got, and the arithmetic."""
    parts: list[RenderableType] = []
    for each in found:
        parts += [on_one_line(each["position"], "bold"), Padding(_failure(each), (0, 0, 1, 2))]
    return Group(*parts)


def _failure(each: Mapping[str, Any]) -> Table:
    return facts(
        [
            ("Text", on_one_line(each["text"])),
            ("Wanted", on_one_line(each["wanted"])),
            ("Got", on_one_line("; ".join(each["got"]))),
            ("Because", on_one_line("; ".join(each["because"]), "dim")),
        ]
    )


def suggestions(found: Sequence[Mapping[str, Any]]) -> Group:
    """Candidate positions, each with its draft, the two sides, and some of its sentences."""
    parts: list[RenderableType] = []
    for each in found:
        heading = Text.assemble(f"{each['number']:>2}  ", on_one_line(each["label"], "bold"), "  ")
        sides = [
            ("Draft", on_one_line(each["proposition"])),
            ("For", _sided(each["support"])),
            ("Against", _sided(each["oppose"])),
            ("Unclear", Text(f"{each['unclear']} of {count(each['statements'], 'sentence')}")),
            ("Sentences", Text("\n").join(_sample(one, each["topic"]) for one in each["samples"])),
        ]
        parts += [heading + on_one_line(each["slug"], "dim"), Padding(facts(sides), (0, 0, 1, 4))]
    return Group(*parts)


def _sided(actors: Mapping[str, int]) -> Text:
    named = [f"{actor} {n}" for actor, n in list(actors.items())[:ACTORS]]
    more = [f"and {count(len(actors) - ACTORS, 'other')}"] if len(actors) > ACTORS else []
    return (
        on_one_line(", ".join([*named, *more]))
        if actors
        else Text("nobody that act and negation tell", "dim")
    )


def _sample(each: Mapping[str, Any], topic: str) -> Text:
    """A sentence with its side, around the words that it is about."""
    mark = sign(each["side"]) if each["side"] else Text("·")
    words = next((word for word in topic.split()[::-1] if word in each["text"].lower()), topic)
    told = on_one_line(around(line(each["text"]), words))
    return Text.assemble(mark, " ", told, "  ", on_one_line(each["statement"], "dim"))


def would_code(found: Sequence[Mapping[str, Any]]) -> Table:
    """What a new position is said to find: who, on which side, when, in which words."""
    shown = table()
    for label in ("Actor", "Stance", "Said", "Statement"):
        shown.add_column(label)
    for each in found:
        shown.add_row(
            name(each["actor"]), stance(each["stance"]), day(each["said_on"]), on_one_line(each["text"][:200])
        )
    return shown

"""A network as other programs draw it: nodes and edges with a weight, each with facts of its own.

`gexf` and `graphml` write it, each with `write(graph: Graph, out: TextIO)`. No text of the store can break the
file: what XML cannot hold (controls, half characters) is written as `positions.visible` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from positions.visible import line

Fact = str | int | float
_TYPES = {str: "string", int: "long", float: "double"}


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    label: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An undirected edge. Programs that draw take no negative weight, so a sign is a fact."""

    source: str
    target: str
    weight: float
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graph:
    """`about` says what was counted, and by which program."""

    about: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def types(parts: Iterable[Node | Edge]) -> dict[str, str]:
    """The facts that any of these has, each with its type, as GEXF and GraphML both name them."""
    return {name: _TYPES[type(value)] for each in parts for name, value in each.facts.items()}


def clean(value: Fact) -> str:
    """A value as XML can hold it."""
    return line(value) if isinstance(value, str) else repr(value)

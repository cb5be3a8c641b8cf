"""A network in the forms that leave the program: rows, a matrix, a graph for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from positions import __version__
from positions.analysis.communities import Communities, Polarisation
from positions.analysis.networks import Network, Tie, ties
from positions.export.graph import Edge, Graph, Node
from positions.records import ActorRecord, PositionRecord

Row = dict[str, Any]
TIE = ("source", "source_name", "target", "target_name", "weight", "basis")
EDGE = ("Source", "Target", "Type", "Weight", "Signed", "Source label", "Target label")


@dataclass(frozen=True)
class Drawn:
    """A network with the names of its ends; `asked` is what was asked for, by name."""

    network: Network
    actors: Mapping[str, ActorRecord]
    positions: Mapping[str, PositionRecord]
    asked: Mapping[str, object]
    communities: Communities | None = None
    polarisation: Polarisation | None = None

    @property
    def labels(self) -> Mapping[str, str]:
        """What people call each code and each slug; with the code where two bear one name."""
        names = [each.name for each in self.actors.values()]
        called = {
            code: each.name if names.count(each.name) == 1 else f"{each.name} ({code})"
            for code, each in self.actors.items()
        }
        return called | {slug: each.label for slug, each in self.positions.items()}

    @property
    def community(self) -> Mapping[str, int]:
        """The number of each actor's community, from 1; 0 for who is tied to nobody."""
        if not self.communities:
            return {}
        numbered = {
            code: number for number, group in enumerate(self.communities.groups, start=1) for code in group
        }
        return dict.fromkeys(self.communities.alone, 0) | numbered


def rows(drawn: Drawn, shown: Iterable[Tie]) -> Iterable[Row]:
    labels = drawn.labels
    return (_tie(each, labels) for each in shown)


def _tie(each: Tie, labels: Mapping[str, str]) -> Row:
    ends = {"source_name": labels[each.source], "target_name": labels[each.target]}
    return {name: (asdict(each) | ends)[name] for name in TIE}


def page(drawn: Drawn, shown: Iterable[Tie], measure: str) -> tuple[Sequence[str], Iterable[Row]]:
    """The ties for a reader: names and weights."""
    labels = drawn.labels
    basis = "Positions" if drawn.network.one_mode else "Stances"
    heads = ("Actor", "Other actor" if drawn.network.one_mode else "Position", measure.capitalize(), basis)
    body = ((labels[each.source], labels[each.target], each.weight, each.basis) for each in shown)
    return heads, (dict(zip(heads, cells, strict=True)) for cells in body)


def matrix(drawn: Drawn) -> tuple[Sequence[str], Iterable[Row]]:
    """An actor a row; its columns are the actors again, or positions, by the names that people use."""
    network, labels = drawn.network, drawn.labels
    heads = [labels[each] for each in network.columns]
    body = (
        {"actor": labels[actor]} | dict(zip(heads, map(float, weights), strict=True))
        for actor, weights in zip(network.actors, network.weights, strict=True)
    )
    return ("actor", *heads), body


def whole(drawn: Drawn) -> Row:
    """The whole answer, for JSON."""
    answer: Row = {
        **drawn.asked,
        "program": __version__,
        "actors": [_actor(code, n, drawn) for code, n in _spoken(drawn)],
        "ties": list(rows(drawn, ties(drawn.network))),
    }
    if not drawn.network.one_mode:
        answer["positions"] = [_position(drawn.positions[slug]) for slug in drawn.network.columns]
    for name, found in (("communities", drawn.communities), ("polarisation", drawn.polarisation)):
        answer |= {name: asdict(found)} if found else {}
    return answer


def _spoken(drawn: Drawn) -> Iterable[tuple[str, int]]:
    return zip(drawn.network.actors, drawn.network.spoken, strict=True)


def _actor(code: str, n: int, drawn: Drawn) -> Row:
    community = {"community": drawn.community[code]} if drawn.communities else {}
    return {"code": code, "name": drawn.labels[code], "kind": drawn.actors[code].kind, "n": n} | community


def _position(each: PositionRecord) -> Row:
    return {"position": each.slug, "label": each.label, "dispute": each.dispute_label}


# --- for other programs ----------------------------------------------------------------------


def graph(drawn: Drawn) -> Graph:
    """Nodes by code and slug. An edge weighs what its tie does without the sign, which is a fact of it."""
    asked = "; ".join(
        f"{name}: {value}" for name, value in drawn.asked.items() if value not in (None, [], "")
    )
    nodes = [_actor_node(code, n, drawn) for code, n in _spoken(drawn)]
    if not drawn.network.one_mode:
        nodes += [_position_node(drawn.positions[slug]) for slug in drawn.network.columns]
    return Graph(f"positions {__version__}; {asked}", nodes, [_edge(each) for each in ties(drawn.network)])


def _actor_node(code: str, n: int, drawn: Drawn) -> Node:
    facts = {key: value for key, value in _actor(code, n, drawn).items() if key in ("kind", "n", "community")}
    return Node(code, drawn.labels[code], {"mode": "actor"} | facts)


def _position_node(each: PositionRecord) -> Node:
    return Node(each.slug, each.label, {"mode": "position", "dispute": each.dispute_label})


def _edge(each: Tie) -> Edge:
    return Edge(each.source, each.target, abs(each.weight), {"signed": each.weight, "basis": each.basis})


def edges(drawn: Drawn) -> Iterable[Row]:
    """A line for each tie, with the heads that Gephi looks for."""
    labels = drawn.labels
    for each in ties(drawn.network):
        ends = {"Source": each.source, "Target": each.target, "Type": "Undirected"}
        named = {"Source label": labels[each.source], "Target label": labels[each.target]}
        yield ends | {"Weight": abs(each.weight), "Signed": each.weight} | named

"""GraphML without extensions, which Gephi, yEd, igraph, visone and networkx read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from positions.export.graph import Fact, Graph, clean, types

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write(graph: Graph, out: TextIO) -> None:
    root = Element("graphml", {"xmlns": NAMESPACE})
    SubElement(root, "desc").text = clean(graph.about)
    of_nodes = _declared(root, "node", {"label": "string"} | types(graph.nodes))
    of_edges = _declared(root, "edge", {"weight": "double"} | types(graph.edges))
    inner = SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    for each in graph.nodes:
        node = SubElement(inner, "node", {"id": clean(each.id)})
        _facts(node, {"label": each.label, **each.facts}, of_nodes)
    for edge in graph.edges:
        ends = {"source": clean(edge.source), "target": clean(edge.target)}
        _facts(SubElement(inner, "edge", ends), {"weight": edge.weight, **edge.facts}, of_edges)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _declared(root: Element, kind: str, named: Mapping[str, str]) -> Mapping[str, str]:
    """Declare the facts of all nodes or of all edges, and give the key of each."""
    keys = {name: f"{kind}-{name.replace(' ', '-')}" for name in named}
    for name, its_type in named.items():
        given = {"id": keys[name], "for": kind, "attr.name": name, "attr.type": its_type}
        SubElement(root, "key", given)
    return keys


def _facts(element: Element, facts: Mapping[str, Fact], keys: Mapping[str, str]) -> None:
    for name, value in facts.items():
        SubElement(element, "data", {"key": keys[name]}).text = clean(value)

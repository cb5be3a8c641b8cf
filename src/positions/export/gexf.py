"""GEXF 1.2, which Gephi, networkx and sigma.js read. The same graph gives the same bytes: no date stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from positions.export.graph import Edge, Graph, Node, clean, types

NAMESPACE = "http://www.gexf.net/1.2draft"


def write(graph: Graph, out: TextIO) -> None:
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.2"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "positions"
    SubElement(meta, "description").text = clean(graph.about)
    inner = SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    of_nodes, of_edges = (_declared(inner, kind, parts) for kind, parts in _parts(graph))
    _nodes(inner, graph, of_nodes)
    _edges(inner, graph, of_edges)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _parts(graph: Graph) -> Iterable[tuple[str, Iterable[Node | Edge]]]:
    return ("node", graph.nodes), ("edge", graph.edges)


def _declared(inner: Element, kind: str, parts: Iterable[Node | Edge]) -> Mapping[str, str]:
    """Declare the facts of all nodes or of all edges, and give the number of each."""
    named = types(parts)
    if named:
        declared = SubElement(inner, "attributes", {"class": kind, "mode": "static"})
        for number, (name, its_type) in enumerate(named.items()):
            SubElement(declared, "attribute", {"id": str(number), "title": name, "type": its_type})
    return {name: str(number) for number, name in enumerate(named)}


def _nodes(inner: Element, graph: Graph, numbers: Mapping[str, str]) -> None:
    nodes = SubElement(inner, "nodes")
    for each in graph.nodes:
        node = SubElement(nodes, "node", {"id": clean(each.id), "label": clean(each.label)})
        _facts(node, each, numbers)


def _edges(inner: Element, graph: Graph, numbers: Mapping[str, str]) -> None:
    edges = SubElement(inner, "edges")
    for number, each in enumerate(graph.edges):
        ends = {"source": clean(each.source), "target": clean(each.target)}
        edge = SubElement(edges, "edge", {"id": str(number), **ends, "weight": clean(each.weight)})
        _facts(edge, each, numbers)


def _facts(element: Element, each: Node | Edge, numbers: Mapping[str, str]) -> None:
    if each.facts:
        values = SubElement(element, "attvalues")
        for name, value in each.facts.items():
            SubElement(values, "attvalue", {"for": numbers[name], "value": clean(value)})

"""A GEXF file has the structure that Gephi asks for, whatever the names in it."""

from __future__ import annotations

import io
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from positions.export import gexf
from positions.export.graph import Edge, Graph, Node

TYPES = {"string", "long", "double"}
NS = {"g": gexf.NAMESPACE}
TEXTS = st.text(max_size=12)
NODES = st.lists(
    st.builds(Node, TEXTS.map(repr), TEXTS, st.fixed_dictionaries({"kind": TEXTS, "spoken": st.integers(0, 9)})),
    min_size=2, max_size=5, unique_by=lambda each: each.id,
)  # fmt: skip


@given(NODES, TEXTS)
def test_ids_are_unique_and_every_value_is_declared(nodes: list[Node], about: str) -> None:
    edge = Edge(nodes[0].id, nodes[1].id, 1.5, {"signed": -1.5})
    out = io.StringIO()
    gexf.write(Graph(about, nodes, [edge]), out)
    root = ElementTree.fromstring(out.getvalue())
    [graph] = root.findall("g:graph", NS)
    assert (root.get("version"), graph.get("defaultedgetype")) == ("1.2", "undirected")
    assert [child.tag.rpartition("}")[2] for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    ids = [each.get("id") for each in graph.findall("g:nodes/g:node", NS)]
    assert len(set(ids)) == len(nodes)
    for kind, path in (("node", "g:nodes/g:node"), ("edge", "g:edges/g:edge")):
        declared = graph.findall(f"g:attributes[@class='{kind}']/g:attribute", NS)
        assert declared and {each.get("type") for each in declared} <= TYPES
        numbers = {each.get("id") for each in declared}
        for part in graph.findall(path, NS):
            assert {each.get("for") for each in part.findall("g:attvalues/g:attvalue", NS)} <= numbers
    for each in graph.findall("g:edges/g:edge", NS):
        assert {each.get("source"), each.get("target")} <= set(ids)
        assert float(each.get("weight") or 0) >= 0

"""A graph file is read by others as it was meant, whatever stands in its texts."""

from __future__ import annotations

import io
from importlib import import_module
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.export.graph import Edge, Graph, Node
from positions.visible import UNSEEN, line

FORMATS = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}
BAD = "a\x00\x1b[31m]]>&<\"'\ud800\ufffe\u202e\r\n=1"
hostile = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)


def written(name: str, graph: Graph) -> str:
    module: ModuleType = import_module(f"positions.export.{name}")
    out = io.StringIO()
    module.write(graph, out)
    return out.getvalue()


def graph(label: str = "Russia") -> Graph:
    nodes = [
        Node("RUS", label, {"kind": "state", "n": 3}),
        Node("USA", "United States", {"n": 2}),
        Node("x", label, {"kind": label}),
    ]
    edges = [Edge("RUS", "USA", 2.5, {"signed": -2.5}), Edge("RUS", "x", 1e-9, {"signed": 1e-9})]
    return Graph(label, nodes, edges)


@pytest.mark.parametrize("name", FORMATS)
def test_networkx_reads_what_was_written(name: str) -> None:
    read: Any = FORMATS[name](io.BytesIO(written(name, graph()).encode()))
    assert not read.is_directed()
    assert read.nodes["RUS"]["label"] == "Russia" and read.nodes["RUS"]["n"] == 3
    assert read.edges["RUS", "USA"]["weight"] == 2.5 and read.edges["RUS", "USA"]["signed"] == -2.5
    assert read.edges["RUS", "x"]["weight"] == 1e-9
    assert set(read.nodes) == {"RUS", "USA", "x"}


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph(name: str) -> None:
    assert len(FORMATS[name](io.BytesIO(written(name, Graph("", [], [])).encode()))) == 0


@pytest.mark.parametrize("name", FORMATS)
@given(label=hostile | st.just(BAD))
def test_no_text_breaks_the_file(name: str, label: str) -> None:
    text = written(name, graph(label))
    assert not UNSEEN.search(text.replace("\n", ""))
    ElementTree.fromstring(text.encode())
    read: Any = FORMATS[name](io.BytesIO(text.encode()))
    assert read.nodes["RUS"]["label"] == line(label) or not line(label)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(name: str) -> None:
    assert written(name, graph()) == written(name, graph())

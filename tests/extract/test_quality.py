"""The quality gate: what the extraction finds in texts that no rule was written for must not get worse.

Thresholds stand a little under the figures of benchmarks/README.md. The scorer and PolNeAR lie outside the
project; where they are absent there is nothing to measure.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from positions import resources
from positions.extract import attributions
from positions.model import Span

EVAL = resources.ROOT.parent / "shared" / "eval"
CORPUS = resources.ROOT / "corpus" / "corpus.py"


def _scorer() -> Any:
    path = EVAL / "attribution_score.py"
    spec = importlib.util.spec_from_file_location("attribution_score", path)
    if not path.exists() or spec is None or spec.loader is None:
        pytest.skip("the scorer is not here")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(records: list[dict[str, Any]]) -> dict[str, float]:
    scores = _scorer().score(records, [[_prediction(a) for a in attributions(r["text"])] for r in records])
    return {
        "all": scores["attribution.all"]["F1"],
        "direct": scores["attribution.direct"]["F1"],
        "indirect": scores["attribution.indirect"]["F1"],
        "speaker": scores["speaker.accuracy"]["all"],
        "content and speaker": scores["end_to_end"]["F1"],
    }


def _prediction(a: Any) -> dict[str, Any]:
    return {"content": [_pair(s) for s in a.content], "source": _pair(a.source), "cue": _pair(a.cue)}


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _fallen(figures: Mapping[str, float], floor: Mapping[str, float]) -> dict[str, float]:
    return {name: figures[name] for name, least in floor.items() if figures[name] < least}


def test_polnear() -> None:
    """Thirty articles of PolNeAR's train split, on which nothing was trained."""
    path = EVAL / "polnear_train.jsonl.gz"
    if not path.exists():
        pytest.skip("PolNeAR is not here")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = random.Random(7).sample([json.loads(line) for line in lines], 30)
    floor = {"all": 69, "direct": 86, "indirect": 59, "speaker": 84, "content and speaker": 60}
    assert _fallen(_figures(records), floor) == {}


def test_our_dev_split() -> None:
    """Twelve invented articles of the dev split, about matters that no training article has."""
    command = [sys.executable, str(CORPUS), "convert", "dev"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    records = [json.loads(line) for line in lines.splitlines()][:12]
    floor = {"all": 78, "direct": 90, "indirect": 74, "speaker": 90, "content and speaker": 72}
    assert _fallen(_figures(records), floor) == {}

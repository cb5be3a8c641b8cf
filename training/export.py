"""Turn trained weights into what the program ships: an int8 ONNX model and its tokenizer, with their digests.

python training/export.py --weights tagger.pt --base FOLDER --out src/positions/data/tagger
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import network
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    net = network.saved(asked.weights)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "tagger.onnx"
        _export(net, full)
        # reduce_range: 7-bit weights, so that processors without VNNI do not overflow and give the same result
        quantize_dynamic(
            full, asked.out / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    shutil.copy(asked.base / "tokenizer.json", asked.out / "tokenizer.json")
    digests = {
        name: hashlib.sha256((asked.out / name).read_bytes()).hexdigest()
        for name in ("tagger.onnx", "tokenizer.json")
    }
    (asked.out / "digests.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
    print(*(f"{name} {(asked.out / name).stat().st_size / 1e6:.1f} MB" for name in digests))


def _export(net: network.Tagger, path: Path) -> None:
    ids = torch.randint(1000, 20000, (2, 50))
    mask = torch.ones(2, 50, dtype=torch.long)
    names = ["tag", "query", "key", "act"]
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "marks", "mask", *names)}
    torch.onnx.export(
        net,
        (ids, torch.zeros_like(ids), mask),
        path,
        input_names=["ids", "marks", "mask"],
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()

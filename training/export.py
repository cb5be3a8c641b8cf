"""Turn trained weights into what the program ships: an int8 ONNX model, with its digest.

python training/export.py tagger --weights tagger.pt --base FOLDER --out src/positions/data/tagger
python training/export.py stances --weights stances.pt --base FOLDER --out src/positions/data/stances

The tokenizer, which both share, goes with the tagger.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import network
import stance_network
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=("tagger", "stances"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    name = f"{asked.part}.onnx"
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / name
        if asked.part == "tagger":
            _export(network.saved(asked.weights), full, "marks", ["tag", "query", "key", "act"])
        else:
            _export(stance_network.saved(asked.weights), full, "parts", ["stance", "conditional", "weights"])
        # reduce_range: 7-bit weights, so that processors without VNNI do not overflow and give the same result
        quantize_dynamic(
            full, asked.out / name, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    names = [name]
    if asked.part == "tagger":
        shutil.copy(asked.base / "tokenizer.json", asked.out / "tokenizer.json")
        names.append("tokenizer.json")
    digests = {each: hashlib.sha256((asked.out / each).read_bytes()).hexdigest() for each in names}
    (asked.out / "digests.json").write_text(json.dumps(digests, indent=2) + "\n", encoding="utf-8")
    print(*(f"{name} {(asked.out / name).stat().st_size / 1e6:.1f} MB" for name in digests))


def _export(net: torch.nn.Module, path: Path, second: str, outputs: list[str]) -> None:
    """`second` is the input beside the pieces: their marks, or the parts that they belong to."""
    ids = torch.randint(1000, 20000, (2, 50))
    inputs = ["ids", second, "mask"]
    torch.onnx.export(
        net,
        (ids, torch.zeros_like(ids), torch.ones_like(ids)),
        path,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={
            name: {0: "windows"} if name in ("stance", "conditional") else {0: "windows", 1: "pieces"}
            for name in (*inputs, *outputs)
        },
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    main()

"""The learned parts that the package ships: networks and their tokenizer, checked against their digests when loaded."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from positions import resources
from positions.errors import BrokenData

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer that all networks share."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_str(_checked("tagger", "tokenizer.json").decode())
    found.no_padding()
    found.no_truncation()
    return found


def session(folder: str, name: str) -> InferenceSession:
    """A network, ready to run on one core: results do not depend on the machine's cores, nor does CPU time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(_checked(folder, name), options, providers=["CPUExecutionProvider"])


def _checked(part: str, name: str) -> bytes:
    """A file of a learned part. Raises `BrokenData` where it is not the one that was shipped."""
    folder = resources.data(part)
    try:
        content = (folder / name).read_bytes()
        digests = json.loads((folder / "digests.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenData(
            f"A file that the program ships is missing: {part}/{name}.", "Install positions again."
        ) from error
    if hashlib.sha256(content).hexdigest() != digests.get(name):
        raise BrokenData(f"{part}/{name} is not the file that was shipped.", "Install positions again.")
    return content

"""The network of the learned coder: propositions beside framed statements in, probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from positions import weights
from positions.coding import frames
from positions.coding.frames import Frame

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


_OUTPUTS = ["stance", "conditional", "weights"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The probabilities of neither, support and oppose, that of a condition, and how much each word of the frame counted."""

    sides: tuple[float, float, float]
    conditional: float
    words: tuple[tuple[str, float], ...]


def answer(proposition: str, framed: Frame) -> Answer:
    """What the network says to a proposition beside a statement.

    One pair at a time: no pair changes the scale by which another is quantised, so that an answer depends on its pair alone.
    """
    ids, parts = frames.pair(_pieces(proposition), framed)
    sides, conditional, looked = _scores(ids, parts)
    neither, support, oppose = sides.tolist()
    return Answer((neither, support, oppose), float(conditional), _weighed(framed, len(ids), looked))


def _weighed(framed: Frame, length: int, attention: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """The words of a frame, each with the attention that its pieces got."""
    words = framed.words
    first = length - 1 - len(words)  # the frame stands before the last piece; of a long one its end
    found: dict[str, float] = {}
    for at, word in enumerate(words, first):
        if at >= 0 and len(word) > 2 and word.isalpha():
            found[word] = found.get(word, 0.0) + float(attention[at])
    return tuple(found.items())


def _scores(ids: Sequence[int], parts: Sequence[int]) -> tuple[Any, Any, Any]:
    import numpy as np

    row = np.array([ids], np.int64)
    inputs = {"ids": row, "parts": np.array([parts], np.int64), "mask": np.ones_like(row)}
    sides, conditional, looked = (out[0] for out in _session().run(_OUTPUTS, inputs))
    raised = np.exp(sides - sides.max())
    return raised / raised.sum(), 1 / (1 + np.exp(-conditional)), looked


@lru_cache(maxsize=1024)
def _pieces(proposition: str) -> tuple[int, ...]:
    return tuple(weights.tokenizer().encode(proposition, add_special_tokens=False).ids[: frames.PROPOSITION])


@cache
def _session() -> InferenceSession:
    return weights.session("stances", "stances.onnx")

"""The stance coder's network: a small BERT that reads a proposition and a framed statement.

`stance`: none, support or oppose (3 scores); `conditional` (1 score); `weights`: how much [CLS] attends to each piece in
the last layer, the mean over the heads, by which `explain` names the words that counted.
"""

from __future__ import annotations

from pathlib import Path

import torch
from network import HEADS, WIDTH, Layer, copy, copy_layers
from safetensors.torch import load_file
from torch import Tensor, nn

SIDES = ("none", "support", "oppose")


class StanceCoder(nn.Module):
    """`forward(ids, parts, mask)`, each (pairs, pieces), gives `stance`, `conditional` and `weights`."""

    def __init__(self, layers: int, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.parts = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.stance = nn.Linear(WIDTH, len(SIDES))
        self.conditional = nn.Linear(WIDTH, 1)
        self.dropout = dropout

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        b, t = ids.shape
        places = torch.arange(t, device=ids.device)
        h = self.norm(self.words(ids) + self.places(places)[None] + self.parts(parts))
        h = nn.functional.dropout(h, self.dropout, self.training)
        bias = ((1 - mask).float() * -1e4)[:, None, None, :]
        for layer in self.layers[:-1]:
            h = layer(h, bias, self.dropout)
        last = self.layers[-1]
        q, k = (f(h).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (last.query, last.key))
        weights = torch.softmax(q[:, :, :1] @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, -1)
        h = last(h, bias, self.dropout)[:, 0]
        h = nn.functional.dropout(h, self.dropout, self.training)
        return self.stance(h), self.conditional(h)[:, 0], weights.mean(1)[:, 0]


def pretrained(folder: Path, layers: int, dropout: float = 0.1) -> StanceCoder:
    """The coder with the weights of all-MiniLM-L6-v2 in its layers."""
    given = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    words = given["embeddings.word_embeddings.weight"]
    net = StanceCoder(layers, words.shape[0], dropout)
    with torch.no_grad():
        net.words.weight.copy_(words)
        net.places.weight.copy_(given["embeddings.position_embeddings.weight"])
        net.parts.weight.copy_(given["embeddings.token_type_embeddings.weight"])
        copy(net.norm, given, "embeddings.LayerNorm")
        copy_layers(net.layers, given)
    return net


def saved(path: Path) -> StanceCoder:
    """A trained coder, ready to be asked."""
    given = torch.load(path)
    net = StanceCoder(given["layers"], given["weights"]["words.weight"].shape[0])
    net.load_state_dict(given["weights"])
    return net.eval()

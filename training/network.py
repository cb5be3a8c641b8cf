"""The tagger's network: a small BERT with three heads over its pieces.

- `tag`: nothing, or beginning or inside of a content, a source or a cue (7 scores a piece);
- `link`: from the first piece of a content's span to the first piece of its source and of its cue, or to
  [CLS] where it has none (biaffine without bias, Dozat and Manning 2017, in its plain scaled form);
- `act`: what is done by the statement (12 scores), read at the first piece of a content.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from positions.extract import pieces
from positions.model import Act

TAGS = 7
ACTS = tuple(act.value for act in Act)
WIDTH, HEADS, INNER, LINK = 384, 12, 1536, 64


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019): self-attention and a feed-forward step, each normalised behind."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, h: Tensor, bias: Tensor, dropout: float) -> Tensor:
        b, t, _ = h.shape
        q, k, v = (
            f(h).view(b, t, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        if self.training:
            a = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:  # spelled out, since this is what the exporter understands
            a = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, -1) @ v
        drop = lambda x: nn.functional.dropout(x, dropout, self.training)  # noqa: E731
        h = self.norm(h + drop(self.out(a.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(h + drop(self.narrow(nn.functional.gelu(self.wide(h)))))


class Tagger(nn.Module):
    """`forward(ids, marks, mask)`, each (windows, pieces), gives `tag`, `query`, `key` and `act`."""

    def __init__(self, layers: int, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.marks = nn.Embedding(pieces.MARKS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.tag = nn.Linear(WIDTH, TAGS)
        self.query, self.key = nn.Linear(WIDTH, 2 * LINK), nn.Linear(WIDTH, 2 * LINK)
        self.act = nn.Linear(WIDTH, len(ACTS))
        self.dropout = dropout

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        b, t = ids.shape
        places = torch.arange(t, device=ids.device)
        h = self.norm(self.words(ids) + self.places(places)[None] + self.marks(marks))
        h = nn.functional.dropout(h, self.dropout, self.training)
        bias = ((1 - mask).float() * -1e4)[:, None, None, :]
        for layer in self.layers:
            h = layer(h, bias, self.dropout)
        link = lambda f: f(h).view(b, t, 2, LINK)  # noqa: E731
        return self.tag(h), link(self.query) * LINK**-0.5, link(self.key), self.act(h)


def pretrained(folder: Path, layers: int, dropout: float = 0.1) -> Tagger:
    """The tagger with the weights of all-MiniLM-L6-v2 (`model.safetensors`) in its first `layers` layers."""
    given = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    words = given["embeddings.word_embeddings.weight"]
    net = Tagger(layers, words.shape[0], dropout)
    with torch.no_grad():
        net.words.weight.copy_(words)
        places = given["embeddings.position_embeddings.weight"]
        net.places.weight.copy_(places + given["embeddings.token_type_embeddings.weight"][0])
        net.marks.weight.zero_()
        copy(net.norm, given, "embeddings.LayerNorm")
        copy_layers(net.layers, given)
    return net


def saved(path: Path) -> Tagger:
    """A trained tagger, ready to be asked."""
    given = torch.load(path)
    net = Tagger(given["layers"], given["weights"]["words.weight"].shape[0])
    net.load_state_dict(given["weights"])
    return net.eval()


def thinned(given: dict[str, Any], layers: int) -> dict[str, Tensor]:
    """Saved weights with only `layers` of their layers, evenly chosen, the first and the last among them."""
    kept = [round(i * (given["layers"] - 1) / max(layers - 1, 1)) for i in range(layers)]
    weights = {k: v for k, v in given["weights"].items() if not k.startswith("layers.")}
    for new, old in enumerate(kept):
        at = f"layers.{old}."
        weights |= {
            f"layers.{new}.{k.removeprefix(at)}": v for k, v in given["weights"].items() if k.startswith(at)
        }
    return weights


def copy_layers(layers: nn.ModuleList, given: dict[str, Tensor]) -> None:
    """Copy the weights of BERT's first layers."""
    for i, layer in enumerate(layers):
        at = f"encoder.layer.{i}."
        for name, module in (
            ("attention.self.query", layer.query),
            ("attention.self.key", layer.key),
            ("attention.self.value", layer.value),
            ("attention.output.dense", layer.out),
            ("attention.output.LayerNorm", layer.norm),
            ("intermediate.dense", layer.wide),
            ("output.dense", layer.narrow),
            ("output.LayerNorm", layer.norm2),
        ):
            copy(module, given, at + name)


def copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])

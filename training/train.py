"""Train the tagger on the corpus's train split.

    python training/train.py --base FOLDER --minutes 40 --out tagger.pt

FOLDER holds all-MiniLM-L6-v2: `model.safetensors` and `tokenizer.json`. Two cores are enough.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import examples
import network
import torch
from examples import UNKNOWN, Example, corpus
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

RATE, HEAD_RATE = 3e-4, 1e-3
LINK_WEIGHT, ACT_WEIGHT = 0.3, 0.1
BATCH = 8


def main() -> None:
    asked = _arguments()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    tokenizer = Tokenizer.from_file(str(asked.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    articles = [a for a in corpus.articles() if a.head["split"] in asked.splits]
    net = network.pretrained(asked.base, asked.layers, asked.dropout)
    if asked.start:
        net.load_state_dict(network.thinned(torch.load(asked.start), asked.layers))
    teacher = network.saved(asked.teacher) if asked.teacher else None
    net.words.requires_grad_(False)  # too many weights for so few words of text
    optimizer = _optimizer(net)
    rates = [group["lr"] for group in optimizer.param_groups]
    net.train()
    start, step, seen = time.monotonic(), 0, [0.0, 0.0, 0.0]
    spent = 0.0
    while spent < 1:
        for batch in _batches(list(examples.of(articles, tokenizer, chance)), chance):
            spent = (time.monotonic() - start) / (60 * asked.minutes)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1, (step + 1) / 50) * max(0.02, 1 - spent)
            losses = _losses(net, batch, teacher)
            (losses[0] + LINK_WEIGHT * losses[1] + ACT_WEIGHT * losses[2]).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            seen = [0.95 * a + 0.05 * b.item() for a, b in zip(seen, losses, strict=True)]
            if step % 50 == 0:
                print(step, f"{spent:.0%}", *(f"{value:.3f}" for value in seen), flush=True)
            if spent >= 1:
                break
    torch.save({"layers": asked.layers, "weights": net.state_dict()}, asked.out)
    print(f"{step} steps over {len(articles)} articles, saved in {asked.out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="weights of an earlier run to go on from; of more layers, some are kept"
    )
    parser.add_argument(
        "--teacher", type=Path, help="weights of a larger tagger whose doubts are learned too"
    )
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--splits", nargs="+", default=["train"])
    return parser.parse_args()


def _optimizer(net: network.Tagger) -> torch.optim.Optimizer:
    heads = ("tag.", "query.", "key.", "act.", "marks.")
    named = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [p for name, p in named if not name.startswith(heads)], "lr": RATE},
            {"params": [p for name, p in named if name.startswith(heads)], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )


def _batches(found: list[Example], chance: random.Random) -> list[list[Example]]:
    """Windows of like length together, the batches in any order."""
    found.sort(key=lambda example: len(example.ids) + 30 * chance.random())
    batches = [found[i : i + BATCH] for i in range(0, len(found), BATCH)]
    chance.shuffle(batches)
    return batches


def _losses(
    net: network.Tagger, batch: list[Example], teacher: network.Tagger | None
) -> tuple[Tensor, Tensor, Tensor]:
    """Of tags, links and acts. With a teacher, half of each of the first two is the distance to what it says."""
    length = max(len(example.ids) for example in batch)
    ids, marks, tags, acts = (
        torch.tensor([getattr(e, name) + [fill] * (length - len(e.ids)) for e in batch])
        for name, fill in (("ids", 0), ("marks", 0), ("tags", UNKNOWN), ("acts", UNKNOWN))
    )
    mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in batch])
    tag, query, key, act = net(ids, marks, mask)
    tag_loss = functional.cross_entropy(tag.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)
    taught = None
    if teacher:
        with torch.no_grad():
            taught = teacher(ids, marks, mask)
        words = (tags != UNKNOWN).flatten()
        tag_loss = (tag_loss + _distance(tag.flatten(0, 1)[words], taught[0].flatten(0, 1)[words])) / 2
    if not any(e.links for e in batch):
        return tag_loss, torch.zeros(()), torch.zeros(())
    links = torch.tensor([(row, *link) for row, e in enumerate(batch) for link in e.links])
    rows, places, targets = links[:, 0], links[:, 1], links[:, 2:]
    absent = mask[rows][:, None, :] == 0
    scores = _link_scores(query[rows, places], key[rows], absent)
    link_loss = _known(scores, targets.flatten())
    if taught:
        wanted = _link_scores(taught[1][rows, places], taught[2][rows], absent)
        link_loss = (link_loss + _distance(scores, wanted)) / 2
    return tag_loss, link_loss, _known(act.flatten(0, 1), acts.flatten())


def _link_scores(query: Tensor, key: Tensor, absent: Tensor) -> Tensor:
    return torch.einsum("lcd,ltcd->lct", query, key).masked_fill(absent, -1e4).flatten(0, 1)


def _distance(scores: Tensor, taught: Tensor) -> Tensor:
    """Kullback and Leibler's divergence from what the teacher says (Hinton et al. 2015, at temperature 1)."""
    return functional.kl_div(
        scores.log_softmax(-1), taught.log_softmax(-1), reduction="batchmean", log_target=True
    )


def _known(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy over the labels that are known; nought where none is."""
    if bool((labels == UNKNOWN).all()):
        return torch.zeros(())
    return functional.cross_entropy(scores, labels, ignore_index=UNKNOWN)


if __name__ == "__main__":
    main()

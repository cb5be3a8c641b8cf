"""Train the stance coder.

python training/train_stances.py --base FOLDER --minutes 30 --out stances.pt
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import stance_examples as data
import stance_network
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

RATE, HEAD_RATE, BATCH = 1.2e-4, 1e-3, 16


def main() -> None:
    asked = _arguments()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    chance = random.Random(asked.seed)
    tokenizer = Tokenizer.from_file(str(asked.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    said, world = data.Propositions(tokenizer), data.world()
    cases = _cases(asked.sentences, tokenizer, world)
    maker = data.maker(chance)
    net = stance_network.pretrained(asked.base, asked.layers)
    if asked.start:
        net.load_state_dict(torch.load(asked.start)["weights"])
    net.words.requires_grad_(False)
    heads = ("stance.", "conditional.")
    named = [(n, p) for n, p in net.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if not n.startswith(heads)], "lr": RATE},
        {"params": [p for n, p in named if n.startswith(heads)], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    rates = [g["lr"] for g in groups]
    start, spent, step, seen = time.monotonic(), 0.0, 0, 0.0
    net.train()
    while spent < 1:
        found = [
            *data.examples([c for c in cases if c.dense or chance.random() < asked.part], said, chance),
            *data.made(asked.made, maker, tokenizer, said, chance),
        ]
        for batch in _batches(found, chance):
            spent = (time.monotonic() - start) / (60 * asked.minutes)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1, (step + 1) / 60) * max(asked.floor, 1 - spent)
            loss = _loss(net, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, seen = step + 1, 0.97 * seen + 0.03 * loss.item()
            if step % 50 == 0:
                print(step, f"{spent:.0%} {seen:.3f}", flush=True)
                torch.save({"layers": asked.layers, "weights": net.state_dict()}, asked.out)
            if spent >= 1:
                break
    torch.save({"layers": asked.layers, "weights": net.state_dict()}, asked.out)
    print(f"{step} steps over {len(cases)} cases, saved in {asked.out}")


def _cases(paths: list[Path], tokenizer: Tokenizer, world: data.World) -> list[data.Case]:
    cases = [*data.of_codebook(tokenizer, world), *data.of_articles("train", tokenizer, world)]
    for path in paths:
        cases += data.sentences_of(path, tokenizer, world)
    for path in sorted(data.ROOT.glob("data/articles/*.txt")):
        cases += data.of_marked(path, tokenizer)
    return cases


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument(
        "--sentences", type=Path, nargs="*", default=sorted(data.ROOT.glob("data/stances/*.jsonl"))
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--made", type=int, default=6000, help="sentences made of parts, each epoch")
    parser.add_argument("--part", type=float, default=0.5, help="of the single sentences, each epoch")
    parser.add_argument(
        "--floor", type=float, default=0.02, help="the part of the rate that is left at the end"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def _batches(found: list[data.Example], chance: random.Random) -> list[list[data.Example]]:
    """Pairs of like length together, the batches in any order."""
    found.sort(key=lambda example: len(example.ids) + 15 * chance.random())
    batches = [found[i : i + BATCH] for i in range(0, len(found), BATCH)]
    chance.shuffle(batches)
    return batches


def _loss(net: stance_network.StanceCoder, batch: list[data.Example]) -> Tensor:
    length = max(len(e.ids) for e in batch)
    ids = torch.tensor([e.ids + [0] * (length - len(e.ids)) for e in batch])
    parts = torch.tensor([e.parts + [0] * (length - len(e.parts)) for e in batch])
    mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in batch])
    stance, conditional, _ = net(ids, parts, mask)
    loss = functional.cross_entropy(stance, torch.tensor([e.side for e in batch]), label_smoothing=0.03)
    wanted = torch.tensor([e.conditional for e in batch])
    sided = wanted >= 0
    if bool(sided.any()):
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(
            conditional[sided], wanted[sided].float()
        )
    return loss


if __name__ == "__main__":
    main()

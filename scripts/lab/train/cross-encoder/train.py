"""Trains the cross-encoder on pairs of questions. See README.md beside this file for the commands."""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import time

import torch
from torch.nn import functional as F

from data import Encoder, Pair, augmented, batches, read_pairs, tensors
from encoder import read_onnx

THINNED = {"paws-x/": 0.5, "hard": 0.6}
"""Share of a source's pairs in each epoch: long encyclopaedic sentences, and what a grammar made, are many."""
SMOOTHING = 0.04
"""About two labels in a hundred are wrong and seven arguable: no pair is quite certain."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", required=True, help="ONNX file to begin from")
    parser.add_argument("--state", help="checkpoint to go on from, in place of the start's weights")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--pairs", required=True, help="cache-pairs.jsonl.gz")
    parser.add_argument("--hard", action="append", default=[], help="more pairs, made by hard_pairs.py")
    parser.add_argument("--all", action="store_true", help="also train on the held-out sources")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--minutes", type=float, required=True, help="when to stop; the learning rate falls to then")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--tokens", type=int, default=2048, help="tokens in a batch")
    parser.add_argument("--held", type=int, default=1000, help="held-out pairs to watch")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20261129)
    return parser.parse_args()


def thinned(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    def share(pair: Pair) -> float:
        return next((s for start, s in THINNED.items() if pair.source.startswith(start)), 1.0)

    return [pair for pair in pairs if rng.random() < share(pair)]


class Master:
    """The weights in full precision; the model computes in bfloat16 (AMX where the processor has it)."""

    def __init__(self, model, rate: float) -> None:
        self.model = model
        self.params = [p for p in model.parameters() if p.requires_grad]
        self.copies = [p.detach().float().clone().requires_grad_() for p in self.params]
        decayed = [c for c in self.copies if c.dim() > 1]
        plain = [c for c in self.copies if c.dim() == 1]
        groups = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=rate)
        model.bfloat16()

    def step(self, rate: float) -> None:
        for param, copy in zip(self.params, self.copies):
            copy.grad = param.grad.float()
            param.grad = None
        torch.nn.utils.clip_grad_norm_(self.copies, 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        with torch.no_grad():
            for param, copy in zip(self.params, self.copies):
                param.copy_(copy)

    def save(self, path: str) -> None:
        state = self.model.float().state_dict()
        names = [n for n, p in self.model.named_parameters() if p.requires_grad]
        state.update({n: c.detach() for n, c in zip(names, self.copies)})
        torch.save(state, path)
        self.model.bfloat16()


def more(path: str) -> list[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Pair(r["a"], r["b"], r["same"], "hard", r["lang"]) for r in map(json.loads, lines)]


def evaluate(model, rows) -> str:
    """Share of true pairs above the score that two (and five) in a hundred false ones reach."""
    model.eval()
    scores: list[tuple[float, int]] = []
    with torch.no_grad():
        for batch in batches(rows, 4096, random.Random(1)):
            ids, attention, types, labels = tensors(rows, batch)
            scores += zip(model(ids, attention, types)[:, 0].float().tolist(), labels.tolist())
    model.train()
    false = sorted((s for s, l in scores if not l), reverse=True)
    true = [s for s, l in scores if l]
    parts = []
    for share in (0.02, 0.05, 0.1):
        least = false[int(share * len(false))]
        parts.append(f"true {sum(s > least for s in true) / len(true):.3f} at {share}")
    return ", ".join(parts)


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    model = read_onnx(options.start)
    model.dropout = options.dropout
    if options.state:
        model.load_state_dict(torch.load(options.state, weights_only=True))
    # Pieces keep their vectors: training sees few of them, and the others must not be left behind.
    model.bert.word.weight.requires_grad = False
    encoder = Encoder(options.tokenizer)
    pairs, held = read_pairs(options.pairs, "train"), read_pairs(options.pairs, "val")
    hard = [pair for path in options.hard for pair in more(path)]
    if options.all:
        pairs = pairs + held
    held_rows = encoder.rows(random.Random(3).sample(held, options.held))
    master = Master(model, options.rate)
    print("start", flush=True)
    begun, step, epoch, losses, saved = time.monotonic(), 0, 0, [], time.monotonic()
    while True:
        epoch += 1
        rows = encoder.rows([augmented(p, rng) for p in thinned(pairs + hard, rng)])
        for batch in batches(rows, options.tokens, rng):
            spent = (time.monotonic() - begun) / 60 / options.minutes
            if spent >= 1:
                master.save(options.checkpoint)
                print("end:", step, evaluate(model, held_rows), flush=True)
                return
            rate = options.rate * min(1, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * spent))
            ids, attention, types, labels = tensors(rows, batch)
            logits = model(ids, attention, types)[:, 0]
            smooth = labels * (1 - SMOOTHING) + SMOOTHING / 2
            loss = F.binary_cross_entropy_with_logits(logits.float(), smooth)
            loss.backward()
            master.step(rate)
            step += 1
            losses.append(loss.item())
            if step % 20 == 0:
                print(f"step {step}, loss {sum(losses[-20:]) / 20:.4f}, {time.process_time():.0f} s of computing", flush=True)
            if time.monotonic() - saved > 600:
                saved = time.monotonic()
                master.save(options.checkpoint)
                print(f"{(saved - begun) / 60:.1f} min, epoch {epoch}, step {step}, loss {sum(losses) / len(losses):.4f},", evaluate(model, held_rows), flush=True)
                losses = []


main()

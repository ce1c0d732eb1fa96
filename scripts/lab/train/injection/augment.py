"""Changes that keep a text's meaning, so that the network cannot lean on case, lines or what stands around."""

from __future__ import annotations

import random

from corpus import Sample


def disguised(sample: Sample, chance: random.Random) -> str:
    """The text, now and then in capitals, in small letters, without its last mark or with its lines joined."""
    text = sample.text
    turn = chance.random()
    if turn < 0.04:
        return text.upper()
    if turn < 0.12:
        return text.lower()
    if turn < 0.16:
        return text.rstrip(".!? \n")
    if turn < 0.20:
        return " ".join(text.split())
    return text

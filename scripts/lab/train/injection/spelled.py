"""Ways of spelling a text that detection undoes: what is spelled so is not suspicious for that alone."""

from __future__ import annotations

import base64
import codecs
import random
from urllib.parse import quote

MORSE = ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()


def morse(text: str) -> str:
    """Morse of the letters of a text."""
    return " / ".join(" ".join(MORSE[ord(c) - 97] for c in word if "a" <= c <= "z") for word in text.lower().split())


def spelled(text: str, chance: random.Random) -> str:
    """A text in one of the spellings."""
    raw = text.encode()
    ways = [
        lambda: morse(text),
        lambda: "".join(f"\\u{ord(c):04x}" for c in text),
        lambda: "".join(f"\\x{b:02x}" for b in raw),
        lambda: "".join(f"%{b:02X}" for b in raw),
        lambda: quote(text),
        lambda: "".join(f"&#{ord(c)};" for c in text),
        lambda: "".join(f"&#x{ord(c):x};" for c in text),
        lambda: base64.b64encode(raw).decode(),
        lambda: base64.b32encode(raw).decode(),
        lambda: raw.hex(chance.choice([" ", ":"])) if chance.random() < 0.5 else raw.hex(),
        lambda: " ".join(f"{b:08b}" for b in raw),
        lambda: chance.choice([" ", ", "]).join(str(b) for b in raw),
        lambda: codecs.encode(text, "rot13"),
        lambda: text[::-1],
        lambda: " ".join(text),
    ]
    return chance.choice(ways)()

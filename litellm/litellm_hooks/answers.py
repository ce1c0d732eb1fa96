"""An answer as JSON text, for detection; of one that is too long its first part."""

from typing import Any, Optional

import orjson
from litellm._logging import verbose_logger as log

MAX_ANSWER_BYTES = 2_000_000
# A letter takes up to six bytes in JSON; the rest is for names and marks.
FIRST_PART = MAX_ANSWER_BYTES // 8
# Deeper than any answer; what lies below is left out of a first part.
MAX_DEPTH = 32
told: set[str] = set()


def answer_of(response: Any) -> tuple[Optional[str], bool]:
    """An answer as JSON text, and whether something was left out. None when it cannot be sent: its usage is sent without it."""
    answer = encoded(response)
    if len(answer) < MAX_ANSWER_BYTES:
        return answer.decode(), False
    if "long" not in told:
        told.add("long")
        log.warning(
            "hooks: detection reads the first part of answers above %d bytes, and says that it was truncated", MAX_ANSWER_BYTES
        )
    part = encoded(
        first_part(response if isinstance(response, (dict, list)) else answer.decode(errors="replace"), Room(FIRST_PART))
    )
    return (part.decode() if len(part) < MAX_ANSWER_BYTES else None), True


def encoded(value: Any) -> bytes:
    try:
        return bytes(orjson.dumps(value, default=str))
    except TypeError:
        from litellm.litellm_core_utils.safe_json_dumps import safe_dumps

        return str(safe_dumps(value)).encode(errors="replace")


class Room:
    """How many letters may still be kept."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, text: str) -> str:
        kept = text[: self.left]
        self.left -= len(kept)
        return kept


def first_part(value: Any, room: Room, depth: int = 0) -> Any:
    """A value of which texts are kept, in their order, until the room is full; what comes after is left out."""
    if isinstance(value, str):
        return room.take(value)
    if depth >= MAX_DEPTH or room.left <= 0:
        return None
    if isinstance(value, list):
        kept = []
        for item in value:
            if room.left <= 0:
                break
            # An item of numbers alone takes room, too.
            room.left -= 1
            kept.append(first_part(item, room, depth + 1))
        return kept
    if isinstance(value, dict):
        return {room.take(str(name)): first_part(item, room, depth + 1) for name, item in value.items() if room.left > 0}
    return value if isinstance(value, (int, float)) else None

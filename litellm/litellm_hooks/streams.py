"""What a stream said, watched on its way to the client: LiteLLM puts an end to those that had none.

It finishes a stream that broke off with "stop", counts one that ended with an error as a success, has no record of an
empty one, and leaves out of a replayed one what the stored answer said beyond its text.
"""

from collections.abc import Mapping
from typing import Any, Optional

import litellm
import orjson

# Of Anthropic's streams; the provider's bytes come as they were.
STOP, ERROR = b'"message_stop"', b'"error"'


class Watch:
    """One stream. Chunks are kept by reference only, as LiteLLM does itself until the stream has ended."""

    def __init__(self, family: str, source: Any) -> None:
        self.family = family
        self.source = source
        self.chunks: list[bytes] = []
        self.passed = 0

    def saw(self, chunk: Any) -> None:
        self.passed += 1
        if isinstance(chunk, (bytes, str)) and self.family == "messages":
            self.chunks.append(chunk.encode(errors="replace") if isinstance(chunk, str) else chunk)

    def finished(self) -> bool:
        """Whether the provider itself said that its answer had ended."""
        if self.family == "messages":
            return self.error() is None and STOP in self.sent()
        return any(choice_of(chunk, "finish_reason") for chunk in self.provider_chunks())

    def counted(self) -> bool:
        """Whether the provider said how many tokens there were. LiteLLM estimates them where it did not."""
        if self.family in ("chat", "text"):
            return any(getattr(chunk, "usage", None) is not None for chunk in self.provider_chunks())
        return self.family != "messages" or self.finished()

    def fault(self) -> Optional[str]:
        """Why the answer is not whole, in one word, where LiteLLM takes it for a success."""
        if self.family != "messages":
            return None
        return self.error() or (None if self.finished() else "IncompleteStream")

    def sent(self) -> bytes:
        """All bytes so far. A provider's pieces end anywhere, so that nothing is looked for in one alone."""
        if len(self.chunks) > 1:
            self.chunks = [b"".join(self.chunks)]
        return self.chunks[0] if self.chunks else b""

    def error(self) -> Optional[str]:
        if ERROR not in self.sent():
            return None
        found = next((event for event in self.events() if event.get("type") == "error"), None)
        return str(dict_of(found.get("error")).get("type") or "error") if found else None

    def is_empty(self) -> bool:
        """Whether the provider said nothing at all: LiteLLM tells its callbacks of no such call."""
        if self.family in ("chat", "text"):
            return hasattr(self.source, "chunks") and not self.provider_chunks()
        return self.passed == 0

    def provider_chunks(self) -> list[Any]:
        """What LiteLLM itself puts together: without the chunks that it made up."""
        chunks = getattr(self.source, "chunks", None)
        return list(chunks) if isinstance(chunks, (list, tuple)) else []

    def events(self) -> list[dict[str, Any]]:
        """Anthropic's events so far; a line that is none is passed over."""
        events = []
        for line in self.sent().splitlines():
            if line.startswith(b"data:"):
                try:
                    event = orjson.loads(line[5:])
                except ValueError:
                    continue
                if isinstance(event, dict):
                    events.append(event)
        return events

    def partial(self) -> Optional[tuple[int, int, bool]]:
        """Prompt and completion tokens of a stream of Anthropic's so far, and whether the provider counted them."""
        events = self.events()
        usage = {}
        for event in events:
            usage.update(dict_of(dict_of(event.get("message")).get("usage")))
            usage.update(dict_of(event.get("usage")))
        if not isinstance(usage.get("input_tokens"), int):
            return None
        names = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
        prompt = sum(usage[name] for name in names if isinstance(usage.get(name), int))
        if any(event.get("type") == "message_delta" for event in events):
            return prompt, int(usage.get("output_tokens") or 0), True
        text = "".join(str(dict_of(event.get("delta")).get("text") or "") for event in events)
        return prompt, litellm.token_counter(model="", text=text) if text else 0, False


def dict_of(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def choice_of(chunk: Any, name: str) -> Any:
    choices = getattr(chunk, "choices", None)
    return getattr(choices[0], name, None) if choices else None


# What LiteLLM's chunks of a stored answer hold already.
REPLAYED = frozenset(("role", "content", "function_call", "tool_calls"))


class Replay:
    """Puts into the chunks of a stored chat answer what LiteLLM leaves out of them."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        choices = stored.get("choices")
        choice = choices[0] if isinstance(choices, list) and len(choices) == 1 and isinstance(choices[0], dict) else {}
        message = dict_of(choice.get("message"))
        self.more = {name: value for name, value in message.items() if name not in REPLAYED and value not in (None, [], {})}
        self.usage = dict_of(stored.get("usage"))
        self.tier = stored.get("service_tier")

    def complete(self, chunk: Any) -> None:
        """Changes the chunk. What a message says beside its text comes with its first words."""
        delta = choice_of(chunk, "delta")
        if delta is not None and self.more:
            for name, value in self.more.items():
                setattr(delta, name, value)
            self.more = {}
        if self.usage and getattr(chunk, "usage", None) is not None:
            chunk.usage = litellm.Usage(**self.usage)
        if self.tier is not None:
            chunk.service_tier = self.tier

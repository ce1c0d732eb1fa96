"""One authenticated request through LiteLLM, and what the hook service said to it."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Optional

from .streams import Watch

# LiteLLM's names of its APIs, for its synchronous and asynchronous functions and for its routes.
FAMILIES = {
    "completion": "chat",
    "acompletion": "chat",
    "text_completion": "text",
    "atext_completion": "text",
    "anthropic_messages": "messages",
    "aanthropic_messages": "messages",
    "responses": "responses",
    "aresponses": "responses",
    "embedding": "embedding",
    "aembedding": "embedding",
    "embeddings": "embedding",
}


def family_of(call_type: Any) -> str:
    """The API of one of LiteLLM's call types, be it a text or a member of its enumeration; empty for any other."""
    return FAMILIES.get(str(getattr(call_type, "value", call_type)), "")


@dataclass(frozen=True)
class Item:
    """One input of an embedding call, and its stored answer if there is one."""

    name: str
    answer: Optional[dict[str, Any]]


class Call:
    """Shared by every task that works on the request. Holds no more than what somebody needs until its answer is there."""

    __slots__ = (
        "api_key",
        "asked",
        "call_id",
        "call_type",
        "facts",
        "family",
        "group",
        "headers",
        "hit",
        "items",
        "key",
        "logging",
        "model",
        "named",
        "question",
        "recorded",
        "served",
        "store",
        "stream",
        "tools",
        "watch",
    )

    def __init__(self, call_id: str, call_type: str, stream: bool) -> None:
        self.call_id = call_id
        self.family = family_of(call_type)
        self.stream = stream
        # The question as it was asked, in JSON: an answer to be stored goes with it.
        self.question = b""
        # The model group of the first attempt: an answer of another one, to which LiteLLM fell back, is not stored.
        self.group: Optional[str] = None
        # Whether the hook service was asked, and gave its answer.
        self.asked = False
        # What the hook service said of the call, sealed: whichever takes what the call leaves behind can read it.
        self.facts: Optional[str] = None
        # Whether the answer may be stored.
        self.store = False
        # The stored answer for this call, in the form in which LiteLLM keeps answers.
        self.hit: Optional[dict[str, Any]] = None
        # For embeddings: the inputs in their order.
        self.items: list[Item] = []
        # How often LiteLLM was handed a stored answer.
        self.served = 0
        # Headers for the client.
        self.headers: dict[str, str] = {}
        # For the generic transport, which asks later: who calls for what, and the tools as the client sent them.
        self.key: Any = None
        self.call_type = call_type
        self.model: Any = None
        self.tools: Any = None
        # And the provider's key, if the client brought one: its deployment's own comes into the same place.
        self.api_key: Any = None
        # The headers in which the client named its request: not every LiteLLM has them in its records.
        self.named: dict[str, str] = {}
        # LiteLLM's logging object of the call, which knows what its deployment costs.
        self.logging: Any = None
        # What its stream said, and whether a record of the call is on its way.
        self.watch: Optional[Watch] = None
        self.recorded = False

    def is_of(self, kwargs: dict[str, Any]) -> bool:
        """Whether a function of LiteLLM's was called for this request itself, and not by something on its way."""
        return kwargs.get("litellm_call_id") == self.call_id


CALL: ContextVar[Optional[Call]] = ContextVar("hooks_call", default=None)

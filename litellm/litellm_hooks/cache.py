"""LiteLLM's cache, as far as a stored answer is to come out of it: the service has decided before the call.

On a miss LiteLLM finds a cache that supports no call type, and skips all of its own caching for that call.
"""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, Optional

import litellm
import orjson
from litellm.caching.base_cache import BaseCache
from litellm.types.llms.openai import ResponsesAPIResponse

from .call import CALL, Call

CALL_TYPES = [
    "completion", "acompletion", "text_completion", "atext_completion", "embedding", "aembedding", "anthropic_messages",
    "responses", "aresponses",
]  # fmt: skip
# What an answer holds, by API. LiteLLM's converters would trip over anything else, so anything else is a miss.
ANSWERS: dict[str, tuple[type, ...]] = {
    "choices": (dict,),
    "output": (dict,),
    "content": (dict,),
    "embedding": (float, int, str),
    "litellm_cached_anthropic_sse_events": (str,),
}
# In which of these an API's answers come; one that LiteLLM bridged to another API has the other's form.
FORMS = {
    "chat": ("choices",),
    "text": ("choices",),
    "messages": ("content", "litellm_cached_anthropic_sse_events", "choices"),
    "responses": ("output", "choices"),
    "embedding": ("embedding",),
}

Keep = Callable[[Call, bytes], None]


def usable(family: str, stored: Any) -> Optional[dict[str, Any]]:
    """A stored answer as LiteLLM takes it: JSON as it was stored, or an object. None for anything that is no answer."""
    try:
        answer = orjson.loads(stored) if isinstance(stored, (str, bytes)) else stored
        if isinstance(answer, dict) and any(is_form(name, answer.get(name)) for name in FORMS.get(family, ())):
            if family == "responses" and "output" in answer:
                ResponsesAPIResponse(**answer)
            return answer
    except (ValueError, TypeError, LookupError):
        pass
    return None


def is_form(name: str, items: Any) -> bool:
    """Whether all that an answer holds is what LiteLLM's converters expect of it."""
    if not isinstance(items, (list, tuple)) or not items:
        return isinstance(items, str) and name == "embedding" and bool(items)
    if not all(isinstance(item, ANSWERS[name]) for item in items):
        return False
    if name == "choices":
        return all(isinstance(item.get("message"), dict) or isinstance(item.get("text"), str) for item in items)
    return name != "content" or all(isinstance(item.get("type"), str) for item in items)


class Backend(BaseCache):
    """Takes what LiteLLM wants to keep of an embedding call, input by input. Everything else is overridden above it."""

    def __init__(self, keep: Keep, close: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self.keep = keep
        self.close = close

    async def async_set_cache_pipeline(self, cache_list: Any, **kwargs: Any) -> None:
        call = CALL.get()
        if call is None or not call.store:
            return
        answers = {key.removeprefix(prefix_of(call)): value.get("response") for key, value in cache_list}
        self.keep(call, orjson.dumps([answers.get(item.name) for item in call.items], default=str))

    async def async_get_cache(self, key: Any, **kwargs: Any) -> None:
        return None

    async def async_set_cache(self, key: Any, value: Any, **kwargs: Any) -> None:
        return None

    async def disconnect(self) -> None:
        """The proxy's shutdown awaits this after the last request."""
        await self.close()


class HookCache(litellm.Cache):
    """Serves the answer that the hook service gave for this call. Nothing here raises: LiteLLM calls some of it unguarded."""

    def __init__(self, keep: Keep, close: Callable[[], Awaitable[None]]) -> None:
        self.keep = keep
        super().__init__(max_messages=None, _backend=Backend(keep, close))

    @property
    def supported_call_types(self) -> Optional[list[str]]:  # type: ignore[override]
        """None while there is nothing to do for the call under way."""
        call = CALL.get()
        if call is None or not (call.hit or (call.family == "embedding" and call.items) or wants_events(call)):
            return None
        return CALL_TYPES

    @supported_call_types.setter
    def supported_call_types(self, _: Any) -> None:
        """LiteLLM sets a list when it makes a cache; which calls are cached is for the hook service to say."""

    def get_cache_key(self, **kwargs: Any) -> str:
        """Names the call, and for embeddings the input, so that no other call can be served with what is for this one."""
        call = CALL.get()
        if call is None or not call.is_of(kwargs):
            return "hooks-none"
        if call.family != "embedding":
            return prefix_of(call)
        return prefix_of(call) + input_name(kwargs.get("input"))

    def get_preset_cache_key_from_kwargs(self, **kwargs: Any) -> str:
        return self.get_cache_key(**kwargs)

    async def async_get_cache(self, dynamic_cache_object: Any = None, **kwargs: Any) -> Optional[dict[str, Any]]:
        call, key = CALL.get(), kwargs.get("cache_key")
        if call is None or not isinstance(key, str):
            return None
        if call.family == "embedding":
            answer = self.item_of(call, key)
        else:
            answer = call.hit if key == prefix_of(call) and call.is_of(kwargs) else None
        if answer is not None:
            call.served += 1
        return answer

    def item_of(self, call: Call, key: str) -> Optional[dict[str, Any]]:
        name = key.removeprefix(prefix_of(call))
        return next((item.answer for item in call.items if item.name == name), None)

    async def async_add_cache(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None:
        """Comes here for streams alone whose events LiteLLM puts together for nobody but its cache."""
        call = CALL.get()
        if call is not None and wants_events(call) and call.is_of(kwargs):
            self.keep(call, json_of(result))

    async def async_add_cache_pipeline(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None:
        call = CALL.get()
        if call is not None and call.store and call.is_of(kwargs):
            await super().async_add_cache_pipeline(result, None, **kwargs)

    def get_cache(self, dynamic_cache_object: Any = None, **kwargs: Any) -> None:
        """LiteLLM's synchronous functions serve no proxy request."""
        return None

    def add_cache(self, result: Any, **kwargs: Any) -> None:
        return None


def prefix_of(call: Call) -> str:
    return f"hooks:{call.call_id}:"


def wants_events(call: Call) -> bool:
    """Whether the answer is a stream of `/v1/messages` or `/v1/responses` that is to be kept."""
    return call.store and call.stream and call.family in ("messages", "responses")


def json_of(answer: Any) -> bytes:
    """An answer in JSON, as LiteLLM would have stored it; empty for what is no answer."""
    if hasattr(answer, "model_dump_json"):
        return bytes(answer.model_dump_json(), "utf-8")
    if isinstance(answer, str):
        return bytes(orjson.dumps(orjson.loads(answer)))
    return bytes(orjson.dumps(answer, default=str)) if isinstance(answer, dict) else b""


def input_name(value: Any) -> str:
    """Names one input of an embedding call: a text, or a list of tokens."""
    try:
        return hashlib.sha256(orjson.dumps(value, default=str)).hexdigest()
    except TypeError:
        return hashlib.sha256(repr(value).encode(errors="replace")).hexdigest()

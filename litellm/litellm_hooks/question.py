"""What the hook service is asked before a call: the request as the client sent it, and who sent it."""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any, Optional

import orjson

from .parameters import parameters_of

# Call types of which the service can make something. All others (files, batches, audio, sessions) go by unseen.
ASKED = frozenset(
    """completion acompletion text_completion atext_completion anthropic_messages aanthropic_messages responses
    aresponses embedding aembedding embeddings image_generation aimage_generation speech aspeech moderation amoderation
    rerank arerank""".split()
)
HEADERS = ("x-correlation-id", "x-request-id", "x-compression", "cache-control", "traceparent")
CONTROLS = {"no-cache": "noCache", "no-store": "noStore", "ttl": "ttl", "s-maxage": "sMaxAge", "s-max-age": "sMaxAge"}
MAX_HEADER = 256

# Texts of more characters are looked at: when they are base64 (an image, a sound, a file), their digest goes in their place.
MEDIA_CHARACTERS = 2_048
# No medium lies deeper, and a client may nest lists until a recursion ends in an error.
MAX_DEPTH = 32
BASE64 = re.compile(r"(?:data:[\w.+-]+/[\w.+-]+(?:;[\w=.+-]+)*;base64,)?[A-Za-z0-9+/_\r\n-]+={0,2}\s*")
TEXT_FIELDS = frozenset(("text", "content", "arguments", "input", "output", "description"))


def question_of(data: Mapping[str, Any], key: Any, call_type: str, more: Optional[dict[str, Any]] = None) -> bytes:
    """The question in JSON, with what else it is to hold. Raises when the request holds what no JSON can say."""
    sent = data.get("proxy_server_request") or {}
    request = {name: without_media(value) for name, value in parameters_of(data, call_type).items()}
    question: dict[str, Any] = {
        "callId": str(data.get("litellm_call_id") or ""),
        "callType": call_type,
        "model": data.get("model") if isinstance(data.get("model"), str) else None,
        "identity": identity_of(key),
        "request": request,
        **(more or {}),
        "completesStreams": True,
    }
    headers = headers_of(sent)
    if traceparent := traceparent_of(getattr(key, "parent_otel_span", None)):
        headers["traceparent"] = traceparent
    if headers:
        question["headers"] = headers
    if controls := controls_of(data.get("cache")):
        question["controls"] = controls
    if any(type(value) is float and not math.isfinite(value) for value in request.values()):
        question["uncertain"] = True  # JSON has no word for it, so that two questions would look the same.
    return to_json(question)


def to_json(question: dict[str, Any]) -> bytes:
    """In JSON also where orjson refuses: half a surrogate pair, a number of more than 64 bits, hundreds of nested lists."""
    try:
        return bytes(orjson.dumps(question, default=nothing))
    except TypeError:
        # The service may read such a thing, but not tell it from one that is almost the same.
        question["uncertain"] = True
        return json.dumps(question, default=nothing).encode()


def nothing(_: Any) -> None:
    """In place of what is no JSON, such as an uploaded file."""
    return None


def identity_of(key: Any) -> dict[str, Any]:
    """Only what LiteLLM authenticated. A field that the client could choose is none of it."""
    metadata = key.metadata if isinstance(key.metadata, dict) else {}
    return {
        "keyHash": key.api_key,
        "keyAlias": key.key_alias,
        "teamId": key.team_id,
        "keyMetadata": {name: value for name, value in metadata.items() if isinstance(value, (str, int, float))},
    }


def headers_of(sent: Any) -> dict[str, str]:
    """Those of the client's headers that the service knows what to do with."""
    headers = sent.get("headers") if isinstance(sent, dict) else None
    if not isinstance(headers, dict):
        return {}
    return {name: headers[name][:MAX_HEADER] for name in HEADERS if isinstance(headers.get(name), str)}


def traceparent_of(span: Any) -> Optional[str]:
    """Where LiteLLM's own span of the request stands, as W3C Trace Context has it; none while LiteLLM traces nothing."""
    try:
        place = span.get_span_context()
        return f"00-{place.trace_id:032x}-{place.span_id:016x}-{int(place.trace_flags):02x}" if place.is_valid else None
    except Exception:  # None, or a span of another tracer.
        return None


def controls_of(cache: Any) -> dict[str, Any]:
    """What the client asks of the cache; anything of another form than LiteLLM's asks nothing."""
    if not isinstance(cache, dict):
        return {}
    return {CONTROLS[name]: value for name, value in cache.items() if name in CONTROLS}


def without_media(value: Any, depth: int = 0) -> Any:
    """The same value with digests in place of long base64 texts. What has none is not copied."""
    if isinstance(value, dict):
        changes = {name: new for name, old in value.items() if (new := without_medium(name, old, depth)) is not old}
        return {**value, **changes} if changes else value
    if isinstance(value, list):
        items = [without_medium("", old, depth) for old in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def without_medium(name: Any, value: Any, depth: int) -> Any:
    if isinstance(value, str):
        is_medium = len(value) > MEDIA_CHARACTERS and name not in TEXT_FIELDS and BASE64.fullmatch(value)
        return {"sha256": hashlib.sha256(value.encode(errors="replace")).hexdigest()} if is_medium else value
    return without_media(value, depth + 1) if isinstance(value, (list, dict)) and depth < MAX_DEPTH else value

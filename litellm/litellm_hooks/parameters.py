"""The parameters of a request as the hook service gets them: all that may reach a provider, and no credential.

The service makes them part of a stored answer's key, unless it knows that one does not matter. So nothing is left out
here but what LiteLLM writes for itself: a parameter that nobody has heard of may be the one that changes the prompt.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Optional

import litellm
import orjson

# What LiteLLM writes itself, whatever the client sent under these names; `model` and `cache` have their own places.
LITELLM_OWN = frozenset(
    """model cache metadata litellm_metadata proxy_server_request litellm_logging_obj litellm_call_id litellm_trace_id
    secret_fields""".split()
)
# What LiteLLM leaves out of its copy of the body, and yet sends on. It makes the first two of a client's headers, too.
BESIDE_BODY = ("headers", "provider_specific_header", "api_key")
# Values that may be credentials, or hold one: their digest tells one from another as well.
SECRET = re.compile(r"(?:^|_)(?:headers?|key|token|secret|password|credentials?)(?:$|_)", re.IGNORECASE)
# Headers that name one request of many, and so would part every key. They change no answer.
TRACING = re.compile(
    r"x-(?:correlation|request|trace|amzn-trace|cloud-trace|litellm-call)-?(?:id|context)?"
    r"|traceparent|tracestate|x-b3-.*|x-forwarded-.*|x-real-ip",
    re.IGNORECASE,
)
# On these routes `metadata` is the client's own, and goes to the provider; elsewhere LiteLLM keeps its notes in it.
OWN_METADATA = frozenset(("anthropic_messages", "aanthropic_messages", "responses", "aresponses"))


def parameters_of(data: Mapping[str, Any], call_type: str) -> dict[str, Any]:
    """As LiteLLM is about to use them: what it made of the client's headers is among them."""
    sent = data.get("proxy_server_request")
    sent = sent if isinstance(sent, dict) else {}
    body = sent.get("body")
    beside = (name for name in BESIDE_BODY if data.get(name) is not None)
    names = dict.fromkeys((*body, *beside)) if isinstance(body, dict) else data
    parameters = {name: without_secrets(name, data[name]) for name in names if name in data and name not in LITELLM_OWN}
    headers = sent.get("headers")
    if isinstance(headers, dict) and "cache-control" in headers:
        parameters.pop("ttl", None)  # LiteLLM's reading of that header, which the service reads itself.
    if metadata := sent_metadata(data, call_type):
        parameters["metadata"] = metadata
    if tags := tags_of(data):
        parameters["tags"] = tags
    return parameters


def without_secrets(name: str, value: Any) -> Any:
    if not SECRET.search(name):
        return value
    if isinstance(value, dict) and "header" in name.lower():
        value = {header: content for header, content in value.items() if not TRACING.fullmatch(str(header))}
        if not value:
            return {}
    return {"sha256": hashlib.sha256(as_bytes(value)).hexdigest()}


def as_bytes(value: Any) -> bytes:
    try:
        return bytes(orjson.dumps(value, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS))
    except TypeError:
        return repr(value).encode(errors="replace")


def sent_metadata(data: Mapping[str, Any], call_type: str) -> Optional[Any]:
    """The client's metadata where a provider gets it."""
    if call_type in OWN_METADATA:
        return data.get("metadata")
    metadata = data.get("metadata")
    if not isinstance(metadata, dict):
        return None
    if getattr(litellm, "enable_preview_features", False):
        return metadata.get("requester_metadata")
    # Anthropic gets this one of a chat, too.
    return {"user_id": metadata["user_id"]} if "user_id" in metadata else None


def tags_of(data: Mapping[str, Any]) -> list[str]:
    """By which LiteLLM may choose the deployment; they come in the body, in metadata, or in a header."""
    places = (data, data.get("metadata"), data.get("litellm_metadata"))
    found = [place.get("tags") for place in places if isinstance(place, Mapping)]
    return sorted({str(tag) for tags in found if isinstance(tags, list) for tag in tags})

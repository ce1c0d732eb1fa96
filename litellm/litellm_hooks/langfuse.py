"""LiteLLM's own Langfuse callback, and the id under which it puts a call's trace."""

from collections.abc import Callable, Mapping
from typing import Any, Optional

import litellm
from litellm._logging import verbose_logger as log

from .records import dict_of, plain

CALLBACK = "langfuse"

try:
    # Since Langfuse's fourth version its ids are 32 hexadecimal digits, and LiteLLM makes some of whatever it is given.
    from litellm.integrations.langfuse.langfuse_sdk import resolve_trace_id
except Exception:  # Another release, or Langfuse is not installed.
    resolve_trace_id = None  # type: ignore[assignment, unused-ignore]

try:
    # A session's header names no trace: each call of the session has its own, by its call id.
    from litellm.integrations.langfuse import langfuse as callback
except Exception:
    callback = None  # type: ignore[assignment, unused-ignore]
is_session: Optional[Callable[..., bool]] = getattr(callback, "_is_session_header_trace", None)


def add_traces() -> None:
    """Turns LiteLLM's callback on, unless its configuration has one of Langfuse's already."""
    configured = [*litellm.callbacks, *litellm.success_callback, *litellm.failure_callback]
    if any(isinstance(one, str) and one.startswith(CALLBACK) for one in configured):
        return
    if resolve_trace_id is None:
        log.warning("hooks: LANGFUSE_PUBLIC_KEY is set, but this LiteLLM has no langfuse package: there are scores and no traces")
        return
    litellm.success_callback.append(CALLBACK)
    litellm.failure_callback.append(CALLBACK)


def trace_id_of(kwargs: Mapping[str, Any], record: Mapping[str, Any]) -> Optional[str]:
    """What LiteLLM's callback calls the trace of this call; None where it has said nothing that names one."""
    parameters = dict_of(kwargs.get("litellm_params"))
    metadata = dict_of(parameters.get("metadata"))
    call_id, existing = record.get("litellm_call_id"), metadata.get("existing_trace_id")
    trace_id = existing or metadata.get("trace_id") or record.get("trace_id") or call_id
    if not existing and is_session and is_session(trace_id, metadata.get("session_id"), parameters.get("proxy_server_request")):
        trace_id = call_id
    if trace_id is None:
        return None
    name: Any = plain(resolve_trace_id(trace_id) if resolve_trace_id else str(trace_id))
    return name if isinstance(name, str) else None

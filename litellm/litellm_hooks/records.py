"""The compact usage record of an ended call: the fields of hooks-server/litellm/usage-record.ts."""

import re
from collections.abc import Mapping
from typing import Any, Optional

from litellm.exceptions import BudgetExceededError

from .answers import answer_of
from .caller import CORRELATION, Caller

FIELDS = """id litellm_call_id trace_id call_type status cache_hit cache_key stream custom_llm_provider model model_group
    startTime endTime prompt_tokens completion_tokens total_tokens response_cost saved_cache_cost""".split()
WHO = tuple(f"user_api_key_{name}" for name in ("hash", "alias", "team_id", "max_budget", "spend", "budget_reset_at"))
BUDGET = "user_api_key_max_budget"
MAX_TEXT = 256
HASH = re.compile("[0-9a-f]{64}")


def plain(value: Any) -> Any:
    """What a record may hold: numbers, and texts that are short and can be sent. Much of it comes from a client's body."""
    if isinstance(value, str):
        return value[:MAX_TEXT].encode(errors="replace").decode()
    return value if isinstance(value, (int, float)) else None


def dict_of(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def record_of(payload: Any, status: str, with_answer: bool = False) -> Optional[dict[str, Any]]:
    """The record of LiteLLM's StandardLoggingPayload; None when the payload is not that of a call that ended so."""
    if not isinstance(payload, dict) or payload.get("status") != status or not plain(payload.get("litellm_call_id")):
        return None
    metadata, error = dict_of(payload.get("metadata")), dict_of(payload.get("error_information"))
    headers, own = dict_of(metadata.get("requester_custom_headers")), metadata.get("user_api_key_auth_metadata")
    record = {name: plain(payload.get(name)) for name in FIELDS}
    who = {name: plain(metadata.get(name)) for name in WHO}
    # A key of file_keys has its budget in its metadata.
    who[BUDGET] = plain(metadata.get(BUDGET) or dict_of(own).get("max_budget"))
    record["metadata"] = {
        **who,
        "user_api_key_auth_metadata": {name: plain(value) for name, value in own.items()} if isinstance(own, dict) else None,
        "requester_custom_headers": {name: plain(headers[name]) for name in CORRELATION if name in headers},
    }
    record["error_information"] = {name: plain(error.get(name)) for name in ("error_code", "error_class")}
    if with_answer:
        record["response"], record["response_truncated"] = answer_of(payload.get("response"))
    return record


def failure_of(request: dict[str, Any], error: Exception, key: Any, caller: Optional[Caller] = None) -> Optional[dict[str, Any]]:
    """The record of a failed call, whoever refused it; None for a caller that nobody authenticated, who makes nobody's call."""
    kind = str(getattr(error, "type", ""))
    # With custom authentication these two refusals come after it and carry no more of the caller than the hash.
    later = isinstance(error, BudgetExceededError) or kind.endswith("model_access_denied")
    if caller is not None and caller.key_hash != key.api_key:
        caller = None
    if not (key.token or key.user_id or key.team_id or later or caller):
        return None
    # LiteLLM has no payload of its own when a hook before the call failed.
    payload = request.get("standard_logging_object") or {
        "status": "failure",
        "error_information": {"error_class": type(error).__name__},
        "litellm_call_id": request.get("litellm_call_id"),
        "model": request.get("model"),
    }
    sent = dict_of(payload.get("metadata") or request.get("metadata") or request.get("litellm_metadata"))
    record = record_of({**payload, "metadata": failed_by(sent, key, caller)}, "failure")
    if record is not None and (status := status_of(error)) is not None:
        record["error_information"]["error_code"] = status
    return record


def status_of(error: Exception) -> Optional[str]:
    """The HTTP status of an error. A provider's own code, which may stand in `code`, is none."""
    response = getattr(error, "response", None)
    for value in (getattr(error, "status_code", None), getattr(error, "code", None), getattr(response, "status_code", None)):
        if re.fullmatch("[45][0-9][0-9]", str(value)):
            return str(value)
    return None


def failed_by(sent: dict[str, Any], key: Any, caller: Optional[Caller]) -> dict[str, Any]:
    """The body of a call that was refused early is as its client wrote it: who called comes from the authenticated key."""
    known = caller or Caller("")
    headers = dict_of(sent.get("requester_custom_headers") or sent.get("headers"))
    return {
        "user_api_key_hash": key.api_key if key.token or HASH.fullmatch(key.api_key or "") else None,
        "user_api_key_alias": key.key_alias or known.alias,
        "user_api_key_team_id": key.team_id or known.team_id,
        "user_api_key_auth_metadata": key.metadata or dict(known.metadata) or None,
        "user_api_key_max_budget": key.max_budget,
        "user_api_key_spend": key.spend,
        "user_api_key_budget_reset_at": key.budget_reset_at and key.budget_reset_at.isoformat(),
        "requester_custom_headers": {**known.headers, **headers},
    }


def add_names(record: dict[str, Any], names: Mapping[str, str]) -> None:
    """Puts a client's own names for its request where LiteLLM has left them out."""
    headers = record["metadata"]["requester_custom_headers"]
    record["metadata"]["requester_custom_headers"] = {**names, **headers}

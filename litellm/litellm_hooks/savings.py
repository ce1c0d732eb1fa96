"""What a cache hit saved, where LiteLLM does not say."""

from typing import Any

HIDDEN = "_hidden_params"
COST = "response_cost"


def with_savings(kwargs: dict[str, Any], response: Any) -> Any:
    """LiteLLM's record of a call. From 1.108 on a whole hit's says 0: what the hit itself cost is taken for what it saved."""
    payload = kwargs.get("standard_logging_object")
    if not isinstance(payload, dict) or payload.get("cache_hit") is not True or payload.get("saved_cache_cost"):
        return payload
    try:
        saved = cost_at_provider(kwargs.get("litellm_logging_obj"), response)
    except Exception:  # the record is worth more than this one number in it
        return payload
    return {**payload, "saved_cache_cost": saved} if saved else payload


def cost_at_provider(logging: Any, response: Any) -> Any:
    """The cost of the same answer from its provider, by LiteLLM's own prices and those of the deployment."""
    hidden = getattr(response, HIDDEN, None)
    unpriced = response
    if isinstance(hidden, dict) and COST in hidden:
        unpriced = response.model_copy()
        setattr(unpriced, HIDDEN, {name: value for name, value in hidden.items() if name != COST})
    return logging.response_cost_calculator(result=unpriced, cache_hit=False)

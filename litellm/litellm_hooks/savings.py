"""What a cache hit saved, where LiteLLM does not say."""

from typing import Any

HIDDEN = "_hidden_params"
COST = "response_cost"


def tell_savings(record: dict[str, Any], logging: Any, response: Any) -> None:
    """Changes a hit's record. Of a streamed hit, and from 1.108 on of any, it may say 0: what the hit itself cost."""
    if record.get("cache_hit") is True and not record.get("saved_cache_cost") and logging is not None:
        record["saved_cache_cost"] = cost_at_provider(logging, response)


def cost_at_provider(logging: Any, response: Any) -> Any:
    """The cost in USD of the same answer from its provider, by LiteLLM's prices and the deployment's; None if there is none."""
    # A stream of `/v1/responses` ends with an event that has the answer in it.
    unpriced = answer = getattr(response, "response", response)
    hidden = getattr(answer, HIDDEN, None)
    if isinstance(hidden, dict) and COST in hidden:
        unpriced = answer.model_copy()
        setattr(unpriced, HIDDEN, {name: value for name, value in hidden.items() if name != COST})
    return logging.response_cost_calculator(result=unpriced, cache_hit=False)

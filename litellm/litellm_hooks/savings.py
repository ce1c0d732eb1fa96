"""What a cache hit saved, where LiteLLM does not say."""

from typing import Any

HIDDEN = "_hidden_params"
# Of what LiteLLM notes on an answer, what a price depends on. Several others say what the answer cost, and would be believed.
PRICED_BY = ("model_id", "custom_llm_provider", "region_name")


def tell_savings(record: dict[str, Any], logging: Any, response: Any) -> None:
    """Changes a hit's record. Of a streamed hit, and from 1.108 on of any, it may say 0: what the hit itself cost."""
    if record.get("cache_hit") is True and not record.get("saved_cache_cost") and logging is not None:
        record["saved_cache_cost"] = cost_at_provider(logging, response)


def cost_at_provider(logging: Any, response: Any) -> Any:
    """The cost in USD of the same answer from its provider, by LiteLLM's prices and the deployment's; None if there is none."""
    hidden = getattr(response, HIDDEN, None)
    if isinstance(hidden, dict):
        response = response.model_copy()
        setattr(response, HIDDEN, {name: value for name, value in hidden.items() if name in PRICED_BY})
        if (usage := getattr(response, "usage", None)) is not None:
            response.usage = without_cost(usage)
    return logging.response_cost_calculator(result=response, cache_hit=False)


def without_cost(usage: Any) -> Any:
    """The usage of an answer of `/v1/responses` has its cost in it, too."""
    if isinstance(usage, dict):
        return {name: value for name, value in usage.items() if name != "cost"}
    return usage.model_copy(update={"cost": None}) if getattr(usage, "cost", None) is not None else usage

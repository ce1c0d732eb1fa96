"""What a call may cost, and what it cost where LiteLLM has no price for it, by the deployments of its model group."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

import litellm
import orjson
from litellm._logging import verbose_logger as log

from .question import without_media

# A longest answer where nobody knows the model's.
UNKNOWN_ANSWER_TOKENS = 4_096
# What LiteLLM asks Anthropic for when the client says nothing.
ANTHROPIC_ANSWER_TOKENS = 4_096
BYTES_PER_TOKEN = 4
LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens")
ASKED = ("messages", "input", "prompt", "system", "instructions", "tools", "functions", "response_format", "extra_body")
KEEP_SECONDS = 60.0


@dataclass(frozen=True)
class Price:
    """USD for each token; the most tokens that a question and an answer may have."""

    prompt: float = 0.0
    completion: float = 0.0
    most_prompt: int = 10**9
    most_completion: int = UNKNOWN_ANSWER_TOKENS


class Prices:
    """Prices by model group. Looking one up takes LiteLLM a while, and configurations change seldom."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, Optional[str]], tuple[float, Price]] = {}

    def of(self, group: Any, team_id: Optional[str] = None) -> Price:
        """The dearest of the group's deployments; nothing where LiteLLM has no price."""
        name = (str(group), team_id)
        until, price = self.known.get(name, (0.0, Price()))
        if until < time.monotonic():
            price = dearest([price_of(params, info) for params, info in deployments_of(*name)])
            if len(self.known) > 1_000:  # A client may make models up without end.
                self.known.clear()
            self.known[name] = time.monotonic() + KEEP_SECONDS, price
        return price

    def most(self, data: Mapping[str, Any], call_type: str, team_id: Optional[str]) -> float:
        """The most USD that a call is likely to cost: its question as it is, and the longest answer that it allows."""
        price = self.of(data.get("model"), team_id)
        if not price.prompt and not price.completion:
            return 0.0
        prompt = min(price.most_prompt, tokens_of(data, call_type))
        completion = 0 if "embedding" in call_type else min(price.most_completion, limit_of(data) or price.most_completion)
        return prompt * price.prompt + completion * price.completion * answers_of(data)

    def charge(self, record: dict[str, Any]) -> bool:
        """Whether a call with tokens had no cost although its group has a price: its record gets that price then."""
        if record.get("response_cost") or record.get("cache_hit") is True or not record.get("total_tokens"):
            return False
        price = self.of(record.get("model_group"), (record.get("metadata") or {}).get("user_api_key_team_id"))
        cost = (record.get("prompt_tokens") or 0) * price.prompt + (record.get("completion_tokens") or 0) * price.completion
        if not cost:
            return False
        record["response_cost"] = cost
        return True


def dearest(prices: list[Price]) -> Price:
    return max(prices, key=lambda price: (price.completion, price.prompt), default=Price())


def deployments_of(group: str, team_id: Optional[str]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Parameters and description of each deployment that LiteLLM may choose; a wildcard's with the group's name in it."""
    from litellm.proxy.proxy_server import llm_router

    try:
        found = llm_router.get_model_list(model_name=group, team_id=team_id) or []
    except Exception as error:  # No price is a call without a reservation, and no more.
        log.debug("hooks: the deployments of a model are not known: %.150r", error)
        return []
    rest = group.partition("/")[2] or group
    return [
        ({**params, "model": str(params.get("model")).replace("*", rest)}, dict(deployment.get("model_info") or {}))
        for deployment in found
        if (params := dict(deployment.get("litellm_params") or {}))
    ]


def price_of(params: Mapping[str, Any], info: Mapping[str, Any]) -> Price:
    """The operator's own price for a deployment, else LiteLLM's for its model."""
    model = str(params.get("model"))
    try:
        known: Mapping[str, Any] = litellm.get_model_info(model)
    except Exception:  # LiteLLM's error for a model that it does not know has no type of its own.
        known = {}

    def of(name: str) -> Any:
        return next((source[name] for source in (params, info, known) if source.get(name) is not None), None)

    longest = int(of("max_output_tokens") or UNKNOWN_ANSWER_TOKENS)
    if model.startswith("anthropic/"):
        longest = max(longest, ANTHROPIC_ANSWER_TOKENS)
    return Price(
        prompt=float(of("input_cost_per_token") or 0.0),
        completion=float(of("output_cost_per_token") or 0.0),
        most_prompt=int(of("max_input_tokens") or 10**9),
        most_completion=longest,
    )


def tokens_of(data: Mapping[str, Any], call_type: str) -> int:
    """About as many as the question has, without the pictures and sounds in it."""
    asked = {name: without_media(data[name]) for name in ASKED if data.get(name) is not None}
    try:
        return len(orjson.dumps(asked, default=str)) // BYTES_PER_TOKEN + 1
    except TypeError:
        return len(repr(asked)) // BYTES_PER_TOKEN + 1


def limit_of(data: Mapping[str, Any]) -> Optional[int]:
    """The longest answer that the client wants, wherever it said so."""
    extra = data.get("extra_body")
    found = [source.get(name) for source in (data, extra if isinstance(extra, dict) else {}) for name in LIMITS]
    limits = [value for value in found if isinstance(value, int) and not isinstance(value, bool) and value > 0]
    return max(limits) if limits else None


def answers_of(data: Mapping[str, Any]) -> int:
    counts = (data.get(name) for name in ("n", "best_of"))
    return max((count for count in counts if isinstance(count, int) and 0 < count < 129), default=1)

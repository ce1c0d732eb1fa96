"""What a call used where LiteLLM has no count of it: estimated from the texts, and said to be so."""

from typing import Any, Optional

import litellm

from .streams import Watch, dict_of


def tell_truly(record: dict[str, Any], watch: Optional[Watch], prompt: Any, response: Any) -> None:
    """Changes the record of a streamed call, so that it says what its provider said, and marks what nobody said.

    A stream that its provider broke off is a failure, with what was used until then.
    """
    if watch is None or record.get("cache_hit") is True:
        return
    fault = watch.fault()
    if fault and record["error_information"].get("error_class") != "ClientDisconnected":
        record.update(status="failure", error_information={"error_code": None, "error_class": fault})
        if partial := watch.partial():
            set_usage(record, *partial)
        return
    if not watch.counted() and record.get("total_tokens"):
        record["usage_estimated"] = True
    if record.get("total_tokens"):
        return
    if watch.family == "messages" and (partial := watch.partial()):
        set_usage(record, *partial)
    elif watch.family == "text" and (text := text_of(response)):
        model = str(record.get("model") or "")
        set_usage(record, tokens(model, prompt), tokens(model, text), False)


def set_usage(record: dict[str, Any], prompt: int, completion: int, counted: bool) -> None:
    record.update(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)
    record["response_cost"] = cost_of(record)
    if not counted:
        record["usage_estimated"] = True


def cost_of(record: dict[str, Any]) -> float:
    """USD by LiteLLM's price list; what is not in it costs what the record says already."""
    try:
        costs = litellm.cost_per_token(
            model=str(record.get("model") or ""),
            prompt_tokens=record["prompt_tokens"],
            completion_tokens=record["completion_tokens"],
            custom_llm_provider=record.get("custom_llm_provider") or None,
        )
        return float(sum(costs))
    except Exception:  # LiteLLM's own error for a model without a price has no type of its own.
        return float(record.get("response_cost") or 0.0)


def tokens(model: str, text: Any) -> int:
    texts = [dict_of(one).get("content", one) for one in (text if isinstance(text, list) else [text])]
    return sum(litellm.token_counter(model=model, text=one) for one in texts if isinstance(one, str) and one)


def text_of(response: Any) -> str:
    """The text of a text completion that LiteLLM put together."""
    try:
        choices = response.model_dump().get("choices") or []
    except AttributeError:
        choices = dict_of(response).get("choices") or []
    found = (dict_of(choice) for choice in choices)
    return "".join(str(choice.get("text") or dict_of(choice.get("message")).get("content") or "") for choice in found)

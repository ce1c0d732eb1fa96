"""The hooks where LiteLLM's stock guardrail asks for compression and detection (`transport: generic`).

The guardrail works between the two moments that the plugin has before a call: so the cache is asked after it, and its
two faults are made good. It has no circuit breaker, and it turns the tools of `/v1/messages` into another form and back.
"""

import copy
from typing import Any

from .call import CALL, Call, family_of
from .logger import Hooks, without_odd_controls

# The guardrail's name in config/transports/generic.yaml.
GUARDRAIL = "hooks"


class GenericHooks(Hooks):
    """LiteLLM runs callbacks before guardrails, and the deployment's hook after both."""

    # LiteLLM calls these two only where the class itself has them, not one that it inherits from.
    async_post_call_response_headers_hook = Hooks.async_post_call_response_headers_hook
    async_post_call_streaming_iterator_hook = Hooks.async_post_call_streaming_iterator_hook

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: str) -> None:
        without_odd_controls(data)
        await self.policy.check_call(user_api_key_dict, data, call_type)
        try:
            call = Call(str(data.get("litellm_call_id") or ""), call_type, data.get("stream") is True)
            call.logging = data.get("litellm_logging_obj")
            call.key, call.call_type, call.model = user_api_key_dict, call_type, data.get("model")
            call.api_key = data.get("api_key")
            # A copy: the guardrail writes into the client's own objects.
            call.tools = copy.deepcopy(data["tools"]) if call.family == "messages" and data.get("tools") else None
            CALL.set(call)
            if self.plugin.breaker.is_open:
                leave_out(data, GUARDRAIL)
        except Exception as error:
            self.plugin.surface.fault("before a call", error)

    async def async_pre_call_deployment_hook(self, kwargs: dict[str, Any], call_type: Any) -> None:
        await super().async_pre_call_deployment_hook(kwargs, call_type)
        try:
            call = CALL.get()
            # LiteLLM's bridges from one API to another come here again, with tools in the other API's form.
            if call is None or not call.is_of(kwargs) or family_of(call_type) != call.family:
                return
            if call.tools is not None:
                kwargs["tools"] = call.tools
            if call.key is not None:
                key, call.key = call.key, None  # Once: retries come here again.
                await self.plugin.ask_cache(call, key, {**kwargs, "model": call.model, "api_key": call.api_key})
        except Exception as error:
            self.plugin.surface.fault("before a call", error)


def leave_out(data: dict[str, Any], guardrail: str) -> None:
    """Lets this call pass the guardrail by, as a key may: a service that is down would cost it the guardrail's timeout."""
    for name in ("metadata", "litellm_metadata"):
        metadata = data.get(name)
        if isinstance(metadata, dict) and "user_api_key_metadata" in metadata:
            of_key = metadata["user_api_key_metadata"] or {}
            others = of_key.get("opted_out_global_guardrails")
            names = [*others, guardrail] if isinstance(others, list) else [guardrail]
            # A copy: the key's own metadata are for its other calls too.
            metadata["user_api_key_metadata"] = {**of_key, "opted_out_global_guardrails": names}

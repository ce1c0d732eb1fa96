"""The same hop as a guardrail of LiteLLM's, for those who choose by key or team in LiteLLM's own way."""

from typing import Any

from litellm.integrations.custom_guardrail import CustomGuardrail

from .plugin import Plugin


def guardrail_class(plugin: Plugin) -> type[CustomGuardrail]:
    """The class for `guardrails:`, which LiteLLM makes its instance of."""

    class HooksGuardrail(CustomGuardrail):
        """Has a hook of its own, so that LiteLLM hands it the request as it is and translates nothing."""

        async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: str) -> None:
            await plugin.begin(user_api_key_dict, data, call_type)

    return HooksGuardrail

"""What LiteLLM calls: before a request, around its deployment, when its headers are made, and when it has ended."""

import os
from collections.abc import AsyncGenerator
from typing import Any, Optional

import litellm
from litellm.integrations.custom_logger import CustomLogger

from .call import CALL, family_of
from .plugin import Plugin, group_of
from .policy import Policy


class Hooks(CustomLogger):
    """LiteLLM's callbacks, by their moments. A fault in any of them is counted and costs nobody's call; the policy refuses some."""

    def __init__(self, plugin: Plugin, asks: bool = True) -> None:
        super().__init__()
        self.plugin = plugin
        # False where a guardrail of the plugin's asks in its place.
        self.asks = asks
        self.policy = Policy.of(os.environ)

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: str) -> None:
        without_odd_controls(data)
        await self.policy.check_call(user_api_key_dict, data, call_type)
        if self.asks and is_wanted(user_api_key_dict):
            await self.plugin.begin(user_api_key_dict, data, call_type)

    async def async_pre_call_deployment_hook(self, kwargs: dict[str, Any], call_type: Any) -> None:
        """Without its own credential LiteLLM would use the shared one, which this tenant's setting forbids."""
        name = (kwargs.get("model_info") or {}).get("required_credential")
        if name and not os.getenv(name):
            raise litellm.AuthenticationError(f"The credential {name} is not set", "", kwargs.get("model", ""))
        call = CALL.get()
        if call is not None and call.group is None and call.is_of(kwargs):
            call.group = group_of(kwargs)

    async def async_post_call_success_deployment_hook(self, request_data: Any, response: Any, call_type: Any) -> None:
        try:
            self.plugin.answered(request_data, response, family_of(call_type))
        except Exception as error:
            self.plugin.surface.fault("after an answer", error)

    async def async_post_call_response_headers_hook(self, *_: Any, **__: Any) -> Optional[dict[str, str]]:
        return self.plugin.headers()

    async def async_post_call_streaming_iterator_hook(
        self, user_api_key_dict: Any, response: Any, request_data: dict[str, Any]
    ) -> AsyncGenerator[Any, None]:
        async for chunk in self.plugin.stream(response, request_data, user_api_key_dict):
            yield chunk

    async def async_log_success_event(self, kwargs: Any, response_obj: Any, start_time: Any, end_time: Any) -> None:
        try:
            self.plugin.succeeded(kwargs, response_obj)
            self.plugin.streamed(kwargs, response_obj)
        except Exception as error:
            self.plugin.surface.fault("after a call", error)

    async def async_post_call_failure_hook(
        self, request_data: Any, original_exception: Exception, user_api_key_dict: Any, traceback_str: Any = None
    ) -> None:
        """Comes once for each failed call, whoever refused it; LiteLLM's failure event comes for every retry."""
        try:
            self.plugin.failed(request_data, original_exception, user_api_key_dict)
        except Exception as error:
            self.plugin.surface.fault("after a failure", error)


def without_odd_controls(data: Any) -> None:
    """Takes out a `cache` of another form than LiteLLM's: as soon as there is any cache, LiteLLM fails the call on it."""
    if isinstance(data, dict) and "cache" in data and not isinstance(data["cache"], dict):
        del data["cache"]


def is_wanted(key: Any) -> bool:
    """Whether the key's or its team's metadata leave the hooks on: `hooks: off` there means none before its calls."""
    for metadata in (getattr(key, "metadata", None), getattr(key, "team_metadata", None)):
        if isinstance(metadata, dict) and metadata.get("hooks") in (False, "off"):
            return False
    return True

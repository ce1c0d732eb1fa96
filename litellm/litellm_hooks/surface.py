"""What the plugin leans on in LiteLLM beyond its documented hooks, checked once at import.

What is missing switches off the one feature that needs it, with one line in the log and a word to the hook service's
metrics. It never costs a call.
"""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import litellm
from litellm._logging import verbose_logger as log


def has_methods(owner: Any, *names: str) -> bool:
    return all(callable(getattr(owner, name, None)) for name in names)


def check_cache() -> bool:
    """A cache of one's own, that is skipped where it supports no call type, and its answers' names."""
    from litellm.caching.caching_handler import LLMCachingHandler

    return (
        has_methods(litellm.Cache, "get_cache_key", "async_get_cache", "async_add_cache", "async_add_cache_pipeline", "disconnect")
        and "_backend" in inspect.signature(litellm.Cache.__init__).parameters
        and has_methods(LLMCachingHandler, "async_get_cache", "should_store_result_in_cache")
    )


def check_headers() -> bool:
    from litellm.integrations.custom_logger import CustomLogger

    return has_methods(CustomLogger, "async_post_call_response_headers_hook")


def check_answers() -> bool:
    from litellm.integrations.custom_logger import CustomLogger

    return has_methods(CustomLogger, "async_post_call_success_deployment_hook", "async_pre_call_deployment_hook")


def check_routes() -> bool:
    """Where each key is asked whether it may call a route."""
    from litellm.proxy.auth.route_checks import RouteChecks

    return {"route", "valid_token", "request"} <= set(inspect.signature(RouteChecks.should_call_route).parameters)


def check_refusals() -> bool:
    """Where its hooks are told of a call that it refuses for its key."""
    from litellm.proxy.auth.auth_exception_handler import UserAPIKeyAuthExceptionHandler

    return list(inspect.signature(UserAPIKeyAuthExceptionHandler.handle_authentication_error).parameters)[:2] == ["e", "request"]


def check_flush() -> bool:
    from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER

    return has_methods(GLOBAL_LOGGING_WORKER, "flush")


def check_models() -> bool:
    from litellm.proxy.auth import auth_checks

    return has_methods(auth_checks, "can_key_call_model", "can_object_call_model")


def check_deployments() -> bool:
    return has_methods(litellm.Router, "get_model_list") and has_methods(litellm, "get_model_info")


CHECKS: dict[str, tuple[Callable[[], bool], str]] = {
    "cache": (check_cache, "answers are not cached"),
    "headers": (check_headers, "answers have no X-Cache headers"),
    "answers": (check_answers, "answers that are not streamed are not stored"),
    "routes": (check_routes, "keys of LiteLLM's own are held to their routes only when a call is made"),
    "refusals": (check_refusals, "events of calls that LiteLLM refuses for its own keys lack the client's correlation id"),
    "flush": (check_flush, "a shutdown may lose the last events"),
    "models": (check_models, "a call whose path names another model than its body is refused"),
    "deployments": (check_deployments, "budgets hold nothing back for calls under way"),
}


class Surface:
    """Which of the features LiteLLM's present version allows."""

    def __init__(self, checks: dict[str, tuple[Callable[[], bool], str]] = CHECKS) -> None:
        self.missing: set[str] = set()
        # Faults of the plugin's own, by the moment of the call in which they came.
        self.faults: dict[str, int] = {}
        for name, (check, consequence) in checks.items():
            try:
                there = check()
            except Exception:
                there = False
            if not there:
                self.missing.add(name)
                log.error("hooks: this LiteLLM lacks what the %s need; %s", name, consequence)

    def has(self, name: str) -> bool:
        return name not in self.missing

    def fault(self, moment: str, error: BaseException) -> None:
        """Counts a fault of the plugin's own. The first of each moment is told; the call goes on."""
        count = self.faults[moment] = self.faults.get(moment, 0) + 1
        if count == 1:
            log.warning("hooks: a fault %s, and the call goes on: %s", moment, type(error).__name__)

    async def flush_callbacks(self, seconds: float) -> None:
        """Waits for the callbacks that LiteLLM has queued: they bring the last events."""
        if not self.has("flush"):
            return
        from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER

        await asyncio.wait([asyncio.ensure_future(GLOBAL_LOGGING_WORKER.flush())], timeout=seconds)

"""Names the calls that LiteLLM refuses while it authenticates a key of its own: it tells its hooks their body alone."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from .caller import naming_headers

NAMES: ContextVar[Mapping[str, str]] = ContextVar("hooks_names_of_refused")


def names_of_refused() -> Mapping[str, str]:
    """The headers in which the client named the request that is being refused."""
    return NAMES.get({})


def name_refused() -> None:
    """Once for each process: takes the place in which LiteLLM tells its hooks of a refusal and still has the request."""
    from litellm.proxy.auth.auth_exception_handler import UserAPIKeyAuthExceptionHandler

    stock = UserAPIKeyAuthExceptionHandler.handle_authentication_error

    async def handle_authentication_error(e: Exception, request: Any, *rest: Any, **named: Any) -> Any:
        NAMES.set(naming_headers(getattr(request, "headers", {})))
        return await stock(e, request, *rest, **named)

    UserAPIKeyAuthExceptionHandler.handle_authentication_error = staticmethod(  # type: ignore[method-assign,assignment]
        handle_authentication_error
    )

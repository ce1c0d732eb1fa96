"""Holds keys that LiteLLM itself has to the routes that are open, as the key file's are when they are authenticated.

LiteLLM tells its hooks of a call when that is about to be made. Routes that make calls of their own, and websockets, tell
nobody: so the place is taken in which LiteLLM asks of each key whether it may call a route.
"""

from typing import Any

from .caller import CALLER, Caller, naming_headers
from .policy import Policy, is_administrator
from .routes import route_of

# LiteLLM's own lists of the routes by which people look after their keys, teams and spend: it says itself who may what there.
MANAGEMENT = """management_routes key_management_routes info_routes ui_routes self_managed_routes internal_user_routes
internal_user_view_only_routes spend_tracking_routes global_spend_tracking_routes""".split()
# Of those, the ones that ask providers or send something.
ASKING = ("health", "test", "predict")
VIEWER = "proxy_admin_viewer"


def management_routes() -> frozenset[str]:
    from litellm.proxy._types import LiteLLMRoutes

    def listed(name: str) -> set[str]:
        return {str(route) for route in getattr(getattr(LiteLLMRoutes, name, None), "value", ())}

    found = set().union(*(listed(name) for name in MANAGEMENT)) - listed("llm_api_routes")
    return frozenset(route for route in found if not any(word in route for word in ASKING))


def hold_to_routes(policy: Policy) -> None:
    """Once for each process."""
    from litellm.proxy.auth.route_checks import RouteChecks

    allowed, stock = management_routes(), RouteChecks.should_call_route

    def should_call_route(route: str, valid_token: Any, request: Any = None) -> Any:
        if request is not None:
            check(policy, allowed, valid_token, request)
        return stock(route=route, valid_token=valid_token, request=request)

    RouteChecks.should_call_route = staticmethod(should_call_route)  # type: ignore[method-assign,assignment]


def check(policy: Policy, allowed: frozenset[str], key: Any, request: Any) -> None:
    """A ProxyException for a route that is closed; a note of who calls for one that is not."""
    role = getattr(key, "user_role", None)
    if is_administrator(key) or getattr(role, "value", role) == VIEWER:
        return
    caller = CALLER.get()
    if caller is not None and caller.key_hash == key.api_key:  # A key of the file: it has passed.
        return
    method, template = route_of(request)
    if method == "WEBSOCKET" or template not in allowed:
        policy.check_route(request, key.team_id)
    headers = naming_headers(getattr(request, "headers", {}))
    CALLER.set(Caller(key.api_key or "", key.key_alias, key.team_id, key.metadata or {}, headers, template))

"""Each route that LiteLLM serves, as [method, template]; websockets have the method WEBSOCKET.

Within a LiteLLM that was started with LITELLM_DISABLE_LAZY_ROUTES=True, whose routes are then those that it answers by.
"""

from typing import Any


def routes_of(app: Any) -> list[tuple[str, str]]:
    return sorted(set(walk(app.routes)))


def walk(routes: list[Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for route in routes:
        if hasattr(route, "effective_route_contexts"):
            for context in route.effective_route_contexts():
                path = context.path or getattr(context.starlette_route, "path", "")
                found += [(method, path) for method in getattr(context, "methods", None) or ["WEBSOCKET"]]
        elif hasattr(route, "path"):
            methods = getattr(route, "methods", None) or ["WEBSOCKET" if "WebSocket" in type(route).__name__ else "MOUNT"]
            found += [(method, route.path) for method in methods]
    return found

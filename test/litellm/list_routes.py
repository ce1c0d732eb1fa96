"""Prints each route that LiteLLM serves as JSON lines of [method, template]; websockets have the method WEBSOCKET."""

import json
import os

os.environ.update(LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_DISABLE_LAZY_ROUTES="True")

from litellm.proxy import _lazy_features
from litellm.proxy.proxy_server import app

# Which function adds what LiteLLM otherwise adds with the first request for it differs between releases.
for feature in getattr(_lazy_features, "LAZY_FEATURES", ()):
    try:
        feature.register_fn(app, __import__(feature.module_path, fromlist=["router"]))
    except Exception:
        continue


def walk(routes: list) -> list[tuple[str, str]]:
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


for method, path in sorted(set(walk(app.routes))):
    print(json.dumps([method, path]))

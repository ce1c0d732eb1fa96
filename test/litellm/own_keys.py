"""Keys as LiteLLM has them in its database, for tests without one: LiteLLM's own objects, and none of the key file's checks.

What LiteLLM does with a key's object after it has looked it up (routes, models, hooks) it does with these, too. All other
keys are the key file's. An administrator's first request writes down which routes there are, in `routes.json`.
"""

import json
import os
import sys
from typing import Any

folder = os.path.dirname(os.path.abspath(__file__))
if folder not in sys.path:
    sys.path.append(folder)

import list_routes
from fastapi import Request
from litellm.proxy._types import LitellmUserRoles, UserAPIKeyAuth

import file_keys

with open(os.path.join(folder, "own_keys.json"), encoding="utf-8") as file:
    OWN: dict[str, dict[str, Any]] = json.load(file)
ROUTES = os.path.join(folder, "routes.json")


def write_routes(request: Request) -> None:
    if os.path.exists(ROUTES):
        return
    with open(ROUTES, "w", encoding="utf-8") as routes:
        json.dump(list_routes.routes_of(request.app), routes)


async def authenticate(request: Request, api_key: str) -> UserAPIKeyAuth:
    """As LiteLLM joins a row of its keys with its team's."""
    key_hash = file_keys.hash_of(api_key or "")
    row = OWN.get(key_hash)
    if row is None:
        key = await file_keys.authenticate(request, api_key)
        if key.user_role == LitellmUserRoles.PROXY_ADMIN:
            write_routes(request)
        return key
    return UserAPIKeyAuth(api_key=key_hash, token=key_hash, user_role=LitellmUserRoles.INTERNAL_USER, **row)

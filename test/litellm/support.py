"""A hook service whose behaviour each test chooses, and LiteLLM's side of a call."""

import asyncio
import os
import sys
import unittest
from typing import Any, Optional

os.environ.update(LITELLM_LOCAL_MODEL_COST_MAP="True")
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../litellm"))

from aiohttp import web
from litellm.proxy._types import UserAPIKeyAuth

from litellm_hooks.call import CALL
from litellm_hooks.logger import Hooks
from litellm_hooks.plugin import Plugin
from litellm_hooks.settings import Settings
from litellm_hooks.surface import Surface

ANSWER = {"object": "chat.completion", "choices": [{"message": {"role": "assistant", "content": "hi"}}]}
HIT = {"hit": True, "kind": "exact", "entry": "e1", "similarity": 1.0, "value": {"timestamp": 1.0, "response": ANSWER}}
MISS = {"hit": False, "reason": "not-found", "store": True}


class Service:
    """Records what it gets and answers by `reply`, after `delay` seconds."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, Any, Optional[str]]] = []
        self.reply: Any = {}
        self.status, self.delay = 200, 0.0
        self.refuses: Any = lambda body: False

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.json()
        if self.refuses(body):
            return web.Response(status=413)
        self.requests.append((request.path, body, request.headers.get("x-api-key")))
        await asyncio.sleep(self.delay)
        if isinstance(self.reply, bytes):
            return web.Response(status=self.status, body=self.reply)
        return web.json_response(self.reply, status=self.status)

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=2**25)
        app.router.add_post("/{path:.*}", self.handle)
        self.runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()
        self.port = self.runner.addresses[0][1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def bodies(self, path: str) -> list[Any]:
        return [body for at, body, _ in self.requests if at == path]


def auth(**fields: Any) -> UserAPIKeyAuth:
    known: dict[str, Any] = dict(api_key="a" * 64, key_alias="acme-web", team_id="acme", metadata={"tenant_id": "acme"})
    return UserAPIKeyAuth(**{**known, **fields})


class Case(unittest.IsolatedAsyncioTestCase):
    """A plugin in front of a service of its own. Subclasses may change `settings`."""

    settings: dict[str, Any] = {}

    async def asyncSetUp(self) -> None:
        CALL.set(None)
        self.service = Service()
        await self.service.start()
        self.plugin = Plugin(
            Settings(**{"url": self.service.url, "secret": "test-secret", "flush_seconds": 0.05, **self.settings}),
            Surface(),
        )
        self.hooks = Hooks(self.plugin)

    async def asyncTearDown(self) -> None:
        self.plugin.breaker.close()
        self.plugin.delivery.close()
        self.plugin.client.close()
        self.plugin.delivery.client.close()
        await self.service.runner.cleanup()

    async def begin(self, key: Any = None, call_type: str = "acompletion", **body: Any) -> dict[str, Any]:
        """What LiteLLM does with a request before the call: its data as the hooks leave it."""
        body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hello"}], **body}
        sent = {"body": dict(body), "headers": self.headers}
        data = {**body, "litellm_call_id": "call-1", "proxy_server_request": sent}
        await self.hooks.async_pre_call_hook(key or auth(), None, data, call_type)
        return data

    headers: dict[str, str] = {}

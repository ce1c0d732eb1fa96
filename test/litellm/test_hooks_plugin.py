"""What hooks_plugin guarantees, against a real HTTP service whose behaviour each test chooses."""

import asyncio
import json
import os
import sys
import time
import unittest
from datetime import datetime, timezone
from typing import Any
from unittest.mock import patch

os.environ.update(HOOKS_SECRET="test-secret", HOOKS_FLUSH_SECONDS="0.05", LITELLM_LOCAL_MODEL_COST_MAP="True")
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../litellm"))

import hooks_plugin as plugin  # noqa: E402
import litellm  # noqa: E402
from aiohttp import web  # noqa: E402
from litellm.proxy._types import ProxyErrorTypes, ProxyException, UserAPIKeyAuth  # noqa: E402

ANSWER = '{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"hi"}}]}'
HIT = {"hit": True, "kind": "exact", "entry": "e1", "similarity": 1.0, "value": {"timestamp": 1.0, "response": ANSWER}}


class Service:
    """A hook service that records what it gets and answers by `reply`, after `delay` seconds."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, Any, str | None]] = []
        self.reply: Any = {"hit": False, "reason": "absent"}
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
        site = web.TCPSite(self.runner, "127.0.0.1", port)
        await site.start()
        self.port = self.runner.addresses[0][1]
        plugin.URL = f"http://127.0.0.1:{self.port}"


def auth(**fields: Any) -> UserAPIKeyAuth:
    known = dict(api_key="a" * 64, key_alias="acme-web", team_id="acme", metadata={"tenant_id": "acme"})
    return UserAPIKeyAuth(**{**known, **fields})


def unauthenticated() -> UserAPIKeyAuth:
    """What LiteLLM knows of a caller before authentication has succeeded."""
    key = UserAPIKeyAuth()
    key.api_key = "b" * 64
    return key


def payload(call_id: str, status: str = "success", **fields: Any) -> dict[str, Any]:
    return {"litellm_call_id": call_id, "status": status, "total_tokens": 3, "messages": ["SECRET"], **fields}


class Case(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.service = Service()
        await self.service.start()
        self.backend = plugin.HookCache()
        self.cache = plugin.RequestCache(type="local", max_messages=None)
        self.cache.cache = self.backend
        self.hooks = plugin.hooks = plugin.Hooks()

    async def asyncTearDown(self) -> None:
        await self.service.runner.cleanup()
        if self.backend.session:
            await self.backend.session.close()
        if self.hooks.events:
            self.hooks.events.log_queue = []

    async def call(self, key: Any = None, call_type: str = "acompletion", **body: Any) -> dict[str, Any]:
        """What LiteLLM does with a request up to its look-up: returns the arguments it would call a provider with."""
        body = {"messages": [{"role": "user", "content": "hello"}], **body}
        data = {**body, "litellm_call_id": "call-1", "proxy_server_request": {"body": body}}
        await self.hooks.async_pre_call_hook(key or auth(), None, data, call_type)
        return {**body, "model": "openai/gpt-4o", "metadata": {"model_group": "gpt-4o"}, "api_key": "provider-secret"}

    async def look_up(self, arguments: dict[str, Any]) -> Any:
        return await self.cache.async_get_cache(**arguments)

    def bodies(self, path: str) -> list[Any]:
        return [body for at, body, _ in self.service.requests if at == path]


class Cache(Case):
    async def test_a_look_up_says_who_asks_which_model_group_for_what_and_nothing_secret(self) -> None:
        arguments = await self.call(model="gpt-4o", temperature=0.5, cache={"ttl": 60, "s-maxage": 9}, user="u1")
        self.assertIsNone(await self.look_up(arguments))
        ((path, body, secret),) = self.service.requests
        self.assertEqual((path, secret), ("/cache/lookup", "test-secret"))
        self.assertRegex(body.pop("key"), "^[0-9a-f]{64}$")
        self.assertEqual(body, {
            "callId": "call-1", "callType": "acompletion", "model": "gpt-4o",
            "identity": {"keyHash": "a" * 64, "keyAlias": "acme-web", "teamId": "acme", "keyMetadata": {"tenant_id": "acme"}},
            "request": {"messages": [{"role": "user", "content": "hello"}], "temperature": 0.5, "user": "u1"},
            "controls": {"ttl": 60, "sMaxAge": 9}})

    async def test_without_an_authenticated_key_there_is_no_cache_request(self) -> None:
        arguments = await self.call(auth(api_key=None))
        self.assertIsNone(await self.look_up(arguments))
        await self.cache.async_add_cache(ANSWER, **arguments)
        self.assertEqual(self.service.requests, [])

    async def test_without_a_proxy_request_there_is_no_cache_request(self) -> None:
        plugin.CALL.set(None)
        self.assertIsNone(await self.look_up({"model": "gpt-4o", "messages": [], "metadata": {"user_api_key": "x"}}))
        self.assertEqual(self.service.requests, [])

    async def test_a_hit_is_handed_over_and_told_in_the_headers(self) -> None:
        self.service.reply = HIT
        answer = await self.look_up(await self.call())
        self.assertEqual(answer["choices"][0]["message"]["content"], "hi")
        self.assertEqual(await self.hooks.async_post_call_response_headers_hook(data={}, response=None), {
            "X-Cache": "HIT", "X-Cache-Kind": "exact", "X-Cache-Entry": "e1", "X-Cache-Similarity": "1.0"})

    async def test_a_miss_is_told_in_the_headers(self) -> None:
        await self.look_up(await self.call())
        headers = await self.hooks.async_post_call_response_headers_hook(data={}, response=None)
        self.assertEqual(headers, {"X-Cache": "MISS"})

    async def test_headers_from_the_hook_service_reach_the_client_with_a_hit_and_with_a_miss(self) -> None:
        said = {"X-Compression": "compressed", "X-Compression-Tokens": "900/450"}
        for reply, cache in ((HIT, "HIT"), ({"hit": False, "reason": "not-found"}, "MISS")):
            self.service.reply = {**reply, "headers": said}
            await self.look_up(await self.call())
            headers = await self.hooks.async_post_call_response_headers_hook(data={}, response=None)
            self.assertEqual({name: headers[name] for name in said}, said)
            self.assertEqual(headers["X-Cache"], cache)

    async def test_an_answer_is_stored_under_the_look_up_it_answers(self) -> None:
        arguments = await self.call()
        await self.look_up(arguments)
        await self.cache.async_add_cache(ANSWER, **arguments)
        ((asked,), (stored,)) = self.bodies("/cache/lookup"), self.bodies("/cache/store")
        self.assertEqual(stored.pop("value")["response"], ANSWER)
        self.assertEqual(stored, asked)

    async def test_retries_and_bridged_calls_ask_and_store_once(self) -> None:
        arguments = await self.call()
        for _ in range(3):
            await self.look_up(arguments)
        bridged = {**arguments, "messages": [{"role": "user", "content": "hello, as another API says it"}]}
        await self.look_up(bridged)
        await self.cache.async_add_cache(ANSWER, **bridged)
        self.assertEqual([path for path, *_ in self.service.requests], ["/cache/lookup"])

    async def test_each_input_of_an_embedding_call_is_looked_up_and_all_must_hit_for_a_hit(self) -> None:
        arguments = await self.call(call_type="aembedding", input=["one", "two"])
        keys = [self.cache.get_cache_key(**{**arguments, "input": text}) for text in ("one", "two")]
        self.service.reply = {**HIT, "value": {"timestamp": 1, "response": {"embedding": [0.5]}}}
        self.assertEqual((await self.cache.async_get_cache(cache_key=keys[0]))["embedding"], [0.5])
        self.service.reply = {"hit": False, "reason": "absent"}
        self.assertIsNone(await self.cache.async_get_cache(cache_key=keys[1]))
        self.assertEqual([body["request"]["input"] for body in self.bodies("/cache/lookup")], ["one", "two"])
        headers = await self.hooks.async_post_call_response_headers_hook(data={}, response=None)
        self.assertEqual(headers, {"X-Cache": "MISS"})

    async def test_a_bulk_embedding_job_does_not_use_the_cache(self) -> None:
        inputs = [str(number) for number in range(plugin.MAX_LOOKUPS + 1)]
        arguments = await self.call(call_type="aembedding", input=inputs)
        keys = [self.cache.get_cache_key(**{**arguments, "input": text}) for text in inputs]
        self.assertIsNone(await self.cache.async_get_cache(cache_key=keys[0]))
        await self.backend.async_set_cache_pipeline([(key, {"response": {}}) for key in keys])
        self.assertEqual(self.service.requests, [])

    async def test_garbage_is_a_miss(self) -> None:
        values: list[Any] = [None, 7, "x", {}, {"response": None}, {"timestamp": 1, "response": "not json"},
                             {"timestamp": 1, "response": {}}, {"timestamp": 1, "response": {"choices": "abc"}},
                             {"timestamp": 1, "response": {"choices": []}}, {"timestamp": 1, "response": {"choices": ["a"]}},
                             {"timestamp": "yesterday", "response": ANSWER}, {"response": ANSWER}]
        replies = [b"", b"<html>", b"null", b"[1]", b'"hit"', *({**HIT, "value": value} for value in values), {"hit": "yes"},
                   {**HIT, "headers": "x"}, {**HIT, "headers": [1]}]
        for reply in replies:
            self.service.reply, self.backend.failures, self.backend.retry_at = reply, 0, 0.0
            with self.subTest(reply=reply):
                self.assertIsNone(await self.look_up(await self.call()))
                headers = await self.hooks.async_post_call_response_headers_hook(data={}, response=None)
                self.assertEqual(headers, {"X-Cache": "MISS"})

    async def test_a_hung_service_costs_three_deadlines_then_nothing_until_it_is_back(self) -> None:
        self.service.delay = 30.0
        started = time.monotonic()
        for _ in range(200):
            self.assertIsNone(await self.look_up(await self.call()))
        self.assertLess(time.monotonic() - started, 8 * plugin.LOOKUP_SECONDS)
        self.assertEqual(self.backend.failures, 3)
        self.assertEqual(len(self.service.requests), 3)
        self.service.delay, self.service.reply, self.backend.retry_at = 0.0, HIT, 0.0
        self.assertIsNotNone(await self.look_up(await self.call()))
        self.assertEqual(self.backend.failures, 0)

    async def test_one_call_at_a_time_probes_a_service_that_was_down(self) -> None:
        self.service.status, self.service.delay = 500, 0.05
        for _ in range(3):
            await self.look_up(await self.call())
        self.service.requests.clear()
        self.backend.retry_at = 0.0
        await asyncio.gather(*(self.backend.post("/cache/lookup", {}, 1.0) for _ in range(20)))
        self.assertEqual(len(self.service.requests), 1)

    async def test_stores_under_way_are_bounded(self) -> None:
        self.service.delay = 0.2
        arguments = await self.call()
        await asyncio.gather(*(self.cache.async_add_cache(ANSWER, **arguments) for _ in range(plugin.MAX_STORES + 50)))
        self.assertEqual(len(self.service.requests), plugin.MAX_STORES)
        self.assertEqual(self.backend.stores, 0)


class Events(Case):
    def delivered(self) -> list[str]:
        return [event["litellm_call_id"] for batch in self.bodies("/events") for event in batch]

    async def success(self, call_id: str, **fields: Any) -> None:
        await self.hooks.async_log_success_event({"standard_logging_object": payload(call_id, **fields)}, None, None, None)

    async def settled(self, seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while self.hooks.events and (self.hooks.events.log_queue or self.hooks.events.flush_lock.locked()):
            self.assertLess(time.monotonic(), end, "events are still waiting")
            await asyncio.sleep(0.01)

    async def test_a_record_has_the_contracts_fields_and_no_prompt_and_no_answer(self) -> None:
        headers = {"x-correlation-id": "c1", "x-api-key": "client-secret"}
        await self.success("a", response={"choices": []}, metadata={
            "user_api_key_hash": "h", "user_api_key_auth_metadata": {"tenant_id": "acme"}, "requester_custom_headers": headers})
        await self.settled()
        ((record,),) = self.bodies("/events")
        self.assertEqual(set(record), {*plugin.RECORD, "metadata", "error_information"})
        self.assertNotIn("response", record)
        self.assertEqual(record["metadata"]["requester_custom_headers"], {"x-correlation-id": "c1"})
        self.assertNotIn("SECRET", str(self.service.requests))

    async def test_a_record_says_what_a_key_may_spend_and_has_spent(self) -> None:
        known = {"user_api_key_spend": 0.5, "user_api_key_budget_reset_at": "2026-12-01T00:00:00+00:00"}
        await self.success("database", metadata={**known, "user_api_key_max_budget": 2.0})
        await self.success("file", metadata={**known, "user_api_key_auth_metadata": {"max_budget": 2.0}})
        end = datetime(2026, 12, 1, tzinfo=timezone.utc)
        key = auth(spend=0.5, metadata={"max_budget": 2.0}, budget_reset_at=end)
        await self.call_fails({"litellm_call_id": "failure"}, ValueError(), key)
        await self.settled()
        for record in self.records():
            self.assertEqual(record["metadata"]["user_api_key_max_budget"], 2.0)
            self.assertEqual({name: record["metadata"][name] for name in known}, known)

    async def test_half_a_surrogate_pair_in_an_answer_holds_up_nothing(self) -> None:
        with patch.object(plugin, "DETECTION", True):
            await self.success("a", response={"choices": [{"message": {"content": "broken \ud83d"}}]})
            await self.success("b", response={"choices": [{"message": {"content": "whole"}}]})
        await self.settled()
        self.assertEqual(self.delivered(), ["a", "b"])
        answers = [json.loads(event["response"]) for batch in self.bodies("/events") for event in batch]
        self.assertEqual([answer["choices"][0]["message"]["content"] for answer in answers], ["broken \ud83d", "whole"])

    async def test_no_value_of_a_client_holds_up_the_events_of_others(self) -> None:
        deep: list[Any] = []
        for _ in range(400):
            deep = [deep]
        for number, value in enumerate((deep, {"a": deep}, "half a pair \ud83d", 10**400, b"x", "m" * 3_000_000)):
            await self.success(str(number), model=value, id=value, trace_id=value, metadata={
                "user_api_key_auth_metadata": {"tenant_id": "acme", "deep": deep},
                "requester_custom_headers": {"x-request-id": value}})
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.settled()
            await self.hooks.events.flush_queue()
        # A number that no JSON of 64 bits holds is the one thing that cannot be kept at all.
        self.assertEqual(self.delivered(), ["0", "1", "2", "4", "5"])
        self.assertIn("1 dropped", "".join(logs.output))
        events = [event for batch in self.bodies("/events") for event in batch]
        self.assertEqual([event["model"] for event in events], [None, None, "half a pair ?", None, "m" * 256])
        self.assertEqual(events[0]["metadata"]["user_api_key_auth_metadata"], {"tenant_id": "acme", "deep": None})

    async def test_batches_and_the_queue_are_bounded_by_bytes(self) -> None:
        answer = {"choices": [{"message": {"content": "x" * 1_000_000}}]}
        with patch.object(plugin, "DETECTION", True), patch.object(plugin, "FLUSH_SECONDS", 60.0):
            for number in range(20):
                await self.success(str(number), response=answer)
            await self.success("long", response={"choices": [{"message": {"content": "x" * 3_000_000}}]})
        await self.hooks.events.flush_queue()
        self.assertEqual([len(body) for body in self.bodies("/events")], [7, 7, 7])
        self.assertIsNone(self.bodies("/events")[-1][-1]["response"])
        with patch.object(plugin, "DETECTION", True), patch.object(plugin, "MAX_WAITING_BYTES", 5_000_000):
            for number in range(20, 40):
                await self.success(str(number), response=answer)
        self.assertEqual(len(self.hooks.events.log_queue), 4)
        self.assertEqual(self.hooks.events.size, sum(map(len, self.hooks.events.log_queue)))
        await self.hooks.events.flush_queue()
        self.assertEqual((self.delivered()[-4:], self.hooks.events.size), (["36", "37", "38", "39"], 0))

    async def test_a_record_that_is_refused_for_its_content_goes_alone(self) -> None:
        self.service.refuses = lambda body: any(event["litellm_call_id"] in ("7", "300") for event in body)
        for number in range(700):
            await self.success(str(number))
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.hooks.events.flush_queue()
        self.assertEqual(self.delivered(), [str(number) for number in range(700) if number not in (7, 300)])
        self.assertIn("2 dropped", "".join(logs.output))
        self.assertLess(len(self.service.requests), 40)

    async def test_no_event_is_lost_or_sent_twice_while_a_slow_flush_runs(self) -> None:
        self.service.delay = 0.05
        for number in range(600):
            await self.success(str(number))
            if number % 20 == 0:
                await asyncio.sleep(0.005)
        await self.settled()
        self.assertEqual(self.delivered(), [str(number) for number in range(600)])

    async def test_a_failed_batch_is_sent_again_in_order_with_growing_pauses(self) -> None:
        self.service.status = 503
        for number in range(10):
            await self.success(str(number))
        await asyncio.sleep(0.3)
        assert self.hooks.events
        self.assertGreater(self.hooks.events.flush_interval, plugin.FLUSH_SECONDS)
        self.assertLess(len(self.service.requests), 6)
        self.service.requests.clear()
        self.service.status = 200
        await self.settled()
        self.assertEqual(self.delivered(), [str(number) for number in range(10)])

    async def test_a_full_queue_drops_its_oldest_events_and_counts_them_in_the_log(self) -> None:
        self.service.status = 503
        await self.success("first")
        assert self.hooks.events
        self.hooks.events.max_queue_size = 100
        for number in range(150):
            await self.success(str(number))
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.hooks.events.flush_queue()
        self.assertEqual(len(self.hooks.events.log_queue), 100)
        self.assertIn(b'"litellm_call_id":"149"', self.hooks.events.log_queue[-1])
        self.assertIn("51 dropped", "".join(logs.output))

    async def test_shutdown_waits_for_what_is_left(self) -> None:
        self.service.status = 503
        for number in range(700):
            await self.success(str(number))
        asyncio.get_running_loop().call_later(0.4, lambda: setattr(self.service, "status", 200))
        await self.backend.disconnect()
        accepted = self.service.requests[-2:]
        self.assertEqual([len(body) for _, body, _ in accepted], [500, 200])

    async def test_shutdown_waits_for_the_batch_that_is_being_sent(self) -> None:
        self.service.delay, self.service.status = 0.4, 503
        for number in range(10):
            await self.success(str(number))
        while not self.service.requests:
            await asyncio.sleep(0.01)
        self.assertEqual(self.hooks.events.log_queue, [])
        self.service.delay, sent = 0.0, len(self.service.requests)
        asyncio.get_running_loop().call_later(0.6, lambda: setattr(self.service, "status", 200))
        await self.backend.disconnect()
        self.assertEqual(self.hooks.events.log_queue, [])
        self.assertEqual(len(self.service.requests[-1][1]), 10)
        self.assertGreater(len(self.service.requests), sent)

    async def test_a_batch_whose_flush_is_cancelled_is_still_there(self) -> None:
        self.service.delay = 30.0
        with patch.object(plugin, "FLUSH_SECONDS", 60.0):  # No other flush than the one below.
            await self.success("a")
        size = self.hooks.events.size
        flush = asyncio.create_task(self.hooks.events.flush_queue())
        while not self.service.requests:
            await asyncio.sleep(0.01)
        flush.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await flush
        self.assertEqual((len(self.hooks.events.log_queue), self.hooks.events.size), (1, size))

    async def test_shutdown_gives_up_on_a_dead_service_in_time(self) -> None:
        self.service.status = 503
        await self.success("a")
        self.addCleanup(setattr, plugin, "SHUTDOWN_SECONDS", plugin.SHUTDOWN_SECONDS)
        plugin.SHUTDOWN_SECONDS = 0.5
        started = time.monotonic()
        await self.backend.disconnect()
        self.assertLess(time.monotonic() - started, 5.0)

    async def call_fails(self, request: dict[str, Any], error: Exception, key: UserAPIKeyAuth) -> None:
        await self.hooks.async_post_call_failure_hook(request, error, user_api_key_dict=key)

    def records(self) -> list[Any]:
        return [event for batch in self.bodies("/events") for event in batch]

    async def test_a_failed_call_is_recorded_once(self) -> None:
        failed = {"standard_logging_object": payload("a", "failure", error_information={"error_code": "500", "error_message": "x"})}
        await self.call_fails(failed, ValueError(), auth())
        await self.call_fails({"standard_logging_object": payload("b", "success")}, ValueError(), auth())
        early = {"litellm_call_id": "c", "metadata": {"headers": {"x-correlation-id": "c1"}}}
        await self.call_fails(early, TypeError("SECRET"), auth())
        await self.settled()
        self.assertEqual(self.delivered(), ["a", "c"])
        first, second = self.records()
        self.assertEqual(first["error_information"], {"error_code": "500", "error_class": None})
        self.assertEqual(second["error_information"], {"error_code": None, "error_class": "TypeError"})
        self.assertEqual(second["metadata"]["requester_custom_headers"], {"x-correlation-id": "c1"})

    async def test_nobody_but_litellm_says_whose_failed_call_it_is(self) -> None:
        claimed = {"user_api_key_hash": "f" * 64, "user_api_key_alias": "victim", "user_api_key_team_id": "victim",
                   "user_api_key_auth_metadata": {"tenant_id": "victim"}, "requester_custom_headers": "x", "headers": 5}
        for number, field in enumerate(("metadata", "litellm_metadata")):
            await self.call_fails({"litellm_call_id": f"{number}", field: claimed}, ValueError(), auth())
        await self.call_fails({"standard_logging_object": payload("2", "failure", metadata=claimed)}, ValueError(), auth())
        await self.call_fails({"litellm_call_id": "3", "metadata": "abc"}, ValueError(), auth())
        await self.settled()
        self.assertEqual(self.delivered(), ["0", "1", "2", "3"])
        for record in self.records():
            said = record["metadata"]
            self.assertEqual((said["user_api_key_hash"], said["user_api_key_alias"]), ("a" * 64, "acme-web"))
            self.assertEqual((said["user_api_key_team_id"], said["user_api_key_auth_metadata"]), ("acme", {"tenant_id": "acme"}))

    async def test_a_caller_that_nobody_authenticated_makes_nobodys_call(self) -> None:
        refused = ProxyException("no such key", ProxyErrorTypes.auth_error, "key", 401)
        for number, error in enumerate((refused, ValueError("a banned parameter"), refused)):
            request = {"standard_logging_object": payload(str(number), "failure")} if number else {"litellm_call_id": "0"}
            await self.call_fails(request, error, unauthenticated())
        self.assertIsNone(self.hooks.events)

    async def test_refusals_that_come_after_authentication_are_somebodys(self) -> None:
        denied = ProxyException("not this model", ProxyErrorTypes.key_model_access_denied, "model", 403)
        await self.call_fails({"litellm_call_id": "0"}, denied, unauthenticated())
        await self.call_fails({"litellm_call_id": "1"}, litellm.BudgetExceededError(2.0, 1.0), unauthenticated())
        raw = unauthenticated()
        raw.api_key = "a key that LiteLLM did not hash"
        await self.call_fails({"litellm_call_id": "2"}, litellm.BudgetExceededError(2.0, 1.0), raw)
        await self.call_fails({"litellm_call_id": "3"}, ValueError(), UserAPIKeyAuth(user_id="from a JWT"))
        await self.settled()
        self.assertEqual(self.delivered(), ["0", "1", "2", "3"])
        hashes = [record["metadata"]["user_api_key_hash"] for record in self.records()]
        self.assertEqual(hashes, ["b" * 64, "b" * 64, None, None])
        # Not known is not the same as none: the service may know the key's tenant from its earlier calls.
        self.assertIsNone(self.records()[0]["metadata"]["user_api_key_auth_metadata"])


if __name__ == "__main__":
    unittest.main()

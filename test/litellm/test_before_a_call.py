"""What the plugin does before a call, with a hook service that is well, wrong, slow, hung or gone."""

import asyncio
import copy
import hashlib
import json
import time
import unittest
from typing import Any
from unittest.mock import patch

import litellm
from support import ANSWER, HIT, MISS, Case, auth

from litellm_hooks.breaker import FAILURES_TO_OPEN
from litellm_hooks.cache import HookCache
from litellm_hooks.call import CALL
from litellm_hooks.generic import GenericHooks
from litellm_hooks.logger import Hooks
from litellm_hooks.policy import Policy
from litellm_hooks.surface import CHECKS, Surface

IMAGE = "data:image/png;base64," + "iVBORw0KGgo" * 1_000


class Question(Case):
    headers = {"x-correlation-id": "c1", "authorization": "Bearer secret", "x-compression": "off", "cookie": "a=b"}

    async def test_says_who_asks_what_and_nothing_secret(self) -> None:
        await self.begin(temperature=0.5, cache={"ttl": 60, "s-maxage": 9}, user="u1", api_key="provider-secret", metadata={"a": 1})
        ((path, body, secret),) = self.service.requests
        self.assertEqual((path, secret), ("/calls", "test-secret"))
        self.assertEqual(
            body,
            {
                "callId": "call-1",
                "callType": "acompletion",
                "model": "gpt-4o",
                "identity": {"keyHash": "a" * 64, "keyAlias": "acme-web", "teamId": "acme", "keyMetadata": {"tenant_id": "acme"}},
                "request": {
                    "messages": [{"role": "user", "content": "hello"}],
                    "temperature": 0.5,
                    "user": "u1",
                    "api_key": {"sha256": hashlib.sha256(b'"provider-secret"').hexdigest()},
                },
                "completesStreams": True,
                "headers": {"x-correlation-id": "c1", "x-compression": "off"},
                "controls": {"ttl": 60, "sMaxAge": 9},
            },
        )

    async def test_without_an_authenticated_key_nothing_is_asked(self) -> None:
        for key in (auth(api_key=None), auth(metadata={"hooks": "off"}), auth(metadata={"hooks": False})):
            await self.begin(key)
        self.assertEqual(self.service.requests, [])

    async def test_calls_of_which_nothing_could_be_made_are_not_asked_about(self) -> None:
        self.hooks.policy = Policy.of({"HOOKS_ROUTES": "*"})
        for call_type in ("acreate_file", "aretrieve_batch", "_arealtime", "call_mcp_tool", ""):
            await self.begin(call_type=call_type)
        self.assertEqual(self.service.requests, [])

    async def test_long_media_travel_as_digests_and_the_request_keeps_them(self) -> None:
        parts = [{"type": "text", "text": "x" * 5_000}, {"type": "image_url", "image_url": {"url": IMAGE, "detail": "low"}}]
        messages = [{"role": "user", "content": parts}]
        data = await self.begin(messages=messages)
        self.assertIs(data["messages"], messages)
        self.assertEqual(parts[1]["image_url"], {"url": IMAGE, "detail": "low"})
        sent = self.service.requests[0][1]["request"]["messages"][0]["content"]
        self.assertEqual(sent[0]["text"], "x" * 5_000)
        self.assertRegex(sent[1]["image_url"]["url"]["sha256"], "^[0-9a-f]{64}$")
        self.assertEqual(sent[1]["image_url"]["detail"], "low")

    async def test_what_json_cannot_say_exactly_is_asked_all_the_same_and_never_cached(self) -> None:
        deep: Any = "deep"
        for _ in range(600):
            deep = [deep]
        for body in ({"seed": 1180591620717411303424}, {"temperature": float("inf")}, {"messages": deep}, {"user": "half \ud83d"}):
            self.service.requests.clear()
            before = copy.copy(body)
            data = await self.begin(**body)
            self.assertEqual({name: data[name] for name in body}, before)
            with self.subTest(body=str(body)[:40]):
                self.assertTrue(self.service.requests[0][1]["uncertain"])
        self.assertEqual(self.plugin.surface.faults, {})

    async def test_what_is_no_json_at_all_is_left_out(self) -> None:
        await self.begin(file=object(), tags={"x": b"bytes"})
        self.assertEqual(self.service.requests[0][1]["request"]["tags"], {"x": None})

    async def test_odd_controls_ask_nothing_and_change_nothing(self) -> None:
        for cache in ("x", 5, None, [], [{"no-cache": True}], {"nonsense": 1}):
            data = await self.begin(cache=cache)
            # Any other form than a mapping would make LiteLLM fail the call, which without a cache it does not look at.
            self.assertEqual(data.get("cache"), cache if isinstance(cache, dict) else None)
            self.assertEqual("cache" in data, isinstance(cache, dict))
            self.assertNotIn("controls", self.service.requests[-1][1])


class Rewrites(Case):
    async def test_a_rewritten_text_is_put_in_its_place_and_nothing_else_is_touched(self) -> None:
        messages = [
            {"role": "system", "content": "be brief"},
            {
                "role": "user",
                "content": [{"type": "text", "text": "long", "cache_control": None}, {"type": "image_url"}],
                "name": "n",
            },
        ]
        original = copy.deepcopy(messages)
        self.service.reply = {"changes": [{"path": ["messages", 1, "content", 0, "text"], "text": "short"}]}
        data = await self.begin(messages=messages, tools=[{"type": "web_search_20250305"}])
        self.assertEqual(messages, original)  # Others may hold on to the request as it was sent.
        self.assertEqual(data["messages"][1]["content"][0], {"type": "text", "text": "short", "cache_control": None})
        expected = copy.deepcopy(original)
        expected[1]["content"][0]["text"] = "short"  # type: ignore[index]
        self.assertEqual(data["messages"], expected)
        self.assertIs(data["messages"][0], messages[0])

    async def test_a_bare_text_is_rewritten_too(self) -> None:
        self.service.reply = {"changes": [{"path": ["input"], "text": "short"}]}
        self.assertEqual((await self.begin(call_type="aresponses", input="long"))["input"], "short")

    async def test_a_rewrite_that_does_not_fit_changes_nothing(self) -> None:
        good = {"path": ["messages", 0, "content"], "text": "short"}
        for bad in (
            {"path": ["messages", 5, "content"], "text": "x"},
            {"path": ["messages", -1, "content"], "text": "x"},
            {"path": ["messages", True, "content"], "text": "x"},
            {"path": ["messages", 0], "text": "x"},
            {"path": ["messages", 0, "nothing"], "text": "x"},
            {"path": ["messages", 0, "content", 0], "text": "x"},
            {"path": [], "text": "x"},
            {"path": "messages", "text": "x"},
            {"path": ["messages", 0, "content"], "text": 5},
            {"path": ["messages", 0, "content"]},
            "x",
            None,
        ):
            self.service.reply = {"changes": [good, bad]}
            with self.subTest(bad=bad):
                data = await self.begin()
                self.assertEqual(data["messages"], [{"role": "user", "content": "hello"}])


class Cache(Case):
    """The cache as LiteLLM's functions use it, in the task of the call."""

    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        self.cache = HookCache(self.plugin.keep, self.plugin.shut_down)

    async def look_up(self, data: dict[str, Any]) -> Any:
        key = self.cache.get_cache_key(**data)
        return await self.cache.async_get_cache(cache_key=key, **data)

    async def test_a_hit_is_handed_over_and_told_in_the_headers(self) -> None:
        said = {"X-Cache": "HIT", "X-Cache-Kind": "exact", "X-Cache-Entry": "e1", "X-Cache-Similarity": "1.0000"}
        self.service.reply = {"cache": HIT, "headers": {**said, "X-Compression": "off"}}
        data = await self.begin()
        self.assertIn("acompletion", self.cache.supported_call_types or [])
        self.assertEqual(await self.look_up(data), ANSWER)
        headers = await self.hooks.async_post_call_response_headers_hook(data={}, response=None)
        self.assertEqual(headers, {**said, "X-Compression": "off"})

    async def test_a_hit_that_litellm_did_not_take_is_a_miss_in_the_headers(self) -> None:
        self.service.reply = {"cache": HIT, "headers": {"X-Cache": "HIT", "X-Cache-Kind": "exact", "X-Cache-Entry": "e1"}}
        await self.begin()
        self.assertEqual(await self.hooks.async_post_call_response_headers_hook(), {"X-Cache": "MISS"})

    async def test_on_a_miss_litellm_finds_a_cache_for_no_call_type(self) -> None:
        self.service.reply = {"cache": MISS, "headers": {"X-Cache": "MISS", "X-Cache-Reason": "not-found"}}
        await self.begin()
        self.assertIsNone(self.cache.supported_call_types)
        headers = await self.hooks.async_post_call_response_headers_hook()
        self.assertEqual(headers, {"X-Cache": "MISS", "X-Cache-Reason": "not-found"})

    async def test_a_header_that_cannot_be_sent_is_left_out(self) -> None:
        headers = {"X-Compression": "a\r\nX-Evil: 1", "é": "x", "X-Value": "ü", "": "x", "X-Good": "yes", "X-Number": 5}
        self.service.reply = {"headers": headers, "cache": {"hit": False, "reason": "a\nb"}}
        await self.begin()
        self.assertEqual(await self.hooks.async_post_call_response_headers_hook(), {"X-Good": "yes", "X-Cache": "MISS"})

    async def test_a_hit_is_for_the_call_it_was_asked_for_and_for_nothing_on_its_way(self) -> None:
        self.service.reply = {"cache": HIT}
        data = await self.begin()
        self.assertIsNone(await self.look_up({**data, "litellm_call_id": "of a guardrail that asks a model"}))
        self.assertIsNone(await self.look_up({"messages": data["messages"], "model": "gpt-4o"}))
        CALL.set(None)
        self.assertIsNone(await self.look_up(data))

    def test_a_key_is_a_text_whatever_it_is_made_of(self) -> None:
        for kwargs in ({}, {"messages": float("inf")}, {"seed": 2**70}, {"metadata": float("nan")}, {"input": object()}):
            self.assertIsInstance(self.cache.get_cache_key(**kwargs), str)
            self.assertIsInstance(self.cache.get_preset_cache_key_from_kwargs(**kwargs), str)

    async def test_answers_of_another_form_than_the_apis_are_misses(self) -> None:
        for call_type in ("acompletion", "atext_completion", "anthropic_messages", "aresponses"):
            for response in (None, 7, "x", "{", "null", {}, [], {"choices": "abc"}, {"choices": []}, {"choices": ["a"]}, {"choices": [{}]},
                             {"embedding": [1]}, {"output": []}, {"output": [5]}, {"content": [{}]}, {"content": "x"}):  # fmt: skip
                self.service.reply = {"cache": {**HIT, "value": {"timestamp": 1, "response": response}}}
                with self.subTest(call_type=call_type, response=response):
                    data = await self.begin(call_type=call_type)
                    self.assertIsNone(await self.look_up(data))
                    self.assertIsNone(self.cache.supported_call_types)

    async def test_an_admitted_answer_goes_out_with_its_question_and_what_was_said_of_it(self) -> None:
        self.service.reply = {"cache": MISS, "facts": "sealed.facts"}
        data = await self.begin(temperature=0)
        await self.hooks.async_post_call_success_deployment_hook({**data}, ANSWER, "acompletion")
        await self.plugin.delivery.flush()
        ((store,),) = (body["stores"] for body in self.service.bodies("/calls/ended"))
        self.assertEqual(store["call"], self.service.bodies("/calls")[0])
        self.assertEqual((store["value"]["response"], store["facts"]), (ANSWER, "sealed.facts"))
        self.assertAlmostEqual(store["value"]["timestamp"], time.time(), delta=60)

    async def test_what_was_not_admitted_is_never_sent(self) -> None:
        for cache in ({"hit": False, "reason": "tools", "store": False}, HIT, {}, {"store": "yes"}, None):
            self.service.reply = {"cache": cache}
            data = await self.begin()
            await self.hooks.async_post_call_success_deployment_hook(data, ANSWER, "acompletion")
        self.assertEqual(len(self.plugin.delivery.stores), 0)

    async def test_an_answer_of_another_model_or_of_another_call_is_not_stored_under_the_question(self) -> None:
        self.service.reply = {"cache": MISS}
        data = await self.begin()
        asked = {**data, "metadata": {"model_group": "gpt-4o"}}
        await self.hooks.async_pre_call_deployment_hook(asked, None)
        fallback = {**data, "metadata": {"model_group": "claude-sonnet-4-5"}}
        await self.hooks.async_post_call_success_deployment_hook(fallback, ANSWER, "acompletion")
        await self.hooks.async_post_call_success_deployment_hook({**asked, "litellm_call_id": "other"}, ANSWER, "acompletion")
        self.assertEqual(len(self.plugin.delivery.stores), 0)
        await self.hooks.async_post_call_success_deployment_hook(asked, ANSWER, "acompletion")
        await self.hooks.async_post_call_success_deployment_hook(asked, ANSWER, "acompletion")
        self.assertEqual(len(self.plugin.delivery.stores), 1)

    async def test_each_input_of_an_embedding_call_has_its_own_answer(self) -> None:
        found = {**HIT, "value": {"timestamp": 1, "response": {"embedding": [0.5]}}}
        self.service.reply = {"cache": {"items": [found, None], "store": True}}
        data = await self.begin(call_type="aembedding", input=["one", "two"])
        keys = [self.cache.get_cache_key(**{**data, "input": text}) for text in ("one", "two")]
        answers = [await self.cache.async_get_cache(cache_key=key) for key in keys]
        self.assertEqual(answers, [{"embedding": [0.5]}, None])
        self.assertEqual(await self.hooks.async_post_call_response_headers_hook(), {"X-Cache": "MISS"})
        result = litellm.EmbeddingResponse(model="m", data=[{"embedding": [0.7], "index": 0, "object": "embedding"}])
        await self.cache.async_add_cache_pipeline(result, **{**data, "input": ["two"]})
        await self.plugin.delivery.flush()
        ((store,),) = (body["stores"] for body in self.service.bodies("/calls/ended"))
        self.assertIsNone(store["value"]["response"][0])
        self.assertEqual(store["value"]["response"][1]["embedding"], [0.7])


class Trouble(Case):
    settings = {"call_seconds": 0.1}

    async def test_garbage_changes_nothing_and_raises_nothing(self) -> None:
        replies: list[Any] = [b"", b"<html>", b"null", b"[1]", b'"hit"', b"\xff\xfe", b"{}" * 2, 5, [], {"cache": 5}, {"cache": []},
                              {"changes": 5}, {"changes": {"path": 1}}, {"headers": [1]}, {"headers": "x"}, {"cache": {"hit": "yes"}},
                              {"cache": {"items": 5}}, {"cache": {"items": [1, 2, 3]}}, {"cache": {"hit": True}},
                              {"cache": {"hit": True, "value": {"response": "["}}}]  # fmt: skip
        for reply in replies:
            self.service.reply, self.plugin.breaker.failures = reply, 0
            with self.subTest(reply=reply):
                data = await self.begin()
                self.assertEqual(data["messages"], [{"role": "user", "content": "hello"}])
                headers = await self.hooks.async_post_call_response_headers_hook()
                self.assertEqual(headers, {"X-Cache": "MISS"})
            self.plugin.breaker.close()

    async def test_a_hung_service_costs_three_deadlines_and_then_nothing_until_it_is_back(self) -> None:
        self.service.delay = 30.0
        started = time.monotonic()
        for _ in range(200):
            await self.begin()
        # A deadline for each call would be 20 s; three of them are a third of one.
        self.assertLess(time.monotonic() - started, 10.0)
        self.assertTrue(self.plugin.breaker.is_open)
        calls = [body for body in self.service.bodies("/calls") if "probe" not in body]
        self.assertEqual(len(calls), FAILURES_TO_OPEN)
        self.service.delay, self.service.reply = 0.0, {"cache": HIT}
        assert self.plugin.breaker.probing is not None
        await asyncio.wait_for(self.plugin.breaker.probing, 15)
        self.assertTrue(self.plugin.delivery.returned.is_set(), "records that wait are not told")
        await self.begin()
        call = CALL.get()
        self.assertTrue(call and call.hit)

    async def test_one_probe_at_a_time_and_no_call_of_a_client_is_it(self) -> None:
        self.service.status = 500
        with patch("litellm_hooks.breaker.FIRST_PAUSE_SECONDS", 0.02):
            for _ in range(FAILURES_TO_OPEN):
                await self.begin()
            self.service.requests.clear()
            await asyncio.gather(*(self.begin() for _ in range(50)), asyncio.sleep(0.3))
        self.assertTrue(self.service.requests)
        self.assertTrue(all(body == {"probe": True} for _, body, _ in self.service.requests))
        self.assertLess(len(self.service.requests), 8)

    async def test_failures_with_a_success_between_them_do_not_open_the_breaker(self) -> None:
        for _ in range(5):
            for self.service.status in (500, 500, 200):
                await self.begin()
        self.assertFalse(self.plugin.breaker.is_open)

    async def test_a_client_that_goes_away_gives_its_slot_back(self) -> None:
        self.service.delay = 30.0
        self.plugin.settings = self.plugin.settings.__class__(url=self.service.url, call_seconds=30.0)
        tasks = [asyncio.create_task(self.begin()) for _ in range(20)]
        while len(self.service.requests) < 20:
            await asyncio.sleep(0.01)
        self.assertEqual(self.plugin.client.in_flight, 20)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.assertEqual((self.plugin.client.in_flight, self.plugin.breaker.failures), (0, 0))

    async def test_whatever_raises_in_the_plugin_is_counted_and_the_call_goes_on(self) -> None:
        for name in ("question_of", "rewrite"):
            with patch(f"litellm_hooks.plugin.{name}", side_effect=RuntimeError("SECRET")), self.assertNoLogs("LiteLLM", "ERROR"):
                data = await self.begin()
            self.assertEqual(data["messages"], [{"role": "user", "content": "hello"}])
        await self.hooks.async_pre_call_hook(object(), None, None, "acompletion")
        await self.hooks.async_pre_call_hook(None, None, {}, "acompletion")
        await self.hooks.async_log_success_event({"standard_logging_object": 5}, None, None, None)
        await self.hooks.async_post_call_failure_hook(None, ValueError(), None)
        await self.hooks.async_post_call_success_deployment_hook(None, None, None)
        self.assertGreaterEqual(self.plugin.surface.faults["before a call"], 3)
        self.assertNotIn("SECRET", json.dumps(self.plugin.report()))


class OfLiteLLM(unittest.TestCase):
    def test_each_transport_is_asked_for_headers_and_shown_its_streams(self) -> None:
        for kind in (Hooks, GenericHooks):
            for hook in ("async_post_call_response_headers_hook", "async_post_call_streaming_iterator_hook"):
                self.assertIn(hook, vars(kind), "LiteLLM looks into the class alone")

    def test_this_version_has_all_that_is_needed(self) -> None:
        self.assertEqual(Surface().missing, set())

    def test_what_is_missing_switches_off_one_feature_with_one_line(self) -> None:
        def broken() -> bool:
            raise ImportError("gone")

        for name in CHECKS:
            with self.assertLogs("LiteLLM", "ERROR") as logs:
                surface = Surface({**CHECKS, name: (broken, CHECKS[name][1])})
            self.assertEqual((surface.missing, len(logs.output)), ({name}, 1))
            self.assertIn(CHECKS[name][1], logs.output[0])


if __name__ == "__main__":
    unittest.main()

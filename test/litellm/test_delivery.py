"""What reaches the hook service of ended calls, against a real HTTP service whose behaviour each test chooses."""

import asyncio
import json
import time
import unittest
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any
from unittest import mock

import litellm
from litellm.proxy._types import ProxyErrorTypes, ProxyException, UserAPIKeyAuth
from support import Case, auth

from litellm_hooks.call import CALL
from litellm_hooks.records import FIELDS


def unauthenticated() -> UserAPIKeyAuth:
    """What LiteLLM knows of a caller before authentication has succeeded."""
    key = UserAPIKeyAuth()
    key.api_key = "b" * 64
    return key


def payload(call_id: str, status: str = "success", **fields: Any) -> dict[str, Any]:
    return {"litellm_call_id": call_id, "status": status, "total_tokens": 3, "messages": ["SECRET"], **fields}


class Events(Case):
    @property
    def delivery(self) -> Any:
        return self.plugin.delivery

    def set(self, **settings: Any) -> None:
        self.plugin.settings = self.delivery.settings = replace(self.plugin.settings, **settings)

    def batches(self) -> list[list[Any]]:
        return [body["records"] for body in self.service.bodies("/calls/ended")]

    def delivered(self) -> list[str]:
        return [event["litellm_call_id"] for batch in self.batches() for event in batch]

    async def success(self, call_id: str, **fields: Any) -> None:
        await self.hooks.async_log_success_event({"standard_logging_object": payload(call_id, **fields)}, None, None, None)

    async def settled(self, seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while self.delivery.records or self.delivery.lock.locked():
            self.assertLess(time.monotonic(), end, "events are still waiting")
            await asyncio.sleep(0.01)

    async def test_a_record_has_the_contracts_fields_and_no_prompt_and_no_answer(self) -> None:
        headers = {"x-correlation-id": "c1", "x-api-key": "client-secret"}
        await self.success(
            "a",
            response={"choices": []},
            metadata={
                "user_api_key_hash": "h",
                "user_api_key_auth_metadata": {"tenant_id": "acme"},
                "requester_custom_headers": headers,
            },
        )
        await self.settled()
        ((record,),) = self.batches()
        self.assertEqual(set(record), {*FIELDS, "metadata", "error_information"})
        self.assertNotIn("response", record)
        self.assertEqual(record["metadata"]["requester_custom_headers"], {"x-correlation-id": "c1"})
        self.assertNotIn("SECRET", str(self.service.requests))

    async def test_a_fault_in_what_makes_a_record_better_is_counted_and_costs_no_event(self) -> None:
        class Broken:
            def response_cost_calculator(self, **_: Any) -> float:
                raise NameError("tell_savings")

            def partial(self) -> None:
                raise NameError("set_usage")

        await self.begin()
        call = CALL.get()
        call.logging = call.watch = Broken()
        await self.success("call-1", cache_hit=True)
        request = {"litellm_call_id": "call-1", "model": "gpt-4o"}
        await self.hooks.async_post_call_failure_hook(request, ValueError(), user_api_key_dict=auth())
        await self.settled()
        self.assertEqual(self.delivered(), ["call-1", "call-1"])
        self.assertEqual(self.plugin.surface.faults, {"after a call": 1, "after a failure": 1})

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
        self.set(response_detection=True)
        await self.success("a", response={"choices": [{"message": {"content": "broken \ud83d"}}]})
        await self.success("b", response={"choices": [{"message": {"content": "whole"}}]})
        await self.settled()
        self.assertEqual(self.delivered(), ["a", "b"])
        answers = [json.loads(event["response"]) for batch in self.batches() for event in batch]
        self.assertEqual([answer["choices"][0]["message"]["content"] for answer in answers], ["broken \ud83d", "whole"])

    async def test_no_value_of_a_client_holds_up_the_events_of_others(self) -> None:
        deep: list[Any] = []
        for _ in range(400):
            deep = [deep]
        for number, value in enumerate((deep, {"a": deep}, "half a pair \ud83d", 10**400, b"x", "m" * 3_000_000)):
            await self.success(
                str(number),
                model=value,
                id=value,
                trace_id=value,
                metadata={
                    "user_api_key_auth_metadata": {"tenant_id": "acme", "deep": deep},
                    "requester_custom_headers": {"x-request-id": value},
                },
            )
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.settled()
            await self.delivery.flush()
        # A number that no JSON of 64 bits holds is the one thing that cannot be kept at all.
        self.assertEqual(self.delivered(), ["0", "1", "2", "4", "5"])
        self.assertIn("1 dropped", "".join(logs.output))
        events = [event for batch in self.batches() for event in batch]
        self.assertEqual([event["model"] for event in events], [None, None, "half a pair ?", None, "m" * 256])
        self.assertEqual(events[0]["metadata"]["user_api_key_auth_metadata"], {"tenant_id": "acme", "deep": None})

    async def test_batches_and_the_queue_are_bounded_by_bytes(self) -> None:
        answer = {"choices": [{"message": {"content": "x" * 1_000_000}}]}
        self.set(response_detection=True, flush_seconds=60.0, max_batch_bytes=16_000_000)
        self.delivery.pause = 60.0
        for number in range(20):
            await self.success(str(number), response=answer)
        await self.success("long", response={"choices": [{"message": {"content": "x" * 3_000_000}}]})
        await self.delivery.flush()
        self.assertEqual([len(batch) for batch in self.batches()], [7, 7, 7])
        self.assertLess(len(self.batches()[-1][-1]["response"]), 300_000)
        self.set(max_waiting_bytes=5_000_000)
        for number in range(20, 40):
            await self.success(str(number), response=answer)
        self.assertEqual(len(self.delivery.records), 4)
        self.assertEqual(self.delivery.record_bytes, sum(map(len, self.delivery.records)))
        await self.delivery.flush()
        self.assertEqual((self.delivered()[-4:], self.delivery.record_bytes), (["36", "37", "38", "39"], 0))

    async def test_an_answer_does_not_wait_as_long_as_records_may(self) -> None:
        self.set(flush_seconds=60.0)
        self.delivery.pause = 60.0
        await self.success("a")
        began = time.monotonic()
        self.delivery.add_store(b'{"callId":"a"}', b'{"choices":[]}', "sealed.facts")
        while not self.service.bodies("/calls/ended"):
            self.assertLess(time.monotonic() - began, 20.0, "the answer is still waiting")
            await asyncio.sleep(0.01)
        (body,) = self.service.bodies("/calls/ended")
        self.assertEqual((len(body["records"]), len(body["stores"])), (1, 1))

    async def test_answers_that_come_soon_after_a_batch_wait_for_one_another(self) -> None:
        self.set(flush_seconds=60.0)
        self.delivery.pause = 60.0
        self.delivery.sent_at = time.monotonic()
        with mock.patch("litellm_hooks.delivery.APART_SECONDS", 60.0):
            for number in range(20):
                self.delivery.add_store(b'{"callId":"%d"}' % number, b'{"choices":[]}', None)
                await asyncio.sleep(0.01)
            await self.delivery.drain()
        self.assertEqual([len(body["stores"]) for body in self.service.bodies("/calls/ended")], [20])

    async def test_what_comes_while_a_batch_is_sent_waits_for_the_next(self) -> None:
        self.set(flush_seconds=60.0)
        self.delivery.pause = 60.0
        self.delivery.sent_at = time.monotonic()
        with mock.patch("litellm_hooks.delivery.APART_SECONDS", 60.0):
            self.delivery.add_store(b'{"callId":"first"}', b'{"choices":[]}', None)
            flush = asyncio.create_task(self.delivery.flush())
            while self.delivery.stores:
                await asyncio.sleep(0)
            for number in range(10):
                self.delivery.add_store(b'{"callId":"%d"}' % number, b'{"choices":[]}', None)
            await flush
            self.assertEqual([len(body["stores"]) for body in self.service.bodies("/calls/ended")], [1])
            await self.delivery.drain()
        self.assertEqual([len(body["stores"]) for body in self.service.bodies("/calls/ended")], [1, 10])

    async def test_a_flush_ends_though_what_it_counted_is_dropped_meanwhile(self) -> None:
        self.set(flush_seconds=60.0, max_batch=1, max_waiting_bytes=2_000)
        self.delivery.pause = 60.0
        for number in range(5):
            self.delivery.add_store(b'{"callId":"%d"}' % number, b'{"choices":[]}', None)
        flush = asyncio.create_task(self.delivery.flush())
        while len(self.delivery.stores) == 5:
            await asyncio.sleep(0)
        self.delivery.add_store(b'{"callId":"large"}', b'{"choices":["%s"]}' % (b"x" * 700), None)
        await asyncio.wait_for(flush, 10.0)
        stored = [body["stores"][0]["call"]["callId"] for body in self.service.bodies("/calls/ended")]
        self.assertEqual([stored[0], stored[-1]], ["0", "large"])
        self.assertLess(len(stored), 5)

    async def test_a_record_that_is_refused_for_its_content_goes_alone(self) -> None:
        self.service.refuses = lambda body: any(event["litellm_call_id"] in ("7", "300") for event in body["records"])
        for number in range(700):
            await self.success(str(number))
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.delivery.flush()
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
        self.assertGreater(self.delivery.pause, self.plugin.settings.flush_seconds)
        self.assertLess(len(self.service.requests), 6)
        self.service.requests.clear()
        self.service.status = 200
        await self.settled()
        self.assertEqual(self.delivered(), [str(number) for number in range(10)])

    async def test_what_waits_after_failures_goes_as_soon_as_the_service_is_found_answering(self) -> None:
        self.delivery.pause = 60.0  # As after failures.
        await self.success("a")
        await asyncio.sleep(0)
        self.assertEqual(self.delivered(), [])
        self.delivery.service_returned()
        await asyncio.wait_for(self.delivery.task or asyncio.sleep(0), 20)
        self.assertEqual(self.delivered(), ["a"])

    async def test_a_full_queue_drops_its_oldest_events_and_counts_them_in_the_log(self) -> None:
        self.service.status = 503
        self.set(max_waiting=100)
        await self.success("first")
        for number in range(150):
            await self.success(str(number))
        with self.assertLogs("LiteLLM", "WARNING") as logs:
            await self.delivery.flush()
        self.assertEqual(len(self.delivery.records), 100)
        self.assertIn(b'"litellm_call_id":"149"', self.delivery.records[-1])
        self.assertIn("51 dropped", "".join(logs.output))

    async def test_shutdown_waits_for_what_is_left(self) -> None:
        self.service.status = 503
        for number in range(700):
            await self.success(str(number))
        asyncio.get_running_loop().call_later(0.4, lambda: setattr(self.service, "status", 200))
        await self.plugin.shut_down()
        self.assertEqual([len(batch) for batch in self.batches()[-2:]], [500, 200])

    async def test_shutdown_waits_for_the_batch_that_is_being_sent(self) -> None:
        self.service.delay, self.service.status = 0.4, 503
        for number in range(10):
            await self.success(str(number))
        while not self.service.requests:
            await asyncio.sleep(0.01)
        self.assertEqual(list(self.delivery.records), [])
        self.service.delay, sent = 0.0, len(self.service.requests)
        asyncio.get_running_loop().call_later(0.6, lambda: setattr(self.service, "status", 200))
        await self.plugin.shut_down()
        self.assertEqual(list(self.delivery.records), [])
        self.assertEqual(len(self.batches()[-1]), 10)
        self.assertGreater(len(self.service.requests), sent)

    async def test_a_batch_whose_flush_is_cancelled_is_still_there(self) -> None:
        self.service.delay = 30.0
        self.delivery.pause = 60.0  # No other flush than the one below.
        await self.success("a")
        size = self.delivery.record_bytes
        flush = asyncio.create_task(self.delivery.flush())
        while not self.service.requests:
            await asyncio.sleep(0.01)
        flush.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await flush
        self.assertEqual((len(self.delivery.records), self.delivery.record_bytes), (1, size))

    async def test_shutdown_gives_up_on_a_dead_service_in_time(self) -> None:
        self.service.status = 503
        await self.success("a")
        self.set(shutdown_seconds=0.5)
        started = time.monotonic()
        await self.plugin.shut_down()
        self.assertLess(time.monotonic() - started, 5.0)

    async def call_fails(self, request: dict[str, Any], error: Exception, key: UserAPIKeyAuth) -> None:
        await self.hooks.async_post_call_failure_hook(request, error, user_api_key_dict=key)

    def records(self) -> list[Any]:
        return [event for batch in self.batches() for event in batch]

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
        claimed = {
            "user_api_key_hash": "f" * 64,
            "user_api_key_alias": "victim",
            "user_api_key_team_id": "victim",
            "user_api_key_auth_metadata": {"tenant_id": "victim"},
            "requester_custom_headers": "x",
            "headers": 5,
        }
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
        self.assertEqual(len(self.delivery.records), 0)
        await self.delivery.flush()
        self.assertEqual(self.service.requests, [])

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

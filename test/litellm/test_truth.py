"""What the plugin makes of odd streams, of parameters that part keys, and of calls that are refused early."""

import unittest
from types import SimpleNamespace
from typing import Any

import orjson
from litellm.types.utils import Delta, ModelResponseStream, StreamingChoices, Usage
from support import auth

from litellm_hooks.caller import Caller
from litellm_hooks.parameters import parameters_of
from litellm_hooks.records import failure_of, status_of
from litellm_hooks.streams import Replay, Watch
from litellm_hooks.usage import tell_truly


def sse(kind: str, **fields: Any) -> bytes:
    return f"event: {kind}\ndata: ".encode() + orjson.dumps({"type": kind, **fields}) + b"\n\n"


START = sse("message_start", message={"usage": {"input_tokens": 12, "cache_read_input_tokens": 3, "output_tokens": 1}})
WORDS = sse("content_block_delta", index=0, delta={"type": "text_delta", "text": 'Paris "error" is'})
DELTA = sse("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 6})
STOP = sse("message_stop")
ERROR = sse("error", error={"type": "overloaded_error", "message": "Overloaded"})


def watched(*chunks: Any, family: str = "messages", source: Any = None) -> Watch:
    watch = Watch(family, source)
    for chunk in chunks:
        watch.saw(chunk)
    return watch


def chunk(finish: Any = None, usage: Any = None, **delta: Any) -> ModelResponseStream:
    made = ModelResponseStream(choices=[StreamingChoices(finish_reason=finish, index=0, delta=Delta(**delta))])
    if usage:
        made.usage = usage
    return made


class AnthropicStreams(unittest.TestCase):
    def test_a_whole_one_has_finished_however_it_was_cut_into_pieces(self) -> None:
        whole = START + WORDS + DELTA + STOP
        for size in (1, 7, 30, len(whole)):
            watch = watched(*(whole[at : at + size] for at in range(0, len(whole), size)))
            self.assertEqual((watch.fault(), watch.error()), (None, None), size)
            self.assertTrue(watch.finished(), size)
            self.assertEqual(watch.partial(), (15, 6, True))

    def test_one_that_broke_off_or_ended_with_an_error_is_a_fault(self) -> None:
        self.assertEqual(watched(START, WORDS).fault(), "IncompleteStream")
        self.assertEqual(watched(START, WORDS, ERROR).fault(), "overloaded_error")
        self.assertFalse(watched(START, WORDS, ERROR, STOP).finished())

    def test_what_it_used_is_estimated_until_its_provider_says_so(self) -> None:
        prompt, completion, counted = watched(START, WORDS).partial() or (0, 0, True)
        self.assertEqual((prompt, counted), (15, False))
        self.assertGreater(completion, 2)
        self.assertIsNone(watched(b"data: nonsense\n\n").partial())

    def test_its_record_becomes_a_failure_with_partial_usage(self) -> None:
        record: dict[str, Any] = {"status": "success", "total_tokens": 13, "error_information": {}, "model": "claude-sonnet-4-5"}
        tell_truly(record, watched(START, WORDS, ERROR), None, None)
        self.assertEqual((record["status"], record["error_information"]["error_class"]), ("failure", "overloaded_error"))
        self.assertEqual((record["prompt_tokens"], record["usage_estimated"]), (15, True))

    def test_a_client_that_went_away_is_no_fault_of_the_provider(self) -> None:
        record: dict[str, Any] = {
            "status": "success",
            "total_tokens": 13,
            "error_information": {"error_class": "ClientDisconnected"},
        }
        tell_truly(record, watched(START, WORDS), None, None)
        self.assertEqual(record["status"], "success")


class ChatStreams(unittest.TestCase):
    def test_only_the_provider_s_own_end_counts(self) -> None:
        words = chunk(content="Paris")
        self.assertFalse(watched(family="chat", source=SimpleNamespace(chunks=[words])).finished())
        self.assertTrue(watched(family="chat", source=SimpleNamespace(chunks=[words, chunk(finish="stop")])).finished())
        self.assertFalse(watched(family="chat", source=object()).finished())

    def test_only_the_provider_s_own_count_is_exact(self) -> None:
        usage = Usage(prompt_tokens=1, completion_tokens=1, total_tokens=2)
        self.assertFalse(watched(family="chat", source=SimpleNamespace(chunks=[chunk(content="x")])).counted())
        self.assertTrue(watched(family="chat", source=SimpleNamespace(chunks=[chunk(usage=usage)])).counted())

    def test_one_without_a_chunk_is_empty(self) -> None:
        self.assertTrue(watched(chunk(finish="stop"), family="chat", source=SimpleNamespace(chunks=[])).is_empty())
        self.assertFalse(watched(family="chat", source=object()).is_empty())

    def test_a_replay_says_once_what_the_stored_message_said_and_counts_as_it_did(self) -> None:
        details = {"prompt_tokens_details": {"cached_tokens": 5}, "completion_tokens_details": {"reasoning_tokens": 3}}
        stored = {
            "service_tier": "default",
            "choices": [
                {"message": {"role": "assistant", "content": "x", "reasoning_content": "Think.", "annotations": [{"type": "a"}]}}
            ],
            "usage": {"prompt_tokens": 9, "completion_tokens": 4, "total_tokens": 13, "cost": 0, **details},
        }
        replay = Replay(stored)
        first, second = chunk(content="x "), chunk(content="y", usage=Usage(prompt_tokens=9, completion_tokens=4, total_tokens=13))
        for one in (first, second):
            replay.complete(one)
        said = orjson.loads(first.model_dump_json(exclude_none=True))["choices"][0]["delta"]
        self.assertEqual((said["reasoning_content"], said["annotations"]), ("Think.", [{"type": "a"}]))
        self.assertNotIn("reasoning_content", orjson.loads(second.model_dump_json(exclude_none=True))["choices"][0]["delta"])
        usage = orjson.loads(second.model_dump_json(exclude_none=True))["usage"]
        self.assertEqual(usage["prompt_tokens_details"]["cached_tokens"], 5)
        self.assertEqual(usage["completion_tokens_details"]["reasoning_tokens"], 3)
        self.assertEqual(usage["cost"], 0)


class TextStreams(unittest.TestCase):
    def test_without_a_count_are_estimated_from_their_texts(self) -> None:
        record: dict[str, Any] = {
            "status": "success",
            "total_tokens": 0,
            "error_information": {},
            "model": "gpt-3.5-turbo",
            "custom_llm_provider": "openai",
        }
        watch = watched(family="text", source=SimpleNamespace(chunks=[chunk(content="x")]))
        tell_truly(record, watch, "Which town is it?", {"choices": [{"text": "Paris is the town."}]})
        self.assertGreater(record["prompt_tokens"], 2)
        self.assertGreater(record["completion_tokens"], 2)
        self.assertGreater(record["response_cost"], 0)
        self.assertTrue(record["usage_estimated"])


class Parameters(unittest.TestCase):
    def test_hold_all_that_the_client_sent_and_no_credential(self) -> None:
        secret = "sk-" + "x" * 20
        body = {
            "model": "m", "messages": [], "litellm_system_prompt": "EVIL", "_evil": 1, "stream_options": {}, "api_key": secret,
            "extra_headers": {"authorization": secret}, "aws_secret_access_key": secret, "max_tokens": 5, "ttl": None,
        }  # fmt: skip
        data = {
            **body,
            "proxy_server_request": {"body": body, "headers": {"cache-control": "no-cache"}},
            "metadata": {"tags": ["b", "a"]},
        }
        parameters = parameters_of(data, "acompletion")
        self.assertNotIn(secret, str(parameters))
        self.assertEqual((parameters["litellm_system_prompt"], parameters["_evil"], parameters["max_tokens"]), ("EVIL", 1, 5))
        self.assertEqual(parameters["tags"], ["a", "b"])
        self.assertNotIn("ttl", parameters)
        self.assertNotIn("metadata", parameters)
        for name in ("api_key", "extra_headers", "aws_secret_access_key"):
            self.assertEqual(list(parameters[name]), ["sha256"])

    def test_tell_headers_apart_but_not_the_names_of_requests(self) -> None:
        def of(headers: Any) -> Any:
            return parameters_of({"headers": headers}, "acompletion")["headers"]

        self.assertNotEqual(of({"x-mode": "1"}), of({"x-mode": "2"}))
        self.assertEqual(of({"x-mode": "1", "x-request-id": "a"}), of({"x-mode": "1", "x-correlation-id": "b", "traceparent": "c"}))

    def test_hold_metadata_where_a_provider_gets_it(self) -> None:
        data = {"metadata": {"user_id": "u", "trace_id": "t"}}
        self.assertEqual(parameters_of(data, "anthropic_messages")["metadata"], {"user_id": "u", "trace_id": "t"})
        self.assertEqual(parameters_of(data, "acompletion")["metadata"], {"user_id": "u"})
        self.assertNotIn("metadata", parameters_of({"metadata": {"trace_id": "t"}}, "acompletion"))

    def test_hold_what_litellm_leaves_out_of_its_copy_of_the_body(self) -> None:
        more = {"headers": {"x-mode": "1"}, "provider_specific_header": {"extra_headers": {"anthropic-beta": "b"}}, "api_key": "k"}
        data = {"model": "m", "temperature": 0, **more, "proxy_server_request": {"body": {"model": "m", "temperature": 0}}}
        self.assertEqual(set(parameters_of(data, "acompletion")), {"temperature", *more})


class Refusals(unittest.TestCase):
    def test_a_call_that_was_refused_early_has_its_caller_and_its_name(self) -> None:
        error = Exception("no")
        error.type, error.code = "key_model_access_denied", "403"  # type: ignore[attr-defined]
        bare = auth(key_alias=None, team_id=None, metadata={}, token=None)
        caller = Caller("a" * 64, "acme-web", "acme", {"tenant_id": "acme"}, {"x-correlation-id": "mine"})
        record = failure_of({"litellm_call_id": "1", "model": 5}, error, bare, caller)
        assert record is not None
        self.assertEqual(record["metadata"]["user_api_key_alias"], "acme-web")
        self.assertEqual(record["metadata"]["requester_custom_headers"], {"x-correlation-id": "mine"})
        self.assertEqual(record["error_information"]["error_code"], "403")
        other = failure_of({"litellm_call_id": "1"}, error, bare, Caller("b" * 64, "another"))
        self.assertIsNone(other and other["metadata"]["user_api_key_alias"])

    def test_a_status_is_one_of_http(self) -> None:
        for error, expected in (
            (SimpleNamespace(code="1", status_code=500), "500"),
            (SimpleNamespace(code="insufficient_quota"), None),
            (SimpleNamespace(code="429"), "429"),
            (SimpleNamespace(response=SimpleNamespace(status_code=503)), "503"),
        ):
            self.assertEqual(status_of(error), expected)  # type: ignore[arg-type]


if __name__ == "__main__":
    unittest.main()

"""Under which id LiteLLM's Langfuse callback puts a call's trace, and when it is turned on."""

import unittest
from unittest.mock import patch

import litellm
import support  # noqa: F401  (puts the plugin on the path)

from litellm_hooks import langfuse
from litellm_hooks.question import traceparent_of

RECORD = {"litellm_call_id": "call-1", "trace_id": "trace-1"}


def kwargs(**metadata: object) -> dict[str, object]:
    return {"litellm_params": {"metadata": metadata}}


class TraceId(unittest.TestCase):
    def setUp(self) -> None:
        for name in ("resolve_trace_id", "is_session"):
            replaced = patch.object(langfuse, name, None)
            replaced.start()
            self.addCleanup(replaced.stop)

    def test_the_clients_own_comes_before_litellms_and_that_before_the_call(self) -> None:
        both = kwargs(trace_id="mine", existing_trace_id="there before")
        self.assertEqual(langfuse.trace_id_of(both, RECORD), "there before")
        self.assertEqual(langfuse.trace_id_of(kwargs(trace_id="mine"), RECORD), "mine")
        self.assertEqual(langfuse.trace_id_of(kwargs(), RECORD), "trace-1")
        self.assertEqual(langfuse.trace_id_of({}, {"litellm_call_id": "call-1"}), "call-1")
        self.assertIsNone(langfuse.trace_id_of({"litellm_params": None}, {}))

    def test_a_call_of_a_session_has_its_own(self) -> None:
        with patch.object(langfuse, "is_session", lambda *_: True):
            self.assertEqual(langfuse.trace_id_of(kwargs(session_id="trace-1"), RECORD), "call-1")
            self.assertEqual(langfuse.trace_id_of(kwargs(existing_trace_id="there"), RECORD), "there")

    def test_it_is_made_as_litellm_makes_it_and_stays_short(self) -> None:
        with patch.object(langfuse, "resolve_trace_id", lambda given: f"<{given}>"):
            self.assertEqual(langfuse.trace_id_of(kwargs(), RECORD), "<trace-1>")
        self.assertEqual(len(langfuse.trace_id_of(kwargs(trace_id="x" * 9_000), RECORD) or ""), 256)


class Callback(unittest.TestCase):
    def test_it_is_turned_on_once_and_not_beside_another_of_langfuse(self) -> None:
        for configured, expected in (([], ["langfuse"]), (["langfuse"], ["langfuse"]), (["langfuse_otel"], ["langfuse_otel"])):
            with (
                patch.object(langfuse, "resolve_trace_id", str),
                patch.object(litellm, "success_callback", list(configured)),
                patch.object(litellm, "failure_callback", []),
                patch.object(litellm, "callbacks", []),
            ):
                langfuse.add_traces()
                langfuse.add_traces()
                self.assertEqual(litellm.success_callback, expected)

    def test_without_the_package_nothing_is_turned_on(self) -> None:
        with patch.object(langfuse, "resolve_trace_id", None), patch.object(litellm, "success_callback", []):
            langfuse.add_traces()
            self.assertEqual(litellm.success_callback, [])


class Traceparent(unittest.TestCase):
    def test_no_span_is_no_place(self) -> None:
        for span in (None, "span", object()):
            self.assertIsNone(traceparent_of(span))

    def test_a_span_is_named_as_the_w3c_has_it(self) -> None:
        from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags

        span = NonRecordingSpan(SpanContext(0xABC, 0xDEF, False, TraceFlags(1)))
        self.assertEqual(traceparent_of(span), f"00-{0xABC:032x}-{0xDEF:016x}-01")
        self.assertIsNone(traceparent_of(NonRecordingSpan(SpanContext(0, 0, False))))


if __name__ == "__main__":
    unittest.main()

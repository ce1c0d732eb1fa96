"""What of an answer is sent to be scanned."""

import unittest
from typing import Any

import orjson
import support  # noqa: F401

from litellm_hooks import answers
from litellm_hooks.answers import MAX_ANSWER_BYTES, answer_of
from litellm_hooks.records import record_of


def chat(*texts: str) -> dict[str, Any]:
    return {"id": "1", "choices": [{"index": at, "message": {"role": "assistant", "content": text}} for at, text in enumerate(texts)]}


class Answers(unittest.TestCase):
    def setUp(self) -> None:
        answers.told.clear()

    def test_a_short_one_is_sent_whole(self) -> None:
        self.assertEqual(answer_of(chat("hello")), (orjson.dumps(chat("hello")).decode(), False))

    def test_of_a_long_one_the_first_part_is_sent_in_the_same_form_and_said_to_be_cut(self) -> None:
        for unit in ("a", "\x00", "字", "😀"):
            sent, cut = answer_of(chat("first " + unit * MAX_ANSWER_BYTES, "second"))
            self.assertTrue(cut)
            assert sent is not None
            self.assertLess(len(sent.encode()), MAX_ANSWER_BYTES)
            choice = orjson.loads(sent)["choices"][0]
            self.assertTrue(choice["message"]["content"].startswith("first " + unit * 1000))

    def test_many_small_pieces_end_as_well(self) -> None:
        for answer in (chat(*["x"] * 100_000), {"data": [0.25] * 1_000_000}, [[[]]] * 1_000_000, "y" * 3_000_000):
            sent, cut = answer_of(answer)
            self.assertTrue(cut)
            self.assertLess(len(sent or ""), MAX_ANSWER_BYTES)

    def test_the_log_says_so_once(self) -> None:
        with self.assertLogs(answers.log, "WARNING") as logged:
            for _ in range(3):
                answer_of(chat("a" * MAX_ANSWER_BYTES))
        self.assertEqual(len(logged.output), 1)

    def test_the_record_says_so(self) -> None:
        payload = {"status": "success", "litellm_call_id": "c", "response": chat("a" * MAX_ANSWER_BYTES)}
        record = record_of(payload, "success", True)
        assert record is not None
        self.assertTrue(record["response_truncated"])
        short = record_of({**payload, "response": chat("a")}, "success", True)
        assert short is not None
        self.assertFalse(short["response_truncated"])


if __name__ == "__main__":
    unittest.main()

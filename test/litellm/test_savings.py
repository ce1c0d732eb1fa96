"""What a hit saved is told also by releases of LiteLLM that take the hit's own cost for it."""

import unittest
from types import SimpleNamespace
from typing import Any

import support  # noqa: F401  (puts the plugin on the path)
from litellm import ModelResponse

from litellm_hooks.savings import tell_savings


class Logging:
    """LiteLLM's logging object, which takes the cost that an answer carries before it computes one."""

    def response_cost_calculator(self, result: Any, cache_hit: bool) -> float:
        if cache_hit:
            return 0.0
        return result._hidden_params.get("response_cost", 0.25)


class SavingsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.response = ModelResponse()
        self.response._hidden_params = {"response_cost": 0.0, "model_id": "m"}

    def told(self, record: dict[str, Any], logging: Any, response: Any = None) -> dict[str, Any]:
        record = dict(record)
        tell_savings(record, logging, response or self.response)
        return record

    def test_a_hit_that_is_said_to_save_nothing_saved_its_cost_at_the_provider(self) -> None:
        record = {"cache_hit": True, "saved_cache_cost": 0.0, "id": "x"}
        for response in (self.response, SimpleNamespace(type="response.completed", response=self.response)):
            self.assertEqual(self.told(record, Logging(), response), {**record, "saved_cache_cost": 0.25})
        self.assertEqual(self.response._hidden_params, {"response_cost": 0.0, "model_id": "m"})

    def test_what_litellm_says_and_what_is_no_hit_stays(self) -> None:
        for record in ({"cache_hit": True, "saved_cache_cost": 0.1}, {"cache_hit": False, "saved_cache_cost": 0}):
            self.assertEqual(self.told(record, Logging()), record)

    def test_without_litellms_logging_object_nothing_is_told(self) -> None:
        record = {"cache_hit": True, "saved_cache_cost": 0}
        self.assertEqual(self.told(record, None), record)

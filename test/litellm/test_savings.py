"""What a hit saved is told also by releases of LiteLLM that take the hit's own cost for it."""

import unittest
from typing import Any

import support  # noqa: F401  (puts the plugin on the path)
from litellm import ModelResponse, Usage

from litellm_hooks.savings import tell_savings

HEADER = "llm_provider-x-litellm-response-cost"


class Logging:
    """LiteLLM's logging object, which takes the cost that an answer carries before it computes one."""

    def response_cost_calculator(self, result: Any, cache_hit: bool) -> float:
        if cache_hit:
            return 0.0
        noted = result._hidden_params
        usage = result.usage if isinstance(result.usage, dict) else result.usage.model_dump()
        headers = noted.get("additional_headers", {})
        costs = (noted.get("response_cost"), headers.get(HEADER), noted.get("upstream_usage_cost"), usage.get("cost"))
        return next((cost for cost in costs if cost is not None), 0.25)


class SavingsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.response = ModelResponse()

    def told(self, record: dict[str, Any], logging: Any) -> dict[str, Any]:
        record = dict(record)
        tell_savings(record, logging, self.response)
        return record

    def test_a_hit_that_is_said_to_save_nothing_saved_its_cost_at_the_provider(self) -> None:
        record = {"cache_hit": True, "saved_cache_cost": 0.0, "id": "x"}
        for noted in ({"response_cost": 0.0}, {"additional_headers": {HEADER: 0.0}}, {"upstream_usage_cost": 0.0}, {}):
            for usage in (Usage(total_tokens=3, cost=0.0), {"total_tokens": 3, "cost": 0.0}, Usage(total_tokens=3)):
                self.response._hidden_params, self.response.usage = {**noted, "model_id": "m"}, usage
                self.assertEqual(self.told(record, Logging()), {**record, "saved_cache_cost": 0.25})
                self.assertEqual(self.response._hidden_params, {**noted, "model_id": "m"})
                self.assertIs(self.response.usage, usage)

    def test_what_litellm_says_and_what_is_no_hit_stays(self) -> None:
        for record in ({"cache_hit": True, "saved_cache_cost": 0.1}, {"cache_hit": False, "saved_cache_cost": 0}):
            self.assertEqual(self.told(record, Logging()), record)

    def test_without_litellms_logging_object_nothing_is_told(self) -> None:
        record = {"cache_hit": True, "saved_cache_cost": 0}
        self.assertEqual(self.told(record, None), record)

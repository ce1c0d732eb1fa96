"""Routes, parameters and models of a tenant's key, with the real LiteLLM's own names for them."""

import os
import re
import sys
import unittest
from types import SimpleNamespace
from typing import Any, Optional
from unittest import mock

import litellm
from litellm.proxy._types import LitellmUserRoles, ProxyException
from litellm.proxy.auth.route_checks import RouteChecks
from litellm.types.utils import all_litellm_params
from support import auth

from litellm_hooks.caller import CALLER, Caller
from litellm_hooks.own_keys import hold_to_routes, management_routes
from litellm_hooks.policy import Policy
from litellm_hooks.prices import Prices
from litellm_hooks.restrictions import KINDS, NAMES, OVERLAID, Restrictions, reason_of
from litellm_hooks.routes import GROUPS, OPEN, Routes, is_shared

# What LiteLLM takes out of a body for itself and a client may choose: how its own call is made, logged and named.
HARMLESS = frozenset(
    """allow_client_keepalive_override allowed_openai_params api_key assistant_continue_message attempted_targets bos_token
    cache cache_key caching caching_groups client_side_timeout complete_response cooldown_time default_api_key_rpm_limit
    default_api_key_tpm_limit disable_add_transform_inline_image_block enable_json_schema_validation enable_prompt_caching
    enable_tag_filtering ensure_alternating_roles eos_token fallback_depth fallbacks fastest_response final_prompt_value
    force_timeout guardrails id itpm keepalive_seconds langfuse_prompt_version langsmith_sampling_rate litellm_call_id
    litellm_logging_obj litellm_metadata litellm_session_id litellm_system_prompt litellm_trace_id max_agentic_loops
    max_fallbacks max_file_size_mb max_parallel_requests max_retries merge_reasoning_content_in_choices metadata
    mock_response model_file_id_mapping no-log num_retries order otpm preset_cache_key prompt_environment prompt_id
    prompt_label prompt_variables prompt_version proxy_server_request request_timeout retry_strategy roles rpm rust
    secret_fields self stream_chunk_size stream_response stream_timeout stream_timeout_by_service_tier
    supports_system_message tags tenant_id text_completion timeout timeout_by_service_tier tpm ttl turn_off_message_logging
    user_continue_message weight""".split()
)


def request_of(method: str, template: Optional[str], path: str = "/") -> Any:
    route = SimpleNamespace(path=template) if template is not None else None
    return SimpleNamespace(scope={"method": method, "route": route, "path": path}, headers={})


def data_of(body: dict[str, Any], url: str = "http://x/v1/chat/completions", **sent: Any) -> dict[str, Any]:
    return {**body, "proxy_server_request": {"body": body, "url": url, "headers": {}, **sent}}


class RoutesOfLitellmsOwnKeys(unittest.TestCase):
    """At the place where LiteLLM asks of each key whether it may call a route."""

    def setUp(self) -> None:
        self.addCleanup(setattr, RouteChecks, "should_call_route", staticmethod(RouteChecks.should_call_route))
        token = CALLER.set(None)
        self.addCleanup(CALLER.reset, token)
        hold_to_routes(Policy.of({}))

    def answer(self, key: Any, method: str, template: Optional[str], path: str = "/") -> Any:
        try:
            return RouteChecks.should_call_route(route=path, valid_token=key, request=request_of(method, template, path))
        except ProxyException as error:
            return error.code

    def test_what_asks_a_provider_unmetered_is_closed(self) -> None:
        for method, template in (("GET", "/health"), ("GET", "/key/health"), ("POST", "/health/test_connection"),
                                 ("POST", "/v1beta/interactions"), ("GET", "/v1/files"), ("POST", "/mcp/proxy")):  # fmt: skip
            self.assertEqual(self.answer(auth(), method, template), "403", template)
        for path in ("/v1/realtime", "/v1/responses", "/key/info"):  # Websockets have no template here.
            self.assertEqual(self.answer(auth(), "GET", None, path), "403", path)

    def test_what_is_metered_and_what_keys_are_looked_after_by_is_open(self) -> None:
        for method, template in (("POST", "/v1/chat/completions"), ("GET", "/key/info"), ("POST", "/key/generate"),
                                 ("GET", "/team/info"), ("GET", "/spend/logs"), ("GET", "/user/info")):  # fmt: skip
            self.assertEqual(self.answer(auth(), method, template), True, template)

    def test_nothing_is_open_to_look_after_that_serves_calls(self) -> None:
        from litellm.proxy._types import LiteLLMRoutes

        self.assertEqual(management_routes() & set(LiteLLMRoutes.llm_api_routes.value), frozenset())
        self.assertGreater(len(management_routes()), 100)

    def test_administrators_and_those_who_watch_for_them_may_look_at_health(self) -> None:
        for role in (LitellmUserRoles.PROXY_ADMIN, LitellmUserRoles.PROXY_ADMIN_VIEW_ONLY):
            self.assertEqual(self.answer(auth(user_role=role), "GET", "/health"), True)

    def test_a_key_of_the_file_has_passed_before(self) -> None:
        key = auth()
        CALLER.set(Caller(key.api_key, "acme", "acme", {}, {}, "/health"))
        self.assertEqual(self.answer(key, "GET", "/health"), True)
        self.assertEqual(self.answer(auth(api_key="another"), "GET", "/health"), "403")

    def test_whoever_passes_is_known_when_its_call_is_checked(self) -> None:
        key = auth()
        self.answer(key, "POST", "/v1/chat/completions")
        caller = CALLER.get()
        assert caller is not None
        self.assertEqual((caller.key_hash, caller.route), (key.api_key, "/v1/chat/completions"))

    def test_lists_that_a_release_lacks_open_nothing(self) -> None:
        with mock.patch("litellm.proxy._types.LiteLLMRoutes", object()):
            self.assertEqual(management_routes(), frozenset())


class RoutesOfAKey(unittest.TestCase):
    def refused(self, policy: Policy, method: str, template: Optional[str], path: str = "/") -> Optional[ProxyException]:
        try:
            policy.check_route(request_of(method, template, path), "acme")
        except ProxyException as error:
            return error
        return None

    def test_what_is_metered_is_open_and_everything_else_closed(self) -> None:
        policy = Policy.of({})
        for group in OPEN.values():
            for route in group.routes:
                self.assertIsNone(self.refused(policy, *route.split(" ", 1)), route)
        for method, template in (
            ("GET", "/health"), ("POST", "/v1beta/interactions"), ("GET", "/v1/files"), ("GET", "/v1/responses/{response_id}"),
            ("GET", "/v1/chat/completions"), ("POST", "/openai/{endpoint:path}"), ("POST", "/{mcp_server_name}/mcp"), ("", ""),
        ):  # fmt: skip
            error = self.refused(policy, method, template)
            assert error is not None
            self.assertEqual((error.code, error.param), ("403", "route"))
            self.assertIn(f"HOOKS_ROUTES={method} {template}", error.message)

    def test_a_websocket_is_not_the_route_of_the_same_path(self) -> None:
        self.assertIsNotNone(self.refused(Policy.of({}), "GET", None, "/v1/responses"))
        opened = Policy.of({"HOOKS_ROUTES": "WEBSOCKET /v1/realtime"})
        self.assertIsNone(self.refused(opened, "GET", None, "/v1/realtime"))

    def test_the_setting_adds_groups_routes_and_beginnings(self) -> None:
        routes = Routes.of({"HOOKS_ROUTES": " images, POST /v1/ocr ,GET /v1/search*,, "})
        for route in (*GROUPS["images"].routes, "POST /v1/ocr", "GET /v1/search/tools", "POST /v1/chat/completions"):
            self.assertTrue(routes.allows(*route.split(" ", 1)), route)
        for route in ("GET /v1/ocr", "POST /v1/search", "POST /v1/rerank"):
            self.assertFalse(routes.allows(*route.split(" ", 1)), route)
        self.assertTrue(routes.allows_call("aimage_generation"))
        self.assertFalse(routes.allows_call("arerank"))

    def test_shared_objects_stay_closed_without_a_key_of_the_team(self) -> None:
        policy = Policy.of({"HOOKS_ROUTES": "*"})
        for template in ("/v1/files", "/v1/batches/{batch_id:path}"):
            error = self.refused(policy, "GET", template)
            self.assertIn("no provider key of its own", error.message if error else "")
        for template in ("/v1/threads/{thread_id}", "/v1/responses/{response_id}", "/v1/containers"):
            error = self.refused(policy, "GET", template)
            self.assertIn("cannot keep them apart", error.message if error else "")
        self.assertIsNone(self.refused(policy, "GET", "/v1/search/tools"))
        self.assertFalse(is_shared("/v1/responses"))


class CallsOfAKey(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        CALLER.set(None)

    async def refused(
        self, data: Any, call_type: str = "acompletion", key: Any = None, **environment: str
    ) -> Optional[ProxyException]:
        try:
            await Policy.of(environment).check_call(key or auth(), data, call_type)
        except ProxyException as error:
            return error
        return None

    async def test_a_key_of_litellms_own_is_held_to_the_same_routes_when_its_call_is_made(self) -> None:
        for call_type in ("acreate_file", "alist_batches", "acreate_interaction", "avector_store_search", "aimage_generation"):
            error = await self.refused({}, call_type)
            assert error is not None
            self.assertEqual(error.code, "403")
            self.assertIn(f"HOOKS_ROUTES={call_type}", error.message)
            self.assertIsNone(await self.refused({}, call_type, HOOKS_ROUTES=call_type))
            self.assertIsNone(await self.refused({}, call_type, auth(user_role=LitellmUserRoles.PROXY_ADMIN)))

    async def test_a_key_of_the_file_has_passed_where_its_route_was_known(self) -> None:
        key = auth()
        CALLER.set(Caller(key.api_key, route="/v1/ocr"))
        self.assertIsNone(await self.refused({}, "aocr", key))
        self.assertIsNotNone(await self.refused({}, "aocr", auth(api_key="b" * 64)))

    async def test_a_refused_parameter_is_named_with_its_setting_and_allowed_by_it(self) -> None:
        for name in ("custom_llm_provider", "organization", "litellm_request_debug", "input_cost_per_query", "aws_x", "_evil"):
            error = await self.refused(data_of({"model": "gpt-4o", name: "x"}))
            assert error is not None
            self.assertEqual((error.code, error.param), ("400", name))
            self.assertRegex(error.message, f"^The parameter {name} is refused: .*HOOKS_ALLOWED_PARAMETERS={name}\\.$")
            for allowed in (name, "*", f"other, {name} "):
                self.assertIsNone(await self.refused(data_of({name: "x"}), HOOKS_ALLOWED_PARAMETERS=allowed))

    async def test_headers_that_litellm_made_of_the_clients_pass_and_those_of_its_body_do_not(self) -> None:
        made = {**data_of({"model": "gpt-4o"}), "headers": {"a": "b"}, "provider_specific_header": {"a": "b"}}
        self.assertIsNone(await self.refused(made))
        sent = data_of({"model": "gpt-4o"}, credential_fields=("headers",))
        self.assertIsNotNone(await self.refused(sent))

    async def test_the_version_in_an_azure_address_passes_and_one_in_a_body_does_not(self) -> None:
        body = {"model": "gpt-4o", "api_version": "2024-10-21"}
        self.assertIsNone(await self.refused(data_of(body, url="http://x/engines/gpt-4o/chat/completions?api-version=2024-10-21")))
        self.assertIsNotNone(await self.refused(data_of(body)))

    async def test_what_a_fallback_would_lay_over_the_call_is_refused_too(self) -> None:
        for fallback in ({"model": "a", "organization": "x"}, {"gpt-4o": [{"model": "a", "headers": {}}]}):
            error = await self.refused(data_of({"fallbacks": [fallback]}))
            assert error is not None
            self.assertTrue(error.param.startswith("fallbacks."))
        self.assertIsNone(await self.refused(data_of({"fallbacks": ["a", {"gpt-4o": ["b"]}, {"model": "c", "timeout": 3}]})))

    async def test_a_model_that_this_litellm_cannot_be_asked_about_is_refused_with_the_way_out(self) -> None:
        data = data_of({"model": "gpt-4o"})
        data["model"] = "gpt-4o-mini"  # As LiteLLM takes it from the path.
        with mock.patch.dict(sys.modules, {"litellm.proxy.auth.auth_checks": None}):
            refused = await self.refused(data)
        self.assertIn("gpt-4o-mini", str(refused))
        self.assertIn("in the body alone", str(refused))

    async def test_a_body_of_any_shape_is_no_fault(self) -> None:
        for body in ({"extra_body": 3}, {"fallbacks": "x"}, {"fallbacks": [[[[]]]]}, {"background": "yes"}, {"": 1}, {"é": None}):
            self.assertIsNone(await self.refused(data_of(body)))
        for data in (None, [], {"proxy_server_request": None}, {"proxy_server_request": {"body": []}}):
            self.assertIsNone(await self.refused(data))


class Parameters(unittest.TestCase):
    def test_whatever_this_litellm_takes_out_of_a_body_is_refused_or_known_to_be_harmless(self) -> None:
        unknown = {name for name in all_litellm_params if reason_of(name) is None} - HARMLESS
        self.assertEqual(sorted(unknown), [])

    def test_what_stock_clients_send_passes(self) -> None:
        restrictions = Restrictions()
        routing = {"api_base", "base_url", "api_version", "organization", "deployment_id", "extra_headers", "default_headers"}
        for name in set(litellm.OPENAI_CHAT_COMPLETION_PARAMS) - routing:
            self.assertIsNone(restrictions.reason(name), name)
        for name in "anthropic_version anthropic_beta top_k stop_sequences system betas cache_control input instructions".split():
            self.assertIsNone(restrictions.reason(name), name)

    def test_names_without_end_are_not_kept_without_end(self) -> None:
        restrictions = Restrictions()
        for at in range(3_000):
            restrictions.reason(f"_made_up_{at}")
        self.assertLessEqual(len(restrictions.known), 1_000)
        self.assertIsNotNone(restrictions.reason("_made_up_2999"))


class PricesOfAGroup(unittest.TestCase):
    def prices(self, *models: dict[str, Any]) -> Prices:
        router = SimpleNamespace(get_model_list=lambda model_name, team_id: list(models))
        patched = mock.patch("litellm.proxy.proxy_server.llm_router", router)
        patched.start()
        self.addCleanup(patched.stop)
        return Prices()

    def test_tokens_without_a_cost_are_charged_by_the_group_and_nothing_else_is(self) -> None:
        prices = self.prices({"litellm_params": {"model": "openai/gpt-4o"}, "model_info": {}})
        record = {"model_group": "gpt-4o", "prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100}
        charged = {**record, "response_cost": 0.0}
        self.assertTrue(prices.charge(charged))
        self.assertAlmostEqual(charged["response_cost"], 1_000 * 2.5e-6 + 100 * 10e-6)
        for other in ({"response_cost": 0.1}, {"cache_hit": True}, {"total_tokens": 0}):
            self.assertFalse(prices.charge({**record, "response_cost": 0.0, **other}))

    def test_a_model_without_a_price_costs_nothing(self) -> None:
        prices = self.prices({"litellm_params": {"model": "openai_like/own"}, "model_info": {}})
        self.assertFalse(prices.charge({"model_group": "own", "prompt_tokens": 5, "total_tokens": 5}))
        self.assertEqual(prices.most({"model": "own", "messages": []}, "acompletion", None), 0.0)

    def test_the_most_that_a_call_may_cost_follows_its_limits_wherever_they_stand(self) -> None:
        prices = self.prices({"litellm_params": {"model": "openai/gpt-4o"}, "model_info": {}})

        def most(**body: Any) -> float:
            return prices.most(
                {"model": "gpt-4o", "messages": [{"role": "user", "content": "x" * 400}], **body}, "acompletion", None
            )

        self.assertAlmostEqual(most(max_tokens=100), 110 * 2.5e-6 + 100 * 10e-6, delta=2e-4)
        self.assertAlmostEqual(most(max_tokens=100, n=3) - most(max_tokens=100), 2 * 100 * 10e-6)
        self.assertAlmostEqual(most(), most(max_tokens=10**9))
        self.assertAlmostEqual(most(max_tokens=1, extra_body={"max_tokens": 100}), most(max_tokens=100), delta=2e-4)
        self.assertGreater(most(max_tokens=0), most(max_tokens=100))
        self.assertLess(most(max_tokens=1, image="data:image/png;base64," + "A" * 10**6), 1e-2)


class Documentation(unittest.TestCase):
    """The page says what the code does: no less, and nothing else."""

    def section(self, title: str) -> str:
        path = os.path.join(os.path.dirname(__file__), "../../docs/07-Security-and-Guardrails.md")
        with open(path, encoding="utf-8") as file:
            _, _, rest = file.read().partition(f"\n## {title}\n")
        return rest.partition("\n## ")[0]

    def row(self, section: str, first: str) -> set[str]:
        """The names in code in the row that begins with `first`."""
        line = next((line for line in section.splitlines() if line.startswith(f"| {first} ")), "")
        return set(re.findall("`([^`]+)`", line.partition(f"| {first} ")[2].replace("\\|", "|")))

    def test_names_every_group_with_its_routes(self) -> None:
        for name, group in GROUPS.items():
            self.assertEqual(self.row(self.section("Routes"), f"`{name}`"), set(group.routes), name)

    def test_names_every_refused_parameter_with_its_reason(self) -> None:
        section = self.section("Parameters")
        for reason in set(NAMES.values()):
            named = {name for name, why in NAMES.items() if why == reason}
            self.assertEqual(self.row(section, reason[0].upper() + reason[1:]), named, reason)
        for pattern, reason in KINDS:
            cell = "`" + pattern.pattern.replace("|", "\\|") + "`"
            self.assertIn(f"| {reason}", section.partition(cell)[2].splitlines()[0], pattern.pattern)
        for name in OVERLAID:
            self.assertIn(f"`extra_body.{name}`", section)


if __name__ == "__main__":
    unittest.main()

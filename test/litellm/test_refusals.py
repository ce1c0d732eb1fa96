"""Calls that LiteLLM refuses for a key of its own, by its own handler."""

import unittest
from types import SimpleNamespace
from typing import Any

from litellm.proxy.auth.auth_exception_handler import UserAPIKeyAuthExceptionHandler
from support import auth

from litellm_hooks.records import add_names, failure_of
from litellm_hooks.refusals import NAMES, name_refused, names_of_refused


class Names(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        stock = UserAPIKeyAuthExceptionHandler.handle_authentication_error
        self.addCleanup(setattr, UserAPIKeyAuthExceptionHandler, "handle_authentication_error", staticmethod(stock))
        self.seen: list[Any] = []

        async def handler(e: Exception, request: Any, request_data: Any, **rest: Any) -> Any:
            self.seen.append((dict(names_of_refused()), request_data, rest))
            raise e

        UserAPIKeyAuthExceptionHandler.handle_authentication_error = staticmethod(handler)  # type: ignore
        name_refused()

    async def refuse(self, headers: dict[str, str]) -> None:
        request: Any = SimpleNamespace(headers=headers)
        with self.assertRaisesRegex(ValueError, "spent"):
            await UserAPIKeyAuthExceptionHandler.handle_authentication_error(
                e=ValueError("spent"), request=request, request_data={"model": "m"}, route="/x", parent_otel_span=None, api_key="k"
            )

    async def test_are_known_while_litellm_tells_of_the_refusal(self) -> None:
        await self.refuse({"x-correlation-id": "mine", "authorization": "no name"})
        rest = {"route": "/x", "parent_otel_span": None, "api_key": "k"}
        self.assertEqual(self.seen, [({"x-correlation-id": "mine"}, {"model": "m"}, rest)])

    async def test_are_the_record_s_unless_the_body_has_its_own(self) -> None:
        NAMES.set({"x-correlation-id": "mine"})
        record = failure_of({"litellm_call_id": "1"}, Exception("no"), auth(), None)
        assert record is not None
        add_names(record, names_of_refused())
        self.assertEqual(record["metadata"]["requester_custom_headers"], {"x-correlation-id": "mine"})
        add_names(record, {"x-correlation-id": "another"})
        self.assertEqual(record["metadata"]["requester_custom_headers"], {"x-correlation-id": "mine"})


if __name__ == "__main__":
    unittest.main()

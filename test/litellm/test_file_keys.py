"""What file_keys guarantees: who a key is, when a file is read, and what is refused."""

import asyncio
import hashlib
import os
import secrets
import sys
import tempfile
import threading
import unittest
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Optional
from unittest import mock

KEY, OTHER, MASTER = (f"sk-{secrets.token_hex(16)}" for _ in range(3))
FOLDER = tempfile.TemporaryDirectory()
PATH = os.path.join(FOLDER.name, "keys.yaml")


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def write(text: str) -> None:
    """Replaces the file as editors and Kubernetes do: at once, as another inode."""
    with open(f"{PATH}.new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(f"{PATH}.new", PATH)


ENTRY = """
virtual_keys:
  - key: os.environ/TEST_KEY
    alias: acme-web
    team_id: acme
    metadata: { tenant_id: acme, tenant_name: Acme, platform_id: web }
    models: [gpt-4o]
    aliases: { fast: gpt-4o }
    max_budget: 2
    budget_duration: 1h
    max_parallel_requests: 3
    tpm_limit: 4
    rpm_limit: 5
"""
write(ENTRY)
os.environ.update(VIRTUAL_KEYS_FILE=PATH, TEST_KEY=KEY, LITELLM_LOCAL_MODEL_COST_MAP="True", LITELLM_MASTER_KEY=MASTER)
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../litellm"))

import litellm
from litellm.proxy._types import ProxyException, UserAPIKeyAuth
from litellm.proxy.litellm_pre_call_utils import _get_dynamic_logging_metadata

import file_keys as keys
import litellm_hooks.spending as module

keys_read = keys.KeyStore.read


class FileKeys(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        write(ENTRY)
        keys.store = keys.KeyStore(PATH)
        keys.spending = keys.Spending(keys.budgets_of)

    async def identify(self, key: str) -> UserAPIKeyAuth:
        route = SimpleNamespace(path="/v1/chat/completions")
        request = SimpleNamespace(scope={"method": "POST", "route": route}, headers={})
        return await keys.authenticate(request, key)

    async def refused(self, key: str) -> str:
        with self.assertRaises(ProxyException) as caught:
            await self.identify(key)
        self.assertEqual(caught.exception.code, "401")
        return caught.exception.message

    async def test_a_key_of_the_file_has_its_identity_and_limits(self) -> None:
        found = await self.identify(KEY)
        self.assertEqual((found.api_key, found.token), (hash_of(KEY), hash_of(KEY)))
        self.assertEqual((found.key_alias, found.team_id), ("acme-web", "acme"))
        self.assertEqual(found.metadata, {"tenant_id": "acme", "tenant_name": "Acme", "platform_id": "web", "max_budget": 2.0})
        self.assertEqual((found.models, found.aliases), (["gpt-4o"], {"fast": "gpt-4o"}))
        self.assertEqual(found.spend, 0)
        self.assertEqual((found.max_parallel_requests, found.tpm_limit, found.rpm_limit), (3, 4, 5))

    async def test_litellm_copies_its_configuration_for_no_key_of_a_team_unless_teams_have_callbacks_in_it(self) -> None:
        configuration = mock.Mock()
        configuration.load_team_config.return_value = {}
        self.assertIsNone(_get_dynamic_logging_metadata(await self.identify(KEY), configuration))
        configuration.load_team_config.assert_not_called()
        with mock.patch.object(litellm, "default_team_settings", [{"team_id": "acme"}]):
            _get_dynamic_logging_metadata(await self.identify(KEY), configuration)
        configuration.load_team_config.assert_called_once_with(team_id="acme")

    def test_a_teams_keys_are_listed_when_the_file_is_read_and_not_for_each_request(self) -> None:
        write(f"teams: [{{team_id: acme}}]{ENTRY}")
        keys.store = keys.KeyStore(PATH)
        key = keys.store.keys[hash_of(KEY)]
        (_, first), (_, second) = keys.store.budgets_of(key), keys.store.budgets_of(key)
        self.assertEqual(first.keys, {hash_of(KEY): "acme-web"})
        self.assertIs(first.keys, second.keys)

    async def test_a_key_may_be_listed_by_its_hash(self) -> None:
        write(f"virtual_keys: [{{key: 'sha256:{hash_of(OTHER)}', alias: other}}]")
        self.assertEqual((await self.identify(OTHER)).key_alias, "other")

    async def test_an_unknown_key_no_key_and_a_hash_instead_of_a_key_are_refused(self) -> None:
        for key in (OTHER, "", hash_of(KEY)):
            self.assertIn("not in the key file", await self.refused(key))

    async def test_the_master_key_is_an_administrator_only_when_there_is_one(self) -> None:
        self.assertEqual((await self.identify(MASTER)).user_role, "proxy_admin")
        with mock.patch.dict(os.environ, {"LITELLM_MASTER_KEY": ""}):
            await self.refused(MASTER)
            await self.refused("")

    async def test_an_expired_key_is_refused_and_a_date_without_a_zone_means_utc(self) -> None:
        write(ENTRY + "    expires: 2020-01-01T00:00:00Z")
        self.assertIn("expired", await self.refused(KEY))
        write(ENTRY + "    expires: 2199-01-01")
        self.assertEqual((await self.identify(KEY)).key_alias, "acme-web")

    async def test_an_edit_takes_effect_without_a_restart(self) -> None:
        await self.identify(KEY)
        write(ENTRY.replace("acme-web", "acme-new"))
        self.assertEqual((await self.identify(KEY)).key_alias, "acme-new")
        write("virtual_keys: []")
        await self.refused(KEY)

    async def test_a_key_that_was_taken_out_does_not_pass_once_more(self) -> None:
        write("virtual_keys: []")
        refused = await asyncio.gather(*(self.identify(KEY) for _ in range(5)), return_exceptions=True)
        self.assertEqual([getattr(error, "code", None) for error in refused], ["401"] * 5)

    async def test_a_file_that_takes_long_to_read_holds_up_neither_its_requests_for_long_nor_the_others(self) -> None:
        write(ENTRY.replace("acme-web", "acme-new"))
        hold, released = threading.Event(), []
        with mock.patch.object(keys.KeyStore, "read", side_effect=lambda path: hold.wait(30) and keys_read(path)):
            asyncio.get_running_loop().call_later(keys.SETTLE_SECONDS, released.append, "another request")
            self.assertEqual((await self.identify(KEY)).key_alias, "acme-web")
            self.assertEqual(released, ["another request"])
            hold.set()
            await keys.store.reading
        self.assertEqual((await self.identify(KEY)).key_alias, "acme-new")

    async def test_a_file_that_is_still_being_written_is_left_alone(self) -> None:
        other = f"  - {{key: 'sha256:{hash_of(OTHER)}', alias: other}}\n"

        async def write_slowly() -> None:
            with open(PATH, "w", encoding="utf-8") as file:
                for part in (
                    "virtual_keys:\n",
                    other,
                    ENTRY.replace("virtual_keys:\n", "").lstrip("\n"),
                    "    expires: 2199-01-01\n",
                ):
                    file.write(part)
                    file.flush()
                    await asyncio.sleep(keys.SETTLE_SECONDS / 4)

        writing = asyncio.get_running_loop().create_task(write_slowly())
        await asyncio.sleep(0)
        # Each part is valid: without its end the file would be one key, and this one refused.
        self.assertIsNotNone((await self.identify(KEY)).expires)
        await writing
        self.assertEqual((await self.identify(OTHER)).key_alias, "other")

    async def test_what_was_written_while_the_file_was_read_is_not_taken_for_read(self) -> None:
        def read(path: str) -> Any:
            found = keys_read(path)
            if "acme-new" in str(found):
                write(ENTRY.replace("acme-web", "acme-newer"))
            return found

        write(ENTRY.replace("acme-web", "acme-new"))
        with mock.patch.object(keys.KeyStore, "read", side_effect=read):
            self.assertEqual((await self.identify(KEY)).key_alias, "acme-web")
        self.assertEqual((await self.identify(KEY)).key_alias, "acme-newer")

    async def test_what_changed_is_logged_by_the_aliases_of_the_keys(self) -> None:
        another = ENTRY.replace("acme-web", "acme-app").replace("TEST_KEY", "OTHER_KEY").replace("virtual_keys:", "").rstrip()
        with mock.patch.dict(os.environ, OTHER_KEY=OTHER), self.assertLogs("LiteLLM Proxy", "WARNING") as logs:
            stricter = ENTRY.replace("rpm_limit: 5", "rpm_limit: 6") + another
            for edit, key in ((ENTRY + another, KEY), (stricter, KEY), ("virtual_keys:" + another, OTHER), (ENTRY, KEY)):
                write(edit)
                await self.identify(key)
        audits = [line.split("audit: ")[1] for line in logs.output]
        self.assertEqual(audits, ["added acme-app", "changed acme-web", "removed acme-web", "added acme-web; removed acme-app"])
        self.assertNotIn(OTHER, "".join(logs.output))

    async def test_an_invalid_edit_keeps_the_last_good_version_and_is_logged_once_without_the_key(self) -> None:
        edits = [
            "virtual_keys: [",
            "[]",
            "virtual_keys: 3",
            ENTRY + "    rpm_limt: 1",
            ENTRY + "    expires: soon",
            ENTRY.replace("os.environ/TEST_KEY", OTHER),
            ENTRY.replace("TEST_KEY", "NOT_SET"),
            ENTRY.replace("1h", "an hour"),
            ENTRY.replace("rpm_limit: 5", "rpm_limit: -1"),
            ENTRY + ENTRY.replace("virtual_keys:", "").rstrip(),
        ]
        for edit in edits:
            with self.subTest(edit=edit), self.assertLogs("LiteLLM Proxy", "ERROR") as logs:
                write(edit)
                for _ in range(3):
                    self.assertEqual((await self.identify(KEY)).key_alias, "acme-web")
                self.assertEqual(len(logs.output), 1)
                self.assertNotIn(OTHER, logs.output[0])
                self.assertNotIn(KEY, logs.output[0])

    async def test_a_file_that_goes_away_keeps_its_keys_and_is_read_when_it_comes_back(self) -> None:
        os.remove(PATH)
        with self.assertLogs("LiteLLM Proxy", "ERROR") as logs:
            for _ in range(3):
                await self.identify(KEY)
        self.assertEqual(len(logs.output), 1)
        write(ENTRY.replace("acme-web", "back"))
        self.assertEqual((await self.identify(KEY)).key_alias, "back")

    def test_an_invalid_file_at_start_stops_the_start(self) -> None:
        write("virtual_keys: 3")
        with self.assertRaises(ValueError):
            keys.KeyStore(PATH)

    async def answer(self, cost: float, key: Optional[str] = KEY) -> None:
        payload: dict[str, Any] = {"response_cost": cost, "metadata": {"user_api_key_hash": key and hash_of(key)}}
        await keys.spending.async_log_success_event({"standard_logging_object": payload}, None, None, None)

    async def test_spend_adds_up_and_starts_again_with_each_budget_period(self) -> None:
        with mock.patch.object(keys.time, "time", return_value=1_000_000.0):
            await self.answer(0.5)
            await self.answer(0.25)
            await self.answer(9.0, OTHER)
            await self.answer(9.0, None)
            self.assertEqual((await self.identify(KEY)).spend, 0.75)
        with mock.patch.object(keys.time, "time", return_value=1_003_600.0):
            self.assertEqual((await self.identify(KEY)).spend, 0)

    async def test_a_budget_is_in_the_identity_for_events_and_not_for_litellm_to_check(self) -> None:
        with mock.patch.object(keys.time, "time", return_value=1_000_000.0):
            found = await self.identify(KEY)
        self.assertEqual((found.metadata["max_budget"], found.max_budget), (2.0, None))
        self.assertEqual(found.budget_reset_at.isoformat(), "1970-01-12T14:00:00+00:00")

    async def test_a_key_over_its_budget_is_refused_until_the_next_period(self) -> None:
        with mock.patch.object(keys.time, "time", return_value=1_000_000.0):
            await self.answer(2.0)
            with self.assertRaises(litellm.BudgetExceededError) as caught:
                await self.identify(KEY)
            self.assertIn("Key=acme-web", str(caught.exception))
        with mock.patch.object(keys.time, "time", return_value=1_003_600.0):
            await self.identify(KEY)

    async def test_the_keys_of_a_team_share_its_budget_its_models_and_its_rates(self) -> None:
        other = f"  - {{key: 'sha256:{hash_of(OTHER)}', alias: other, team_id: acme}}"
        team = "teams: [{team_id: acme, max_budget: 1, models: [gpt-4o-mini], rpm_limit: 7, tpm_limit: 8}]"
        write(team + ENTRY + other)
        found = await self.identify(OTHER)
        self.assertEqual((found.models, found.team_rpm_limit, found.team_tpm_limit), (["gpt-4o-mini"], 7, 8))
        self.assertEqual((await self.identify(KEY)).models, ["gpt-4o"])
        await self.answer(1.0)
        with self.assertRaises(litellm.BudgetExceededError) as caught:
            await self.identify(OTHER)
        self.assertIn("Team=acme", str(caught.exception))

    async def ask_mirror(self, spend: Optional[float]) -> None:
        """Lets the first question, or the next one after a failure, be answered so."""
        answer = mock.Mock(json=lambda: {"spend_usd": spend})
        answer.raise_for_status.side_effect = [answer] if spend is not None else ConnectionError("away")
        keys.spending.ask_at.clear()
        with mock.patch.object(module, "URL", "http://x/"), mock.patch.object(module.httpx.AsyncClient, "get", return_value=answer):
            await self.identify(KEY)

    async def test_what_was_spent_while_the_mirror_was_away_comes_on_top_of_its_sums(self) -> None:
        write(ENTRY.replace("max_budget: 2", "max_budget: 500"))
        await self.ask_mirror(None)
        await self.answer(50.0)
        await self.ask_mirror(None)
        await self.answer(10.0)
        await self.ask_mirror(80.0)
        self.assertEqual((await self.identify(KEY)).spend, 140.0)
        await self.answer(5.0)
        self.assertEqual((await self.identify(KEY)).spend, 145.0)

    async def test_what_was_spent_before_a_key_got_its_budget_is_in_the_sums_of_the_mirror(self) -> None:
        write(ENTRY.replace("    max_budget: 2\n", ""))
        await self.identify(KEY)
        await self.answer(60.0)
        write(ENTRY.replace("max_budget: 2", "max_budget: 500"))
        await self.identify(KEY)
        await self.ask_mirror(70.0)
        self.assertEqual((await self.identify(KEY)).spend, 70.0)

    def test_periods_are_the_ones_of_the_quota_mirror(self) -> None:
        def period_end(duration: str, moment: str) -> Any:
            with mock.patch.object(keys.time, "time", return_value=datetime.fromisoformat(moment).timestamp()):
                return keys.Limits(budget_duration=duration).period_end()

        for duration, before, after in (
            ("30d", "2026-01-31T23:59:59+00:00", "2026-02-01T00:00:00+00:00"),
            ("1mo", "2025-12-31T23:59:59+00:00", "2026-01-01T00:00:00+00:00"),
            ("7d", "2026-11-22T23:59:59+00:00", "2026-11-23T00:00:00+00:00"),
            ("1d", "2026-11-21T23:59:59+00:00", "2026-11-22T00:00:00+00:00"),
            ("1h", "2026-11-21T02:59:59+00:00", "2026-11-21T03:00:00+00:00"),
        ):
            with self.subTest(duration=duration):
                self.assertEqual(period_end(duration, before).isoformat(), after)
                self.assertGreater(period_end(duration, after).isoformat(), after)
        for duration, moment, end in (
            ("30d", "2026-02-28T23:59:59+00:00", "2026-03-01T00:00:00+00:00"),
            ("7d", "2026-11-29T23:59:59+00:00", "2026-11-30T00:00:00+00:00"),
            ("5mo", "2026-12-31T23:59:59+00:00", "2027-02-01T00:00:00+00:00"),
        ):
            self.assertEqual(period_end(duration, moment).isoformat(), end)
        for endless in ("999999mo", "99999999999w"):
            self.assertGreater(period_end(endless, "2026-11-29T23:59:59+00:00").year, 3000)

    async def test_spend_of_a_budget_without_a_duration_never_starts_again(self) -> None:
        write(ENTRY.replace("    budget_duration: 1h\n", ""))
        await self.identify(KEY)
        await self.answer(0.5)
        with mock.patch.object(keys.time, "time", return_value=4e9):
            self.assertEqual((await self.identify(KEY)).spend, 0.5)

    async def test_what_litellm_writes_into_an_identity_stays_out_of_the_next_one(self) -> None:
        first = await self.identify(KEY)
        first.metadata["tenant_id"] = "globex"
        first.models.append("gpt-4-turbo")
        second = await self.identify(KEY)
        self.assertEqual((second.metadata["tenant_id"], second.models), ("acme", ["gpt-4o"]))


if __name__ == "__main__":
    unittest.main()

"""Virtual keys from a YAML file, for stock LiteLLM without a database.

Loaded by `general_settings: {custom_auth: file_keys.authenticate, custom_auth_run_common_checks: true}` and
`litellm_settings: {enable_post_custom_auth_checks: true}`: so LiteLLM enforces models and rates. The file
(VIRTUAL_KEYS_FILE) names keys by `os.environ/NAME` or `sha256:HEX`, never in clear. It is read again when it has changed
and then stays as it is; an invalid edit leaves the last good version in force.
"""

import asyncio
import hashlib
import hmac
import os
import re
import sys
import time
from datetime import datetime, timezone
from typing import Literal, Optional

import litellm
import yaml
from fastapi import Request
from litellm._logging import verbose_proxy_logger as log
from litellm.litellm_core_utils.duration_parser import duration_in_seconds
from litellm.proxy._types import LitellmUserRoles, ProxyErrorTypes, ProxyException, UserAPIKeyAuth
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

# LiteLLM runs this file by its path, and does not look for packages beside it.
folder = os.path.dirname(os.path.abspath(__file__))
if folder not in sys.path:
    sys.path.append(folder)

from litellm_hooks.caller import CALLER, Caller, naming_headers
from litellm_hooks.holds import ledger_of
from litellm_hooks.policy import Policy
from litellm_hooks.routes import route_of
from litellm_hooks.spending import Budget, Spending

PATH = os.getenv("VIRTUAL_KEYS_FILE", os.path.join(os.path.dirname(__file__), "../config/virtual_keys.yaml"))
SETTLE_SECONDS, PATIENCE_SECONDS = 0.1, 0.5
DURATION = r"^([1-9]\d*)(s|m|h|d|w|mo)$"


class Limits(BaseModel):
    """What a key or a team may do."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    alias: Optional[str] = None
    models: list[str] = []
    max_budget: Optional[float] = Field(None, ge=0)
    budget_duration: Optional[str] = Field(None, pattern=DURATION)
    tpm_limit: Optional[int] = Field(None, gt=0)
    rpm_limit: Optional[int] = Field(None, gt=0)

    def period_end(self) -> Optional[datetime]:
        """When the budget's period ends, in UTC as the quota mirror counts: 30d and 1mo are months, 7d begins on Monday."""
        if not self.budget_duration:
            return None
        now, duration = time.time(), self.budget_duration
        if duration.endswith("mo") or duration == "30d":
            length = int(duration.removesuffix("mo")) if duration.endswith("mo") else 1
            today = time.gmtime(now)
            months = today.tm_year * 12 + today.tm_mon - 1
            year, month = divmod(min((months // length + 1) * length, 9999 * 12), 12)
            return datetime(year, month + 1, 1, tzinfo=timezone.utc)
        seconds = duration_in_seconds(self.budget_duration)
        origin = 4 * 86400 if seconds % 604800 == 0 else 0
        return datetime.fromtimestamp(min(((now - origin) // seconds + 1) * seconds + origin, 2e11), timezone.utc)


class Team(Limits):
    """Limits that the keys of a team share."""

    team_id: str


class VirtualKey(Limits):
    """One entry of the file."""

    key: str
    alias: str
    team_id: Optional[str] = None
    metadata: dict[str, str] = {}
    aliases: dict[str, str] = {}
    expires: Optional[datetime] = None
    max_parallel_requests: Optional[int] = Field(None, gt=0)

    @field_validator("key")
    @classmethod
    def to_hash(cls, key: str) -> str:
        """The key's SHA-256 in hex, by which LiteLLM's tables and hooks know it too."""
        name = key.removeprefix("os.environ/")
        if name != key:
            if not os.getenv(name):
                raise ValueError(f"the environment variable {name} is not set")
            return hash_of(os.environ[name])
        if not re.fullmatch("sha256:[0-9a-f]{64}", key):
            raise ValueError("expected os.environ/NAME or sha256: and 64 hexadecimal digits, and no key in clear")
        return key.removeprefix("sha256:")

    @field_validator("expires")
    @classmethod
    def in_utc(cls, expires: Optional[datetime]) -> Optional[datetime]:
        return expires and expires.replace(tzinfo=expires.tzinfo or timezone.utc)


class KeyFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    version: Literal[1] = 1
    teams: list[Team] = []
    virtual_keys: list[VirtualKey]


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class KeyStore:
    """The file's keys by their hash, as of its last valid version."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.version = self.stamp(path)
        self.take(*self.read(path))
        self.reading: Optional[asyncio.Task[None]] = None

    def take(self, keys: dict[str, VirtualKey], teams: dict[str, Team]) -> None:
        """Puts a version of the file in force. Which keys a team has is found out here, and not for each request."""
        of_team: dict[str, dict[str, str]] = {}
        for entry in keys.values():
            of_team.setdefault(entry.team_id or "", {})[entry.key] = entry.alias
        self.keys, self.teams, self.of_team = keys, teams, of_team

    def changes_to(self, keys: dict[str, VirtualKey]) -> str:
        """Which keys are new, gone, or other than they were: by their aliases, for who reads the log later."""
        before, after = ({entry.alias: entry for entry in version.values()} for version in (self.keys, keys))
        changes = {
            "added": after.keys() - before.keys(),
            "removed": before.keys() - after.keys(),
            "changed": {alias for alias in after.keys() & before.keys() if after[alias] != before[alias]},
        }
        return "; ".join(f"{what} {', '.join(sorted(aliases))}" for what, aliases in changes.items() if aliases) or "no key changed"

    @staticmethod
    def stamp(path: str) -> tuple[int, ...]:
        """What tells one version of the file from another; nothing for a file that is not there, which is one, too."""
        try:
            status = os.stat(path)
            return status.st_mtime_ns, status.st_size, status.st_ino
        except OSError:
            return ()

    @staticmethod
    def read(path: str) -> tuple[dict[str, VirtualKey], dict[str, Team]]:
        with open(path, encoding="utf-8") as file:
            # The loader in C takes a tenth of the time, but it is not part of every build of the package.
            read = KeyFile.model_validate(yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        keys, teams = {entry.key: entry for entry in read.virtual_keys}, {team.team_id: team for team in read.teams}
        if len(keys) < len(read.virtual_keys) or len(teams) < len(read.teams):
            raise ValueError("one key or team is listed twice")
        return keys, teams

    def budgets_of(self, key: VirtualKey) -> list[Budget]:
        """The budgets that a call of this key counts against: its own, by its alias, and its team's."""
        # By its alias: a key that is replaced by another goes on with what was spent.
        own = Budget(f"key {key.alias}", f"Key={key.alias}", key, {key.key: key.alias})
        team = self.teams.get(key.team_id or "")
        if team is None:
            return [own]
        return [own, Budget(f"team {team.team_id}", f"Team={team.team_id}", team, self.of_team.get(team.team_id, {}))]

    async def find(self, key_hash: str) -> Optional[VirtualKey]:
        """Looks at the file's stamp each time (a few microseconds), and waits for a new version to be read."""
        if not self.reading and self.stamp(self.path) != self.version:
            self.reading = asyncio.get_running_loop().create_task(self.follow())
        if self.reading:
            # A key that was taken out must not pass once more; a file that does not settle holds nobody up for long.
            await asyncio.wait({self.reading}, timeout=PATIENCE_SECONDS)
        return self.keys.get(key_hash)

    async def follow(self) -> None:
        """Reads the file once it stays as it is: half of a file that is being written may be valid, and hold few keys."""
        last: Optional[tuple[int, ...]] = None
        try:
            while (version := self.stamp(self.path)) != last:
                last = version
                await asyncio.sleep(SETTLE_SECONDS)
            # In a thread: thousands of keys take a while. What was written in the meantime is for the next look.
            keys, teams = await asyncio.to_thread(self.read, self.path)
            if self.stamp(self.path) == version:
                self.version = version
                changes = self.changes_to(keys)
                self.take(keys, teams)
                log.warning("file_keys: %d keys read from %s; audit: %s", len(keys), self.path, changes)
        except Exception as error:
            self.version = version  # It is read, and found wrong, once.
            why = (
                "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
                if isinstance(error, ValidationError)
                else str(error)
            )
            log.error("file_keys: %s is not valid, its last good version stays in force: %s", self.path, why)
        finally:
            self.reading = None


def refusal(message: str) -> ProxyException:
    text = f"Authentication Error, {message}"
    return ProxyException(message=text, type=ProxyErrorTypes.auth_error, param="key", code=401)


def tell_hooks(key: VirtualKey, request: Request) -> None:
    """A call that LiteLLM refuses next comes to its hooks with the key's hash alone."""
    _, route = route_of(request)
    CALLER.set(Caller(key.key, key.alias, key.team_id, key.metadata, naming_headers(request.headers), route))


async def authenticate(request: Request, api_key: str) -> UserAPIKeyAuth:
    """The identity behind a request's key, for LiteLLM's common checks; a 401 for a key that is unknown or expired."""
    key_hash, master_key = hash_of(api_key or ""), os.getenv("LITELLM_MASTER_KEY", "")
    if master_key and hmac.compare_digest(hash_of(master_key), key_hash):
        return UserAPIKeyAuth(api_key=key_hash, token=key_hash, key_alias="master", user_role=LitellmUserRoles.PROXY_ADMIN)
    key = await store.find(key_hash)
    if key is None:
        raise refusal("this key is not in the key file")
    if key.expires and key.expires < datetime.now(timezone.utc):
        raise refusal("this key has expired")
    tell_hooks(key, request)
    policy.check_route(request, key.team_id)
    # Budgets are checked here: LiteLLM looks a team's up in its database only, and without one never resets a key's.
    own, *_ = budgets = store.budgets_of(key)
    for budget in budgets:
        limits = budget.limits
        await spending.seed(budget)
        spent = spending.of(budget.name, limits)
        if limits.max_budget is not None and spent >= limits.max_budget:
            text = f"Budget has been exceeded! {budget.title} Current cost: {spent}, Max budget: {limits.max_budget}"
            raise litellm.BudgetExceededError(spent, limits.max_budget, text)
    team = store.teams.get(key.team_id or "")
    rest = key.model_dump(exclude={"key", "alias", "max_budget", "budget_duration"})
    if key.max_budget:  # For events only, and so in the metadata: LiteLLM would check it with a counter that it never resets.
        rest["metadata"]["max_budget"] = key.max_budget
    rest |= {"spend": spending.of(own.name, key), "budget_reset_at": key.period_end()}
    if key.team_id and litellm.default_team_settings is None:
        # Says that the team has no callbacks of its own. LiteLLM would look for them in a deep copy of its whole
        # configuration, made for each call.
        rest["team_metadata"] = {"logging": []}
    # LiteLLM's span of the request, when it traces: what custom authentication leaves out stands in no trace.
    rest["parent_otel_span"] = getattr(getattr(request, "state", None), "parent_otel_span", None)
    if team:
        rest |= {"models": key.models or list(team.models), "team_tpm_limit": team.tpm_limit, "team_rpm_limit": team.rpm_limit}
    return UserAPIKeyAuth(api_key=key_hash, token=key_hash, key_alias=key.alias, **rest)


def budgets_of(key_hash: str) -> list[Budget]:
    """Those of a key of the file; none for a key that is not in it."""
    key = store.keys.get(key_hash)
    return store.budgets_of(key) if key else []


store = KeyStore(PATH)
policy = Policy.of(os.environ)
spending = Spending(budgets_of, ledger_of(os.environ))
litellm.logging_callback_manager.add_litellm_callback(spending)

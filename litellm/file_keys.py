"""Virtual keys from a YAML file, for stock LiteLLM without a database.

Loaded by `general_settings: {custom_auth: file_keys.authenticate, custom_auth_run_common_checks: true}` and
`litellm_settings: {enable_post_custom_auth_checks: true}`: so LiteLLM enforces models, budgets and rates. The file
(VIRTUAL_KEYS_FILE) names keys by `os.environ/NAME` or `sha256:HEX`, never in clear. It is read again when it changes;
an invalid edit leaves the last good version in force.
"""
import hashlib
import hmac
import os
import re
import time
from datetime import datetime, timezone
from typing import Any, Optional

import litellm
import yaml
from fastapi import Request
from litellm._logging import verbose_proxy_logger as log
from litellm.integrations.custom_logger import CustomLogger
from litellm.litellm_core_utils.duration_parser import duration_in_seconds
from litellm.proxy._types import LitellmUserRoles, ProxyErrorTypes, ProxyException, UserAPIKeyAuth
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

PATH = os.getenv("VIRTUAL_KEYS_FILE", os.path.join(os.path.dirname(__file__), "../config/virtual_keys.yaml"))


class VirtualKey(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    key: str
    alias: str
    team_id: Optional[str] = None
    metadata: dict[str, str] = {}
    models: list[str] = []
    aliases: dict[str, str] = {}
    max_budget: Optional[float] = Field(None, ge=0)
    budget_duration: Optional[str] = None
    expires: Optional[datetime] = None
    max_parallel_requests: Optional[int] = Field(None, gt=0)
    tpm_limit: Optional[int] = Field(None, gt=0)
    rpm_limit: Optional[int] = Field(None, gt=0)

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

    @field_validator("budget_duration")
    @classmethod
    def is_duration(cls, duration: Optional[str]) -> Optional[str]:
        duration_in_seconds(duration or "1d")
        return duration

    @field_validator("expires")
    @classmethod
    def in_utc(cls, expires: Optional[datetime]) -> Optional[datetime]:
        return expires and expires.replace(tzinfo=expires.tzinfo or timezone.utc)


class KeyFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    virtual_keys: list[VirtualKey]


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class KeyStore:
    """The file's keys by their hash, as of its last valid version."""

    def __init__(self, path: str) -> None:
        self.path, self.version, self.keys = path, self.stamp(path), self.read(path)

    @staticmethod
    def stamp(path: str) -> tuple[int, ...]:
        status = os.stat(path)
        return status.st_mtime_ns, status.st_size, status.st_ino

    @staticmethod
    def read(path: str) -> dict[str, VirtualKey]:
        with open(path, encoding="utf-8") as file:
            entries = KeyFile.model_validate(yaml.safe_load(file)).virtual_keys
        keys = {entry.key: entry for entry in entries}
        if len(keys) < len(entries):
            raise ValueError("one key is listed twice")
        return keys

    def find(self, key_hash: str) -> Optional[VirtualKey]:
        """Looks at the file's stamp each time (a few microseconds) and reads it when that has changed."""
        version: tuple[int, ...] = ()  # A file that went away is noted like any other version, so it is logged once.
        try:
            version = self.stamp(self.path)
            if version != self.version:
                self.keys = self.read(self.path)
                log.warning("file_keys: %d keys read from %s", len(self.keys), self.path)
        except Exception as error:
            if version != self.version:
                why = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()) \
                    if isinstance(error, ValidationError) else str(error)
                log.error("file_keys: %s is not valid, its last good version stays in force: %s", self.path, why)
        self.version = version
        return self.keys.get(key_hash)


class Spending(CustomLogger):
    """USD spent by each key in its budget period: without a database LiteLLM's own counter forgets in ten minutes."""

    def __init__(self) -> None:
        super().__init__()
        self.spent: dict[str, tuple[int, float]] = {}

    def of(self, key: VirtualKey) -> float:
        period, usd = self.spent.get(key.key, (0, 0.0))
        return usd if period == period_of(key) else 0.0

    def add(self, key: VirtualKey, usd: float) -> None:
        """Counts one answer. A mirror of the quota events may call it at start, so that spend outlives a restart."""
        self.spent[key.key] = period_of(key), self.of(key) + usd

    async def async_log_success_event(self, kwargs: Any, response_obj: Any, start_time: Any, end_time: Any) -> None:
        payload = kwargs.get("standard_logging_object") or {}
        key = store.keys.get((payload.get("metadata") or {}).get("user_api_key_hash") or "")
        if key:
            self.add(key, payload.get("response_cost") or 0.0)


def period_of(key: VirtualKey) -> int:
    """The number of the key's current budget period; a budget without a duration has one only."""
    return int(time.time() // duration_in_seconds(key.budget_duration)) if key.budget_duration else 0


def refusal(message: str) -> ProxyException:
    text = f"Authentication Error, {message}"
    return ProxyException(message=text, type=ProxyErrorTypes.auth_error, param="key", code=401)


async def authenticate(request: Request, api_key: str) -> UserAPIKeyAuth:
    """The identity behind a request's key, for LiteLLM's common checks; a 401 for a key that is unknown or expired."""
    key_hash, master_key = hash_of(api_key or ""), os.getenv("LITELLM_MASTER_KEY", "")
    if master_key and hmac.compare_digest(hash_of(master_key), key_hash):
        return UserAPIKeyAuth(
            api_key=key_hash, token=key_hash, key_alias="master", user_role=LitellmUserRoles.PROXY_ADMIN)
    key = store.find(key_hash)
    if key is None:
        raise refusal("this key is not in the key file")
    if key.expires and key.expires < datetime.now(timezone.utc):
        raise refusal("this key has expired")
    limits = key.model_dump(exclude={"key", "alias"})
    return UserAPIKeyAuth(api_key=key_hash, token=key_hash, key_alias=key.alias, spend=spending.of(key), **limits)


store = KeyStore(PATH)
spending = Spending()
litellm.logging_callback_manager.add_litellm_async_success_callback(spending)

"""What calls under way may still cost: held against a budget before the call, and settled with its price when it has ended.

Without it all the calls that begin before the first one has ended would find the budget unspent.
"""

import asyncio
import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional, Protocol
from urllib.parse import quote

from litellm._logging import verbose_proxy_logger as log

# A call that nobody tells the end of: LiteLLM's timeout, with its retries, and some.
LONGEST_CALL_SECONDS = 600.0
# How long a replica waits for Redis before it counts for itself, and how long it does so before it asks again.
REDIS_SECONDS, ALONE_SECONDS = 1.0, 5.0
MAX_CONNECTIONS = 16


@dataclass(frozen=True)
class Limit:
    """A budget in its present period. `name` is of the budget and of the period, and the same on each replica."""

    name: str
    usd: float
    # Spent as this process knows it: the sum begins with it.
    spent: float
    # Seconds since 1970 at which the period ends, if it does.
    ends_at: Optional[float] = None


@dataclass(frozen=True)
class Refused:
    """What a budget had against a call."""

    limit: Limit
    spent: float
    held: float


@dataclass
class Hold:
    """One call's share of its budgets."""

    id: str
    usd: float
    limits: list[Limit] = field(default_factory=list)


class Ledger(Protocol):
    async def hold(self, limit: Limit, hold: Hold) -> Optional[Refused]: ...

    async def settle(self, limit: Limit, hold: Hold, cost: float) -> Optional[float]:
        """All that is spent of the budget, where the ledger knows that better than the process that asks."""


class LocalLedger:
    """Of this process alone."""

    def __init__(self) -> None:
        # By budget and period: USD by call, and when each is given up.
        self.held: dict[str, dict[str, tuple[float, float]]] = {}
        self.settled = asyncio.Event()

    async def hold(self, limit: Limit, hold: Hold) -> Optional[Refused]:
        now = time.monotonic()
        held = {name: (usd, until) for name, (usd, until) in self.held.get(limit.name, {}).items() if until > now}
        total = sum(usd for usd, _ in held.values())
        self.held[limit.name] = held
        if not admits(limit.usd, limit.spent, total, hold.usd, len(held)):
            return Refused(limit, limit.spent, total)
        held[hold.id] = hold.usd, now + LONGEST_CALL_SECONDS
        return None

    async def settle(self, limit: Limit, hold: Hold, cost: float) -> Optional[float]:
        held = self.held.get(limit.name, {})
        held.pop(hold.id, None)
        if not held:
            self.held.pop(limit.name, None)
        return None


def admits(limit: float, spent: float, held: float, usd: float, calls: int) -> bool:
    """Whether a budget has room for a call. With no other under way the last of it may be used, whatever that call costs."""
    return spent < limit and (calls == 0 or spent + held + usd <= limit)


# KEYS: what is spent, and the calls under way, by when they are given up. ARGV: now, the limit, what the asking process knows
# to be spent, the call's name, its USD, when it is given up, and when the period ends (Unix seconds, 0: never).
HOLD = """
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])
local spent = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[3]))
redis.call('SET', KEYS[1], string.format('%.12f', spent))
local held, calls = 0, redis.call('ZRANGE', KEYS[2], 0, -1)
for _, call in ipairs(calls) do held = held + tonumber(string.match(call, '[^ ]+$')) end
local admitted = spent < tonumber(ARGV[2]) and (#calls == 0 or spent + held + tonumber(ARGV[5]) <= tonumber(ARGV[2]))
if admitted then redis.call('ZADD', KEYS[2], ARGV[6], ARGV[4] .. ' ' .. ARGV[5]) end
for _, key in ipairs(KEYS) do if tonumber(ARGV[7]) > 0 then redis.call('EXPIREAT', key, ARGV[7]) end end
return {admitted and 1 or 0, string.format('%.12f', spent), string.format('%.12f', held)}
"""
SETTLE = """
redis.call('ZREM', KEYS[2], ARGV[1] .. ' ' .. ARGV[2])
return redis.call('INCRBYFLOAT', KEYS[1], ARGV[3])
"""


class RedisLedger:
    """Shared by the replicas. While Redis does not answer each of them counts for itself."""

    def __init__(self, url: str, prefix: str = "litellm:budgets") -> None:
        from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster

        nodes = [node.strip() for node in url.split(",")]
        options = {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}
        pool = {"max_connections": MAX_CONNECTIONS, "timeout": REDIS_SECONDS}
        self.redis: Any = (
            RedisCluster.from_url(nodes[0], **options)
            if len(nodes) > 1
            else Redis(connection_pool=BlockingConnectionPool.from_url(nodes[0], **pool, **options))
        )
        self.prefix = prefix
        self.local = LocalLedger()
        self.alone_until = 0.0

    def keys(self, limit: Limit) -> tuple[str, str]:
        # The braces keep both on one node of a cluster.
        name = f"{self.prefix}:{{{limit.name}}}"
        return f"{name}:spent", f"{name}:held"

    async def hold(self, limit: Limit, hold: Hold) -> Optional[Refused]:
        now = time.time()
        ends = int(limit.ends_at) + 86_400 if limit.ends_at and limit.ends_at < 2**31 else 0
        values = (now, limit.usd, limit.spent, hold.id, f"{hold.usd:.12f}", now + LONGEST_CALL_SECONDS, ends)
        answer = await self.ask(HOLD, limit, *values)
        if answer is None:
            return await self.local.hold(limit, hold)
        admitted, spent, held = answer
        return None if admitted else Refused(limit, float(spent), float(held))

    async def settle(self, limit: Limit, hold: Hold, cost: float) -> Optional[float]:
        await self.local.settle(limit, hold, cost)
        answer = await self.ask(SETTLE, limit, hold.id, f"{hold.usd:.12f}", f"{cost:.12f}")
        return float(answer) if answer is not None else None

    async def ask(self, script: str, limit: Limit, *values: Any) -> Any:
        if self.alone_until > time.monotonic():
            return None
        try:
            return await asyncio.wait_for(self.redis.eval(script, 2, *self.keys(limit), *values), REDIS_SECONDS)
        except Exception as error:
            self.alone_until = time.monotonic() + ALONE_SECONDS
            log.warning("file_keys: Redis does not answer, this process counts its budgets for itself: %.150r", error)
            return None


def ledger_of(environment: Mapping[str, str]) -> Ledger:
    """One in Redis where there is one."""
    url = (environment.get("HOOKS_BUDGETS_REDIS_URL") or environment.get("REDIS_URL") or address_of(environment)).strip()
    if url.startswith(("redis://", "rediss://")):
        try:
            return RedisLedger(url)
        except ImportError:
            log.warning("file_keys: the package `redis` is not installed, budgets are counted by each process for itself")
    return LocalLedger()


def address_of(environment: Mapping[str, str]) -> str:
    """The Redis that LiteLLM itself uses, by its own names; empty without one."""
    host, port = environment.get("REDIS_HOST"), environment.get("REDIS_PORT") or "6379"
    if not host:
        return ""
    user, password = (quote(environment.get(name, ""), safe="") for name in ("REDIS_USERNAME", "REDIS_PASSWORD"))
    scheme = "rediss" if environment.get("REDIS_SSL", "").lower() in ("true", "1") else "redis"
    return f"{scheme}://{f'{user}:{password}@' if password else ''}{host}:{port}"


NUMBERS = itertools.count()

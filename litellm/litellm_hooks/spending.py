"""USD spent in each budget's period, and what calls under way may add to it.

Without a database LiteLLM's own counter forgets in ten minutes, and takes parallel calls for free.
"""

import asyncio
import os
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional, Protocol

import httpx
from litellm._logging import verbose_proxy_logger as log
from litellm.integrations.custom_logger import CustomLogger
from litellm.proxy._types import ProxyErrorTypes, ProxyException

from .holds import NUMBERS, Hold, Ledger, Limit, LocalLedger, Refused
from .prices import Prices

URL = os.getenv("HOOKS_URL", "").rstrip("/") + "/admin/quota/keys/" if os.getenv("HOOKS_URL") else ""
# How long a call waits for one under way to end, when it is only for those that the budget has no room.
PATIENCE_SECONDS = 1.0


class Limits(Protocol):
    max_budget: Optional[float]
    budget_duration: Optional[str]

    def period_end(self) -> Optional[datetime]: ...


@dataclass(frozen=True)
class Budget:
    """Limits that spend is counted against."""

    name: str
    # As a refusal names it.
    title: str
    limits: Limits
    # The keys whose spend counts, by their hash, with their alias.
    keys: dict[str, str]


# Its budgets' keys are told apart by hash: a key that LiteLLM has in its database has none here.
BudgetsOf = Callable[[str], list[Budget]]
HOLD: ContextVar[Optional[Hold]] = ContextVar("hooks_hold", default=None)


class Spending(CustomLogger):
    """LiteLLM's callbacks around a call, as far as its budgets go."""

    def __init__(self, budgets_of: BudgetsOf, ledger: Optional[Ledger] = None) -> None:
        super().__init__()
        self.budgets_of = budgets_of
        self.ledger: Ledger = ledger or LocalLedger()
        self.prices = Prices()
        self.spent: dict[str, tuple[Optional[datetime], float]] = {}
        self.ask_at: dict[str, float] = {}
        # What had been counted when the service was first asked, by budget.
        self.before: dict[str, tuple[Optional[datetime], float]] = {}
        self.ended = asyncio.Event()

    def of(self, name: str, limits: Limits) -> float:
        period, usd = self.spent.get(name, (None, 0.0))
        return usd if period == limits.period_end() else 0.0

    async def seed(self, budget: Budget) -> None:
        """Asks the hook service's quota mirror once what earlier processes spent, so that a budget outlives a restart."""
        name, limits = budget.name, budget.limits
        if limits.max_budget is None or not URL or self.ask_at.get(name, 0.0) > time.monotonic():
            return
        self.before.setdefault(name, (limits.period_end(), self.of(name, limits)))
        self.ask_at[name] = float("inf")
        try:
            usd = await earlier(budget)
            (period, before), own = self.before[name], self.of(name, limits)
            # What was counted before the first question is in the service's sums. What came since is taken to be missing: a
            # service that does not answer takes no events either. Those that it took after all, most likely between its
            # return and this answer, count twice: never more than was spent since that question, on the strict side.
            unseen = own - (before if period == limits.period_end() else 0.0)
            self.spent[name] = limits.period_end(), max(usd + unseen, own)
        except Exception as error:
            self.ask_at[name] = time.monotonic() + 10
            log.warning("file_keys: earlier spend is not known yet (%r), what this process sees counts", error)

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: str) -> None:
        """Holds what the call may cost. Raises ProxyException (422) when a budget has no room for it."""
        HOLD.set(None)
        budgets = [one for one in self.budgets_of(user_api_key_dict.api_key or "") if one.limits.max_budget is not None]
        if not budgets:
            return
        try:
            usd = self.prices.most(data, call_type, user_api_key_dict.team_id)
        except Exception as error:  # A call that cannot be priced before is counted after.
            log.warning("file_keys: the price of a call is not known before it: %.150r", error)
            return
        hold = Hold(f"{os.getpid()}-{id(self)}-{next(NUMBERS)}", usd)
        HOLD.set(hold)
        for budget in budgets:
            if (refused := await self.hold(budget, hold)) is not None:
                await self.settle(user_api_key_dict.api_key, 0.0)
                raise exceeded(budget, refused)

    async def hold(self, budget: Budget, hold: Hold) -> Optional[Refused]:
        """Waits a moment for calls under way to end: the answer of one may be with its client before its price is here."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.ended.clear()
            limit = self.limit_of(budget)
            refused = await self.ledger.hold(limit, hold)
            if refused is None:
                hold.limits.append(limit)
                return None
            self.take(budget, refused.spent)
            left = deadline - time.monotonic()
            if refused.spent >= limit.usd or left <= 0:
                return refused
            try:
                await asyncio.wait_for(self.ended.wait(), min(left, 0.1))
            except asyncio.TimeoutError:
                continue

    def limit_of(self, budget: Budget) -> Limit:
        end = budget.limits.period_end()
        ends_at = end.timestamp() if end else None
        name = f"{budget.name}:{int(ends_at) if ends_at else 'ever'}"
        return Limit(name, budget.limits.max_budget or 0.0, self.of(budget.name, budget.limits), ends_at)

    def take(self, budget: Budget, usd: float) -> None:
        """What other replicas have spent, too."""
        if usd > self.of(budget.name, budget.limits):
            self.spent[budget.name] = budget.limits.period_end(), usd

    async def settle(self, key_hash: str, cost: float) -> None:
        """Ends what the call held, and adds what it cost to the period in which it began."""
        hold = HOLD.get() or Hold("", 0.0)
        limits, hold.limits = {limit.name: limit for limit in hold.limits}, []
        for budget in self.budgets_of(key_hash):
            limit = next((limit for name, limit in limits.items() if name.startswith(f"{budget.name}:")), None)
            total = None
            if budget.limits.max_budget is not None and (limit or cost):
                total = await self.ledger.settle(limit or self.limit_of(budget), hold, cost)
            self.take(budget, self.of(budget.name, budget.limits) + cost if total is None else total)
        self.ended.set()

    async def async_log_success_event(self, kwargs: Any, response_obj: Any, start_time: Any, end_time: Any) -> None:
        payload = kwargs.get("standard_logging_object") or {}
        if self.prices.charge(payload):
            tell_unpriced(payload)
        key_hash = (payload.get("metadata") or {}).get("user_api_key_hash") or ""
        await self.settle(key_hash, payload.get("response_cost") or 0.0)

    async def async_post_call_failure_hook(
        self, request_data: Any, original_exception: Exception, user_api_key_dict: Any, traceback_str: Any = None
    ) -> None:
        if HOLD.get() is not None:
            await self.settle(user_api_key_dict.api_key or "", 0.0)


async def earlier(budget: Budget) -> float:
    """USD that the quota mirror has counted for all keys of a budget in its present period."""
    duration = budget.limits.budget_duration
    async with httpx.AsyncClient(timeout=0.5, headers={"x-api-key": os.getenv("HOOKS_SECRET", "")}) as client:
        replies = await asyncio.gather(
            *(
                # By its alias too: a key that was exchanged for another goes on with what was spent.
                client.get(URL + key_hash, params={"alias": alias, **({"duration": duration} if duration else {})})
                for key_hash, alias in budget.keys.items()
            )
        )
    return sum(float(reply.raise_for_status().json()["spend_usd"]) for reply in replies)


def tell_unpriced(payload: dict[str, Any]) -> None:
    log.warning(
        "file_keys: a call to %s had tokens and no cost, and is counted by the price of its model group (call type %s, model %s)",
        payload.get("model_group"),
        payload.get("call_type"),
        str(payload.get("model"))[:100],
    )


def exceeded(budget: Budget, refused: Refused) -> ProxyException:
    text = f"Budget has been exceeded! {budget.title} Current cost: {refused.spent}, Max budget: {refused.limit.usd}"
    if refused.spent < refused.limit.usd:
        text += f", and calls under way may cost {refused.held:.6f}: send it again when they have ended"
    return ProxyException(message=text, type=ProxyErrorTypes.budget_exceeded, param=None, code=422)

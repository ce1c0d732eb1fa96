"""A circuit breaker: after a few failures in a row nobody asks a service that is down, until a probe says it is back."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Optional

from litellm._logging import verbose_logger as log

FAILURES_TO_OPEN = 3
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.25, 10.0


class CircuitBreaker:
    """Opens after three failures in a row. The probe runs by itself, so that no call ever waits for a dead service."""

    def __init__(self, what: str, probe: Callable[[], Awaitable[object]], on_return: Callable[[], None]) -> None:
        self.what = what
        self.probe = probe
        # Told when the service answers again.
        self.on_return = on_return
        self.failures = 0
        self.probing: Optional[asyncio.Task[None]] = None
        # How often it opened, since the service was last told.
        self.opened = 0

    @property
    def is_open(self) -> bool:
        return self.failures >= FAILURES_TO_OPEN

    def succeeded(self) -> None:
        if not self.is_open:  # A late answer of a call that began before is no probe.
            self.failures = 0

    def failed(self, error: BaseException) -> None:
        self.failures += 1
        if self.failures == FAILURES_TO_OPEN:
            self.opened += 1
            log.warning("hooks: %s, calls go on without the hook service until it answers: %.150r", self.what, error)
            self.probing = asyncio.get_running_loop().create_task(self.until_it_answers())

    async def until_it_answers(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            await asyncio.sleep(pause)
            try:
                await self.probe()
            except Exception as error:  # Whatever it was, the service is not back.
                log.debug("hooks: a probe failed: %.150r", error)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                continue
            self.failures = 0
            log.warning("hooks: the hook service answers again")
            self.on_return()
            return

    def close(self) -> None:
        if self.probing is not None:
            self.probing.cancel()

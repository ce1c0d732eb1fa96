"""Takes usage records and answers to the hook service in shared batches, in the background.

A record is delivered at least once while the process lives: it is out of the queue only while it is being sent. An
answer that is to be stored is sent once at most a few times: the cache is an optimisation, an event is not.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Optional

import orjson
from litellm._logging import verbose_logger as log

from .http_client import HttpClient, StatusError
from .settings import Settings

LONGEST_PAUSE_SECONDS = 30.0
# Of what waits, answers may have a share only: records are worth more.
STORES_SHARE = 0.5
# How long an answer may wait for others: whoever asks the same again shall find it.
STORE_SECONDS = 0.02
# Batches with answers are at least so far apart: under load one carries many.
APART_SECONDS = 0.1
PATH = "/calls/ended"


class Delivery:
    """The queue of what ended calls leave behind, and the task that empties it."""

    def __init__(self, client: HttpClient, settings: Settings) -> None:
        self.client = client
        self.settings = settings
        self.records: deque[bytes] = deque()
        self.stores: deque[bytes] = deque()
        # Bytes that wait, and what was dropped since the log last said so.
        self.record_bytes = 0
        self.store_bytes = 0
        self.lost = 0
        self.pause = settings.flush_seconds
        self.lock = asyncio.Lock()
        self.task: Optional[asyncio.Task[None]] = None
        self.has_stores = asyncio.Event()
        self.returned = asyncio.Event()
        self.sent_at = 0.0
        # Reports that go with the next batch, such as a part of the plugin that is switched off.
        self.report: Callable[[], dict[str, Any]] = dict

    def add_record(self, record: dict[str, Any]) -> None:
        """A record becomes JSON here: what cannot is dropped alone, where in a batch it would hold up all others."""
        try:
            line = orjson.dumps(record)
        except TypeError:
            self.lost += 1
            return
        self.records.append(line)
        self.record_bytes += len(line)
        while self.record_bytes > self.settings.max_waiting_bytes or len(self.records) > self.settings.max_waiting:
            self.record_bytes -= len(self.records.popleft())
            self.lost += 1
        self.start()

    def add_store(self, question: bytes, answer: bytes, facts: Optional[str]) -> None:
        """An answer as JSON, with its question and what was said of the call then. One too large for a batch is not kept."""
        value = b'{"timestamp":%s,"response":%s}' % (repr(time.time()).encode(), answer)
        line = b'{"call":%s,"facts":%s,"value":%s}' % (question, orjson.dumps(facts), value)
        if len(line) > self.settings.max_batch_bytes:
            return
        self.stores.append(line)
        self.store_bytes += len(line)
        while self.store_bytes > self.settings.max_waiting_bytes * STORES_SHARE:
            self.store_bytes -= len(self.stores.popleft())
        self.has_stores.set()
        self.start()

    def start(self) -> None:
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.run())

    async def run(self) -> None:
        """Ends when nothing waits: a process that answers no calls does nothing."""
        while self.records or self.stores:
            await self.gather()
            await self.flush()

    async def gather(self) -> None:
        """Waits until a batch is worth sending: records have time, answers hardly any. After a failure both have to wait."""
        if self.pause > self.settings.flush_seconds:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.returned.wait(), self.pause)
            self.returned.clear()
            return
        try:
            await asyncio.wait_for(self.has_stores.wait(), self.pause)
        except asyncio.TimeoutError:
            return
        apart = self.sent_at + APART_SECONDS - time.monotonic()
        await asyncio.sleep(min(self.pause, max(STORE_SECONDS, apart)))

    def service_returned(self) -> None:
        """What waits after a failure waits no longer: somebody has found the service answering."""
        self.returned.set()

    async def flush(self) -> None:
        """Sends all that waits now, as far as the service takes it; what comes meanwhile makes the next batch."""
        async with self.lock:
            self.sent_at = time.monotonic()
            most = self.settings.max_batch
            left = len(self.records) + len(self.stores)
            # A full queue drops its oldest while a batch is under way: then less may wait than was counted.
            while left > 0 and most and (self.records or self.stores):
                records, stores = self.take_records(most), self.take_stores(most)
                most, kept = await self.send(records, stores)
                left -= len(records) + len(stores) - kept
            if self.lost:
                log.warning("hooks: %d events wait, %d dropped", len(self.records), self.lost)
                self.lost = 0

    def take_records(self, most: int) -> list[bytes]:
        batch = take(self.records, most, self.settings.max_batch_bytes // 2)
        self.record_bytes -= size_of(batch)
        return batch

    def take_stores(self, most: int) -> list[bytes]:
        batch = take(self.stores, most, self.settings.max_batch_bytes // 2)
        self.store_bytes -= size_of(batch)
        if not self.stores:
            self.has_stores.clear()
        return batch

    async def send(self, records: list[bytes], stores: list[bytes]) -> tuple[int, int]:
        """How many the next batch may have (fewer after a refusal, none when the service cannot take any now), and how
        many records wait again."""
        kept = records
        try:
            await self.client.post(PATH, self.body(records, stores), self.settings.batch_seconds)
            kept, self.pause = [], self.settings.flush_seconds
            return min(self.settings.max_batch, 2 * max(len(records), len(stores), 1)), 0
        except Exception as error:
            # Refused for what is in it: the halves find the one that is to blame, and it goes without the others. Answers
            # are not sent a second time.
            if isinstance(error, StatusError) and error.status in (400, 413):
                if len(records) == 1 and not stores:
                    kept, self.lost = [], self.lost + 1
                return max(1, len(records) // 2), len(kept)
            self.pause = min(LONGEST_PAUSE_SECONDS, self.pause * 2)
            log.warning("hooks: %d events wait: %.150r", len(records) + len(self.records), error)
            return 0, len(kept)
        finally:  # Also when the task is cancelled, which is no Exception.
            self.records.extendleft(reversed(kept))
            self.record_bytes += size_of(kept)

    def body(self, records: list[bytes], stores: list[bytes]) -> bytes:
        report = orjson.dumps(self.report())
        return b'{"records":[%s],"stores":[%s],"report":%s}' % (b",".join(records), b",".join(stores), report)

    async def drain(self) -> None:
        """Flushes first and looks then: the queue of a batch under way is empty, and a flush waits for its outcome."""
        await self.flush()
        while self.records or self.stores:
            await asyncio.sleep(0.1)
            await self.flush()

    def close(self) -> None:
        if self.task is not None:
            self.task.cancel()


def take(queue: deque[bytes], most: int, max_bytes: int) -> list[bytes]:
    """The oldest, up to `most` and to `max_bytes`, but at least one."""
    batch: list[bytes] = []
    size = 0
    while queue and len(batch) < most and (not batch or size + len(queue[0]) < max_bytes):
        size += len(queue[0])
        batch.append(queue.popleft())
    return batch


def size_of(lines: Iterable[bytes]) -> int:
    return sum(map(len, lines))

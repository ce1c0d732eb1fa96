"""The hook service's side of stock LiteLLM: a cache backend over HTTP, a logger that loses no event, X-Cache headers.

Loaded by `litellm_settings.callbacks: [hooks_plugin.hooks]`. It carries data and decides nothing; a fault of the hook
service is a cache miss or a delayed event, never a failed call. Identity is only what LiteLLM authenticated.
"""
import asyncio
import os
import re
import time
from contextvars import ContextVar
from typing import Any, Optional

import aiohttp
import litellm
import orjson
from litellm.caching.base_cache import BaseCache
from litellm.integrations.generic_api.generic_api_callback import GenericAPILogger, safe_dumps
from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER

URL = os.getenv("HOOKS_URL", "http://127.0.0.1:4100").rstrip("/")
HEADERS = {"content-type": "application/json", "x-api-key": os.getenv("HOOKS_SECRET", "")}
LOOKUP_SECONDS, STORE_SECONDS, MAX_STORES = float(os.getenv("HOOKS_LOOKUP_TIMEOUT_MS", "250")) / 1000, 2.0, 64
# LiteLLM looks up each input of an embedding call by itself: jobs with more of them go straight to their provider.
FLUSH_SECONDS, SHUTDOWN_SECONDS, MAX_BATCH, MAX_LOOKUPS = float(os.getenv("HOOKS_FLUSH_SECONDS", "1")), 8.0, 500, 32
# What a text of a record may have in characters, and a batch and everything that waits in bytes.
MAX_TEXT, MAX_BATCH_BYTES, MAX_WAITING_BYTES = 256, 8_000_000, 64_000_000
CONTROLS = {"no-cache": "noCache", "no-store": "noStore", "ttl": "ttl", "s-maxage": "sMaxAge", "s-max-age": "sMaxAge"}
NOT_SENT = {"model", "metadata", "cache", "api_key", "extra_headers", "stream_options"}
# What an answer holds, by API. LiteLLM's converters would trip over anything else, so anything else is a miss.
ANSWERS = {"choices": dict, "output": dict, "content": dict, "embedding": (float, int, str),
           "litellm_cached_anthropic_sse_events": str}
# The fields of hooks-server/litellm/usage-record.ts.
RECORD = """id litellm_call_id trace_id call_type status cache_hit cache_key stream custom_llm_provider model
    model_group startTime endTime prompt_tokens completion_tokens total_tokens response_cost saved_cache_cost""".split()
HASH = re.compile("[0-9a-f]{64}")
DETECTION = os.getenv("HOOKS_RESPONSE_DETECTION") == "on"
WHO = [f"user_api_key_{name}" for name in ("hash", "alias", "team_id", "max_budget", "spend", "budget_reset_at")]


class Call:
    """One authenticated request and what the cache said to it, shared by every task that works on the request."""

    def __init__(self, key: Any, data: dict[str, Any], call_type: str) -> None:
        own = {name: value for name, value in (key.metadata or {}).items() if isinstance(value, (str, int, float))}
        self.identity = {"keyHash": key.api_key, "keyAlias": key.key_alias, "teamId": key.team_id, "keyMetadata": own}
        self.data, self.call_type = data, call_type
        self.lookups: dict[str, dict[str, Any]] = {}  # by key
        # Keys that were looked up, answers that hit, and headers that the hook service wants the client to see.
        self.asked, self.hits, self.headers = set[str](), list[dict[str, Any]](), dict[str, str]()


CALL: ContextVar[Optional[Call]] = ContextVar("hooks_call", default=None)


class RequestCache(litellm.Cache):
    """LiteLLM's cache, but a key stands for the parameters that the client sent, as LiteLLM is about to use them."""

    def get_cache_key(self, **kwargs: Any) -> str:
        """Notes the look-up behind the key too: for embeddings LiteLLM hands a backend nothing but the key."""
        call = CALL.get()
        if not call or not call.identity["keyHash"]:
            return super().get_cache_key(**kwargs)
        model, sent = self._get_model_param_value(kwargs), call.data["proxy_server_request"]["body"]
        request = {name: kwargs[name] for name in sorted(sent) if name in kwargs and name not in NOT_SENT
                   and not name.startswith(("litellm_", "_"))}
        key = self._get_hashed_cache_key(orjson.dumps([model, request], default=str).decode())
        controls = {CONTROLS[k]: v for k, v in (call.data.get("cache") or {}).items() if k in CONTROLS}
        call.lookups[key] = {"callId": call.data["litellm_call_id"], "key": key, "callType": call.call_type,
                             "model": model, "identity": call.identity, "request": request, "controls": controls}
        return key


class HookCache(BaseCache):
    """Look-ups and stores over HTTP behind a deadline and a circuit breaker: a dead or hung service costs no time."""

    session: Optional[aiohttp.ClientSession] = None
    failures, stores, retry_at = 0, 0, 0.0

    async def post(self, path: str, body: dict[str, Any], seconds: float) -> dict[str, Any]:
        if time.monotonic() < self.retry_at:
            return {}
        if self.failures >= 3:  # Half open: this call probes, all others keep missing until it has its answer.
            self.retry_at = time.monotonic() + seconds
        try:
            self.session = self.session or aiohttp.ClientSession(headers=HEADERS, raise_for_status=True)
            timeout = aiohttp.ClientTimeout(total=seconds)
            async with self.session.post(URL + path, data=orjson.dumps(body, default=str), timeout=timeout) as reply:
                answer = dict(orjson.loads(await reply.read()))
            self.failures, self.retry_at = 0, 0.0
            return answer
        except Exception as error:  # A cache is an optimisation: whatever went wrong, the call goes to its provider.
            self.failures += 1
            if self.failures >= 3:
                self.retry_at = time.monotonic() + min(10.0, 0.25 * 2 ** min(self.failures - 3, 6))
                litellm.verbose_logger.warning("hooks: the cache pauses: %.150r", error)
            return {}

    async def async_get_cache(self, key: str, **kwargs: Any) -> Optional[dict[str, Any]]:
        """Asks once for each call: LiteLLM's retries, and its bridges from one API to another, come here again."""
        call = CALL.get()
        if not call or key not in call.lookups or len(call.lookups) > MAX_LOOKUPS:
            return None
        again = call.asked and (key in call.asked or "embed" not in call.call_type)
        if again or "text" in call.call_type and call.data.get("stream"):  # LiteLLM cannot stream such a hit.
            return None
        call.asked.add(key)
        answer = await self.post("/cache/lookup", call.lookups[key], LOOKUP_SECONDS)
        call.headers.update((str(name), str(value)) for name, value in answer.get("headers", {}).items())
        # JSON as LiteLLM stored it, or an object. Garbage raises, and LiteLLM takes that for a miss.
        stored = answer["value"]["response"] if answer.get("hit") is True else {}
        response = orjson.loads(stored) if isinstance(stored, str) else stored
        if not any(response.get(name) and isinstance(response[name][0], kind) for name, kind in ANSWERS.items()):
            return None
        value = {"timestamp": float(answer["value"]["timestamp"]), "response": response}
        call.hits.append(answer)
        return value

    async def async_set_cache(self, key: str, value: dict[str, Any], **kwargs: Any) -> None:
        """LiteLLM calls this from a background task when an answer is complete."""
        # Nothing was asked when the client said no-cache; otherwise what was not asked for is a bridge's inner answer.
        wanted = (call := CALL.get()) and key in call.lookups and (key in call.asked or not call.asked)
        if wanted and len(call.lookups) <= MAX_LOOKUPS and self.stores < MAX_STORES:
            self.stores += 1
            await self.post("/cache/store", {**call.lookups[key], "value": value}, STORE_SECONDS)
            self.stores -= 1

    async def async_set_cache_pipeline(self, cache_list: list[tuple[str, Any]], **kwargs: Any) -> None:
        await asyncio.gather(*(self.async_set_cache(key, value) for key, value in cache_list))

    async def disconnect(self) -> None:
        """The proxy's shutdown awaits this after the last request: its queued callbacks end, then all events leave."""
        end = time.monotonic() + SHUTDOWN_SECONDS
        await asyncio.wait([asyncio.ensure_future(GLOBAL_LOGGING_WORKER.flush())], timeout=SHUTDOWN_SECONDS / 2)
        if hooks.events:
            await asyncio.wait([asyncio.ensure_future(hooks.events.drain())], timeout=end - time.monotonic())
        if self.session:
            await self.session.close()


class EventLogger(GenericAPILogger):
    """Delivers at least once while the process lives: a record is out of the queue only while it is being sent."""

    # Bytes in the queue, and records that were dropped since the log last said so.
    size = lost = 0

    def add(self, record: dict[str, Any]) -> None:
        """A record becomes JSON here: what cannot is dropped alone, where in a batch it would hold up all others."""
        try:
            self.log_queue.append(orjson.dumps(record))
            self.size += len(self.log_queue[-1])
            while self.size > MAX_WAITING_BYTES or len(self.log_queue) > self.max_queue_size:
                self.take(1)
                self.lost += 1
        except Exception:
            self.lost += 1

    def take(self, most: int) -> list[bytes]:
        """The oldest records, up to `most` and to the bytes of a batch, but at least one."""
        count, size = 0, 0
        while count < min(most, len(self.log_queue)) and (size + len(self.log_queue[count]) < MAX_BATCH_BYTES or not count):
            size, count = size + len(self.log_queue[count]), count + 1
        batch, self.size = self.log_queue[:count], self.size - size
        del self.log_queue[:count]
        return batch

    async def flush_queue(self) -> None:
        async with self.flush_lock:
            most = MAX_BATCH
            while self.log_queue and most:
                most = await self.send(self.take(most))
            if self.lost:
                litellm.verbose_logger.warning("hooks: %d events wait, %d dropped", len(self.log_queue), self.lost)
                self.lost = 0

    async def drain(self) -> None:
        """Flushes first and looks then: the queue of a batch under way is empty, and a flush waits for its outcome."""
        await self.flush_queue()
        while self.log_queue:
            await asyncio.sleep(0.1)
            await self.flush_queue()

    async def send(self, batch: list[bytes]) -> int:
        """How many records the next batch may have: fewer after a refusal, none when the service cannot take any now."""
        kept = batch
        try:
            await self._post_with_retries(data=(b"[" + b",".join(batch) + b"]").decode())
            kept, self.flush_interval = [], FLUSH_SECONDS
            return min(MAX_BATCH, 2 * len(batch))
        except Exception as error:
            # Refused for what is in it: the halves find the record that is to blame, and it goes without the others.
            if getattr(getattr(error, "response", None), "status_code", 0) in (400, 413):
                if len(batch) == 1:
                    kept, self.lost = [], self.lost + 1
                return max(1, len(batch) // 2)
            self.flush_interval = min(30.0, self.flush_interval * 2)
            litellm.verbose_logger.warning("hooks: %d events wait: %.150r", len(batch) + len(self.log_queue), error)
            return 0
        finally:  # Also when the task is cancelled, which is no Exception.
            self.log_queue[:0], self.size = kept, self.size + sum(map(len, kept))


def plain(value: Any) -> Any:
    """What a record may hold: numbers, and texts that are short and can be sent; much of it comes from the client's body."""
    if isinstance(value, str):
        return value[:MAX_TEXT].encode(errors="replace").decode()
    return value if isinstance(value, (int, float)) else None


class Hooks(litellm.integrations.custom_logger.CustomLogger):
    """What LiteLLM calls: before a request, when its headers are made, and when it has ended."""

    events: Optional[EventLogger] = None

    async def async_pre_call_hook(self, user_api_key_dict: Any, cache: Any, data: Any, call_type: str) -> None:
        CALL.set(Call(user_api_key_dict, data, call_type))

    async def async_pre_call_deployment_hook(self, kwargs: dict[str, Any], call_type: Any) -> None:
        """Without its own credential LiteLLM would use the shared one, which this tenant's setting forbids."""
        name = (kwargs.get("model_info") or {}).get("required_credential")
        if name and not os.getenv(name):
            raise litellm.AuthenticationError(f"The credential {name} is not set", "", kwargs.get("model", ""))

    async def async_post_call_response_headers_hook(self, *_: Any, **__: Any) -> Optional[dict[str, str]]:
        call, names = CALL.get(), ("kind", "entry", "similarity")
        if not call or not call.hits or len(call.hits) < len(call.asked):
            return {**call.headers, "X-Cache": "MISS"} if call else None
        said = {f"X-Cache-{name.title()}": str(call.hits[0][name]) for name in names if name in call.hits[0]}
        return {**call.headers, "X-Cache": "HIT", **said}

    async def async_log_success_event(self, kwargs: Any, response_obj: Any, start_time: Any, end_time: Any) -> None:
        self.record(kwargs.get("standard_logging_object"), "success")

    async def async_post_call_failure_hook(self, request_data: Any, original_exception: Any, **kwargs: Any) -> None:
        """Comes once for each failed call, whoever refused it; LiteLLM's failure event comes for every retry."""
        key, kind = kwargs["user_api_key_dict"], str(getattr(original_exception, "type", ""))
        # A caller that nobody authenticated makes nobody's call, however it was refused. With custom authentication these
        # two refusals come after it and carry no more of the caller than the hash.
        later = isinstance(original_exception, litellm.BudgetExceededError) or kind.endswith("model_access_denied")
        if not (key.token or key.user_id or key.team_id or later):
            return
        # LiteLLM has no payload of its own when a hook before the call failed.
        payload = request_data.get("standard_logging_object") or {
            "status": "failure", "error_information": {"error_class": type(original_exception).__name__},
            **{name: request_data.get(name) for name in ("litellm_call_id", "model")}}
        sent = payload.get("metadata") or request_data.get("metadata") or request_data.get("litellm_metadata")
        sent = sent if isinstance(sent, dict) else {}
        headers = sent.get("requester_custom_headers") or sent.get("headers")
        # The body of a call that was refused early is as its client wrote it: who called comes from elsewhere.
        self.record({**payload, "metadata": {
            "user_api_key_hash": key.api_key if key.token or HASH.fullmatch(key.api_key or "") else None,
            "user_api_key_alias": key.key_alias, "user_api_key_team_id": key.team_id,
            "user_api_key_auth_metadata": key.metadata or None, "user_api_key_max_budget": key.max_budget,
            "user_api_key_spend": key.spend, "user_api_key_budget_reset_at": key.budget_reset_at and key.budget_reset_at.isoformat(),
            "requester_custom_headers": headers if isinstance(headers, dict) else {}}}, "failure")

    def record(self, payload: Optional[dict[str, Any]], status: str) -> None:
        if not payload or payload.get("status") != status or not plain(payload.get("litellm_call_id")):
            return
        metadata, error = payload.get("metadata") or {}, payload.get("error_information") or {}
        headers, own = metadata.get("requester_custom_headers") or {}, metadata.get("user_api_key_auth_metadata")
        budget = "user_api_key_max_budget"  # A key of file_keys has it in its metadata.
        # The logger starts a task when it is made, so it waits for the first event: at import there is no loop.
        self.events = self.events or EventLogger(URL + "/events", HEADERS, timeout=5.0, flush_interval=FLUSH_SECONDS)
        record = {name: plain(payload.get(name)) for name in RECORD} | {
            "metadata": {**{name: plain(metadata.get(name)) for name in WHO},
                         budget: plain(metadata.get(budget) or (own or {}).get("max_budget")),
                         "user_api_key_auth_metadata": own and {name: plain(own[name]) for name in own},
                         "requester_custom_headers": {
                             name: plain(headers[name]) for name in headers if name in ("x-correlation-id", "x-request-id")}},
            "error_information": {name: plain(error.get(name)) for name in ("error_code", "error_class")}}
        if DETECTION:  # As a text: orjson takes no half surrogate pair. Usage is sent without an answer that is too long.
            answer = safe_dumps(payload.get("response"))
            record["response"] = answer if len(answer) < MAX_BATCH_BYTES / 4 else None
        self.events.add(record)


hooks = Hooks()
litellm.cache = RequestCache(max_messages=None, _backend=HookCache())

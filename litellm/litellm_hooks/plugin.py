"""What the parts share, and the work of each moment of a call. Nothing in here may ever fail a call."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from typing import Any, Optional

import litellm
import orjson
from litellm._logging import verbose_logger as log

from .breaker import CircuitBreaker
from .cache import HookCache, input_name, json_of, usable
from .call import CALL, Call, Item
from .caller import CALLER, naming_headers
from .delivery import Delivery
from .http_client import BusyError, HttpClient
from .langfuse import trace_id_of
from .prices import Prices
from .question import ASKED, question_of
from .records import add_names, dict_of, failure_of, record_of
from .refusals import names_of_refused
from .rewrites import rewrite
from .savings import tell_savings
from .settings import Settings
from .streams import Replay, Watch
from .surface import Surface
from .usage import set_usage, tell_truly

PATH = "/calls"
HEADER_NAME, HEADER_VALUE = re.compile("[A-Za-z0-9-]{1,64}"), re.compile("[ -~]{0,256}")
FACTS = re.compile(r"[\w.-]{1,2048}", re.ASCII)
PROBE = b'{"probe":true}'
# How long LiteLLM's own record of an ended stream may take.
UNHEARD_SECONDS = 2.0
OF_A_HIT = frozenset(("X-Cache-Kind", "X-Cache-Entry"))


class EmptyStream(Exception):  # noqa: N818  (events give this name as their reason)
    """A stream without a chunk."""


class UnpricedAnswer(Exception):  # noqa: N818
    """Tokens without a cost, of a model that has a price."""


class Plugin:
    """The one hop before a call, and what its end leaves behind."""

    def __init__(self, settings: Settings, surface: Surface) -> None:
        self.settings = settings
        self.surface = surface
        headers = {"x-api-key": settings.secret}
        tls = settings.tls()
        self.client = HttpClient(settings.url, headers, tls=tls)
        self.delivery = Delivery(HttpClient(settings.url, headers, max_connections=4, tls=tls), settings)
        self.breaker = CircuitBreaker("the call hook pauses", self.probe, self.delivery.service_returned)
        self.delivery.report = self.report
        self.skipped = 0
        self.prices = Prices()
        # Streams that ended without a word, until it is clear that LiteLLM has none either.
        self.unheard: dict[str, tuple[Call, dict[str, Any], Any]] = {}

    def install_cache(self) -> None:
        """Puts the plugin's cache in the place of LiteLLM's, unless something that it leans on is missing."""
        if self.surface.has("cache"):
            litellm.cache = HookCache(self.keep, self.shut_down)

    async def probe(self) -> None:
        await self.client.post(PATH, PROBE, self.settings.call_seconds)

    # Before the call

    async def begin(self, key: Any, data: Any, call_type: str) -> None:
        """Asks the hook service, puts rewritten texts into `data`, and notes the rest for the moments to come."""
        try:
            call = Call(str(data.get("litellm_call_id") or ""), call_type, data.get("stream") is True)
            CALL.set(call)
            call.logging = data.get("litellm_logging_obj")
            call.named = naming_headers(dict_of(dict_of(data.get("proxy_server_request")).get("headers")))
            if call_type in ASKED and key is not None and key.api_key and not self.breaker.is_open:
                await self.ask(call, key, data, call_type)
        except Exception as error:
            self.surface.fault("before a call", error)

    async def ask(self, call: Call, key: Any, data: dict[str, Any], call_type: str) -> None:
        question = question_of(data, key, call_type)
        answer = await self.post(question)
        if answer is not None:
            call.asked = True
            self.note(call, answer, data)
            call.question = question if call.store else b""

    async def ask_cache(self, call: Call, key: Any, data: dict[str, Any]) -> None:
        """The cache alone, where something else asks for the rest. `data` is the request as it is about to be sent."""
        if call.call_type in ASKED and key.api_key and not self.breaker.is_open:
            question = question_of(data, key, call.call_type, {"only": "cache"})
            answer = await self.post(question)
            if answer is not None:
                self.note(call, {**answer, "changes": None}, data)
                call.question = question if call.store else b""

    async def post(self, question: bytes) -> Optional[dict[str, Any]]:
        """The service's answer; None when there is none, whatever the reason. The call goes on then."""
        try:
            answer = orjson.loads(await self.client.post(PATH, question, self.settings.call_seconds))
            if not isinstance(answer, dict):
                raise TypeError("the hook service's answer is no object")
        except BusyError:
            self.skipped += 1
            return None
        except Exception as error:  # Dead, hung, refusing or talking nonsense.
            self.breaker.failed(error)
            return None
        self.breaker.succeeded()
        return answer

    def note(self, call: Call, answer: dict[str, Any], data: dict[str, Any]) -> None:
        """Each part by itself: one that is garbage does not cost the others."""
        headers = answer.get("headers")
        if isinstance(headers, dict):
            call.headers = safe_headers(headers)
        facts = answer.get("facts")
        if isinstance(facts, str) and FACTS.fullmatch(facts):
            call.facts = facts
        cache = answer.get("cache")
        if isinstance(cache, dict) and self.surface.has("cache"):
            self.note_cache(call, cache, data)
        if call.hit is None:
            rewrite(data, answer.get("changes"))

    def note_cache(self, call: Call, cache: dict[str, Any], data: dict[str, Any]) -> None:
        call.store = cache.get("store") is True
        items = cache.get("items")
        if isinstance(items, list):
            inputs = data.get("input")
            inputs = inputs if isinstance(inputs, list) else [inputs]
            if len(items) == len(inputs):
                call.items = [item_of(asked, found) for asked, found in zip(inputs, items, strict=True)]
            return
        value = cache.get("value")
        if cache.get("hit") is True and isinstance(value, dict):
            call.hit = usable(call.family, value.get("response"))

    # When the answer is there

    def answered(self, kwargs: dict[str, Any], response: Any, family: str) -> None:
        """A provider's whole answer, before anything else reads or changes it.

        Where LiteLLM bridges one API to another, the inner call's answer comes here first, in the other API's form.
        """
        call = CALL.get()
        if call is None or not call.store or call.stream or call.family in ("", "embedding") or call.family != family:
            return
        if call.is_of(kwargs) and self.is_first_choice(call, kwargs):
            self.keep(call, json_of(response))

    def streamed(self, kwargs: dict[str, Any], response: Any) -> None:
        """A provider's streamed answer, put together. Those of other APIs come by way of HookCache."""
        call = CALL.get()
        if call is None or not call.store or not call.stream or call.family not in ("chat", "text"):
            return
        # LiteLLM says "stop" in the place of a provider that broke off.
        if call.watch is None or not call.watch.finished():
            return
        if call.is_of(kwargs) and kwargs.get("cache_hit") is not True and self.is_first_choice(call, kwargs):
            self.keep(call, json_of(response))

    def is_first_choice(self, call: Call, kwargs: dict[str, Any]) -> bool:
        """Whether it is the answer of the model that was asked for, not of one to which LiteLLM fell back."""
        return call.group is None or group_of(kwargs) in (call.group, None)

    def keep(self, call: Call, answer: bytes) -> None:
        """Sends the answer to be stored; the hook service decides whether it is good enough."""
        if answer and call.question:
            self.delivery.add_store(call.question, answer, call.facts)
            call.store, call.question = False, b""

    def succeeded(self, kwargs: dict[str, Any], response: Any) -> None:
        record = record_of(kwargs.get("standard_logging_object"), "success", self.settings.response_detection)
        if record is None:
            return
        try:
            if self.settings.langfuse:
                record["langfuse_trace_id"] = trace_id_of(kwargs, record)
            call = self.noted(record)
            if call is not None:
                tell_savings(record, call.logging, response)
                tell_truly(record, call.watch, kwargs.get("messages") or kwargs.get("input"), response)
            if self.prices.charge(record):
                self.surface.fault("in the price of an answer", UnpricedAnswer())
        finally:  # A fault in there costs what would have been made better, not the event.
            self.delivery.add_record(record)

    def failed(self, request: dict[str, Any], error: Exception, key: Any) -> None:
        record = failure_of(request, error, key, CALLER.get())
        if record is None:
            return
        add_names(record, names_of_refused())
        try:
            call = self.noted(record)
            watch = call.watch if call is not None and not record.get("total_tokens") else None
            if watch is not None and (partial := watch.partial()):
                set_usage(record, *partial)
        finally:
            self.delivery.add_record(record)

    def noted(self, record: dict[str, Any]) -> Optional[Call]:
        """The call whose record this is. Its client's own names for it are put where LiteLLM has left them out."""
        call = CALL.get()
        if call is None or call.call_id != record["litellm_call_id"]:
            return None
        call.recorded = True
        record["facts"] = call.facts
        add_names(record, call.named)
        return call

    # While an answer streams

    async def stream(self, source: Any, request: dict[str, Any], key: Any) -> AsyncIterator[Any]:
        """The chunks as they come. Those of a stored chat answer are completed."""
        call = CALL.get()
        if call is None:
            async for chunk in source:
                yield chunk
            return
        watch = call.watch = Watch(call.family, source)
        replay = Replay(call.hit) if call.served and call.hit and call.family == "chat" else None
        async for chunk in source:
            watch.saw(chunk)
            if replay is not None:
                self.complete(replay, chunk)
            yield chunk
        if watch.is_empty() and not call.recorded:
            self.unheard[call.call_id] = (call, request, key)
            asyncio.get_running_loop().call_later(UNHEARD_SECONDS, self.hear, call.call_id)

    def complete(self, replay: Replay, chunk: Any) -> None:
        try:
            replay.complete(chunk)
        except Exception as error:
            self.surface.fault("in a replay", error)

    def hear(self, call_id: str) -> None:
        """LiteLLM tells nobody of a stream in which the provider said nothing: it is a failed call all the same."""
        call, request, key = self.unheard.pop(call_id, (None, {}, None))
        if call is None or call.recorded:
            return
        try:
            record = failure_of({**request, "litellm_call_id": call_id}, EmptyStream(), key)
            if record is not None:
                call.recorded = True
                record["stream"] = True
                record["metadata"]["requester_custom_headers"] = call.named
                self.delivery.add_record(record)
        except Exception as error:
            self.surface.fault("after an empty stream", error)

    def headers(self) -> Optional[dict[str, str]]:
        """Headers for the client: what came from the cache, and what the hook service has to say."""
        call = CALL.get()
        if call is None:
            return None
        is_hit = call.served > 0 and (call.hit is not None or call.served >= len(call.items))
        if is_hit:
            return {**call.headers, "X-Cache": "HIT"}
        return {**{name: value for name, value in call.headers.items() if name not in OF_A_HIT}, "X-Cache": "MISS"}

    # Around all calls

    def report(self) -> dict[str, Any]:
        """What the service's metrics should know of the plugin."""
        return {"missing": sorted(self.surface.missing), "faults": self.surface.faults, "opened": self.breaker.opened}

    async def shut_down(self) -> None:
        """The proxy's queued callbacks end, then all that waits leaves, within the time that a shutdown may take."""
        end = time.monotonic() + self.settings.shutdown_seconds
        await self.surface.flush_callbacks(self.settings.shutdown_seconds / 2)
        for call_id in list(self.unheard):
            self.hear(call_id)
        await asyncio.wait([asyncio.ensure_future(self.delivery.drain())], timeout=max(0.0, end - time.monotonic()))
        self.breaker.close()
        self.client.close()
        self.delivery.close()
        self.delivery.client.close()
        if self.delivery.records:
            log.warning("hooks: %d events were not delivered before the end", len(self.delivery.records))


def item_of(asked: Any, found: Any) -> Item:
    """One input's stored embedding, if there is one, under the name by which LiteLLM's cache asks for it."""
    value = found.get("value") if isinstance(found, dict) else None
    answer = usable("embedding", value.get("response")) if isinstance(value, dict) else None
    return Item(input_name(asked), answer)


def safe_headers(headers: dict[str, Any]) -> dict[str, str]:
    """Those that can be sent: a line break would end the header, and a letter beyond ASCII the whole answer."""
    return {
        name: value
        for name, value in headers.items()
        if HEADER_NAME.fullmatch(name) and isinstance(value, str) and HEADER_VALUE.fullmatch(value)
    }


def group_of(kwargs: dict[str, Any]) -> Optional[str]:
    """The model group under which the router made a call."""
    params = kwargs.get("litellm_params")
    for source in (kwargs, params if isinstance(params, dict) else {}):
        for name in ("metadata", "litellm_metadata"):
            metadata = source.get(name)
            if isinstance(metadata, dict) and isinstance(metadata.get("model_group"), str):
                return str(metadata["model_group"])
    return None

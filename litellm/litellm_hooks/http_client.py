"""A lean HTTP/1.1 client for one server: pooled keep-alive connections, deadlines by timers of the loop.

It exists because each call through LiteLLM pays for it: aiohttp and httpx take several times the CPU for the one thing
that is needed here, a POST of JSON and its answer. It speaks to `http`, `https` and `unix` addresses
(`unix:/run/hooks.sock`), and understands answers with a length, in chunks, or up to the connection's end.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Optional
from urllib.parse import urlsplit

# The hook service closes what was idle for longer than it likes (65 s unless it is told otherwise); a connection that it
# is just closing would cost a call its answer, so the client is the first to let go.
IDLE_SECONDS = 30.0
MAX_HEAD_BYTES = 65_536
MAX_BODY_BYTES = 64_000_000


class HttpError(Exception):
    """The server could not be asked, or what it sent is not HTTP as this client knows it."""


class BusyError(HttpError):
    """As many requests are under way as there may be. Nothing was sent, and nothing is wrong with the server."""


class ClosedError(HttpError):
    """The connection ended before a byte of the answer was there."""


class StatusError(HttpError):
    """The server answered, but not with 2xx."""

    def __init__(self, status: int) -> None:
        why = ": HOOKS_SECRET is not the one that it has" if status == 401 else ""
        super().__init__(f"the hook service answered {status}{why}")
        self.status = status


@dataclass(frozen=True)
class Address:
    """Where a server listens, and the path that all its routes begin with."""

    host: str
    port: int
    path: str
    secure: bool
    socket: Optional[str] = None

    @classmethod
    def of(cls, url: str) -> "Address":
        """Raises ValueError, with a sentence, for what is no such address."""
        parts = urlsplit(url)
        if parts.scheme == "unix" and parts.path:
            return cls(host="localhost", port=0, path="", secure=False, socket=parts.path)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("expected an address like http://127.0.0.1:4100, https://host or unix:/path/to.sock")
        secure = parts.scheme == "https"
        return cls(parts.hostname, parts.port or (443 if secure else 80), parts.path.rstrip("/"), secure)


class AnswerReader:
    """Puts one answer together from the pieces that arrive. Raises HttpError for what it cannot read."""

    def __init__(self) -> None:
        self.buffer = bytearray()
        self.status = 0
        self.keep_alive = True
        # What is left of the body: bytes, or None while that is not known (chunks, or up to the end).
        self.length: Optional[int] = None
        self.chunked = False
        self.chunks = bytearray()

    @property
    def started(self) -> bool:
        return self.status != 0 or bool(self.buffer)

    def feed(self, data: bytes) -> Optional[bytes]:
        """The body, once all of it is there."""
        self.buffer += data
        while not self.status:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                if len(self.buffer) > MAX_HEAD_BYTES:
                    raise HttpError("the head of the answer has no end")
                return None
            head = bytes(self.buffer[:end])
            del self.buffer[: end + 4]
            self.read_head(head)
        if len(self.buffer) + len(self.chunks) > MAX_BODY_BYTES:
            raise HttpError("the answer is too large")
        if self.chunked:
            return self.read_chunks()
        if self.length is None or len(self.buffer) < self.length:
            return None
        if len(self.buffer) > self.length:
            raise HttpError("there is more than the answer")
        return bytes(self.buffer)

    def end(self) -> bytes:
        """The body, now that the connection has ended. Raises HttpError when a part of it is missing."""
        if not self.started:
            raise ClosedError("the connection was closed")
        if not self.status or self.chunked or self.length is not None:
            raise HttpError("the answer was cut off")
        return bytes(self.buffer)

    def read_head(self, head: bytes) -> None:
        lines = head.decode("latin-1").split("\r\n")
        version, _, rest = lines[0].partition(" ")
        code = rest[:3]
        if not version.startswith("HTTP/1.") or not code.isascii() or not code.isdigit():
            raise HttpError("this is not HTTP")
        if code[0] == "1":  # Continue, or early hints: the answer is still to come.
            return
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        self.status = int(code)
        self.chunked = fields.get("transfer-encoding", "").lower() == "chunked"
        connection = fields.get("connection", "").lower()
        self.keep_alive = connection != "close" if version == "HTTP/1.1" else connection == "keep-alive"
        length = fields.get("content-length", "0" if self.status in (204, 304) else "")
        if length and not self.chunked:
            if not (length.isascii() and length.isdigit() and len(length) < 16):
                raise HttpError("the answer has no valid length")
            self.length = int(length)
            if self.length > MAX_BODY_BYTES:
                raise HttpError("the answer is too large")

    def read_chunks(self) -> Optional[bytes]:
        while (end := self.buffer.find(b"\r\n")) >= 0:
            try:
                size = int(bytes(self.buffer[:end]).partition(b";")[0], 16)
            except ValueError:
                raise HttpError("a chunk has no size") from None
            if size < 0 or size > MAX_BODY_BYTES:
                raise HttpError("a chunk has no valid size")
            if size == 0:
                # Trailers, of which there are none here, would stand before the last empty line.
                if len(self.buffer) < end + 4:
                    return None
                if bytes(self.buffer[end : end + 4]) != b"\r\n\r\n" or len(self.buffer) > end + 4:
                    raise HttpError("the answer does not end as it should")
                return bytes(self.chunks)
            if len(self.buffer) < end + 2 + size + 2:
                return None
            if bytes(self.buffer[end + 2 + size : end + 4 + size]) != b"\r\n":
                raise HttpError("a chunk is longer than it says")
            self.chunks += self.buffer[end + 2 : end + 2 + size]
            del self.buffer[: end + 4 + size]
        if len(self.buffer) > 1_000:
            raise HttpError("a chunk has no size")
        return None


class Connection(asyncio.Protocol):
    """One connection. It carries one request at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.transport: Optional[asyncio.Transport] = None
        self.reader = AnswerReader()
        self.answer: Optional[asyncio.Future[bytes]] = None
        self.idle_since = 0.0

    @property
    def is_open(self) -> bool:
        return self.transport is not None and not self.transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "write")
        self.transport = transport  # type: ignore[assignment]

    def send(self, request: bytes) -> "asyncio.Future[bytes]":
        """The body of the answer to come; its status is then in `reader`."""
        assert self.transport is not None
        self.reader, self.answer = AnswerReader(), self.loop.create_future()
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        if self.answer is None or self.answer.done():  # Nobody asked.
            self.abort()
            return
        try:
            body = self.reader.feed(data)
        except HttpError as error:
            self.fail(error)
            return
        if body is not None:
            self.answer.set_result(body)

    def eof_received(self) -> bool:
        return False  # The transport closes, and connection_lost tells what that means.

    def connection_lost(self, error: Optional[Exception]) -> None:
        if self.answer is None or self.answer.done():
            return
        if error is not None and self.reader.started:
            self.answer.set_exception(HttpError(f"the connection broke: {error!r:.100}"))
            return
        try:
            self.answer.set_result(self.reader.end())
            self.reader.keep_alive = False
        except HttpError as cut:
            self.answer.set_exception(cut)

    def fail(self, error: Exception) -> None:
        """Ends the request under way with an error, and the connection with it."""
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(error)
        self.abort()

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class HttpClient:
    """Posts to one server. Each method raises HttpError or TimeoutError, and nothing else unless it is cancelled."""

    def __init__(
        self, url: str, headers: dict[str, str], max_connections: int = 256, tls: Optional[ssl.SSLContext] = None
    ) -> None:
        self.address = Address.of(url)
        # Made once: reading the authorities of the machine takes tens of milliseconds.
        self.tls = (tls or ssl.create_default_context()) if self.address.secure else None
        self.max_connections = max_connections
        self.in_flight = 0
        # The one used last is used next, so that a quiet time lets the others go.
        self.idle: list[Connection] = []
        lines = [f"{name}: {value}" for name, value in headers.items()]
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a header must not have more than one line")
        host = self.address.host if not self.address.port else f"{self.address.host}:{self.address.port}"
        self.fixed = "\r\n".join(["", f"host: {host}", "content-type: application/json", *lines, "content-length: "])
        self.heads: dict[str, bytes] = {}

    async def post(self, path: str, body: bytes, seconds: float) -> bytes:
        """The body of a 2xx answer. Raises StatusError for another one."""
        if self.in_flight >= self.max_connections:
            raise BusyError("too many requests are under way")
        self.in_flight += 1
        try:
            return await self.within(seconds, self.head_of(path) + str(len(body)).encode() + b"\r\n\r\n" + body)
        finally:
            self.in_flight -= 1

    def head_of(self, path: str) -> bytes:
        head = self.heads.get(path)
        if head is None:
            head = self.heads[path] = f"POST {self.address.path}{path} HTTP/1.1{self.fixed}".encode("latin-1")
        return head

    async def within(self, seconds: float, request: bytes) -> bytes:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while connection := self.take_idle(loop.time()):
            try:
                return await self.exchange(connection, request, end)
            except ClosedError:
                continue  # The server closed it while it was idle; so it may have done with the next one.
        return await self.exchange(await self.connect(loop, end), request, end)

    def take_idle(self, now: float) -> Optional[Connection]:
        while self.idle:
            connection = self.idle.pop()
            if connection.is_open and now - connection.idle_since < IDLE_SECONDS:
                return connection
            connection.abort()
        return None

    async def connect(self, loop: asyncio.AbstractEventLoop, end: float) -> Connection:
        """`wait_for` costs a task more, which a new connection may: most requests find an open one."""
        address = self.address

        def protocol() -> Connection:
            return Connection(loop)

        try:
            if address.socket is not None:
                _, connection = await asyncio.wait_for(loop.create_unix_connection(protocol, address.socket), end - loop.time())
            else:
                _, connection = await asyncio.wait_for(
                    loop.create_connection(protocol, address.host, address.port, ssl=self.tls), end - loop.time()
                )
        except (asyncio.TimeoutError, TimeoutError):
            raise TimeoutError("the hook service takes no connection") from None
        except OSError as error:
            raise HttpError(f"no connection: {error!r:.100}") from error
        return connection

    async def exchange(self, connection: Connection, request: bytes, end: float) -> bytes:
        loop = connection.loop
        answer = connection.send(request)
        deadline = loop.call_at(end, connection.fail, TimeoutError("no answer in time"))
        try:
            body = await answer
        finally:
            deadline.cancel()
            if not answer.done() or answer.cancelled():  # Whoever asked has gone; so does the connection.
                connection.abort()
        if connection.reader.keep_alive and connection.is_open:
            connection.idle_since = loop.time()
            self.idle.append(connection)
        else:
            connection.abort()
        if not 200 <= connection.reader.status < 300:
            raise StatusError(connection.reader.status)
        return body

    def close(self) -> None:
        """Lets go of the idle connections; requests under way go on."""
        for connection in self.idle:
            connection.abort()
        self.idle.clear()

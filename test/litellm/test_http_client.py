"""The lean client against servers that speak HTTP well, badly, slowly and not at all."""

import asyncio
import gc
import os
import tempfile
import time
import unittest
import warnings
from collections.abc import Awaitable, Callable
from typing import Any, Optional

import support  # noqa: F401

from litellm_hooks import http_client
from litellm_hooks.http_client import Address, BusyError, HttpClient, HttpError, StatusError

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    return head[0], fields, await reader.readexactly(int(fields["content-length"]))


def plain(body: bytes, status: str = "200 OK", fields: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\n{fields}content-length: {len(body)}\r\n\r\n".encode() + body


class Case(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.connections = 0
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.servers: list[asyncio.AbstractServer] = []
        self.clients: list[HttpClient] = []

    async def asyncTearDown(self) -> None:
        for client in self.clients:
            client.close()
        for server in self.servers:
            server.close()

    async def serve(self, serve: Serve, **options: Any) -> HttpClient:
        async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            try:
                await serve(reader, writer)
            except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(counted, "127.0.0.1", 0)
        self.servers.append(server)
        return self.client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", **options)

    def client(self, url: str, **options: Any) -> HttpClient:
        client = HttpClient(url, {"x-api-key": "secret"}, **options)
        self.clients.append(client)
        return client

    async def answering(self, *answers: bytes, close: bool = False) -> HttpClient:
        """A server that gives these answers in turn, and the last one from then on."""
        left = list(answers)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                self.requests.append(await read_request(reader))
                writer.write(left.pop(0) if len(left) > 1 else left[0])
                await writer.drain()
                if close:
                    return

        return await self.serve(serve)

    async def post(self, client: HttpClient, seconds: float = 2.0, body: bytes = b"{}") -> bytes:
        return await client.post("/calls", body, seconds)


class Answers(Case):
    async def test_a_request_says_all_that_the_server_needs(self) -> None:
        client = await self.answering(plain(b"ok"))
        self.assertEqual(await self.post(client, body=b'{"a":1}'), b"ok")
        line, fields, body = self.requests[0]
        self.assertEqual((line, body), ("POST /calls HTTP/1.1", b'{"a":1}'))
        self.assertEqual(fields["host"], f"127.0.0.1:{client.address.port}")
        self.assertEqual((fields["x-api-key"], fields["content-type"]), ("secret", "application/json"))

    async def test_answers_with_a_length_in_chunks_and_up_to_the_end_are_the_same(self) -> None:
        chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n"
        for answer, close in (
            (plain(b"Wikipedia"), False),
            (chunked, False),
            (b"HTTP/1.1 200 OK\r\n\r\nWikipedia", True),
            (b"HTTP/1.0 200 OK\r\ncontent-length: 9\r\n\r\nWikipedia", True),
            (b"HTTP/1.1 100 Continue\r\n\r\n" + plain(b"Wikipedia"), False),
            (b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + chunked, False),
        ):
            with self.subTest(answer=answer):
                self.assertEqual(await self.post(await self.answering(answer, close=close)), b"Wikipedia")

    async def test_an_answer_may_come_byte_by_byte(self) -> None:
        for whole in (plain(b"slow"), b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nslow\r\n0\r\n\r\n"):

            async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, whole: bytes = whole) -> None:
                await read_request(reader)
                for byte in whole:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(0)
                await reader.read()

            self.assertEqual(await self.post(await self.serve(serve), 5.0), b"slow")

    async def test_a_large_answer_and_a_large_request_pass(self) -> None:
        client = await self.answering(plain(b"x" * 5_000_000))
        self.assertEqual(len(await self.post(client, 20.0, b"y" * 5_000_000)), 5_000_000)
        self.assertEqual(len(self.requests[0][2]), 5_000_000)

    async def test_an_answer_without_a_body_is_empty(self) -> None:
        self.assertEqual(await self.post(await self.answering(b"HTTP/1.1 204 No Content\r\n\r\n")), b"")

    async def test_any_other_status_is_an_error_that_says_which(self) -> None:
        for status in ("301 Moved", "400 Bad", "401 No", "413 Large", "500 Oops", "503 Later"):
            client = await self.answering(plain(b"{}", status))
            with self.assertRaises(StatusError) as raised:
                await self.post(client)
            self.assertEqual(raised.exception.status, int(status[:3]))
            self.assertEqual(client.in_flight, 0)

    async def test_a_refused_secret_is_called_by_its_name(self) -> None:
        with self.assertRaises(StatusError) as raised:
            await self.post(await self.answering(plain(b"{}", "401 No")))
        self.assertIn("HOOKS_SECRET", str(raised.exception))

    async def test_garbage_is_an_error_and_ends_the_connection(self) -> None:
        for answer in (
            b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
            b"\r\n\r\n",
            b"HTTP/2 200\r\n\r\n",
            b"HTTP/1.1 OK\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 1e3\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: \xb2\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nmore than two",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-4\r\nWiki\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWikipedia\r\n0\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffff\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nno trailer\r\n",
            b"x" * 100_000,
        ):
            with self.subTest(answer=answer[:60]):
                client = await self.answering(answer)
                with self.assertRaises(HttpError):
                    await self.post(client)
                self.assertEqual((client.idle, client.in_flight), ([], 0))

    async def test_an_answer_that_is_cut_off_is_an_error(self) -> None:
        for answer in (
            b"HTTP/1.1 200 OK\r\ncontent-le",
            b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWi",
        ):
            with self.subTest(answer=answer), self.assertRaises(HttpError):
                await self.post(await self.answering(answer, close=True))

    async def test_a_huge_answer_is_refused_before_it_is_read(self) -> None:
        original, http_client.MAX_BODY_BYTES = http_client.MAX_BODY_BYTES, 1_000
        self.addCleanup(setattr, http_client, "MAX_BODY_BYTES", original)
        for answer in (
            plain(b"x" * 1_001),
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"1f4\r\n" + b"x" * 500 + b"\r\n1f5\r\n" + b"x" * 501,
            b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2_000,
        ):
            with self.assertRaisesRegex(HttpError, "too large"):
                await self.post(await self.answering(answer))


class Connections(Case):
    async def test_one_connection_serves_one_request_after_another(self) -> None:
        client = await self.answering(plain(b"ok"))
        for _ in range(20):
            await self.post(client)
        self.assertEqual((self.connections, len(client.idle)), (1, 1))

    async def test_parallel_requests_have_a_connection_each_and_share_them_afterwards(self) -> None:
        client = await self.answering(plain(b"ok"))
        await asyncio.gather(*(self.post(client) for _ in range(10)))
        await asyncio.gather(*(self.post(client) for _ in range(10)))
        self.assertEqual((self.connections, len(client.idle)), (10, 10))

    async def test_a_server_that_wants_the_connection_closed_is_not_asked_on_it_again(self) -> None:
        client = await self.answering(plain(b"ok", fields="Connection: close\r\n"))
        await self.post(client)
        self.assertEqual(client.idle, [])
        await self.post(client)
        self.assertEqual(self.connections, 2)

    async def test_a_connection_that_the_server_closed_while_it_was_idle_costs_no_request(self) -> None:
        client = await self.answering(plain(b"ok"), close=True)
        for expected in (1, 2, 3):
            self.assertEqual(await self.post(client), b"ok")
            self.assertEqual(self.connections, expected)

    async def test_a_connection_that_breaks_under_the_next_request_is_replaced(self) -> None:
        closing = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(plain(b"ok"))
            if self.connections == 1:
                await read_request(reader)  # And no answer: as if it had been closing already.
                writer.transport.abort()
                closing.set()
                return
            await reader.read()

        client = await self.serve(serve)
        await self.post(client)
        self.assertEqual(await self.post(client), b"ok")
        self.assertTrue(closing.is_set())
        self.assertEqual(self.connections, 2)

    async def test_a_connection_that_was_idle_for_long_is_not_used(self) -> None:
        client = await self.answering(plain(b"ok"))
        await self.post(client)
        client.idle[0].idle_since -= http_client.IDLE_SECONDS
        await self.post(client)
        self.assertEqual((self.connections, len(client.idle)), (2, 1))

    async def test_bytes_that_nobody_asked_for_end_an_idle_connection(self) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(plain(b"ok"))
            await writer.drain()
            await asyncio.sleep(0.02)
            writer.write(plain(b"what another request would take for its answer"))
            await reader.read()

        client = await self.serve(serve)
        await self.post(client)
        await asyncio.sleep(0.1)
        self.assertFalse(client.idle[0].is_open)
        self.assertEqual(await self.post(client), b"ok")

    async def test_nobody_listening_is_an_error_at_once(self) -> None:
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        started = time.monotonic()
        with self.assertRaisesRegex(HttpError, "no connection"):
            await self.post(self.client(f"http://127.0.0.1:{port}"), 5.0)
        self.assertLess(time.monotonic() - started, 1.0)

    async def test_a_unix_socket_is_an_address_too(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "hooks.sock")

            async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                self.requests.append(await read_request(reader))
                writer.write(plain(b"ok"))
                await reader.read()
                writer.close()

            self.servers.append(await asyncio.start_unix_server(serve, path))
            self.assertEqual(await self.post(self.client(f"unix:{path}")), b"ok")
            self.assertEqual(self.requests[0][1]["host"], "localhost")

    async def test_more_requests_than_there_may_be_are_refused_and_nothing_is_sent(self) -> None:
        release = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            await release.wait()
            writer.write(plain(b"ok"))
            await reader.read()

        client = await self.serve(serve, max_connections=2)
        running = [asyncio.create_task(self.post(client)) for _ in range(2)]
        await asyncio.sleep(0.05)
        with self.assertRaises(BusyError):
            await self.post(client)
        release.set()
        self.assertEqual(await asyncio.gather(*running), [b"ok", b"ok"])
        self.assertEqual(client.in_flight, 0)

    def test_an_address_that_is_none_is_told_in_one_sentence(self) -> None:
        for url in ("nonsense", "ftp://host", "http://", "unix:", ""):
            with self.subTest(url=url), self.assertRaisesRegex(ValueError, "expected an address"):
                Address.of(url)
        self.assertEqual(Address.of("https://hooks.example/base/").path, "/base")
        self.assertEqual(Address.of("https://hooks.example").port, 443)
        self.assertEqual(Address.of("http://[::1]:4100").host, "::1")

    def test_a_secret_with_a_line_break_cannot_add_a_header(self) -> None:
        with self.assertRaises(ValueError):
            HttpClient("http://127.0.0.1", {"x-api-key": "a\r\nx-evil: 1"})


class Time(Case):
    async def hung(self) -> HttpClient:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()

        return await self.serve(serve)

    async def test_a_deadline_ends_the_request_and_its_connection(self) -> None:
        client = await self.hung()
        started = time.monotonic()
        with self.assertRaises(TimeoutError):
            await self.post(client, 0.1)
        self.assertLess(time.monotonic() - started, 1.0)
        self.assertEqual((client.idle, client.in_flight), ([], 0))

    async def test_slow_bytes_do_not_put_the_deadline_off(self) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await read_request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
            while not writer.is_closing():
                writer.write(b"x")
                await asyncio.sleep(0.02)

        client = await self.serve(serve)
        started = time.monotonic()
        with self.assertRaises(TimeoutError):
            await self.post(client, 0.2)
        self.assertLess(time.monotonic() - started, 1.0)

    async def test_a_request_that_is_cancelled_gives_its_slot_back_and_its_late_answer_goes_to_nobody(self) -> None:
        client = await self.hung()
        task = asyncio.create_task(self.post(client, 30.0))
        await asyncio.sleep(0.05)
        self.assertEqual(client.in_flight, 1)
        task.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await task
        self.assertEqual((client.idle, client.in_flight), ([], 0))

    async def test_answers_that_were_not_waited_for_leave_no_warning(self) -> None:
        client = await self.hung()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for _ in range(3):
                with self.assertRaises(TimeoutError):
                    await self.post(client, 0.02)
            await asyncio.sleep(0.05)
            gc.collect()
        self.assertEqual([str(warning.message) for warning in caught], [])

    async def test_each_request_gets_its_own_answer_under_deadlines_and_cancellations(self) -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                _, _, body = await read_request(reader)
                await asyncio.sleep(int(body) % 7 * 0.005)
                writer.write(plain(body))

        client = await self.serve(serve)

        async def one(number: int) -> Optional[bytes]:
            try:
                return await self.post(client, 0.02 if number % 3 == 0 else 20.0, str(number).encode())
            except TimeoutError:
                return None

        tasks = [asyncio.create_task(one(number)) for number in range(200)]
        await asyncio.sleep(0.01)
        for task in tasks[::11]:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for number, result in enumerate(results):
            if isinstance(result, bytes):
                self.assertEqual(result, str(number).encode())
        self.assertEqual(client.in_flight, 0)
        self.assertGreater(sum(isinstance(result, bytes) for result in results), 20)


if __name__ == "__main__":
    unittest.main()

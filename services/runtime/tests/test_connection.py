"""Connections that bring no request, and heads without end."""

import asyncio
import contextlib
import socket
import threading
import time
import unittest
from unittest import mock

import uvicorn
from runtime import connection, health
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SLOW = 0.6


async def app(scope, receive, send) -> None:
    if scope["path"] == "/slow":
        await asyncio.sleep(SLOW)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Connections(unittest.TestCase):
    @contextlib.contextmanager
    def served(self, base: type, **bounds: float):
        with contextlib.ExitStack() as stack:
            for name, value in bounds.items():
                stack.enter_context(mock.patch.object(connection, name, value))
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            config = uvicorn.Config(app, http=connection.bounded(base), lifespan="off", log_config=None)
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, args=([listener],))
            thread.start()
            try:
                while not server.started:
                    time.sleep(0.01)
                yield lambda: stack.enter_context(socket.create_connection(listener.getsockname(), timeout=10))
            finally:
                server.should_exit = True
                thread.join()

    def ask(self, client: socket.socket, path: str = "/") -> bytes:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        return client.recv(4096)

    def ended(self, client: socket.socket) -> bool:
        try:
            while client.recv(4096):
                pass
            return True
        except ConnectionError:
            return True

    def test_without_a_request(self):
        for base in (H11Protocol, HttpToolsProtocol):
            with self.subTest(base), self.served(base, REQUEST_SECONDS=0.2) as connect:
                silent, drops = connect(), connect()
                drops.sendall(b"GET / HT")
                self.assertIn(b"200 OK", self.ask(connect(), "/slow"))
                self.assertTrue(self.ended(silent))
                self.assertTrue(self.ended(drops))

    def test_what_is_answered_stays(self):
        for base in (H11Protocol, HttpToolsProtocol):
            with self.subTest(base), self.served(base, REQUEST_SECONDS=0.2) as connect:
                client = connect()
                for _ in range(3):
                    self.assertIn(b"200 OK", self.ask(client, "/slow"))

    def test_the_oldest_silent_one_makes_room(self):
        with self.served(HttpToolsProtocol, MOST_SILENT=3) as connect:
            asks, *silent = (connect() for _ in range(3))
            self.assertIn(b"200 OK", self.ask(asks, "/"))
            silent += [connect() for _ in range(3)]
            self.assertIn(b"200 OK", self.ask(connect(), "/"))
            self.assertTrue(self.ended(silent[0]))

    def test_a_head_without_end(self):
        with self.served(HttpToolsProtocol) as connect:
            client = connect()
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            with contextlib.suppress(ConnectionError):
                for _ in range(200):
                    client.sendall(b"x: " + b"y" * 1000 + b"\r\n")
                    time.sleep(0.001)
            self.assertTrue(self.ended(client))
            large = connect()
            large.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nx: " + b"y" * 30_000 + b"\r\n\r\n")
            self.assertIn(b"200 OK", large.recv(4096))

    def test_a_body_that_nobody_reads(self):
        """Its sender hears the answer, and asks again."""
        for base in (H11Protocol, HttpToolsProtocol):
            with self.subTest(base), self.served(base, LARGEST_HEAD=1000) as connect:
                client = connect()
                client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
                self.assertIn(b"200 OK", client.recv(4096))
                for _ in range(100):
                    client.sendall(b"y" * 1000)
                    time.sleep(0.001)


class Health(unittest.IsolatedAsyncioTestCase):
    async def test_many_share_one_probe(self):
        probes = []

        async def check() -> None:
            probes.append(None)
            await asyncio.sleep(0.05)

        shared = health.Shared(check)
        first = asyncio.create_task(shared())
        others = [asyncio.create_task(shared()) for _ in range(100)]
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.gather(*others)
        self.assertEqual(len(probes), 1)
        await shared()
        self.assertEqual(len(probes), 2)

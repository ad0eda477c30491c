"""A relay in a small root, real WebSocket clients, and a real upstream that a test can stop and start."""

import asyncio
import unittest

import websockets

from testing.image import PATIENCE, ImageCase, Started, free_port


class Upstream:
    """Keeps what it hears; answers with the same frames unless it is told not to."""

    def __init__(self) -> None:
        self.port = free_port()
        self.paths: list[str] = []
        self.frames: list[str | bytes] = []
        self.closes: list[tuple[int, str]] = []
        self.connections: list[websockets.WebSocketServerProtocol] = []
        self.reading = asyncio.Event()
        self.reading.set()
        self.echoing = True
        self.server = None

    async def start(self) -> None:
        self.server = await websockets.serve(self.serve, "127.0.0.1", self.port, max_queue=1, max_size=None)

    async def stop(self) -> None:
        self.reading.set()
        if self.server:
            self.server.close()
            await self.server.wait_closed()
            self.server = None

    async def serve(self, connection) -> None:
        self.connections.append(connection)
        self.paths.append(connection.path)
        try:
            while True:
                await self.reading.wait()
                self.frames.append(await connection.recv())
                if self.echoing:
                    await connection.send(self.frames[-1])
        except websockets.ConnectionClosed:
            self.closes.append((connection.close_code, connection.close_reason))


class RelayCase(ImageCase, unittest.IsolatedAsyncioTestCase):
    app = ""
    folders: tuple[str, ...] = ("relay",)
    # What the family, or the service's own lock, brings.
    packages: tuple[str, ...] = ("websockets", "starlette", "anyio", "idna", "sniffio")
    quick = {"RELAY_BACKOFF_FIRST_SECONDS": "0.05", "RELAY_BACKOFF_CAP_SECONDS": "0.2"}

    async def asyncSetUp(self) -> None:
        self.upstream = Upstream()
        self.addAsyncCleanup(self.upstream.stop)
        for name in self.packages:
            self.link(name, self.dist_packages)
        self.install(*self.folders)

    async def relay(self, **environment: str) -> Started:
        url = f"ws://127.0.0.1:{self.upstream.port}/stream?key=secret"
        row = {"SERVICE_APP": self.app, "SERVICE_WORKERS": "1", "UPSTREAM_URL": url}
        started = self.start(**row, **(self.quick | environment))
        # Beside the loop, for the upstream that the relay takes leave of lives in it.
        self.addAsyncCleanup(asyncio.to_thread, started.close)
        await asyncio.to_thread(started.until_healthy)
        return started

    async def connect(self, started: Started, path: str, **options):
        client = await websockets.connect(f"ws://127.0.0.1:{started.port}{path}", **options)
        self.addAsyncCleanup(client.close)
        return client

    async def status(self, started: Started) -> dict:
        return (await asyncio.to_thread(started.get, "/status", started.port))[1]

    async def until(self, condition, what: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await asyncio.sleep(0.02)
        self.assertTrue(condition(), what)

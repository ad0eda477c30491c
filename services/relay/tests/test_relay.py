"""A whole relay: real client, real upstream, the app served by the runtime."""

import asyncio
import random
import signal

import websockets
from testing.websocket import RelayCase

APP = """
from relay import application
from relay.request import Refused, Request

def request(client, upstream):
    if "refuse" in client.query_params:
        raise Refused("`refuse` is refused")
    return Request(upstream, repeats_opening="repeat" in client.query_params)

app = application("/stream", request)
"""
KB = 1024


def incompressible(count: int) -> list[bytes]:
    """Frames of 64 KB that permessage-deflate cannot shrink into the sockets' buffers."""
    generator = random.Random(count)
    return [generator.randbytes(64 * KB) for _ in range(count)]


class Relay(RelayCase):
    app = "thing:app"

    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        self.write("app/thing.py", APP)

    async def test_text_and_binary_both_ways(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(RELAY_FRAME_BYTES=str(4 * KB * KB)), "/stream", max_size=None)
        frames = ["hello", b"\x00\xff", "grüße", "", b"", b"x" * 3 * KB * KB]
        for frame in frames:
            await client.send(frame)
        self.assertEqual([await client.recv() for _ in frames], frames)
        self.assertEqual(self.upstream.frames, frames)

    async def test_the_close_of_the_client_reaches_the_upstream(self):
        await self.upstream.start()
        started = await self.relay()
        for code in (1000, 4001):
            with self.subTest(code):
                client = await self.connect(started, "/stream")
                await client.send("last words")
                await client.close(code)
                await self.until(lambda code=code: (code, "") in self.upstream.closes, "the close")
                self.assertEqual(self.upstream.frames[-1], "last words")

    async def test_the_close_of_the_upstream_reaches_the_client(self):
        await self.upstream.start()
        started = await self.relay()
        for close in ((1000, ""), (4002, "over"), (1008, "no")):
            with self.subTest(close):
                client = await self.connect(started, "/stream")
                await client.send("first")
                await client.recv()
                await self.upstream.connections[-1].send("last words")
                await self.upstream.connections[-1].close(*close)
                self.assertEqual(await client.recv(), "last words")
                await client.wait_closed()
                self.assertEqual((client.close_code, client.close_reason), close)

    async def test_a_client_that_vanishes(self):
        await self.upstream.start()
        started = await self.relay()
        client = await self.connect(started, "/stream")
        await client.send("first")
        await client.recv()
        client.transport.abort()
        await self.until(lambda: self.upstream.closes == [(1001, "")], "the close")
        self.assertEqual((await self.status(started))["sessions"], 0)

    async def test_waits_for_an_upstream_that_is_not_there_yet(self):
        started = await self.relay()
        client = await self.connect(started, "/stream")
        await client.send("early")
        await asyncio.sleep(0.3)
        status = await self.status(started)
        self.assertEqual((status["connected"], status["waiting_frames"]["up"]), (0, 1))
        self.assertGreater(status["waiting_bytes"]["up"], 5)
        self.assertIn("refused", status["last_failure"].lower())
        await self.upstream.start()
        self.assertEqual(await client.recv(), "early")

    async def test_reconnects_when_the_upstream_restarts(self):
        await self.upstream.start()
        started = await self.relay()
        client = await self.connect(started, "/stream")
        await client.send("before")
        await client.recv()
        await self.upstream.stop()
        await client.send("between")
        await self.upstream.start()
        await client.send("after")
        self.assertEqual([await client.recv(), await client.recv()], ["between", "after"])
        status = await self.status(started)
        self.assertEqual((status["reconnections"], status["connected"]), (1, 1))
        self.assertEqual(status["frames"], {"up": 3, "down": 3})

    async def test_reconnects_when_the_connection_breaks(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(), "/stream")
        for number in range(3):
            await client.send(f"frame {number}")
            self.assertEqual(await client.recv(), f"frame {number}")
            self.upstream.connections[-1].transport.abort()
            await self.until(lambda number=number: len(self.upstream.connections) == number + 2, "a new connection")

    async def test_repeats_the_opening(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(), "/stream?repeat")
        for frame in ("16 kHz", b"a", "mark", b"b"):
            await client.send(frame)
            await client.recv()
        await self.upstream.connections[-1].close(1012)
        await client.send(b"c")
        self.assertEqual([await client.recv(), await client.recv()], ["16 kHz", b"c"])

    async def test_gives_up_when_patience_ends(self):
        client = await self.connect(await self.relay(RELAY_PATIENCE_SECONDS="0.5"), "/stream")
        await asyncio.wait_for(client.wait_closed(), 10)
        self.assertEqual((client.close_code, client.close_reason), (1013, "upstream is not reachable"))

    async def test_an_upstream_that_always_closes_uses_up_the_patience(self):
        async def close(connection):
            await connection.close(1011)

        async with websockets.serve(close, "127.0.0.1", self.upstream.port):
            client = await self.connect(await self.relay(RELAY_PATIENCE_SECONDS="0.5"), "/stream")
            await asyncio.wait_for(client.wait_closed(), 10)
        self.assertEqual(client.close_code, 1013)

    async def test_holds_the_client_back_when_the_upstream_does_not_read(self):
        self.upstream.reading.clear()
        self.upstream.echoing = False
        await self.upstream.start()
        started = await self.relay(RELAY_QUEUE_BYTES=str(256 * KB))
        client = await self.connect(started, "/stream")
        frames = incompressible(600)
        sent = 0
        with self.assertRaises(TimeoutError):
            for frame in frames:
                await asyncio.wait_for(client.send(frame), 2)
                sent += 1
        waiting = (await self.status(started))["waiting_bytes"]["up"]
        self.assertLessEqual(waiting, (256 + 64) * KB)
        self.assertGreaterEqual(waiting, 256 * KB)
        self.upstream.reading.set()
        # The frame whose send timed out was already handed over.
        for frame in frames[sent + 1 :]:
            await client.send(frame)
        await self.until(lambda: len(self.upstream.frames) == len(frames), "every frame")
        self.assertEqual(self.upstream.frames, frames)

    async def test_holds_the_upstream_back_when_the_client_does_not_read(self):
        await self.upstream.start()
        started = await self.relay(RELAY_QUEUE_BYTES=str(256 * KB))
        client = await self.connect(started, "/stream", max_queue=1)
        await client.send("first")
        await client.recv()
        frames = incompressible(600)
        sending = asyncio.create_task(self.send_all(self.upstream.connections[-1], frames))
        await asyncio.sleep(2)
        self.assertFalse(sending.done())
        self.assertLessEqual((await self.status(started))["waiting_bytes"]["down"], (256 + 64) * KB)
        self.assertEqual([await client.recv() for _ in frames], frames)
        await sending

    async def send_all(self, connection, frames: list[bytes]) -> None:
        for frame in frames:
            await connection.send(frame)

    async def test_sessions_do_not_mix(self):
        await self.upstream.start()
        started = await self.relay()
        clients = [await self.connect(started, "/stream") for _ in range(20)]
        for number, client in enumerate(clients):
            await client.send(f"client {number}")
        answers = [await client.recv() for client in clients]
        self.assertEqual(answers, [f"client {number}" for number in range(20)])
        self.assertEqual((await self.status(started))["sessions"], 20)

    async def test_refuses_with_a_reason(self):
        client = await self.connect(await self.relay(), "/stream?refuse")
        await client.wait_closed()
        self.assertEqual((client.close_code, client.close_reason), (1008, "`refuse` is refused"))

    async def test_status_keeps_secrets(self):
        status = await self.status(await self.relay())
        self.assertEqual(status["upstream"], f"ws://127.0.0.1:{self.upstream.port}/stream")

    async def test_ends_cleanly_with_open_sessions(self):
        await self.upstream.start()
        started = await self.relay()
        client = await self.connect(started, "/stream")
        await client.send("first")
        await client.recv()
        started.process.send_signal(signal.SIGTERM)
        self.assertEqual(await asyncio.to_thread(started.process.wait, 10), 0)
        await client.wait_closed()
        self.assertEqual(client.close_code, 1012)
        await self.until(lambda: self.upstream.closes == [(1012, "")], "the close")

    async def test_broken_without_an_upstream_setting(self):
        started = self.start(SERVICE_APP=self.app, SERVICE_WORKERS="1", UPSTREAM_URL="http://x")
        message = "`UPSTREAM_URL` must be `ws://host[:port]/path` or `wss://…`, it is: `http://x`"
        await asyncio.to_thread(started.until_broken, message)

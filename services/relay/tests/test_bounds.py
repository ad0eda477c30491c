"""What a relay refuses or holds back, so that no client and no upstream fills its memory."""

import asyncio
import contextlib

import websockets
from testing.websocket import RelayCase
from websockets.exceptions import InvalidStatusCode
from websockets.frames import OP_PING

from tests.test_relay import APP, KB, incompressible


class Bounds(RelayCase):
    app = "thing:app"

    async def asyncSetUp(self) -> None:
        await super().asyncSetUp()
        self.write("app/thing.py", APP)

    async def refused(self, started, reason: str) -> None:
        self.assertEqual((await self.status(started))["refused"][reason], 1)

    async def closed(self, client) -> tuple[int, str]:
        await asyncio.wait_for(client.wait_closed(), 15)
        return client.close_code, client.close_reason

    async def test_sessions_that_wait_for_the_upstream_count(self):
        started = await self.relay(RELAY_SESSIONS="2", RELAY_PATIENCE_SECONDS="600")
        clients = [await self.connect(started, "/stream") for _ in range(2)]
        with self.assertRaises(InvalidStatusCode) as full:
            await self.connect(started, "/stream")
        self.assertEqual((full.exception.status_code, full.exception.headers["Retry-After"]), (503, "10"))
        status = await self.status(started)
        self.assertEqual((status["sessions"], status["most_sessions"], status["connected"]), (2, 2, 0))
        await self.refused(started, "sessions")
        await clients[0].close()
        await self.upstream.start()
        client = await self.until_admitted(started)
        await client.send("hello")
        self.assertEqual(await client.recv(), "hello")

    async def until_admitted(self, started):
        async with asyncio.timeout(10):
            while True:
                try:
                    return await self.connect(started, "/stream")
                except InvalidStatusCode:
                    await asyncio.sleep(0.1)

    async def test_many_that_come_at_once(self):
        started = await self.relay(RELAY_SESSIONS="5", RELAY_PATIENCE_SECONDS="600")
        attempts = await asyncio.gather(
            *(self.connect(started, "/stream") for _ in range(40)), return_exceptions=True
        )
        self.assertEqual(sum(isinstance(one, InvalidStatusCode) for one in attempts), 35)

    async def test_empty_frames_are_held_back(self):
        started = await self.relay(RELAY_QUEUE_FRAMES="100", RELAY_PATIENCE_SECONDS="600")
        client = await self.connect(started, "/stream")
        await self.send_empty(client)
        status = await self.until_waiting(started, 100)
        self.assertGreater(status["waiting_bytes"]["up"], 100 * 64)

    async def send_empty(self, client) -> None:
        for _ in range(2000):
            await client.send(b"")

    async def until_waiting(self, started, frames: int) -> dict:
        """Until so many wait for the upstream, and no more come."""
        async with asyncio.timeout(20):
            while (await self.status(started))["waiting_frames"]["up"] < frames:
                await asyncio.sleep(0.05)
        await asyncio.sleep(1)
        status = await self.status(started)
        self.assertEqual(status["waiting_frames"]["up"], frames)
        return status

    async def test_all_sessions_together_and_nobody_is_locked_out(self):
        self.upstream.echoing = False
        started = await self.relay(RELAY_TOTAL_FRAMES="50", RELAY_PATIENCE_SECONDS="600")
        greedy = await self.connect(started, "/stream")
        await self.send_empty(greedy)
        await self.until_waiting(started, 50)
        other = await self.connect(started, "/stream")
        await other.send("a")
        await other.send("b")
        await self.until_waiting(started, 51)
        await self.upstream.start()
        await greedy.close()
        await self.until(lambda: {"a", "b"} <= set(self.upstream.frames), "both frames")
        await other.close()
        async with asyncio.timeout(20):
            while (status := await self.status(started))["sessions"]:
                await asyncio.sleep(0.1)
        self.assertEqual((status["waiting_frames"]["up"], status["waiting_bytes"]["up"]), (0, 0))

    async def test_a_large_message_of_the_client(self):
        await self.upstream.start()
        started = await self.relay(RELAY_FRAME_BYTES=str(KB))
        client = await self.connect(started, "/stream")
        await client.send(b"x" * KB)
        await client.recv()
        await client.send(b"x" * (KB + 1))
        self.assertEqual((await self.closed(client))[0], 1009)
        await self.refused(started, "too_large")

    async def test_a_large_message_of_the_upstream(self):
        async def large(connection):
            await connection.send(b"x" * (KB * KB + 1))
            await connection.wait_closed()

        async with websockets.serve(large, "127.0.0.1", self.upstream.port):
            started = await self.relay()
            client = await self.connect(started, "/stream", max_size=None)
            self.assertEqual(await self.closed(client), (1009, "a message has more than 1048576 bytes"))
        await self.refused(started, "too_large")
        self.assertEqual((await self.status(started))["reconnections"], 0)

    async def test_empty_fragments_without_end(self):
        await self.upstream.start()
        started = await self.relay()
        client = await self.connect(started, "/stream")
        await client.send([b""] * 1000)
        self.assertEqual(await client.recv(), b"")
        # Few more: what is never read would reset the connection, and the close with it.
        await client.send([b""] * 1100)
        self.assertEqual(await self.closed(client), (1009, ""))
        await self.refused(started, "fragments")

    async def test_pings_without_end(self):
        await self.upstream.start()
        started = await self.relay()
        client = await self.connect(started, "/stream")
        for _ in range(100):
            # Not `ping`, which keeps a future for each.
            await client.write_frame(True, OP_PING, b"")
        self.assertEqual(await self.closed(client), (1008, "too many pings or pongs"))
        await self.refused(started, "control_frames")

    async def test_a_client_that_sends_nothing(self):
        await self.upstream.start()
        started = await self.relay(RELAY_IDLE_SECONDS="3", RELAY_SESSIONS="1")
        client = await self.connect(started, "/stream")
        for _ in range(8):
            await asyncio.sleep(0.5)
            await client.send("still here")
            await client.recv()
        self.assertEqual(await self.closed(client), (1001, "no frame for 3 s"))
        await self.until(lambda: self.upstream.closes == [(1001, "no frame for 3 s")], "the close")
        await self.refused(started, "idle")

    async def test_a_client_that_listens_stays_while_there_is_room(self):
        await self.upstream.start()
        started = await self.relay(RELAY_IDLE_SECONDS="1")
        client = await self.connect(started, "/stream")
        await asyncio.sleep(3)
        await client.send("still here")
        self.assertEqual(await client.recv(), "still here")

    async def test_a_client_that_does_not_read(self):
        """It sends on, so that it is not idle."""
        await self.upstream.start()
        started = await self.relay(RELAY_STALL_SECONDS="1")
        client = await self.connect(started, "/stream", max_queue=1)
        await client.send("first")
        await client.recv()
        self.upstream.echoing = False
        sending = asyncio.create_task(self.send_all(self.upstream.connections[-1], incompressible(300)))
        self.addCleanup(sending.cancel)
        async with asyncio.timeout(60):
            while not (status := await self.status(started))["refused"]["stalled"] or status["sessions"]:
                # It may be closed at any moment.
                with contextlib.suppress(websockets.ConnectionClosed):
                    await client.send("more")
                await asyncio.sleep(0.5)
        await self.until(lambda: self.upstream.closes, "the close")
        self.assertEqual((status["waiting_bytes"]["down"], status["refused"]["stalled"]), (0, 1))
        # Its own farewell would wait behind what it has not read.
        client.transport.abort()
        await client.wait_closed()

    async def send_all(self, connection, frames: list[bytes]) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            for frame in frames:
                await connection.send(frame)

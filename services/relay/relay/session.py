"""One client and its upstream, from the first frame to the close."""

import asyncio
import time

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from .channel import Channel
from .close import ABNORMAL, GOING_AWAY, POLICY_VIOLATION, Close
from .request import Request
from .settings import Settings
from .status import Status
from .upstream import Upstream

# How long the frames that still wait at the end may take to arrive.
FLUSH_SECONDS = 5.0
# How often a session without frames looks whether its place is wanted.
LOOK_SECONDS = 1.0


class Session:
    def __init__(self, client: WebSocket, request: Request, settings: Settings, status: Status) -> None:
        self.client = client
        self.status = status
        self.up = Channel(settings.queue_bytes, settings.queue_frames, status.pool)
        self.down = Channel(settings.queue_bytes, settings.queue_frames, status.pool)
        self.idle = settings.idle
        self.stall = settings.stall
        self.stalled = False
        # When a frame last came from the client or went to it.
        self.heard = time.monotonic()
        self.upstream = Upstream(request, self.up, self.down, settings, status)

    async def run(self) -> None:
        await self.client.accept()
        channels = (self.up, self.down)
        self.status.sessions_total += 1
        self.status.channels.add(channels)
        try:
            await self._relay()
        finally:
            self.status.channels.discard(channels)
            # What still waits must not count among all sessions any more.
            self.up.discard()
            self.down.discard()

    async def _relay(self) -> None:
        reader = asyncio.create_task(self._read())
        writer = asyncio.create_task(self._write())
        upstream = asyncio.create_task(self.upstream.run())
        silence = asyncio.create_task(self._silence())
        tasks = [reader, writer, upstream, silence]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if upstream.done():
                await self._end(writer, upstream.result())
            elif self.stalled:
                await self._refuse(writer, upstream, "stalled", Close(POLICY_VIOLATION, "the client does not read"))
            elif silence.done():
                await self._refuse(writer, upstream, "idle", Close(GOING_AWAY, f"no frame for {self.idle:g} s"))
            else:
                await self._leave(upstream, reader.result() if reader.done() else Close(ABNORMAL))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _refuse(
        self, writer: asyncio.Task[None], upstream: asyncio.Task[Close], reason: str, close: Close
    ) -> None:
        """The session is ended from here, on both sides."""
        self.status.refused[reason] += 1
        await self._end(writer, close)
        await self._leave(upstream, close)

    async def _end(self, writer: asyncio.Task[None], close: Close) -> None:
        """The upstream has ended: the client gets what waits for it, then the same close."""
        self.down.finish()
        await asyncio.wait([writer], timeout=FLUSH_SECONDS)
        close = close.sendable()
        if self.client.application_state is WebSocketState.CONNECTED:
            await self.client.close(close.code, close.reason)

    async def _leave(self, upstream: asyncio.Task[Close], close: Close) -> None:
        """The client has gone: the upstream gets what waits for it, then the same close."""
        self.upstream.farewell = close.sendable()
        self.down.discard()
        self.up.finish()
        await asyncio.wait([upstream], timeout=FLUSH_SECONDS)

    async def _silence(self) -> None:
        """Returns once neither side has sent anything for too long, and others want the place.

        A client that is gone answers no ping, and is ended by that.
        """
        while (left := self.heard + self.idle - time.monotonic()) > 0 or not self.status.is_crowded:
            await asyncio.sleep(max(left, LOOK_SECONDS))

    async def _read(self) -> Close:
        while True:
            message = await self.client.receive()
            if message["type"] == "websocket.disconnect":
                return Close(message.get("code") or ABNORMAL, message.get("reason") or "")
            self.heard = time.monotonic()
            text = message.get("text")
            await self.up.put(message["bytes"] if text is None else text)

    async def _write(self) -> None:
        while (frame := await self.down.first()) is not None:
            try:
                # The server's own pings wait behind the frame, and time out only once they were sent.
                async with asyncio.timeout(self.stall):
                    await (self.client.send_text(frame) if isinstance(frame, str) else self.client.send_bytes(frame))
            except TimeoutError:
                self.stalled = True
                return
            except WebSocketDisconnect:
                return
            self.down.drop()
            self.heard = time.monotonic()
            self.status.frames_down += 1

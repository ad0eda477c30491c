"""The upstream's side of a session: connected again and again until it ends for good."""

import asyncio
import contextlib
import logging
import time

import websockets
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from .backoff import Backoff
from .channel import Channel, Frame
from .close import ABNORMAL, GOING_AWAY, TRY_AGAIN_LATER, Close
from .protocol import bounded
from .request import Request
from .settings import Settings
from .status import Status

logger = logging.getLogger(__name__)
# The library's own pings would take an upstream that is held back for a dead one, see `_watch`.
OPTIONS = {"open_timeout": 10, "close_timeout": 2, "ping_interval": None}
PING_SECONDS = 20.0


class Upstream:
    def __init__(self, request: Request, up: Channel, down: Channel, settings: Settings, status: Status) -> None:
        self.request = request
        self.up = up
        self.down = down
        self.backoff = Backoff(settings.backoff_first, settings.backoff_cap, settings.patience)
        self.status = status
        self.protocol = bounded(websockets.WebSocketClientProtocol, settings.frame_bytes, status.refused)
        self.connections = 0
        # What a new connection hears first, if the request wants its first text repeated.
        self.opening: Frame | None = None
        # How the connection is closed once the client has gone.
        self.farewell = Close(GOING_AWAY)

    async def run(self) -> Close:
        """Returns how the client is to be closed."""
        while True:
            close = await self._attempt()
            if self.up.drained or not close.transient:
                return close
            delay = self.backoff.next()
            if delay is None:
                return Close(TRY_AGAIN_LATER, "upstream is not reachable")
            self.status.last_failure = close.reason or f"upstream closed with {close.code}"
            logger.warning("upstream is away, next attempt in %g s: %s", delay, self.status.last_failure)
            await asyncio.sleep(delay)

    async def _attempt(self) -> Close:
        try:
            connection = await websockets.connect(self.request.address, create_protocol=self.protocol, **OPTIONS)
        except (OSError, InvalidHandshake, TimeoutError) as error:
            return Close(ABNORMAL, f"{type(error).__name__}: {error}")
        self.status.reconnections += self.connections > 0
        self.connections += 1
        self.status.connected += 1
        try:
            return await self._exchange(connection)
        finally:
            self.status.connected -= 1
            await connection.close(self.farewell.code, self.farewell.reason)

    async def _exchange(self, connection) -> Close:
        """Both directions until the connection is closed, by whichever side."""
        begin = time.monotonic()
        beside = [asyncio.create_task(self._send(connection)), asyncio.create_task(self._watch(connection))]
        try:
            await self._receive(connection)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.wait(beside)
        if time.monotonic() - begin > self.backoff.cap:
            self.backoff.reset()
        return connection.refusal or Close(connection.close_code or ABNORMAL, connection.close_reason or "")

    async def _receive(self, connection) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.down.put(await connection.recv())
                self.backoff.reset()

    async def _send(self, connection) -> None:
        """A frame leaves the channel only after it was sent: the next connection gets what this one did not."""
        with contextlib.suppress(ConnectionClosed):
            if self.opening is not None:
                await connection.send(self.opening)
            while (frame := await self.up.first()) is not None:
                await connection.send(frame)
                self.up.drop()
                self.status.frames_up += 1
                if self.request.repeats_opening and self.opening is None and isinstance(frame, str):
                    self.opening = frame
            await connection.close(self.farewell.code, self.farewell.reason)

    async def _watch(self, connection) -> None:
        """Closes a connection whose pongs stay away, but not while we are the ones who do not read."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(PING_SECONDS)
                pong = await connection.ping()
                # No second ping while this one waits: the library keeps each.
                while not (await asyncio.wait([pong], timeout=PING_SECONDS))[0]:
                    if not self.down.full and not self.down.blocked:
                        await connection.close(GOING_AWAY, "no pong")

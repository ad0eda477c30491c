"""The center as it runs: its store, what it last heard of health, and the tasks beside the requests."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import asdict

from . import fleet, snapshot
from .event import Event
from .field import Refused
from .forward import SNAPSHOTS, Forward
from .health import Health, Poller
from .service import Machine
from .settings import Settings
from .snapshot import Snapshot
from .start import Start
from .store import Store

logger = logging.getLogger(__name__)
AGAIN_SECONDS = 0.5


class Center:
    def __init__(self, settings: Settings, poller: Poller | None = None) -> None:
        self.settings = settings
        self.store = Store(settings.database)
        self.poller = poller or Poller()
        self.forward = Forward(settings.forward, settings.machine) if settings.forward else None
        self.health: dict[str, Health] = {}
        self.tasks: list[asyncio.Task[None]] = []

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self.tasks.append(asyncio.create_task(self._poll()))
        if self.forward:
            self.tasks.append(asyncio.create_task(self.forward.run()))
        try:
            yield
        finally:
            await self._end()
            await self.poller.close()
            if self.forward:
                await self.forward.close()
            self.store.close()

    async def _end(self) -> None:
        """A request that ends just then may swallow a cancellation: it is asked again."""
        pending = set(self.tasks)
        while pending:
            for task in pending:
                task.cancel()
            _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)

    def failure(self) -> str | None:
        """Why the center does not do its work; a database that cannot be read raises."""
        self.store.check()
        return next((f"a task ended: {task.exception()!r}" for task in self.tasks if task.done()), None)

    def take_start(self, start: Start, forwarded: bool) -> None:
        self.store.put_start(start)
        if start.machine == self.settings.machine:
            self.health.pop(start.service, None)
        self._forward("/api/v1/starts", start, forwarded)

    def take_event(self, event: Event, forwarded: bool) -> None:
        self.store.put_event(event)
        self._forward("/api/v1/events", event, forwarded)

    def take_snapshot(self, taken: Snapshot) -> None:
        if taken.machine == self.settings.machine:
            raise Refused(f"this is the center of `{taken.machine}`", 409)
        self.store.put_snapshot(taken)

    def own(self) -> Machine:
        return fleet.own(self.settings.machine, self.store.starts(), self.health, self.settings.expected)

    def machines(self) -> list[Machine]:
        """This one first."""
        others = fleet.others(self.settings.machine, self.store.starts(), self.store.snapshots())
        return [self.own(), *others]

    def _forward(self, path: str, posted: Start | Event, forwarded: bool) -> None:
        if self.forward and not forwarded and posted.machine == self.settings.machine:
            self.forward.put(path, asdict(posted))

    async def _poll(self) -> None:
        while True:
            try:
                starts = [start for start, _ in self.store.starts() if start.machine == self.settings.machine]
                self.health = await self.poller.poll(starts)
                if self.forward:
                    self.forward.put(SNAPSHOTS, snapshot.of(self.own()).fields())
            except sqlite3.Error as error:
                logger.error("cannot poll: %s", error)
            await asyncio.sleep(self.settings.poll_seconds)

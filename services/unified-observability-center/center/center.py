"""The center as it runs: its store, what it last heard of health, and the tasks beside the requests."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import asdict

from . import fleet, snapshot, stray
from .event import Event
from .field import Refused
from .forward import SNAPSHOTS, Forward
from .health import Health, Poller
from .known import Known
from .render import Renderer
from .service import Machine
from .settings import Settings
from .snapshot import Snapshot
from .start import Start
from .store import Store

logger = logging.getLogger(__name__)
AGAIN_SECONDS = 0.5
ANSWERS = ("healthy", "unhealthy")


class Center:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.known = Known(settings.machine, settings.machines, settings.expected)
        self.store = Store(settings.database, self.known)
        # What is not expected is asked by another one: names that are not there take their time.
        self.pollers = {True: Poller(), False: Poller()}
        self.forward = Forward(settings.forward, settings.machine) if settings.forward else None
        self.health: dict[str, Health] = {}
        self.renderer = Renderer()
        self.tasks: list[asyncio.Task[None]] = []

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        work = [self._again(self._poll_expected), self._again(self._poll_strays)]
        if self.forward:
            work.append(self.forward.run())
        self.tasks += map(asyncio.create_task, work)
        try:
            yield
        finally:
            await self._end()
            for poller in self.pollers.values():
                await poller.close()
            if self.forward:
                await self.forward.close()
            self.renderer.close()
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

    def view(self) -> Callable[[], list[Machine]]:
        """Reads what is known now; to be called for the machines, in any thread: this one first, then the fleet's."""
        name, health = self.settings.machine, {**self.health}
        starts, snapshots = self.store.starts(), self.store.snapshots()

        def machines() -> list[Machine]:
            others = fleet.others(name, starts, snapshots)
            others.sort(key=lambda machine: machine.name not in self.known.machines)
            return [fleet.own(name, starts, health, self.settings.expected), *others]

        return machines

    def _forward(self, path: str, posted: Start | Event, forwarded: bool) -> None:
        if self.forward and not forwarded and posted.machine == self.settings.machine:
            expected = self.known.expects(posted.machine, posted.service)
            self.forward.put(path, asdict(posted), expected)

    async def _again(self, poll: Callable[[], Coroutine[None, None, None]]) -> None:
        while True:
            try:
                await poll()
            except sqlite3.Error as error:
                logger.error("cannot poll: %s", error)
            await asyncio.sleep(self.settings.poll_seconds)

    async def _poll_expected(self) -> None:
        await self._poll(expected=True)
        if self.forward:
            self.forward.put(SNAPSHOTS, snapshot.of(self.own()).fields())

    async def _poll_strays(self) -> None:
        await self._poll(expected=False)
        self.store.drop_starts(stray.expired(self.store.starts(), self.known, self._answers))
        self.store.expire_machines()
        kept = {start.service for start, _ in self.store.starts()}
        self.health = {service: health for service, health in self.health.items() if service in kept}

    async def _poll(self, *, expected: bool) -> None:
        own = [start for start, _ in self.store.starts() if start.machine == self.settings.machine]
        asked = [start for start in own if self.known.expects(start.machine, start.service) == expected]
        found = await self.pollers[expected].poll(asked)
        self.health |= found

    def _answers(self, start: Start) -> bool:
        health = self.health.get(start.service)
        return start.machine == self.settings.machine and health is not None and health.state in ANSWERS

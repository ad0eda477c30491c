"""A supervisor in this process, over a machine that stands in for a real one."""

import asyncio
import contextlib
import logging
import unittest

from supervisor import status
from supervisor.app import Supervisor
from supervisor.ending import end
from supervisor.settings import read
from testing.image import PATIENCE

from .machine import Box, Machine
from .server import Reply, Server

QUICK = {
    "MACHINE": "pc2",
    "POLL_SECONDS": "0.2",
    "START_GRACE_SECONDS": "0.3",
    "RESTART_BACKOFF_FIRST_SECONDS": "0.05",
    "RESTART_BACKOFF_CAP_SECONDS": "0.1",
    "RESTART_BUDGET": "3",
    "RESTART_WINDOW_SECONDS": "60",
}


class Center(Server):
    """The observability center: keeps what it is told."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.status = 204
        super().__init__()

    def reply(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        if self.status == 204:
            self.bodies.append(body)
        return Reply(self.status)


class SupervisorCase(unittest.IsolatedAsyncioTestCase):
    """A test makes its containers first, then `supervise` begins."""

    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)

    async def supervise(self, *boxes: Box, **environment: str) -> Supervisor:
        self.machine = Machine(*boxes)
        self.addCleanup(self.machine.stop)
        told = {"ENGINE_URL": self.machine.url, "PROBE_ADDRESS": self.machine.probe_address}
        self.supervisor = Supervisor(read(QUICK | told | environment))
        tasks = [asyncio.ensure_future(work) for work in self.supervisor.work()]
        self.addAsyncCleanup(self.end, tasks)
        self.tasks = tasks
        return self.supervisor

    async def end(self, tasks: list[asyncio.Task]) -> None:
        await end((*tasks, *(self.supervisor.watch.tasks if self.supervisor.watch else ())))
        await self.supervisor.close()

    def status(self) -> dict:
        supervisor = self.supervisor
        return status.status(supervisor.settings, supervisor.watch, supervisor.stream, supervisor.rollout)

    def shown(self, name: str = "pc2-cache-manager") -> dict:
        return next((one for one in self.status()["containers"] if one["name"] == name), {})

    async def until(self, condition, what: str):
        value = None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not (value := condition()):
                    await asyncio.sleep(0.01)
        self.assertTrue(value, f"{what}; status: {self.status()}")
        self.assertFalse([task for task in self.tasks if task.done()], "a loop has ended")
        return value

    async def until_state(self, state: str, name: str = "pc2-cache-manager") -> None:
        await self.until(lambda: self.shown(name).get("state") == state, f"`{name}` is {state}")

    async def until_followed(self) -> None:
        await self.until(lambda: self.status()["engine"]["events"] == "followed", "the stream of events is followed")

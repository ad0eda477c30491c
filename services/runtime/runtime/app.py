"""A service that is an ASGI app: worker processes that share one listening socket.

The first worker starts alone; only when it serves do the others follow, so an app that cannot be imported fails once.
Nothing is restarted here: a dead worker turns the health bad, and whoever watches the health restarts the container.
"""

import asyncio
import json
import logging
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from .child import Child
from .probe import Probe

logger = logging.getLogger(__name__)
LAST_WORDS_SECONDS = 0.5


@dataclass
class Worker:
    child: Child
    ready: bool = False
    failure: str | None = None


class App:
    def __init__(self, name: str, main: Path, listener: socket.socket, count: int, probe: Probe | None) -> None:
        self.name = name
        self.main = main
        self.listener = listener
        self.count = count
        # An app need not have `/health`: any answer but a server error shows that it serves.
        self.probe = probe or Probe("http", "127.0.0.1", listener.getsockname()[1], "/health", range(200, 500))
        self.workers: list[Worker] = []
        self.followers: set[asyncio.Task[None]] = set()
        self.stopping = False

    async def start(self) -> None:
        await self._spawn()

    async def check(self) -> str | None:
        """The first broken worker's reason, then the probe's."""
        failures = [worker.failure for worker in self.workers if worker.failure]
        if failures:
            return failures[0]
        if not any(worker.ready for worker in self.workers):
            return f"the app `{self.name}` is starting"
        return await self.probe.check()

    async def wait(self) -> int:
        return await asyncio.get_running_loop().create_future()

    async def stop(self, number: signal.Signals, grace: float) -> int:
        self.stopping = True
        workers = list(self.workers)
        codes = await asyncio.gather(*(worker.child.stop(number, grace) for worker in workers))
        return max(_verdict(worker, code, number) for worker, code in zip(workers, codes, strict=True))

    async def _spawn(self) -> None:
        reader, writer = os.pipe()
        arguments = [sys.executable, "-I", "-S", str(self.main), "worker", str(self.listener.fileno()), str(writer)]
        child = await Child.spawn(arguments, (self.listener.fileno(), writer))
        os.close(writer)
        worker = Worker(child)
        self.workers.append(worker)
        if self.stopping:
            child.forward(signal.SIGKILL)
        follower = asyncio.create_task(self._follow(worker, reader))
        self.followers.add(follower)
        follower.add_done_callback(self.followers.discard)

    async def _follow(self, worker: Worker, descriptor: int) -> None:
        """Waits for a worker's end; what it says is heard beside, for a process it left may hold the pipe."""
        hearing = asyncio.create_task(self._hear(worker, descriptor))
        code = await worker.child.wait()
        await asyncio.wait([hearing], timeout=LAST_WORDS_SECONDS)
        hearing.cancel()
        worker.ready = False
        if not self.stopping:
            worker.failure = worker.failure or f"a worker of the app `{self.name}` ended with code {code}"
            logger.error("%s", worker.failure)

    async def _hear(self, worker: Worker, descriptor: int) -> None:
        stream = asyncio.StreamReader()
        loop, pipe = asyncio.get_running_loop(), os.fdopen(descriptor, "rb")
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), pipe)
        try:
            async for line in stream:
                worker.failure = json.loads(line)["failure"]
                worker.ready = worker.failure is None
                if worker.ready and worker is self.workers[0]:
                    await self._complete()
        finally:
            transport.close()

    async def _complete(self) -> None:
        """Starts the other workers once the first one serves."""
        while len(self.workers) < self.count and not self.stopping:
            await self._spawn()
        # Once all of them hold the socket it lives as long as they do: no connection waits for workers that are gone.
        self.listener.close()


def _verdict(worker: Worker, code: int, number: signal.Signals) -> int:
    """Ended by the signal that was sent, before it could take care of it: no failure, unless it had failed before."""
    return (0 if code == 128 + number else code) or (1 if worker.failure else 0)

"""The HTTP face of the supervisor, and what runs behind it."""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Awaitable

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from . import status
from .ending import end
from .engine import Engine
from .registry import Registry
from .report import Report
from .rollout import Rollout
from .settings import Settings, read
from .stream import Stream
from .watch import Watch

logger = logging.getLogger(__name__)
# It would write a line for every request.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Supervisor:
    """What is wired to what: only that which the environment names runs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Within the machine no proxy of the environment is asked; a registry may be beyond one.
        self.inside = httpx.AsyncClient(trust_env=False)
        # A connection of its own a probe: of one that is kept nobody knows who is at its other end.
        self.probes = httpx.AsyncClient(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        self.outside = httpx.AsyncClient()
        self.report = Report(settings.observability, settings.machine, self.inside)
        self.watch: Watch | None = None
        self.stream: Stream | None = None
        if settings.engine:
            engine = Engine(settings.engine, self.inside)
            self.watch = Watch(settings, engine, self.probes, self.report)
            self.stream = Stream(engine, self.watch.list_anew, self.watch.hear)
        self.rollout = self._rollout(settings.registry) if self.watch and not settings.forced_tag else None

    def work(self) -> list[Awaitable[None]]:
        work = [self.report.run()]
        if self.watch and self.stream:
            work += [self.watch.run(), self.stream.run()]
        else:
            logger.warning("%s", status.NO_ENGINE)
        if self.rollout:
            work.append(self.rollout.run(self.settings.registry_seconds))
        return work

    async def close(self) -> None:
        for client in (self.inside, self.probes, self.outside):
            await client.aclose()

    def _rollout(self, registry: str | None) -> Rollout | None:
        if registry is None:
            return None
        reader = Registry(registry, self.settings.organisation, self.outside)
        return Rollout(reader, lambda: list(self.watch.containers.values()), self.report)


def application(settings: Settings) -> Starlette:
    supervisor = Supervisor(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.ensure_future(work) for work in supervisor.work()]
        try:
            yield
        finally:
            # A restart that the engine was asked for goes on without us.
            await end((*tasks, *(supervisor.watch.tasks if supervisor.watch else ())))
            await supervisor.close()

    async def show(_: Request) -> JSONResponse:
        return JSONResponse(status.status(settings, supervisor.watch, supervisor.stream, supervisor.rollout))

    async def measure(_: Request) -> PlainTextResponse:
        return PlainTextResponse(status.metrics(supervisor.watch), media_type="text/plain; version=0.0.4")

    return Starlette(routes=[Route("/status", show), Route("/metrics", measure)], lifespan=lifespan)


app = application(read(os.environ))

"""Starts the service, answers for its health, and ends both when told to."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Iterator

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from . import connection, health, listener, log, profile, settings, start_report
from .app import App
from .command import Command
from .errors import CannotRun
from .idle import Idle
from .layout import Layout
from .settings import Settings
from .start_report import StartReport

logger = logging.getLogger(__name__)
Service = App | Command | Idle
HEALTH_OPTIONS = {"log_config": None, "access_log": False, "lifespan": "off", "timeout_graceful_shutdown": 1}


def main(layout: Layout) -> int:
    log.configure(os.environ.get("SERVICE_NAME", ""), os.environ.get("MACHINE", ""), "INFO")
    try:
        row = settings.read(os.environ)
        log.configure(row.service, row.machine, row.level)
        supervisor = Supervisor(row, profile.read(layout.profile), layout)
        return asyncio.run(supervisor.run(start_report.read(os.environ, row)))
    except CannotRun as error:
        for line in str(error).splitlines():
            logger.critical("%s", line)
        return 2


class HealthServer(uvicorn.Server):
    """uvicorn, but the signals stay with the supervisor."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Supervisor:
    def __init__(self, row: Settings, machine_profile: profile.Profile, layout: Layout) -> None:
        self.row = row
        self.listener = listener.bind(row.health_port)
        self.service = _service(row, machine_profile, layout)
        self.stop_signal: asyncio.Future[signal.Signals]
        info = {
            "service": row.service,
            "machine": row.machine,
            "app": row.app,
            "command": row.command,
            "profile": machine_profile,
        }
        answers = health.application(self.check, info)
        http = connection.bounded(H11Protocol)
        self.server = HealthServer(uvicorn.Config(answers, http=http, **HEALTH_OPTIONS))

    async def check(self) -> str | None:
        return "the service is stopping" if self.stop_signal.done() else await self.service.check()

    async def run(self, report: StartReport | None) -> int:
        self._listen_for_signals()
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        server = asyncio.create_task(self.server.serve([self.listener]))
        logger.info("health is served on port %d", self.row.health_port)
        reporting = asyncio.create_task(report.run()) if report else None
        try:
            await self.service.start()
            return await self._until_the_end()
        finally:
            if reporting:
                reporting.cancel()
            self.server.should_exit = True
            await server

    def _listen_for_signals(self) -> None:
        loop = asyncio.get_running_loop()
        self.stop_signal = loop.create_future()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._signalled, number)

    def _signalled(self, number: signal.Signals) -> None:
        if not self.stop_signal.done():
            self.stop_signal.set_result(number)

    async def _until_the_end(self) -> int:
        """The service ends by itself, or a signal ends it."""
        end = asyncio.create_task(self.service.wait())
        await asyncio.wait([end, self.stop_signal], return_when=asyncio.FIRST_COMPLETED)
        if end.done():
            return end.result()
        end.cancel()
        number = self.stop_signal.result()
        logger.info("stopping on %s", number.name)
        return await self.service.stop(number, self.row.grace)


def _service(row: Settings, machine_profile: profile.Profile, layout: Layout) -> Service:
    if row.command is not None:
        return Command(row.command, row.probe)
    if row.app is None:
        return Idle()
    count = row.workers or profile.workers(machine_profile)
    return App(row.app, layout.main, listener.bind(row.port), count, row.probe)

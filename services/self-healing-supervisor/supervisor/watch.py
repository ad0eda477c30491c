"""The loop: looks at the containers, probes them, has restarted what is due."""

import asyncio
import contextlib
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Iterable

import httpx

from .answer import NoAnswer
from .blindness import Blindness
from .container import Container
from .engine import Denied, Engine, Refused
from .events import Event
from .policy import Failure, Policy
from .probe import probe
from .report import Report
from .settings import Settings

logger = logging.getLogger(__name__)
# So many questions at a time.
INSPECTIONS, PROBES, RESTARTS = 8, 16, 4
# So many containers' restarts are counted before those that are gone are forgotten.
MOST_COUNTED = 1000
# Events may come faster than they can be looked at.
PAUSE_SECONDS = 0.1
# What was denied is asked for again after so long: the proxy writes a line for each.
DENIED_SECONDS = 300.0


class Watch:
    def __init__(self, settings: Settings, engine: Engine, probes: httpx.AsyncClient, report: Report) -> None:
        self.settings = settings
        self.engine = engine
        self.probes = probes
        self.report = report
        self.containers: dict[str, Container] = {}
        self.restarts: Counter[tuple[str, str]] = Counter()
        # Why the engine cannot be asked; None while it can.
        self.away: str | None = "not asked yet"
        self.blindness = Blindness()
        self.next_list = 0.0
        # Names that an event was about.
        self.touched: set[str] = set()
        self.woken = asyncio.Event()
        self.probing, self.restarting = asyncio.Semaphore(PROBES), asyncio.Semaphore(RESTARTS)
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        while True:
            try:
                await self.cycle()
            except Exception:
                logger.exception("this cycle failed, the next one follows")
            await self._rest()

    async def cycle(self) -> None:
        now = time.monotonic()
        names, self.touched = self.touched | self._woken_by_time(now), set()
        if now >= self.next_list:
            self.next_list = now + self.settings.poll_seconds
            await self._list(now)
            names = set(self.containers)
        looked_at = [self.containers[name] for name in names & self.containers.keys()]
        await _each(INSPECTIONS, (self._inspect(one) for one in looked_at if now >= one.not_before))
        self._look_around()
        self._restart_due(now)
        self._probe_due(time.monotonic())
        self._tell()

    def hear(self, event: Event) -> None:
        now = time.monotonic()
        if container := self.containers.get(event.name):
            match event.action:
                case "stop":
                    container.policy.heard_stop(now)
                case "start":
                    container.policy.heard_start(now)
            self.touched.add(event.name)
        else:
            self.next_list = 0.0
        self.woken.set()

    def list_anew(self) -> None:
        """What happened while nobody listened is on the list."""
        self.next_list = 0.0
        self.woken.set()

    async def _list(self, now: float) -> None:
        try:
            listed = await self.engine.containers()
        except NoAnswer as error:
            if self.away != str(error):
                logger.warning("the engine cannot be asked: %s", error)
            self.away = str(error)
            return
        if self.away is not None:
            logger.info("the engine shows %d containers", len(listed))
        self.away = None
        known, self.containers = self.containers, {}
        for entry in listed:
            container = known.get(entry.name) or Container(entry, Policy(self.settings.limits, now))
            container.relisted(entry)
            self.containers[entry.name] = container
        self._forget()

    def _forget(self) -> None:
        """What is gone is counted on, but not without end: names may be new for each run."""
        if len(self.restarts) > MOST_COUNTED:
            for name, service in [key for key in self.restarts if key[0] not in self.containers]:
                del self.restarts[name, service]

    async def _inspect(self, container: Container) -> None:
        name, asked = container.listed.name, time.monotonic()
        try:
            found = await self.engine.inspect(name, asked)
        except Denied as error:
            container.id, container.others = None, f"the proxy denies it: {error}"
            container.not_before = asked + DENIED_SECONDS
            return
        except NoAnswer as error:
            container.not_before = asked + self.settings.poll_seconds / 2
            logger.warning("`%s` cannot be inspected: %s", name, error)
            return
        if found is None:
            self.next_list = 0.0
        else:
            container.inspected(asked, found, self.settings.limits)

    def _probe_due(self, now: float) -> None:
        for container in self.containers.values():
            if container.may_be_probed and now >= container.next_probe:
                container.next_probe, container.probing = now + self.settings.poll_seconds, True
                self._beside(self._probe(container))

    async def _probe(self, container: Container) -> None:
        policy, run = container.policy, container.policy.run
        try:
            async with self.probing:
                failure = await self._failure(container)
        finally:
            container.probing = False
        # A restart or an event beside may have overtaken the answer.
        if policy is container.policy and policy.run == run and policy.stop_heard is None:
            policy.answered = failure is None or not failure.unreachable
            self._look_around()
            policy.probed(time.monotonic(), failure, blind=self.blindness.reason is not None)
            self.woken.set()

    def _look_around(self) -> None:
        """Says once that nothing is seen, and lets go of what was wanted because of that."""
        now, before = time.monotonic(), self.blindness.reason
        self.blindness.judge(view for one in self.containers.values() if (view := one.view(now)))
        if reason := self.blindness.reason:
            if before is None:
                logger.error("blind: %s", reason)
            for container in self.containers.values():
                container.policy.hold()
        elif before is not None:
            logger.info("not blind any more")

    async def _failure(self, container: Container) -> Failure | None:
        """Of a container without a port for its health only whether it runs is known."""
        port = container.listed.health_port
        if port is None:
            return None
        return await probe(self.probes, self.settings.probe_address.format(name=container.listed.name, port=port))

    def _restart_due(self, began: float) -> None:
        """Only what was inspected in this cycle: somebody else may have started or stopped it meanwhile."""
        for container in self.containers.values():
            now = time.monotonic()
            if container.watched and container.looked >= began and container.policy.due(now):
                container.policy.attempt(now)
                self._beside(self._restart(container))

    async def _restart(self, container: Container) -> None:
        name, policy = container.listed.name, container.policy
        try:
            async with self.restarting:
                logger.warning("restarting `%s`: %s", name, policy.reason)
                await self.engine.restart(name)
            self.restarts[name, container.listed.service] += 1
            policy.restarted(time.monotonic())
        except NoAnswer as error:
            logger.warning("`%s` was not restarted: %s", name, error)
            policy.unreached(time.monotonic(), str(error))
        except Refused as error:
            logger.error("`%s` was not restarted: %s", name, error)
            policy.refused(time.monotonic(), f"the engine could not restart it: {error}")
        except Exception as error:
            logger.exception("`%s` was not restarted", name)
            policy.refused(time.monotonic(), f"{type(error).__name__}: {error}")
        self.touched.add(name)
        self.woken.set()

    def _tell(self) -> None:
        for container in self.containers.values():
            happenings, container.policy.happenings = container.policy.happenings, []
            for happening in happenings:
                level = logging.ERROR if happening.kind == "gave-up" else logging.INFO
                logger.log(level, "%s `%s`: %s", happening.kind, container.listed.name, happening.message)
                self.report.tell(container.listed.service, happening.kind, happening.message)

    def _woken_by_time(self, now: float) -> set[str]:
        return {name for name, one in self.containers.items() if (wake := one.wake) is not None and now >= wake}

    async def _rest(self) -> None:
        """Until the next list, until something is due, or until something happens."""
        wakes = [wake for one in self.containers.values() if (wake := one.wake) is not None]
        pause = min([self.next_list, *wakes]) - time.monotonic()
        # `wait_for` of Python 3.11 may lose a cancellation.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(PAUSE_SECONDS, pause)):
                await self.woken.wait()
        self.woken.clear()
        await asyncio.sleep(PAUSE_SECONDS)

    def _beside(self, work: Awaitable[None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            logger.error("a step beside the loop failed", exc_info=task.exception())


async def _each(most: int, work: Iterable[Awaitable[None]]) -> None:
    """All of it, `most` at a time; what fails does not stop the others."""
    allowed = asyncio.Semaphore(most)

    async def one(task: Awaitable[None]) -> None:
        async with allowed:
            await task

    for result in await asyncio.gather(*(one(task) for task in work), return_exceptions=True):
        if isinstance(result, Exception):
            logger.error("a step of this cycle failed", exc_info=result)

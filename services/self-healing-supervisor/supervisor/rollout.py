"""Looks whether the registry has newer images than those that run. It says so, and pulls nothing."""

import asyncio
import logging
from collections.abc import Callable, Iterable

from .answer import NoAnswer
from .container import Container
from .registry import Registry
from .report import Report
from .tags import digest_of, newest

logger = logging.getLogger(__name__)
AT_A_TIME = 4
# Of one day; a registry with more is looked at no further.
MOST_OF_A_DAY = 10


class Rollout:
    """What is newer than what runs, by container."""

    def __init__(self, registry: Registry, containers: Callable[[], Iterable[Container]], report: Report) -> None:
        self.registry = registry
        self.containers = containers
        self.report = report
        self.newer: dict[str, dict[str, str]] = {}
        self.failures: dict[str, str] = {}
        # What runs, and the tags that were there when that was first seen: others came later.
        self.first: dict[str, tuple[str, set[str]]] = {}

    async def run(self, seconds: float) -> None:
        # The first list of containers comes first.
        await asyncio.sleep(min(seconds, 15))
        while True:
            try:
                await self.look()
            except Exception:
                logger.exception("looking for new tags failed, the next time follows")
            await asyncio.sleep(seconds)

    async def look(self) -> None:
        watched = [container for container in self.containers() if container.watched]
        names = {container.listed.name for container in watched}
        for known in (self.newer, self.failures, self.first):
            for name in known.keys() - names:
                del known[name]
        allowed, before = asyncio.Semaphore(AT_A_TIME), set(self.failures.values())

        async def one(container: Container) -> None:
            async with allowed:
                await self._look_at(container)

        await asyncio.gather(*map(one, watched))
        # A registry that is away is so for every container: said once
        for reason in sorted(set(self.failures.values()) - before):
            logger.warning("the registry: %s", reason)

    async def _look_at(self, container: Container) -> None:
        name = container.listed.name
        running = digest_of(container.image)
        if running is None:
            self.failures[name] = "what it runs has no digest to compare"
            return
        try:
            found = await self._newer(name, running)
        except NoAnswer as error:
            self.failures[name] = str(error)
            return
        self.failures.pop(name, None)
        if found is None:
            self.newer.pop(name, None)
        elif self.newer.get(name) != found:
            self.newer[name] = found
            self._tell(container, found, running)

    async def _newer(self, name: str, running: str) -> dict[str, str] | None:
        """The newest day's tag of another digest.

        Where one of that day is what runs, only those are newer that came since: the name does not tell.
        """
        tags = newest(await self.registry.tags(name))[-MOST_OF_A_DAY:]
        digests = {tag: await self.registry.digest(name, tag) for tag in tags}
        if self.first.get(name, ("", set()))[0] != running:
            self.first[name] = (running, set(tags))
        known = self.first[name][1] if running in digests.values() else set()
        others = [tag for tag in tags if tag not in known and digests[tag] != running]
        return {"tag": others[-1], "digest": digests[others[-1]]} if others else None

    def _tell(self, container: Container, found: dict[str, str], running: str) -> None:
        message = f"`{found['tag']}` is {found['digest']}, {running} runs; `gen-lock deploy` rolls it out"
        logger.info("new-tag `%s`: %s", container.listed.name, message)
        self.report.tell(container.listed.service, "new-tag", message)

"""Tells another center, as well as it can: a bounded queue, and of the snapshots only the newest."""

import asyncio
import logging
from collections import deque

import httpx

logger = logging.getLogger(__name__)
# A center that gets a request with this name does not forward it again.
HEADER = "Fleet-Forwarded-By"
SECONDS = 5.0
MOST_WAITING = 256
# Of what is not expected.
MOST_STRAYS = 32
# What the other center will not take later either, above 499.
FULL = 507
FIRST_SECONDS = 1.0
CAP_SECONDS = 60.0
SNAPSHOTS = "/api/v1/snapshots"

Post = tuple[str, dict[str, object]]


class Forward:
    def __init__(self, url: str, machine: str) -> None:
        self.url = url
        self.waiting: deque[Post] = deque(maxlen=MOST_WAITING)
        self.strays: deque[Post] = deque(maxlen=MOST_STRAYS)
        self.snapshot: Post | None = None
        self.wake = asyncio.Event()
        self.failing = False
        headers = {HEADER: machine}
        self.client = httpx.AsyncClient(headers=headers, trust_env=False, timeout=SECONDS)

    def put(self, path: str, fields: dict[str, object], expected: bool = True) -> None:
        """Never waits: where too much does, the oldest is dropped."""
        if path == SNAPSHOTS:
            self.snapshot = (path, fields)
        else:
            (self.waiting if expected else self.strays).append((path, fields))
        self.wake.set()

    async def run(self) -> None:
        delay = FIRST_SECONDS
        while True:
            post = self._next()
            if post is None:
                await self.wake.wait()
                self.wake.clear()
            elif await self._sent(*post):
                self._drop(post)
                delay = FIRST_SECONDS
            else:
                await asyncio.sleep(delay)
                delay = min(delay * 2, CAP_SECONDS)

    async def close(self) -> None:
        await self.client.aclose()

    def _next(self) -> Post | None:
        """The snapshot first, for there is one at a time; what is not expected last."""
        return self.snapshot or next((queue[0] for queue in (self.waiting, self.strays) if queue), None)

    def _drop(self, post: Post) -> None:
        """It may have been replaced or pushed out while it was sent."""
        if self.snapshot is post:
            self.snapshot = None
        for queue in (self.waiting, self.strays):
            if queue and queue[0] is post:
                queue.popleft()

    async def _sent(self, path: str, fields: dict[str, object]) -> bool:
        """Also true for what the other center will never take."""
        try:
            async with asyncio.timeout(SECONDS), self.client.stream("POST", self.url + path, json=fields) as answer:
                status = answer.status_code
        except (TimeoutError, OSError, httpx.HTTPError, httpx.InvalidURL) as error:
            self._say(f"{type(error).__name__}: {error}")
            return False
        self._say(None if 200 <= status < 300 else f"`{path}` is answered with {status}")
        return status == FULL or (status < 500 and status not in (408, 429))

    def _say(self, failure: str | None) -> None:
        """Once when it begins to fail, once when it works again."""
        if failure and not self.failing:
            logger.warning("`%s` does not take what is forwarded: %s", self.url, failure)
        elif failure is None and self.failing:
            logger.info("`%s` takes what is forwarded again", self.url)
        self.failing = failure is not None

"""Tells the observability center what happened: best effort, nothing waits for it."""

import asyncio
import json
import logging
from collections import deque

import httpx

from .answer import NoAnswer, ask

logger = logging.getLogger(__name__)
MOST_WAITING = 256
SECONDS = 5.0
BACKOFF_CAP_SECONDS = 60.0


class Report:
    def __init__(self, url: str | None, machine: str, client: httpx.AsyncClient) -> None:
        self.url = url
        self.machine = machine
        self.client = client
        self.waiting: deque[bytes] = deque(maxlen=MOST_WAITING)
        self.woken = asyncio.Event()

    def tell(self, service: str, kind: str, message: str) -> None:
        """The oldest is dropped where too many wait."""
        if self.url is not None:
            event = {"machine": self.machine, "service": service, "kind": kind, "message": message}
            self.waiting.append(json.dumps(event).encode())
            self.woken.set()

    async def run(self) -> None:
        delay = 1.0
        while True:
            while self.waiting:
                event = self.waiting[0]
                if await self._post(event):
                    delay = 1.0
                    # It may have been dropped meanwhile, by a newer one.
                    if self.waiting and self.waiting[0] is event:
                        self.waiting.popleft()
                else:
                    await asyncio.sleep(delay)
                    delay = min(delay * 2, BACKOFF_CAP_SECONDS)
            self.woken.clear()
            await self.woken.wait()

    async def _post(self, event: bytes) -> bool:
        """False if it is to be tried again."""
        headers = {"Content-Type": "application/json"}
        url = f"{self.url}/api/v1/events"
        try:
            answer = await ask(self.client, "POST", url, seconds=SECONDS, headers=headers, content=event)
        except NoAnswer as error:
            logger.debug("an event waits: %s", error)
            return False
        except Exception:
            logger.exception("an event was not told")
            return True
        if 400 <= answer.status < 500:
            logger.warning("the observability center does not want an event: %s", answer.message)
        return answer.status < 500

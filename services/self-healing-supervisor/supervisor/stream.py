"""Follows the engine's events; without them the list, asked every few seconds, is all there is."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from .answer import NoAnswer
from .engine import Engine
from .events import Event, parse

logger = logging.getLogger(__name__)
BACKOFF_CAP_SECONDS = 30.0


class Stream:
    def __init__(self, engine: Engine, opened: Callable[[], None], hear: Callable[[Event], None]) -> None:
        self.engine = engine
        self.opened = opened
        self.hear = hear
        # Why it is not open; None while it is.
        self.away: str | None = "not opened yet"

    async def run(self) -> None:
        delay = 1.0
        while True:
            before, (was_open, self.away) = self.away, await self._read()
            delay = 1.0 if was_open else min(delay * 2, BACKOFF_CAP_SECONDS)
            if was_open or before != self.away:
                logger.warning("the stream of events is away: %s", self.away)
            await asyncio.sleep(delay)

    async def _read(self) -> tuple[bool, str]:
        """Until it ends: whether it was open, and why it is no longer."""
        try:
            async with contextlib.aclosing(self.engine.events()) as lines:
                async for line in lines:
                    if self.away is not None:
                        self.away = None
                        self.opened()
                    if event := parse(line):
                        self.hear(event)
            return self.away is None, "the engine ended it"
        except NoAnswer as error:
            return self.away is None, str(error)
        except Exception as error:
            logger.exception("the stream of events failed")
            return self.away is None, f"{type(error).__name__}: {error}"

"""Makes large answers beside the event loop: one at a time, few waiting, so that `/health` is answered meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from .field import Refused

MOST_WAITING = 16
T = TypeVar("T")


class Renderer:
    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, "render")
        self.waiting = 0

    async def run(self, prepare: Callable[[], Callable[[], T]]) -> T:
        """`prepare` reads what is needed; what it gives back is called beside the loop, and has no database there."""
        if self.waiting >= MOST_WAITING:
            raise Refused(f"{MOST_WAITING} answers are being made, ask again", 503)
        made = self.thread.submit(prepare())
        self.waiting += 1
        # Also where whoever asked has left: it counts until it is made.
        made.add_done_callback(self._leave(asyncio.get_running_loop()))
        return await asyncio.wrap_future(made)

    def close(self) -> None:
        self.thread.shutdown(wait=False, cancel_futures=True)

    def _leave(self, loop: asyncio.AbstractEventLoop) -> Callable[[object], None]:
        def leave() -> None:
            self.waiting -= 1

        return lambda _: None if loop.is_closed() else loop.call_soon_threadsafe(leave)

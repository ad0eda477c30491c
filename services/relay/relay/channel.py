"""Frames on their way in one direction: one task puts them in, one takes them out, bounded in bytes."""

import asyncio
from collections import deque

Frame = str | bytes


class Channel:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.frames: deque[Frame] = deque()
        self.waiting_bytes = 0
        self.finished = False
        self.discarding = False
        self._room = asyncio.Event()
        self._news = asyncio.Event()
        self._room.set()

    @property
    def full(self) -> bool:
        return self.waiting_bytes >= self.limit

    @property
    def drained(self) -> bool:
        return self.finished and not self.frames

    async def put(self, frame: Frame) -> None:
        """Waits until there is room, and whoever puts does not read. One frame may exceed the limit, never two."""
        await self._room.wait()
        if self.discarding:
            return
        self.frames.append(frame)
        self._count(len(frame))
        self._news.set()

    async def first(self) -> Frame | None:
        """The oldest frame, which stays until `drop`; None when there will be no other."""
        while not self.frames:
            if self.finished:
                return None
            self._news.clear()
            await self._news.wait()
        return self.frames[0]

    def drop(self) -> None:
        """The first frame has arrived."""
        if self.frames:
            self._count(-len(self.frames.popleft()))

    def finish(self) -> None:
        """What waits is still delivered, then comes the end."""
        self.finished = True
        self._news.set()

    def discard(self) -> None:
        """Nobody takes frames any more: what waits is dropped, and so is whatever follows."""
        self.discarding = True
        self.frames.clear()
        self._count(-self.waiting_bytes)
        self.finish()

    def _count(self, difference: int) -> None:
        self.waiting_bytes += difference
        if self.full and not self.discarding:
            self._room.clear()
        else:
            self._room.set()

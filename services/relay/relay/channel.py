"""Frames on their way in one direction: one task puts them in, one takes them out, bounded in bytes and in number."""

import asyncio
import sys
from collections import deque

from .pool import Pool

Frame = str | bytes
# What the queue itself takes for each frame: an empty one is not free.
FRAME_OVERHEAD_BYTES = 64


def cost(frame: Frame) -> int:
    """What a frame takes of memory, in bytes: text with one wide character takes four for each character."""
    return sys.getsizeof(frame) + FRAME_OVERHEAD_BYTES


class Channel:
    def __init__(self, most_bytes: int, most_frames: int, pool: Pool) -> None:
        self.most_bytes = most_bytes
        self.most_frames = most_frames
        self.pool = pool
        self.frames: deque[Frame] = deque()
        self.waiting_bytes = 0
        self.finished = False
        self.discarding = False
        # Whoever puts is waiting for room.
        self.blocked = False
        self._freed = asyncio.Event()
        self._news = asyncio.Event()

    @property
    def full(self) -> bool:
        return self.waiting_bytes >= self.most_bytes or len(self.frames) >= self.most_frames

    @property
    def drained(self) -> bool:
        return self.finished and not self.frames

    async def put(self, frame: Frame) -> None:
        """Waits until there is room, and whoever puts does not read. One frame may exceed the limit, never two."""
        await self._room()
        if self.discarding:
            return
        self.frames.append(frame)
        self._count(cost(frame), 1)
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
            self._count(-cost(self.frames.popleft()), -1)

    def finish(self) -> None:
        """What waits is still delivered, then comes the end."""
        self.finished = True
        self._news.set()

    def discard(self) -> None:
        """Nobody takes frames any more: what waits is dropped, and so is whatever follows."""
        self.discarding = True
        dropped = len(self.frames)
        self.frames.clear()
        self._count(-self.waiting_bytes, -dropped)
        self.finish()

    async def _room(self) -> None:
        """An empty channel takes one frame though the pool is full: nobody is held up for ever by other sessions."""
        try:
            while not self.discarding and (self.full or (self.frames and self.pool.full)):
                self.blocked = True
                self._freed.clear()
                self.pool.held.add(self._freed)
                await self._freed.wait()
        finally:
            self.blocked = False
            self.pool.held.discard(self._freed)

    def _count(self, size: int, frames: int) -> None:
        self.waiting_bytes += size
        self._freed.set()
        self.pool.count(size, frames)

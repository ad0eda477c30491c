"""What waits in all sessions of this process together, bounded in bytes and in frames."""

import asyncio


class Pool:
    """Channels count in it what waits in them, and put nothing more while it is full."""

    def __init__(self, most_bytes: int, most_frames: int) -> None:
        self.most_bytes = most_bytes
        self.most_frames = most_frames
        self.bytes = 0
        self.frames = 0
        # What is set once there is room again.
        self.held: set[asyncio.Event] = set()

    @property
    def full(self) -> bool:
        return self.bytes >= self.most_bytes or self.frames >= self.most_frames

    def count(self, size: int, frames: int) -> None:
        """Adds what came, or takes off what went, where both are below 0."""
        self.bytes += size
        self.frames += frames
        if not self.full:
            for freed in self.held:
                freed.set()

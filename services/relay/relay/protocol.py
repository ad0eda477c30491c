"""Bounds what `websockets` keeps by itself, on the client's connection and on the upstream's.

The library bounds a message in bytes. It queues many of them, it keeps any number of empty fragments, and it answers
any number of pings.
"""

import asyncio
import time
from collections import Counter

from websockets.exceptions import PayloadTooBig
from websockets.frames import OP_PING, OP_PONG

from .close import POLICY_VIOLATION, TOO_LARGE, Close

# One more is being put together, and one is in our hands.
MOST_QUEUED = 1
MOST_FRAGMENTS = 1024
# Pings and pongs: so many at once, and so many a second for long.
CONTROL_BURST = 64.0
CONTROL_PER_SECOND = 16.0


def bounded(base: type, frame_bytes: int, refused: Counter[str]) -> type:
    """A protocol class of `websockets` whose messages have `frame_bytes` at most; counts what it refuses."""

    class Bounded(base):
        def __init__(self, *arguments, **options) -> None:
            super().__init__(*arguments, **options)
            self.max_size = frame_bytes
            self.max_queue = MOST_QUEUED
            self.fragments = 0
            self.allowance = Allowance()
            # Why it was closed from this side; the library tells only what the other side said.
            self.refusal: Close | None = None

        async def read_frame(self, max_size):
            try:
                frame = await super().read_frame(max_size)
            except PayloadTooBig:
                self._refuse("too_large", Close(TOO_LARGE, f"a message has more than {frame_bytes} bytes"))
                raise
            if frame.opcode in (OP_PING, OP_PONG):
                await self._control()
            elif not frame.opcode.value & 0x8:
                self._data(frame.fin)
            return frame

        def _data(self, last: bool) -> None:
            self.fragments = 0 if last else self.fragments + 1
            if self.fragments > MOST_FRAGMENTS:
                self._refuse("fragments", Close(TOO_LARGE, f"a message has more than {MOST_FRAGMENTS} fragments"))
                raise PayloadTooBig("too many fragments")

        async def _control(self) -> None:
            if not self.allowance.spend(time.monotonic()):
                self._refuse("control_frames", Close(POLICY_VIOLATION, "too many pings or pongs"))
                self.fail_connection(self.refusal.code, self.refusal.reason)
                # It has cancelled the task that reads, which is this one.
                await asyncio.sleep(0)

        def _refuse(self, what: str, close: Close) -> None:
            refused[what] += 1
            self.refusal = close

    return Bounded


class Allowance:
    """A bucket that fills again with time."""

    def __init__(self) -> None:
        self.left = CONTROL_BURST
        self.at: float | None = None

    def spend(self, now: float) -> bool:
        passed = 0.0 if self.at is None else now - self.at
        self.left, self.at = min(CONTROL_BURST, self.left + passed * CONTROL_PER_SECOND), now
        if self.left < 1:
            return False
        self.left -= 1
        return True

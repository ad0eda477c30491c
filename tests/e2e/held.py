"""What tests share until it is released, or the run ends."""

import atexit
from collections.abc import Callable
from contextlib import ExitStack


class Held:
    def __init__(self) -> None:
        self._stack = ExitStack()

    def until_released(self, end: Callable[..., object], *arguments: object) -> None:
        """What came last ends first, and all of it before the processes that were started meanwhile."""
        self._stack.callback(end, *arguments)
        atexit.unregister(self.release)
        atexit.register(self.release)

    def release(self) -> None:
        """Once or again."""
        self._stack.close()

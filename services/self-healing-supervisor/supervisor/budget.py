"""How many restarts a container has left: so many in a window that slides.

A healthy stretch as long as the window fills it again, for no restart is in the window then.
"""

from collections import deque


class Budget:
    def __init__(self, count: int, window: float) -> None:
        self.count = count
        self.window = window
        self.spent: deque[float] = deque()

    def used(self, now: float) -> int:
        while self.spent and self.spent[0] <= now - self.window:
            self.spent.popleft()
        return len(self.spent)

    def left(self, now: float) -> int:
        return max(0, self.count - self.used(now))

    def spend(self, now: float) -> None:
        self.spent.append(now)

    def refund(self) -> None:
        """The last one was not made after all."""
        # It may have left the window while it was in flight
        if self.spent:
            self.spent.pop()

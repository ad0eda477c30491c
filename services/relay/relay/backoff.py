"""How long to wait before the next attempt: doubling, capped, without jitter, until patience ends."""

from dataclasses import dataclass


@dataclass
class Backoff:
    first: float
    cap: float
    patience: float
    waited: float = 0.0
    delay: float = 0.0

    def next(self) -> float | None:
        """None once the waits together have used up the patience."""
        left = self.patience - self.waited
        if left <= 0:
            return None
        self.delay = min(self.delay * 2 or self.first, self.cap)
        self.waited += min(self.delay, left)
        return min(self.delay, left)

    def reset(self) -> None:
        self.waited = self.delay = 0.0

"""Whether it is the supervisor that sees nothing: a decision without I/O.

What reaches no container at all is rather its own network. Nothing that runs is restarted then.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .policy import HEALTHY, UNHEALTHY

# So many containers do not fall silent at once.
MANY = 3


@dataclass(frozen=True)
class View:
    """A watched container that runs and can be probed, as the supervisor and the engine see it."""

    # Whether its last probe got an answer over HTTP, good or bad; None before the first one.
    answered: bool | None
    # Its grace is over.
    settled: bool
    # The engine's own word of its health.
    health: str


class Blindness:
    def __init__(self) -> None:
        # Why nothing is restarted; None while something answers.
        self.reason: str | None = None

    def judge(self, views: Iterable[View]) -> None:
        views = list(views)
        if any(view.answered for view in views):
            self.reason = None
            return
        settled = [view for view in views if view.settled]
        if not settled or any(view.answered is None for view in settled):
            return
        healthy = sum(view.health == HEALTHY for view in settled)
        if all(view.health == UNHEALTHY for view in settled):
            # Both see the same.
            self.reason = None
        elif self.reason is None and (len(settled) >= MANY or healthy):
            self.reason = (
                f"no answer from any of {len(settled)} containers, {healthy} of which the engine calls healthy: "
                "nothing that runs is restarted until one answers"
            )

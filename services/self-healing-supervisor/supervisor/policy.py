"""What is to be done about one container: a state machine without I/O. Times are seconds of one monotonic clock.

starting ─good probe→ healthy ─bad probe→ failing ─the third in a row→ restarting ─made→ starting
exited → restarting          budget spent → gave up ─good probe→ healthy
no answer, though the engine calls it healthy, or from any container → unreachable
"""

from dataclasses import dataclass
from enum import StrEnum

from .budget import Budget

# The engine says `die` a moment before it says `stop`: so long a container that ended is left, to hear which it was.
SETTLE_SECONDS = 0.5
# After the engine was away.
AGAIN_SECONDS = 5.0
# Docker Engine's words of a container's health.
HEALTHY, UNHEALTHY = "healthy", "unhealthy"


class State(StrEnum):
    STARTING = "starting"
    HEALTHY = "healthy"
    FAILING = "failing"
    UNREACHABLE = "unreachable"
    RESTARTING = "restarting"
    GAVE_UP = "gave up"
    STOPPED = "stopped by hand"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True)
class Limits:
    grace: float = 45.0
    bad_probes: int = 3
    # Of those without an answer, of a container that the engine calls healthy.
    doubted_probes: int = 10
    backoff_first: float = 1.0
    backoff_cap: float = 60.0
    budget: int = 5
    window: float = 600.0


@dataclass(frozen=True)
class Sight:
    """A container as the engine shows it."""

    id: str
    # Docker Engine's word: created, running, paused, restarting, removing, exited, dead.
    status: str
    # Differs between two starts of one container.
    run: str
    started: float
    # How it ended, if it did.
    ending: str = ""
    # What the engine's own probe says: starting, healthy, unhealthy; empty where it has none.
    health: str = ""


@dataclass(frozen=True)
class Failure:
    """A bad probe."""

    reason: str
    # There was no answer at all: it may be us.
    unreachable: bool = False


@dataclass(frozen=True)
class Happening:
    kind: str
    message: str


class Policy:
    """One container, from its creation to its removal: one that was made anew gets a policy of its own."""

    def __init__(self, limits: Limits, now: float) -> None:
        self.limits = limits
        self.budget = Budget(limits.budget, limits.window)
        self.state = State.STARTING
        self.reason = ""
        self.run: str | None = None
        self.started = now
        self.bad = 0
        # The engine's words: it has ended; its health.
        self.ended = False
        self.health = ""
        # Whether the last probe of this run got an answer, good or bad; None before the first.
        self.answered: bool | None = None
        self.next_attempt: float | None = None
        self.in_flight = False
        # When the engine said that somebody stopped it.
        self.stop_heard: float | None = None
        # What was asked of the engine before is old: it was restarted, or an event came.
        self.changed = now
        # It was restarted or given up, and nobody has yet said that it is well again.
        self.troubled = False
        self.happenings: list[Happening] = []

    def seen(self, asked: float, sight: Sight) -> None:
        """What the engine showed of it, and when it was asked."""
        if self.in_flight or asked < self.changed:
            return
        self.ended, self.health = sight.status == "exited", sight.health
        match sight.status:
            case "running":
                self._runs(sight)
            case "exited":
                self._exited(asked, sight)
            case status:
                self._become(State.LEFT_ALONE, f"the engine says that it is {status}")

    def probed(self, now: float, failure: Failure | None, *, blind: bool = False) -> None:
        if self.in_flight or self.state in (State.STOPPED, State.LEFT_ALONE):
            return
        if failure is None:
            return self._is_well()
        if self.state is State.GAVE_UP or self.state is State.RESTARTING:
            return
        if not self.settled(now):
            self.reason = failure.reason
        elif blind:
            self._become(State.UNREACHABLE, failure.reason)
        else:
            self._is_ill(now, failure)

    def settled(self, now: float) -> bool:
        """Whether its grace is over."""
        return self.state is not State.STARTING or now >= self.started + self.limits.grace

    def hold(self) -> None:
        """Nothing can be seen: what was counted of one that runs, or is wanted because of it, counts no more."""
        if not self.in_flight and not self.ended and self.state in (State.FAILING, State.RESTARTING):
            self._become(State.UNREACHABLE, self.reason)
        self.bad = 0

    def heard_stop(self, now: float) -> None:
        """Somebody asked the engine to stop it. Our own restart does too, and is in flight then."""
        if not self.in_flight:
            self.stop_heard = self.changed = now

    def heard_start(self, now: float) -> None:
        if self.in_flight:
            return
        self.stop_heard, self.changed = None, now
        if self.state is State.STOPPED:
            self._become(State.STARTING, "")

    @property
    def wake(self) -> float | None:
        """When it is worth another look."""
        if self.stop_heard is not None and self.state not in (State.STOPPED, State.LEFT_ALONE):
            return self.stop_heard + SETTLE_SECONDS
        return self.next_attempt

    def due(self, now: float) -> bool:
        return not self.in_flight and self.next_attempt is not None and now >= self.next_attempt

    def attempt(self, now: float) -> None:
        self.budget.spend(now)
        self.in_flight = True
        self.next_attempt = None

    def restarted(self, now: float) -> None:
        cause, self.in_flight = self.reason, False
        self.run, self.started, self.stop_heard, self.changed = None, now, None, now
        self.ended, self.answered = False, None
        self.troubled = True
        self._become(State.STARTING, f"restarted: {cause}")
        self._say("restarted", f"{cause}; restarts left: {self.budget.left(now)}")

    def refused(self, now: float, answer: str) -> None:
        """The engine could not restart it: that counts as a restart."""
        self.in_flight, self.changed = False, now
        self._want(now, answer)

    def unreached(self, now: float, reason: str) -> None:
        """The engine was not there to be asked: that counts as nothing."""
        self.in_flight = False
        self.budget.refund()
        self._become(State.RESTARTING, reason)
        self.next_attempt = now + AGAIN_SECONDS

    def _runs(self, sight: Sight) -> None:
        self.stop_heard = None
        before, self.run = self.run, sight.run
        if before is None or before != sight.run:
            self.started, self.bad, self.answered = sight.started, 0, None
        again = before is not None and before != sight.run and self.state is not State.GAVE_UP
        if again or self.state in (State.STOPPED, State.LEFT_ALONE):
            self._become(State.STARTING, "")

    def _exited(self, now: float, sight: Sight) -> None:
        before, self.run = self.run, sight.run
        if self.state is State.STOPPED and before != sight.run:
            # Started by hand, and nobody said so, for the stream of events was down.
            self.heard_start(now)
        if self.stop_heard is not None:
            self.next_attempt = None
            if self.state is not State.STOPPED and now >= self.stop_heard + SETTLE_SECONDS:
                self._become(State.STOPPED, sight.ending)
                self._say("stopped-by-hand", f"{sight.ending}; it stays stopped until somebody starts it")
        elif self.state not in (State.RESTARTING, State.GAVE_UP, State.STOPPED) or self._restarts_nothing():
            self._want(now, sight.ending)

    def _restarts_nothing(self) -> bool:
        """A stop was heard, and taken back by a start of which nothing is left."""
        return self.state is State.RESTARTING and self.next_attempt is None

    def _want(self, now: float, cause: str) -> None:
        used = self.budget.used(now)
        if self.budget.left(now) == 0:
            self.troubled = True
            self._become(State.GAVE_UP, f"{cause}; {used} restarts in {self.limits.window:g} s did not help")
            self._say("gave-up", self.reason)
            return
        self._become(State.RESTARTING, cause)
        self.next_attempt = now + max(SETTLE_SECONDS, self._backoff(used))

    def _backoff(self, used: int) -> float:
        """Nothing before the first restart in the window, then doubling, without jitter."""
        if used == 0:
            return 0.0
        # The exponent is bounded, for 2.0 to the power of a large budget is no number.
        return min(self.limits.backoff_first * 2.0 ** min(used - 1, 64), self.limits.backoff_cap)

    def _is_ill(self, now: float, failure: Failure) -> None:
        self.bad += 1
        limit = self.limits.bad_probes
        if failure.unreachable and self.health == HEALTHY:
            limit = max(limit, self.limits.doubted_probes)
            doubt = f"{failure.reason}, and the engine calls it healthy"
            self._become(State.UNREACHABLE, f"{doubt} ({self.bad} of {limit})")
            if self.bad == self.limits.bad_probes < limit:
                self.troubled = True
                self._say("unreachable", self.reason)
        else:
            self._become(State.FAILING, f"{failure.reason} ({self.bad} of {limit})")
        if self.bad >= limit:
            self._want(now, failure.reason)

    def _is_well(self) -> None:
        self.bad = 0
        if self.troubled:
            self._say("recovered", "healthy again")
            self.troubled = False
        self._become(State.HEALTHY, "")

    def _become(self, state: State, reason: str) -> None:
        self.state, self.reason = state, reason
        self.next_attempt = None

    def _say(self, kind: str, message: str) -> None:
        self.happenings.append(Happening(kind, message))

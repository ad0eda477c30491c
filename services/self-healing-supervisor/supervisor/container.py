"""A container that is on the list, with what is known of it."""

from dataclasses import dataclass, replace

from .blindness import View
from .engine import Inspected, Listed
from .policy import Limits, Policy, State


@dataclass
class Container:
    listed: Listed
    policy: Policy
    id: str | None = None
    image: str = ""
    # Why somebody else restarts it; None if we do.
    others: str | None = None
    next_probe: float = 0.0
    probing: bool = False
    # When the engine last showed it, and until when it is not asked again.
    looked: float = 0.0
    not_before: float = 0.0

    @property
    def watched(self) -> bool:
        return self.id is not None and self.others is None

    @property
    def runs(self) -> bool:
        """As far as it was seen: only then a probe means something."""
        return self.watched and self.listed.status == "running"

    @property
    def may_be_probed(self) -> bool:
        return self.runs and not self.probing and not self.policy.in_flight

    def view(self, now: float) -> View | None:
        """None where nothing can be seen anyway."""
        if not self.runs or self.policy.in_flight or self.listed.health_port is None:
            return None
        return View(self.policy.answered, self.policy.settled(now), self.policy.health)

    @property
    def healthy(self) -> bool:
        return self.watched and self.policy.state is State.HEALTHY

    @property
    def wake(self) -> float | None:
        """When it is worth another look."""
        wake = self.policy.wake if self.watched else None
        return None if wake is None else max(wake, self.not_before)

    def relisted(self, entry: Listed) -> None:
        if entry.id != self.listed.id:
            self.not_before = 0.0
        self.listed = entry

    def inspected(self, asked: float, found: Inspected, limits: Limits) -> None:
        if found.sight.id != self.id:
            # Made anew: what its predecessor did does not count.
            self.id, self.policy = found.sight.id, Policy(limits, asked)
        self.image, self.looked = found.image, asked
        # One party restarts. What the engine restarts is the engine's.
        self.others = None if found.policy == "no" else f"the engine restarts it: {found.policy}"
        if self.watched:
            self.listed = replace(self.listed, status=found.sight.status)
            self.policy.seen(asked, found.sight)

    def shown(self, now: float) -> dict[str, object]:
        about: dict[str, object] = {"name": self.listed.name, "service": self.listed.service, "image": self.image}
        if not self.watched:
            reason = self.others or "not inspected yet"
            return about | {"state": "not ours", "engine": self.listed.status, "reason": reason}
        next_attempt = self.policy.next_attempt
        return about | {
            "state": self.policy.state,
            "engine": self.listed.status,
            "reason": self.policy.reason or None,
            "restarts_left": self.policy.budget.left(now),
            "next_attempt_seconds": None if next_attempt is None else round(max(0.0, next_attempt - now), 1),
            "in_flight": self.policy.in_flight,
        }

"""What the fleet's table expects: machines, and the services of each. Whoever reaches the port may post other names."""

from . import clock
from .expected import Expected
from .snapshot import MOST_SERVICES, Snapshot

# What a snapshot called expected stays so for an hour, also where the next one has other names: anybody may post one.
SECONDS = 3600.0
MOST_NAMES = 2 * MOST_SERVICES


class Known:
    def __init__(self, machine: str, machines: frozenset[str], expected: Expected | None) -> None:
        self.machine = machine
        self.machines = machines | {machine}
        self.services: dict[str, frozenset[str]] = {machine: frozenset(expected or ())}
        # Of each other machine: when a name was called expected for the first time, and for the last.
        self.told: dict[str, dict[str, tuple[str, str]]] = {}

    def hear(self, taken: Snapshot, at: str) -> None:
        """Another machine's center says what is expected there; that counts only of a machine that is known."""
        if taken.machine in self.machines and taken.machine != self.machine:
            told = self.told.get(taken.machine, {})
            names = {one.service for one in taken.services if one.expected_digest is not None}
            told = told | {name: (told.get(name, (at, at))[0], at) for name in names}
            told = {name: moments for name, moments in told.items() if name in names or clock.age(moments[1]) <= SECONDS}
            # Beside those of now, what was expected for the longest.
            kept = sorted(told, key=lambda name: (name not in names, told[name]))[:MOST_NAMES]
            self.told[taken.machine] = {name: told[name] for name in kept}
            self.services[taken.machine] = frozenset(kept)

    def expects(self, machine: str, service: str) -> bool:
        return service in self.services.get(machine, frozenset())

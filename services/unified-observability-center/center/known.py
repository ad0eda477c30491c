"""What the fleet's table expects: machines, and the services of each. Whoever reaches the port may post other names."""

from .expected import Expected
from .snapshot import Snapshot


class Known:
    def __init__(self, machine: str, machines: frozenset[str], expected: Expected | None) -> None:
        self.machine = machine
        self.machines = machines | {machine}
        self.services: dict[str, frozenset[str]] = {machine: frozenset(expected or ())}

    def hear(self, taken: Snapshot) -> None:
        """Another machine's center says what is expected there; that counts only of a machine that is known."""
        if taken.machine in self.machines and taken.machine != self.machine:
            names = (one.service for one in taken.services if one.expected_digest is not None)
            self.services[taken.machine] = frozenset(names)

    def expects(self, machine: str, service: str) -> bool:
        return service in self.services.get(machine, frozenset())

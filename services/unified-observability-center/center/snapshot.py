"""All services of another machine at one moment, as that machine's center forwards them."""

import json
from dataclasses import asdict, dataclass
from itertools import accumulate

from .field import Fields, Refused
from .service import STATES, Machine, Service

MOST_SERVICES = 512
# In bytes of JSON; of these a comma and a blank between rows, and what stands around them.
LARGEST = 256 * 1024
BETWEEN, ROUND = 2, 200
LONGEST_REASON = 200


@dataclass(frozen=True)
class Snapshot:
    machine: str
    services: list[Service]

    def fields(self) -> dict[str, object]:
        return {"machine": self.machine, "services": [asdict(service) for service in self.services]}


def of(machine: Machine) -> Snapshot:
    """What is expected first, as much as another center takes."""
    rows = [json.dumps(asdict(service)) for service in machine.services[:MOST_SERVICES]]
    sizes = accumulate(len(row) + BETWEEN for row in rows)
    return Snapshot(machine.name, machine.services[: sum(size <= LARGEST - ROUND for size in sizes)])


def parse(value: object) -> Snapshot:
    fields = Fields(value, "a snapshot")
    rows = fields.values.get("services")
    if not isinstance(rows, list) or len(rows) > MOST_SERVICES:
        raise Refused(f"`services` must be an array of at most {MOST_SERVICES}")
    services = [_service(row) for row in rows]
    if len({service.service for service in services}) < len(services):
        raise Refused("`services` must name a service once")
    return Snapshot(fields.label("machine"), services)


def _service(value: object) -> Service:
    fields = Fields(value, "a service")
    if fields.values.get("health") not in STATES:
        raise fields.refuse("health", f"one of {', '.join(STATES)}")
    return Service(
        service=fields.label("service"),
        image_digest=fields.digest("image_digest"),
        expected_digest=fields.or_none("expected_digest", fields.digest),
        sbom_digest=fields.digest("sbom_digest"),
        git_sha=fields.revision("git_sha"),
        lock_digest=fields.digest("lock_digest"),
        health_port=fields.or_none("health_port", fields.port),
        health=fields.values["health"],
        reason=fields.text("reason", LONGEST_REASON),
        started_at=fields.or_none("started_at", fields.moment),
    )

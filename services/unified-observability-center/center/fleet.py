"""Every machine with its services: what was started, what is expected, and how it is."""

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from . import clock
from .expected import Expected
from .health import Health
from .service import Machine, Service
from .snapshot import Snapshot
from .start import Start

UNKNOWN = Health("unknown")
MISSING = Health("missing", "nothing has been heard of it")
# Six polls of a machine that asks every 15 s.
STALE_SECONDS = 90.0
ORDER = attrgetter("order")

Starts = list[tuple[Start, str]]


def own(machine: str, starts: Starts, health: Mapping[str, Health], expected: Expected | None) -> Machine:
    wanted = expected or {}
    started = {start.service: (start, at) for start, at in starts if start.machine == machine}
    services = [_started(*started[name], health.get(name, UNKNOWN), wanted.get(name)) for name in started]
    services += [_missing(name, digest) for name, digest in wanted.items() if name not in started]
    return Machine(machine, None, sorted(services, key=ORDER))


def others(machine: str, starts: Starts, snapshots: list[tuple[Snapshot, str]]) -> list[Machine]:
    """As their centers say; of what no center has spoken of, only the start is known."""
    machines = {taken.machine: _forwarded(taken, heard_at) for taken, heard_at in snapshots}
    told = {(name, one.service) for name, known in machines.items() for one in known.services}
    alone: dict[str, list[Service]] = {}
    for start, at in starts:
        if start.machine != machine and (start.machine, start.service) not in told:
            alone.setdefault(start.machine, []).append(_started(start, at, UNKNOWN, None))
    for name, services in alone.items():
        known = machines.get(name) or Machine(name, max(service.started_at or "" for service in services), [])
        merged = sorted([*known.services, *services], key=ORDER)
        machines[name] = replace(known, services=merged)
    return [machines[name] for name in sorted(machines)]


def _forwarded(taken: Snapshot, heard_at: str) -> Machine:
    """What is old says nothing of how it is now."""
    services = sorted(taken.services, key=ORDER)
    if clock.age(heard_at) > STALE_SECONDS:
        reason = f"nothing heard since {heard_at}"
        services = [replace(one, health="unknown", reason=reason) for one in services]
    return Machine(taken.machine, heard_at, services)


def _started(start: Start, at: str, health: Health, expected: str | None) -> Service:
    return Service(
        service=start.service,
        image_digest=start.image_digest,
        expected_digest=expected,
        sbom_digest=start.sbom_digest,
        git_sha=start.git_sha,
        lock_digest=start.lock_digest,
        health_port=start.health_port,
        health=health.state,
        reason=health.reason,
        started_at=at,
    )


def _missing(name: str, expected: str) -> Service:
    return Service(name, "", expected, "", "", "", None, MISSING.state, MISSING.reason, None)

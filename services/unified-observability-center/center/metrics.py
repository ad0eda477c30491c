"""The fleet in Prometheus' text format 0.0.4."""

from . import rows
from .service import Machine, Service

TYPE = "text/plain; version=0.0.4; charset=utf-8"
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
MOST_ROWS = 2000
DIGESTS = ("image_digest", "expected_digest", "sbom_digest", "git_sha", "lock_digest")


def text(machines: list[Machine], events: dict[str, int]) -> str:
    picked = rows.pick(machines, 0, MOST_ROWS)
    services = [(machine.name, service) for machine, service in picked.rows]
    # Of what was not asked nothing is said: 0 would be an alarm.
    asked = [(name, service) for name, service in services if service.health != "unknown"]
    healthy = [_sample("fleet_service_healthy", _who(*one), one[1].health == "healthy") for one in asked]
    drift = [_sample("fleet_service_drift", _who(*one), one[1].drift) for one in services]
    info = [_sample("fleet_service_info", _info(*one), True) for one in services]
    totals = [_sample("fleet_events_total", {"kind": kind}, total) for kind, total in events.items()]
    left_out = [f"fleet_services_left_out {picked.left_out}"]
    lines = [
        *_family("fleet_services_left_out", "gauge", "How many services have no series here", left_out),
        *_family("fleet_service_healthy", "gauge", "1 if it answers that it is healthy; absent while unknown", healthy),
        *_family("fleet_service_drift", "gauge", "1 if it runs another image than the expected one", drift),
        *_family("fleet_service_info", "gauge", "What it was started from", info),
        *_family("fleet_events_total", "counter", "Events since the database was begun", totals),
    ]
    return "\n".join(lines) + "\n"


def _family(name: str, kind: str, help: str, samples: list[str]) -> list[str]:
    return [f"# HELP {name} {help}", f"# TYPE {name} {kind}", *samples]


def _sample(name: str, labels: dict[str, str], value: int) -> str:
    inner = ",".join(f'{label}="{text.translate(ESCAPES)}"' for label, text in labels.items())
    return f"{name}{{{inner}}} {int(value)}"


def _who(machine: str, service: Service) -> dict[str, str]:
    return {"machine": machine, "service": service.service}


def _info(machine: str, service: Service) -> dict[str, str]:
    return _who(machine, service) | {name: getattr(service, name) or "" for name in DIGESTS}

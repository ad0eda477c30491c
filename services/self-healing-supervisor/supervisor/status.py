"""What the supervisor shows of itself: `/status` as JSON, `/metrics` as Prometheus reads it."""

import time
from urllib.parse import urlsplit

from .container import Container
from .policy import State
from .rollout import Rollout
from .settings import Settings
from .stream import Stream
from .watch import Watch

NO_ENGINE = "`ENGINE_URL` is not set: nothing is watched"


def status(
    settings: Settings, watch: Watch | None, stream: Stream | None, rollout: Rollout | None
) -> dict[str, object]:
    newer = rollout.newer if rollout else {}
    shown = [one.shown(time.monotonic()) for one in watch.containers.values()] if watch else []
    return {
        "machine": settings.machine,
        "engine": _engine(settings, watch, stream),
        "blind": watch.blindness.reason if watch else None,
        "registry": _registry(settings, rollout),
        "containers": [about | {"new_tag": newer.get(about["name"])} for about in shown],
    }


def metrics(watch: Watch | None) -> str:
    reachable = watch is not None and watch.away is None
    watched = [one for one in watch.containers.values() if one.watched] if watch else []
    series = [
        *_family("supervisor_engine_reachable", "gauge", "1 while Docker Engine answers", [({}, int(reachable))]),
        *_family(
            "supervisor_blind",
            "gauge",
            "1 while no container answers, and nothing that runs is restarted",
            [({}, int(watch is not None and watch.blindness.reason is not None))],
        ),
        *_family(
            "supervisor_restarts_total",
            "counter",
            "Restarts that the supervisor had made",
            [
                ({"container": container, "service": service}, count)
                for (container, service), count in sorted(watch.restarts.items() if watch else ())
            ],
        ),
        *_family(
            "supervisor_gave_up",
            "gauge",
            "1 for a container that is restarted no more",
            [(_labels(one), int(one.policy.state is State.GAVE_UP)) for one in watched],
        ),
        *_family(
            "supervisor_healthy",
            "gauge",
            "1 for a container that answers its health probe",
            [(_labels(one), int(one.healthy)) for one in watched],
        ),
    ]
    return "".join(f"{line}\n" for line in series)


def _engine(settings: Settings, watch: Watch | None, stream: Stream | None) -> dict[str, object]:
    if watch is None or stream is None:
        return {"url": None, "reachable": False, "reason": NO_ENGINE, "events": NO_ENGINE}
    return {
        "url": _without_user(settings.engine or ""),
        "reachable": watch.away is None,
        "reason": watch.away,
        "events": stream.away or "followed",
    }


def _registry(settings: Settings, rollout: Rollout | None) -> dict[str, object]:
    about: dict[str, object] = {
        "url": settings.registry and f"{_without_user(settings.registry)}/{settings.organisation}",
        "forced_tag": settings.forced_tag,
    }
    if settings.forced_tag:
        return about | {"note": "the tag is forced (`FORCE_IMAGE_TAG`): digests are not compared"}
    if rollout is None:
        return about | {"note": "`FLEET_REGISTRY` or `ENGINE_URL` is not set: new tags are not looked for"}
    return about | {"failures": rollout.failures}


def _family(name: str, kind: str, help: str, samples: list[tuple[dict[str, str], int]]) -> list[str]:
    lines = [f"{name}{_braced(labels)} {value}" for labels, value in samples]
    return [f"# HELP {name} {help}", f"# TYPE {name} {kind}", *lines]


def _labels(container: Container) -> dict[str, str]:
    return {"container": container.listed.name, "service": container.listed.service}


def _braced(labels: dict[str, str]) -> str:
    """Names were checked when they were read: nothing in them needs an escape."""
    pairs = ",".join(f'{key}="{value}"' for key, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def _without_user(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

"""What the center is told, read from the environment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import expected
from .expected import Expected
from .field import LABEL

DATABASE = "/app/data/center.sqlite"
POLL_SECONDS = 15.0


class SettingsError(Exception):
    """Names every setting that is wrong."""


@dataclass(frozen=True)
class Settings:
    machine: str
    database: Path
    poll_seconds: float
    # None: nobody is told.
    forward: str | None
    # None: nothing is known of what should run.
    expected: Expected | None
    # The fleet's machines, as its table names them.
    machines: frozenset[str] = frozenset()


def read(environment: Mapping[str, str]) -> Settings:
    findings: list[str] = []
    machine = environment.get("MACHINE", "")
    if not LABEL.fullmatch(machine):
        findings.append(f"`MACHINE` must be a DNS label, it is: `{machine}`")
    poll = _seconds(environment.get("POLL_SECONDS", ""))
    if poll is None:
        findings.append(f"`POLL_SECONDS` must be a number above 0, it is: `{environment['POLL_SECONDS']}`")
    forward = environment.get("FORWARD_URL", "")
    if forward and not _is_http(forward):
        findings.append(f"`FORWARD_URL` must be `http://host[:port]`, it is: `{forward}`")
    wanted = None
    try:
        wanted = expected.parse(environment["FLEET_EXPECTED"]) if environment.get("FLEET_EXPECTED") else None
    except ValueError as error:
        findings.append(f"`FLEET_EXPECTED` must be `service=sha256:…` words, it has: `{error}`")
    machines = environment.get("FLEET_MACHINES", "").split()
    if wrong := next((name for name in machines if not LABEL.fullmatch(name)), None):
        findings.append(f"`FLEET_MACHINES` must be DNS labels, it has: `{wrong:.80}`")
    if findings:
        raise SettingsError("; ".join(findings))
    database = Path(environment.get("CENTER_DATABASE") or DATABASE)
    seconds = poll or POLL_SECONDS
    return Settings(machine, database, seconds, forward.rstrip("/") or None, wanted, frozenset(machines))


def _seconds(text: str) -> float | None:
    try:
        value = float(text or POLL_SECONDS)
    except ValueError:
        return None
    return value if 0 < value < math.inf else None


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "http" and bool(parts.hostname) and parts.port != 0 and not parts.query
    except ValueError:
        return False

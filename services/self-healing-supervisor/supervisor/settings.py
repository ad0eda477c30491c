"""What the supervisor is told: environment variables."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .policy import Limits

PROBE_ADDRESS = "http://{name}:{port}/health"


class SettingsError(Exception):
    """Names every setting that is wrong."""


@dataclass(frozen=True)
class Settings:
    machine: str
    engine: str | None
    observability: str | None
    # Where the registry answers, and the path of the fleet's images in it.
    registry: str | None
    organisation: str
    forced_tag: str | None
    limits: Limits
    probe_address: str
    poll_seconds: float
    registry_seconds: float


def read(environment: Mapping[str, str]) -> Settings:
    reader = _Reader(environment)
    registry, organisation = reader.registry()
    default = Limits()
    settings = Settings(
        machine=environment.get("MACHINE", ""),
        engine=reader.address("ENGINE_URL"),
        observability=reader.address("OBSERVABILITY_URL"),
        registry=registry,
        organisation=organisation,
        forced_tag=environment.get("FORCE_IMAGE_TAG") or None,
        limits=Limits(
            grace=reader.number("START_GRACE_SECONDS", default.grace),
            bad_probes=math.ceil(reader.number("BAD_PROBES", default.bad_probes)),
            backoff_first=reader.number("RESTART_BACKOFF_FIRST_SECONDS", default.backoff_first),
            backoff_cap=reader.number("RESTART_BACKOFF_CAP_SECONDS", default.backoff_cap),
            budget=math.ceil(reader.number("RESTART_BUDGET", default.budget)),
            window=reader.number("RESTART_WINDOW_SECONDS", default.window),
        ),
        probe_address=reader.template("PROBE_ADDRESS", PROBE_ADDRESS),
        poll_seconds=reader.number("POLL_SECONDS", 5),
        registry_seconds=reader.number("REGISTRY_SECONDS", 300),
    )
    if reader.findings:
        raise SettingsError("; ".join(reader.findings))
    return settings


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.findings: list[str] = []

    def refuse(self, name: str, expected: str) -> None:
        self.findings.append(f"`{name}` must be {expected}, it is: `{self.environment[name]}`")

    def number(self, name: str, default: float) -> float:
        text = self.environment.get(name)
        try:
            value = default if text is None else float(text)
        except ValueError:
            value = math.nan
        if 0 < value < math.inf:
            return value
        self.refuse(name, "a number above 0")
        return default

    def address(self, name: str) -> str | None:
        """Without a slash at its end; None if it is not set or empty."""
        text = self.environment.get(name) or None
        if text is None or _is_http(text):
            return text and text.rstrip("/")
        self.refuse(name, "`http://host[:port]` or `https://…`")
        return None

    def template(self, name: str, default: str) -> str:
        text = self.environment.get(name, default)
        try:
            if _is_http(text.format(name="name", port=1)):
                return text
        except (LookupError, ValueError):
            pass
        self.refuse(name, "`http://…` with `{name}` and `{port}`")
        return default

    def registry(self) -> tuple[str | None, str]:
        """FLEET_REGISTRY is `host[:port]/org`, as it stands in the images' names."""
        place = self.environment.get("FLEET_REGISTRY", "")
        host, _, organisation = place.partition("/")
        address = self.address("REGISTRY_URL")
        if not place:
            return None, ""
        if not organisation or not _is_http(f"https://{host}"):
            self.refuse("FLEET_REGISTRY", "`host[:port]/org`")
        return address or f"https://{host}", organisation.strip("/")


def _is_http(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in address
    except ValueError:
        return False

"""What the service's row says, as the image config hands it over: environment variables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import CannotRun
from .probe import Probe

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# Docker kills a container ten seconds after it asked it to stop; ours must be over before that.
GRACE_SECONDS = 8.0


@dataclass(frozen=True)
class Settings:
    service: str
    machine: str
    port: int
    health_port: int
    app: str | None
    command: tuple[str, ...] | None
    probe: Probe | None
    workers: int | None
    grace: float
    level: str


def read(environment: Mapping[str, str]) -> Settings:
    """Reads every setting, or names everything that is wrong with them at once."""
    reader = _Reader(environment)
    settings = Settings(
        service=reader.text("SERVICE_NAME"),
        machine=reader.text("MACHINE"),
        port=reader.port("SERVICE_PORT"),
        health_port=reader.port("HEALTH_CHECK_PORT"),
        app=reader.app("SERVICE_APP"),
        command=reader.command("SERVICE_COMMAND"),
        probe=reader.probe("SERVICE_PROBE"),
        workers=reader.count("SERVICE_WORKERS"),
        grace=reader.seconds("SERVICE_GRACE_SECONDS", GRACE_SECONDS),
        level=reader.level("LOG_LEVEL"),
    )
    reader.compare(settings)
    if reader.findings:
        raise CannotRun("\n".join(reader.findings))
    return settings


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.findings: list[str] = []

    def refuse(self, name: str, expected: str) -> None:
        self.findings.append(f"`{name}` must be {expected}, it is: `{self.environment[name]}`")

    def text(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            self.findings.append(f"`{name}` is not set")
        return value

    def port(self, name: str) -> int:
        value = self.text(name)
        if not value:
            return 0
        if value.isascii() and value.isdecimal() and 1 <= int(value) <= 65535:
            return int(value)
        self.refuse(name, "a port between 1 and 65535")
        return 0

    def app(self, name: str) -> str | None:
        value = self.environment.get(name)
        if value is None:
            return None
        module, _, attribute = value.partition(":")
        if not all(part.isidentifier() for part in [*module.split("."), *attribute.split(".")]):
            self.refuse(name, "`module:attribute`")
        return value

    def command(self, name: str) -> tuple[str, ...] | None:
        value = self.environment.get(name)
        if value is None:
            return None
        try:
            words = json.loads(value)
        except ValueError:
            words = None
        if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
            return tuple(words)
        self.refuse(name, "a JSON array of strings, not empty")
        return None

    def probe(self, name: str) -> Probe | None:
        value = self.environment.get(name)
        if value is None:
            return None
        try:
            return Probe.parse(value)
        except ValueError as error:
            self.refuse(name, str(error))
            return None

    def count(self, name: str) -> int | None:
        value = self.environment.get(name)
        if value is None:
            return None
        if value.isascii() and value.isdecimal() and int(value) >= 1:
            return int(value)
        self.refuse(name, "a number, at least 1")
        return None

    def seconds(self, name: str, default: float) -> float:
        value = self.environment.get(name)
        if value is None:
            return default
        if value.isascii() and value.replace(".", "", 1).isdecimal() and float(value) > 0:
            return float(value)
        self.refuse(name, "a number of seconds above 0")
        return default

    def level(self, name: str) -> str:
        value = self.environment.get(name, "INFO").upper()
        if value not in LEVELS:
            self.refuse(name, f"one of {', '.join(LEVELS)}")
        return value

    def compare(self, settings: Settings) -> None:
        if settings.app is not None and settings.command is not None:
            self.findings.append("`SERVICE_APP` and `SERVICE_COMMAND` are both set, a service has one of them")
        if settings.port and settings.port == settings.health_port:
            self.findings.append(f"`SERVICE_PORT` and `HEALTH_CHECK_PORT` are the same port: {settings.port}")
        if settings.probe is not None and self.environment.keys().isdisjoint({"SERVICE_APP", "SERVICE_COMMAND"}):
            self.findings.append(
                "`SERVICE_PROBE` is set, `SERVICE_APP` and `SERVICE_COMMAND` are not: nothing to probe"
            )

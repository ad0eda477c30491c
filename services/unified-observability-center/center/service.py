"""One service of one machine, as it is shown, measured and forwarded."""

from dataclasses import dataclass
from functools import cached_property

# `missing`: expected, and nothing has been heard of it. `unknown`: not asked yet, or nothing new was heard.
STATES = ("healthy", "unhealthy", "unreachable", "unknown", "missing")


@dataclass(frozen=True)
class Service:
    service: str
    image_digest: str
    # None: not expected, or nothing is known of what is; empty: a tag is forced.
    expected_digest: str | None
    sbom_digest: str
    git_sha: str
    lock_digest: str
    health_port: int | None
    health: str
    reason: str
    started_at: str | None

    @property
    def order(self) -> tuple[bool, str]:
        """What is expected comes first: where not all is shown or told, it is what is not that is left out."""
        return (self.expected_digest is None, self.service)

    @property
    def drift(self) -> bool:
        """It runs another image than the one that is expected."""
        return bool(self.started_at and self.expected_digest and self.expected_digest != self.image_digest)


@dataclass(frozen=True)
class Machine:
    name: str
    # None: this center's own.
    heard_at: str | None
    services: list[Service]

    @cached_property
    def known(self) -> bool:
        """Whether it is known what should run there."""
        return any(service.expected_digest is not None for service in self.services)

    def verdict(self, service: Service) -> str:
        """One word for what runs, beside what is expected."""
        if service.expected_digest is None:
            return "unexpected" if self.known else "not known"
        if service.started_at is None:
            return "missing"
        if not service.expected_digest:
            return "forced tag"
        return "drift" if service.drift else "as expected"

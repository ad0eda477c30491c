"""A container has started: what its runtime says of it."""

from dataclasses import dataclass

from .field import Fields


@dataclass(frozen=True)
class Start:
    machine: str
    service: str
    image_digest: str
    sbom_digest: str
    git_sha: str
    lock_digest: str
    health_port: int


def parse(value: object) -> Start:
    fields = Fields(value, "a start")
    return Start(
        machine=fields.label("machine"),
        service=fields.label("service"),
        image_digest=fields.digest("image_digest"),
        sbom_digest=fields.digest("sbom_digest"),
        git_sha=fields.revision("git_sha"),
        lock_digest=fields.digest("lock_digest"),
        health_port=fields.port("health_port"),
    )

"""A center in a small root, as its image runs it, and what is posted to it."""

import http.client
import json

from testing.image import ImageCase, Started

FAMILY = (
    "anyio", "certifi", "click", "h11", "httpcore", "httptools", "httpx", "idna", "jinja2", "markupsafe", "sniffio",
    "starlette", "uvicorn", "uvloop", "websockets",
)  # fmt: skip
A, B, LOCK = (f"sha256:{digit * 64}" for digit in "abc")
START = {
    "service": "cache-manager",
    "machine": "pc2",
    "image_digest": A,
    "sbom_digest": "",
    "git_sha": "d" * 40,
    "lock_digest": LOCK,
    "health_port": 8102,
}
EVENT = {"machine": "pc2", "service": "cache-manager", "kind": "restarted", "message": "health was bad"}
ROW = {
    "service": "stt-service",
    "image_digest": A,
    "expected_digest": A,
    "sbom_digest": "",
    "git_sha": "",
    "lock_digest": LOCK,
    "health_port": 6800,
    "health": "healthy",
    "reason": "",
    "started_at": "2024-06-15T12:00:00Z",
}
SNAPSHOT = {"machine": "mainpc", "services": [ROW]}


class Center:
    def __init__(self, started: Started) -> None:
        self.started = started

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.started.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), {key.lower(): value for key, value in answer.getheaders()}
        finally:
            connection.close()

    def post(self, what: str, value: object, **headers: str) -> tuple[int, str]:
        """Status, and the reason if there is one."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        status, text, _ = self.ask("POST", f"/api/v1/{what}", body, **headers)
        return status, json.loads(text)["error"] if text else ""

    def json(self, path: str) -> dict:
        status, text, _ = self.ask("GET", path)
        assert status == 200, text
        return json.loads(text)

    def services(self) -> dict[tuple[str, str], dict]:
        return {(row["machine"], row["service"]): row for row in self.json("/api/v1/services")["services"]}

    def events(self) -> list[dict]:
        return self.json("/api/v1/events")["events"]


class CenterCase(ImageCase):
    def setUp(self) -> None:
        super().setUp()
        for name in FAMILY:
            self.link(name, self.dist_packages)
        self.install("unified-observability-center")
        self.database = self.root / "center.sqlite"

    def center(self, **environment: str) -> Center:
        row = {"SERVICE_APP": "center.app:app", "SERVICE_WORKERS": "1", "POLL_SECONDS": "0.2"}
        started = self.start(**(row | {"CENTER_DATABASE": str(self.database)} | environment))
        started.until_healthy()
        return Center(started)

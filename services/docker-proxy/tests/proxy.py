"""The proxy as its image starts it: real HAProxy with `haproxy.cfg`, its socket in a folder of the test's."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from testing.image import free_port, until

from .engine import Engine

CONFIG = Path(__file__).resolve().parents[1] / "haproxy.cfg"
SOCKET = "/run/docker.sock"
FLEET = {"MACHINE": "pc2", "FLEET_CONTAINERS": "pc2-cache-manager pc2-resource-manager"}
# Debian's place for it is not on every user's path.
HAPROXY = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")


class Answer:
    def __init__(self, head: bytes, body: bytes) -> None:
        self.status = int(head.split(b" ")[1]) if head else 0
        self.head = head
        self.body = body

    @property
    def reason(self) -> str:
        return json.loads(self.body)["message"].removeprefix("docker-proxy: ")


class ProxyCase(unittest.TestCase):
    """One proxy and one engine for all tests of a class."""

    environment = FLEET
    # Words of the configuration that a test's own stand for.
    replaced: dict[str, str] = {}

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(tempfile.mkdtemp(prefix="gl-"))
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.port = free_port()
        text = CONFIG.read_text()
        for word, own in {SOCKET: f"{folder}/docker.sock", **cls.replaced}.items():
            text = text.replace(word, own)
        config = folder / "haproxy.cfg"
        config.write_text(text)
        cls.engine = Engine(folder / "docker.sock")
        cls.addClassCleanup(cls.engine.stop)
        cls.output = cls.enterClassContext((folder / "log").open("w+"))
        cls.process = subprocess.Popen(
            [HAPROXY, "-db", "-f", config],
            env={"SERVICE_PORT": str(cls.port), **cls.environment},
            stdout=cls.output,
            stderr=subprocess.STDOUT,
        )
        cls.addClassCleanup(cls.end)
        until(cls.listens, f"a listener on port {cls.port}")

    @classmethod
    def end(cls) -> None:
        cls.process.terminate()
        cls.process.wait(10)

    @classmethod
    def listens(cls) -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", cls.port)) == 0

    def setUp(self) -> None:
        self.engine.seen.clear()
        self.engine.headers.clear()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def ask(self, line: str, *headers: str, body: str = "", version: str = "HTTP/1.1") -> Answer:
        """Sends the address as it is written: a client library would put it in order first."""
        lines = [f"{line} {version}", "Host: docker-proxy", "Connection: close", *headers, "", body]
        with self.connect() as client:
            client.sendall("\r\n".join(lines).encode())
            answer = b"".join(iter(lambda: client.recv(65536), b""))
        head, _, text = answer.partition(b"\r\n\r\n")
        return Answer(head, text)

    def assert_allowed(self, line: str, reached: str | None = None, *headers: str) -> None:
        self.assertEqual(self.ask(line, *headers).status, 200, line)
        self.assertEqual([f"{method} {path}" for method, path in self.engine.seen], [reached or line])

    def assert_denied(self, line: str, *headers: str, reason: str | None = None, **options: str) -> None:
        answer = self.ask(line, *headers, **options)
        self.assertEqual(self.engine.seen, [], line)
        self.assertEqual(answer.status, 403, line)
        self.assertIn(b"content-type: application/json", answer.head)
        self.assertEqual(answer.body.count(b"\n"), 1)
        self.assertTrue(answer.reason)
        if reason:
            self.assertEqual(answer.reason, reason, line)

    def lines(self) -> list[dict[str, object]]:
        """What the proxy wrote of its requests."""
        self.output.flush()
        text = Path(self.output.name).read_text()
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]

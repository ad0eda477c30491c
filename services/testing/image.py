"""A small root like an image's: the runtime, its wheels, a family's wheels, an app; and one started service in it."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

SERVICES = Path(__file__).resolve().parents[1]
# What the runtime's lock holds.
WHEELS = ("anyio", "click", "h11", "idna", "sniffio", "starlette", "uvicorn")
PROFILE = {"OMP_NUM_THREADS": 4, "UVICORN_WORKERS": 8}
PATIENCE = 20.0
IGNORED = shutil.ignore_patterns("tests", "README.md", "requirements.in", "pylock.toml", "__pycache__")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(condition, what: str):
    """The first true value of the condition."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {PATIENCE:g} s: {what}")


class ImageCase(unittest.TestCase):
    """Every test gets a root of its own."""

    def setUp(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.dist_packages = self.root / "usr/local/lib/python3.11/dist-packages"
        for folder in (self.root / "app", self.root / "etc", self.root / "opt/gen-lock/lib", self.dist_packages):
            folder.mkdir(parents=True)
        (self.root / "opt/gen-lock/runtime").symlink_to(SERVICES / "runtime")
        for name in WHEELS:
            self.link(name, self.root / "opt/gen-lock/lib")
        self.write("etc/machine-profile.json", json.dumps(PROFILE))

    def link(self, name: str, folder: Path) -> None:
        """Puts a module that the tests run with into a folder of the root."""
        origin = Path(importlib.util.find_spec(name).origin)
        installed = origin.parent if origin.name == "__init__.py" else origin
        (folder / installed.name).symlink_to(installed)

    def install(self, *folders: str) -> None:
        """The service's code, as its row's `code` lists it."""
        for folder in folders:
            shutil.copytree(SERVICES / folder, self.root / "app", dirs_exist_ok=True, ignore=IGNORED)

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text)

    def start(self, **environment: str) -> "Started":
        started = Started(self.root, environment)
        self.addCleanup(started.close)
        return started


class Started:
    """A supervisor started the way the image config starts it."""

    def __init__(self, root: Path, environment: dict[str, str]) -> None:
        self.port, self.health_port = free_port(), free_port()
        defaults = {
            "PATH": os.environ["PATH"],
            "SERVICE_NAME": "stt-service",
            "MACHINE": "pc2",
            "SERVICE_PORT": str(self.port),
            "HEALTH_CHECK_PORT": str(self.health_port),
        }
        main = root / "opt/gen-lock/runtime/main.py"
        wanted = {key: value.format(port=self.port) for key, value in environment.items()}
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(main)],
            env={key: value for key, value in (defaults | wanted).items() if value},
            stdout=self.output,
            stderr=subprocess.STDOUT,
            cwd=root / "app",
        )

    def get(self, path: str, port: int | None = None) -> tuple[int, object]:
        """The status and the JSON, or (0, None) while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.health_port}{path}", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null") if "json" in error.headers["Content-Type"] else None
        except OSError:
            return 0, None

    def health(self) -> tuple[int, object]:
        return self.get("/health")

    def until_healthy(self) -> None:
        until(lambda: self.health()[0] == 200, "200 from `/health`")

    def until_broken(self, words: str) -> None:
        until(lambda: self.health()[0] == 503 and words in self.health()[1]["reason"], f"503 that says `{words}`")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def lines(self) -> list[dict[str, str]]:
        self.output.seek(0)
        return [json.loads(line) for line in self.output.read().decode().splitlines()]

    def children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        threads = Path(f"/proc/{self.process.pid}/task").iterdir() if path.exists() else []
        return [int(word) for thread in threads for word in (thread / "children").read_text().split()]

    def close(self) -> None:
        if self.process.poll() is None:
            self.stop()
        self.output.close()

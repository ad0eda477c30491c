"""A binary cache of Nix: a folder of signed archives, served over HTTP on the loopback interface."""

import threading
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import loopback
import project
import tool


class BinaryCache:
    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder / "cache"
        self.secret, self.public = make_key(folder, "fleet-1")
        self.served: list[str] = []
        handler = partial(_Handler, self.served, directory=str(self.folder))
        self._server = ThreadingHTTPServer((loopback.HOST, 0), handler)
        self.address = f"http://{loopback.HOST}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, paths: Iterable[str | Path]) -> None:
        """Layers are compressed already."""
        to = f"file://{self.folder}?secret-key={self.secret}&compression=none"
        tool.run("nix", *project.NIX, "copy", "--to", to, *paths)

    def options(self, public: str | None = None) -> tuple[str, ...]:
        """How a Nix is told of it, and of the key to trust."""
        trusted = ("--option", "trusted-public-keys", public or self.public)
        return ("--option", "substituters", self.address, "--option", "require-sigs", "true", *trusted)

    def archive(self, path: str) -> Path:
        """The file that holds a store path."""
        digest = path.removeprefix("/nix/store/").partition("-")[0]
        lines = (self.folder / f"{digest}.narinfo").read_text().splitlines()
        (url,) = [line.removeprefix("URL: ") for line in lines if line.startswith("URL: ")]
        return self.folder / url

    def archives_served(self) -> list[str]:
        """As often as they were asked for."""
        return [path for path in self.served if path.startswith("/nar/")]


def make_key(folder: Path, name: str) -> tuple[Path, str]:
    """The file of the secret half, and the public half."""
    secret, public = folder / f"{name}.secret", folder / f"{name}.public"
    tool.run("nix-store", "--generate-binary-cache-key", name, secret, public)
    return secret, public.read_text().strip()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, served: list[str], *arguments, **options) -> None:
        self.served = served
        super().__init__(*arguments, **options)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if self.command == "GET" and int(code) == 200:
            self.served.append(self.path)

    def log_message(self, format: str, *arguments: object) -> None:
        """What is missing is no news: Nix asks."""

"""Locked wheels as an index on loopback (the simple API), from the store; it goes on where a download was cut off."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import project
from loopback import HOST

JSON = "application/vnd.pypi.simple.v1+json"


class SourceIndex:
    def __init__(self, locators: list[str]) -> None:
        self.files: dict[str, dict[str, Path]] = {}
        for locator in locators:
            name, _, file = locator.removeprefix("pypi:").partition("/")
            self.files.setdefault(name, {})[file] = project.source(locator)
        self.server = ThreadingHTTPServer((HOST, 0), _handler(self.files))
        self.server.daemon_threads, self.server.block_on_close = True, False
        self.server.handle_error = lambda *_: None
        self.address = f"http://{HOST}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _handler(files: dict[str, dict[str, Path]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name, _, file = self.path.strip("/").partition("/")
            if not file:
                listed = [{"filename": one, "url": f"/{name}/{one}", "hashes": {}} for one in files[name]]
                return self.answer(200, JSON, json.dumps({"name": name, "files": listed}).encode())
            start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
            return self.answer(206 if start else 200, "application/zip", files[name][file].read_bytes()[start:])

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler

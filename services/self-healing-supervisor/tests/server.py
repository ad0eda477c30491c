"""An HTTP server whose answers a test decides: what is asked of it is written down."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    status: int = 200
    # JSON, bytes as they are, or parts of a stream.
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path))
        reply = self.server.reply(self.command, self.path, dict(self.headers), body)
        if reply is None:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if isinstance(reply.body, Iterator):
            return self.stream(reply.body)
        content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_header("Content-Length", str(0 if reply.status == 204 else len(content)))
        self.end_headers()
        if self.command != "HEAD" and reply.status != 204:
            self.wfile.write(content)

    do_POST = do_HEAD = do_GET

    def stream(self, parts: Iterator[bytes]) -> None:
        self.close_connection = True
        self.end_headers()
        try:
            for part in parts:
                self.wfile.write(part)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def reply(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        """None hangs up."""
        raise NotImplementedError

    def handle_error(self, *_: object) -> None:
        """A client that leaves in the middle is none."""

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

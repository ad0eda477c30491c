"""A stand-in for Docker Engine on a Unix socket: it writes down what reaches it, and answers 200 to all of it."""

import contextlib
import socketserver
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        self.server.seen.append((self.command, self.path))
        self.server.headers.append(dict(self.headers))
        if "/events" in self.path:
            return self.stream()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"{}")

    def stream(self) -> None:
        """One event at once, another when the test says so; then waits until the connection is closed."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"8\r\nevent-1\n\r\n")
        self.server.more.wait(20)
        with contextlib.suppress(OSError):
            self.wfile.write(b"8\r\nevent-2\n\r\n")
            self.rfile.read(1)
        self.server.left.set()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str):
        """Whatever the method is called."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)


class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def __init__(self, socket: Path) -> None:
        super().__init__(str(socket), Handler)
        self.seen: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.more = threading.Event()
        self.left = threading.Event()
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,))
        self.thread.start()

    def stop(self) -> None:
        self.more.set()
        self.shutdown()
        self.thread.join()
        self.server_close()

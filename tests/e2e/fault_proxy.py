"""An HTTP proxy before a registry, on loopback: by rule it does what networks and registries do wrong."""

import http.client
import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loopback import HOST

PIECE = 1 << 16
# Of one connection alone; the proxy writes lengths itself.
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"}


class Cut(Exception):
    """The connection is to break."""


@dataclass
class Asked:
    """A request, and how much of its body came."""

    method: str
    path: str
    # by names in lower case
    headers: dict[str, str]
    length: int
    received: int = 0

    @property
    def is_upload(self) -> bool:
        return self.method in ("PATCH", "PUT") and "/blobs/uploads/" in self.path


@dataclass
class Reply:
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    # What is said of the body, where that is not its length
    length: int | None = None


@dataclass
class Rule:
    """What is done to those requests that it names: to some of them, or to all."""

    method: str
    path: str
    do: Callable[["Exchange"], None]
    times: int | None = 1
    skip: int = 0
    # Of the body, where that tells requests apart
    length: range | None = None

    def takes(self, asked: Asked) -> bool:
        if asked.method not in self.method.split("|") or not re.search(self.path, asked.path) or self.times == 0:
            return False
        if self.length is not None and asked.length not in self.length:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


Gate = Callable[[Asked], Reply | None]


class FaultProxy:
    def __init__(
        self,
        upstream: int,
        rules: list[Rule] = (),
        gate: Gate | None = None,
        host: str = HOST,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.upstream, self.rules, self.gate, self.tls = upstream, list(rules), gate, tls
        self.asked: list[Asked] = []
        self.lock, self.closed = threading.Lock(), threading.Event()
        self.server = Server((host, 0), Exchange)
        self.server.proxy = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def received(self) -> int:
        """Bytes of blobs that were sent up."""
        return sum(asked.received for asked in self.asked if asked.is_upload)

    def rule(self, asked: Asked) -> Rule | None:
        with self.lock:
            return next((rule for rule in self.rules if rule.takes(asked)), None)

    def stop(self) -> None:
        self.closed.set()
        self.server.shutdown()
        self.server.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads, block_on_close = True, False
    proxy: FaultProxy

    def finish_request(self, request, client_address) -> None:
        """In the connection's own thread: a slow handshake keeps nobody waiting."""
        tls = self.proxy.tls
        super().finish_request(tls.wrap_socket(request, server_side=True) if tls else request, client_address)

    def handle_error(self, request, client_address) -> None:
        """A client that breaks off is what is tested."""


class Exchange(BaseHTTPRequestHandler):
    """One connection of a client; `asked` is the request that is under way."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    asked: Asked

    @property
    def proxy(self) -> FaultProxy:
        return self.server.proxy

    def handle_request(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = Asked(self.command, self.path, headers, length)
        with self.proxy.lock:
            self.proxy.asked.append(self.asked)
        try:
            refusal = self.proxy.gate(self.asked) if self.proxy.gate else None
            rule = None if refusal else self.proxy.rule(self.asked)
            if refusal:
                self.read()
                self.reply(refusal)
            elif rule:
                rule.do(self)
            else:
                self.reply(self.forward())
        except Cut:
            self.close_connection = True
            # At once, without a farewell
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def read(self, most: int | None = None) -> bytes:
        """The rest of the request's body, or some of it."""
        pieces, want = [], self.asked.length - self.asked.received
        want = want if most is None else min(most, want)
        while want > 0 and (piece := self.rfile.read1(min(PIECE, want))):
            pieces.append(piece)
            want -= len(piece)
            self.asked.received += len(piece)
        return b"".join(pieces)

    def forward(self, path: str | None = None) -> Reply:
        """Asks the registry the same, once all of it is here."""
        body = self.read()
        upstream = http.client.HTTPConnection(HOST, self.proxy.upstream, timeout=60)
        upstream.putrequest(self.command, path or self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            upstream.putheader(name, value)
        if self.proxy.tls:
            # The registry names places to its client.
            upstream.putheader("X-Forwarded-Proto", "https")
        upstream.endheaders(body or None)
        answer = upstream.getresponse()
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in HOP}
        length = int(answer.getheader("Content-Length") or 0) if self.command == "HEAD" else None
        reply = Reply(answer.status, headers, answer.read(), length)
        upstream.close()
        return reply

    def reply(self, reply: Reply, most: int | None = None) -> None:
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body[:most])
        self.wfile.flush()

    def log_message(self, *_) -> None:
        """Nothing is to be said; `asked` has it all."""

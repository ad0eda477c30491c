"""An OCI registry on loopback, in memory, that behaves as one of `registry_modes` says.

`python tests/e2e/stand_in.py MODE [PORT]` serves one by hand."""

import hashlib
import json
import re
import sys
import threading
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from loopback import HOST
from registry_modes import MODES, Mode, Range

PIECE = 1 << 18
UPLOAD = re.compile(r"/v2/(.+)/blobs/uploads/([^/]*)")
BLOB = re.compile(r"/v2/(.+)/blobs/(sha256:[0-9a-f]{64})")
MANIFEST = re.compile(r"/v2/(.+)/manifests/([^/]+)")


@dataclass
class Asked:
    method: str
    path: str
    length: int
    # Of its body
    received: int = 0
    status: int = 0


@dataclass
class Session:
    repository: str
    content: bytearray = field(default_factory=bytearray)
    # Lengths
    chunks: list[int] = field(default_factory=list)


class StandIn:
    def __init__(self, mode: Mode, port: int = 0) -> None:
        self.mode = mode
        self.lock = threading.Lock()
        self.asked: list[Asked] = []
        self.sessions: dict[str, Session] = {}
        # By digest, and which repositories have each
        self.blobs: dict[str, bytes] = {}
        self.held: set[tuple[str, str]] = set()
        # By repository and reference: media type and bytes
        self.manifests: dict[tuple[str, str], tuple[str, bytes]] = {}
        self.servers = [Server(self, port)] + ([Server(self, 0)] if mode.elsewhere else [])
        self.port, self.storage = self.servers[0].server_port, self.servers[-1].server_port

    @property
    def received(self) -> int:
        """Bytes of blobs that were sent up."""
        return sum(asked.received for asked in self.asked if "/blobs/uploads/" in asked.path)

    def whole(self, repository: str, tag: str) -> bool:
        """Whether a tag names a manifest all of whose blobs its repository has."""
        found = self.manifests.get((repository, tag))
        if found is None:
            return False
        manifest = json.loads(found[1])
        return all((repository, blob["digest"]) in self.held for blob in (manifest["config"], *manifest["layers"]))

    def stop(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()


class Server(ThreadingHTTPServer):
    daemon_threads, block_on_close = True, False

    def __init__(self, registry: StandIn, port: int) -> None:
        super().__init__((HOST, port), Exchange)
        self.registry = registry
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request, client_address) -> None:
        """A client that breaks off has its reasons."""


class Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    @property
    def registry(self) -> StandIn:
        return self.server.registry

    @property
    def mode(self) -> Mode:
        return self.server.registry.mode

    def handle_request(self) -> None:
        self.chunked = self.headers.get("Transfer-Encoding", "").lower() == "chunked"
        length = int(self.headers.get("Content-Length") or 0)
        self.asked = Asked(self.command, self.path, length)
        with self.registry.lock:
            self.registry.asked.append(self.asked)
        if self.mode.longest_body and (self.chunked or length > self.mode.longest_body):
            return self.refuse_at_once(413)
        body = self.body(length)
        with self.registry.lock:
            self.answer(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def refuse_at_once(self, status: int) -> None:
        """Before the body is read, as a proxy does, which then reads on for a while."""
        self.reply(status)
        self.close_connection = True
        self.connection.settimeout(0.5)
        try:
            while piece := self.rfile.read1(PIECE):
                self.asked.received += len(piece)
        except OSError:
            pass

    def body(self, length: int) -> bytes:
        pieces = []
        while self.chunked:
            length = int(self.rfile.readline().split(b";")[0], 16)
            pieces.append(self.rfile.read(length))
            self.rfile.readline()
            if length == 0:
                break
        if not self.chunked:
            pieces.append(self.rfile.read(length))
        body = b"".join(pieces)
        self.asked.received = len(body)
        return body

    def answer(self, body: bytes) -> None:
        url = urlsplit(self.path)
        if url.path.rstrip("/") == "/v2":
            return self.reply(200)
        if found := UPLOAD.fullmatch(url.path):
            query = {key: values[0] for key, values in parse_qs(url.query).items()}
            return self.upload(found[1], found[2], query, body)
        if found := BLOB.fullmatch(url.path):
            return self.blob(found[1], found[2])
        if found := MANIFEST.fullmatch(url.path):
            return self.manifest(found[1], found[2], body)
        return self.reply(404)

    def upload(self, repository: str, name: str, query: dict[str, str], body: bytes) -> None:
        if self.command == "POST":
            return self.begin(repository, query)
        session = self.registry.sessions.get(name)
        if session is None or (self.mode.elsewhere and query.get("sig") != "a+b/c="):
            return self.reply(404)
        if self.command == "PATCH":
            return self.patch(name, session, body)
        if self.command == "PUT":
            return self.put(name, session, query, body)
        if self.command == "DELETE":
            del self.registry.sessions[name]
            return self.reply(204)
        return self.stands(204, name, session)

    def begin(self, repository: str, query: dict[str, str]) -> None:
        if self.mode.wants_length and "Content-Length" not in self.headers:
            return self.reply(411)
        if "mount" in query:
            source = (query.get("from", ""), query["mount"])
            if self.mode.mount_status != 201:
                return self.reply(self.mode.mount_status)
            if source in self.registry.held:
                self.registry.held.add((repository, query["mount"]))
                return self.reply(201, Location=f"/v2/{repository}/blobs/{query['mount']}")
        name = str(uuid.uuid4())
        self.registry.sessions[name] = Session(repository)
        self.stands(202, name, self.registry.sessions[name], **dict(self.mode.says))

    def patch(self, name: str, session: Session, body: bytes) -> None:
        place = self.headers.get("Content-Range")
        refused = self.mode.refuses_chunks if place else self.mode.refuses_stream
        if refused:
            return self.reply(refused)
        if place and self.mode.longest_chunk and len(body) > self.mode.longest_chunk:
            return self.reply(416)
        if place and not place.startswith(f"{len(session.content)}-"):
            return self.stands(416, name, session)
        session.content += body
        if place:
            session.chunks.append(len(body))
        self.stands(self.mode.patch_status, name, session)

    def put(self, name: str, session: Session, query: dict[str, str], body: bytes) -> None:
        if body and self.mode.refuses_whole:
            return self.reply(self.mode.refuses_whole)
        session.content += body
        digest = f"sha256:{hashlib.sha256(session.content).hexdigest()}"
        short = any(length < self.mode.shortest_chunk for length in session.chunks[: -1 if not body else None])
        if short or digest != query.get("digest"):
            return self.reply(400)
        self.registry.blobs[digest] = bytes(session.content)
        self.registry.held.add((session.repository, digest))
        del self.registry.sessions[name]
        self.reply(201, Location=f"/v2/{session.repository}/blobs/{digest}", Docker_Content_Digest=digest)

    def stands(self, status: int, name: str, session: Session, **more: str) -> None:
        place = f"/v2/{session.repository}/blobs/uploads/{name}"
        if self.mode.elsewhere:
            place = f"http://localhost:{self.registry.storage}{place}?sig=a%2Bb%2Fc%3D"
        length = len(session.content)
        if self.command == "PATCH" and session.chunks:
            length = {Range.FIRST: session.chunks[0], Range.CHUNK: session.chunks[-1]}.get(self.mode.range, length)
        reached = f"0-{length - 1}" if length else self.mode.nothing
        self.reply(status, Location=place, Range=reached, **more)

    def blob(self, repository: str, digest: str) -> None:
        if (repository, digest) not in self.registry.held:
            return self.reply(404)
        content = self.registry.blobs[digest]
        if found := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
            start, last = int(found[1]), int(found[2] or len(content) - 1)
            part = content[start : last + 1]
            return self.reply(206, part, Content_Range=f"bytes {start}-{start + len(part) - 1}/{len(content)}")
        self.reply(200, content, Docker_Content_Digest=digest)

    def manifest(self, repository: str, reference: str, body: bytes) -> None:
        if self.command == "PUT":
            digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
            for name in (reference, digest):
                self.registry.manifests[repository, name] = (self.headers["Content-Type"], body)
            return self.reply(201, Docker_Content_Digest=digest)
        kind, content = self.registry.manifests.get((repository, reference), ("", b""))
        if not kind:
            return self.reply(404)
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        self.reply(200, content, Content_Type=kind, Docker_Content_Digest=digest)

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.asked.status = status
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if not (self.mode.unsized and self.command == "HEAD"):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_) -> None:
        """Nothing is to be said; `asked` has it all."""


def main(words: list[str]) -> None:
    modes = {mode.name: mode for mode in MODES}
    if not words or words[0] not in modes:
        raise SystemExit(f"usage: stand_in.py MODE [PORT]; modes: {', '.join(modes)}")
    registry = StandIn(modes[words[0]], int(words[1]) if len(words) > 1 else 0)
    print(f"{HOST}:{registry.port} as {words[0]}: {registry.mode.reports}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1:])

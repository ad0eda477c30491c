"""A Python index on loopback (simple repository API) with wheels made here, as HTML or JSON, open or behind a login."""

import base64
import hashlib
import io
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loopback import HOST

JSON = "application/vnd.pypi.simple.v1+json"
DATE = "2024-01-02T03:04:05Z"


def wheel(name: str, version: str, note: str = "") -> tuple[str, bytes]:
    """File name and bytes of a wheel with one module."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    members = {
        f"{module}.py": f"# {note}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nLicense: MIT\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_record_hash(text)},{len(text)}\n" for path, text in members.items())
    members[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 2, 3, 4, 6)), text)
    return f"{module}-{version}-py3-none-any.whl", made.getvalue()


def _record_hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class MadeIndex:
    """Its address is `http://HOST:PORT/simple`; `asked` holds the paths that were asked for, with the user."""

    def __init__(self, *wheels: tuple[str, bytes], login: str | None = None, html: str | None = None) -> None:
        self.wheels = dict(wheels)
        self.login, self.html = login, html
        self.asked: list[tuple[str, str | None]] = []
        self.server = ThreadingHTTPServer((HOST, 0), _handler(self))
        self.server.daemon_threads, self.server.block_on_close = True, False
        self.host = f"{HOST}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, login: str | None = None) -> str:
        return f"http://{login}@{self.host}/simple" if login else f"http://{self.host}/simple"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def page(self, project: str) -> tuple[str, bytes] | None:
        named = {name: bytes for name, bytes in self.wheels.items() if name.split("-")[0].replace("_", "-") == project}
        if not named:
            return None
        if self.html is not None:
            return "text/html", "".join(self.html.format(name=name) for name in named).encode()
        return JSON, json.dumps({"meta": {"api-version": "1.1"}, "name": project, "files": _files(named)}).encode()


def _files(named: dict[str, bytes]) -> list[dict]:
    return [
        {
            "filename": name,
            "url": f"/files/{name}",
            "hashes": {"sha256": hashlib.sha256(content).hexdigest()},
            "size": len(content),
            "upload-time": DATE,
        }
        for name, content in named.items()
    ]


def _handler(index: MadeIndex) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, _, word = self.headers.get("Authorization", "").partition(" ")
            login = base64.b64decode(word).decode() if kind == "Basic" else None
            index.asked.append((self.path, login))
            if index.login and login != index.login:
                return self.answer(401, "text/plain", b"", {"WWW-Authenticate": 'Basic realm="tests"'})
            folder, _, name = self.path.strip("/").partition("/")
            if folder == "files" and name in index.wheels:
                return self.answer(200, "application/zip", index.wheels[name])
            page = index.page(name) if folder == "simple" else None
            return self.answer(200, *page) if page else self.answer(404, "text/plain", b"")

        do_HEAD = do_GET  # noqa: N815 (named by the base class)

        def answer(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler

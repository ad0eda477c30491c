"""A registry's front as public ones have it: it hands a token to anybody who asks for the right scope, and sends
who has one on to where the blobs are."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SERVICE = "the registry"
TOKEN = "of-this-run"


class TokenDoor:
    def __init__(self, behind: str) -> None:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(behind))
        self.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()


def _handler(behind: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            target = urlsplit(self.path)
            if target.path == "/token":
                asked = parse_qs(target.query)
                right = asked.get("service") == [SERVICE] and asked.get("scope") == ["repository:fleet/sources:pull"]
                self.answer(200 if right else 403, body={"access_token": TOKEN} if right else {})
            elif self.headers.get("Authorization") == f"Bearer {TOKEN}":
                self.answer(307, ("Location", behind + self.path))
            else:
                realm = f"http://127.0.0.1:{self.server.server_port}/token"
                self.answer(401, ("WWW-Authenticate", f'Bearer realm="{realm}",service="{SERVICE}"'))

        do_HEAD = do_GET

        def answer(self, status: int, *headers: tuple[str, str], body: dict | None = None) -> None:
            content = json.dumps(body).encode() if body is not None else b""
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    return Handler

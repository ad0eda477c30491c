"""What a registry says to `./factory --offline oci://…` becomes no setting of curl but the one token."""

import subprocess
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "factory.d"
SCRIPT = '. "$1/report.sh"; . "$1/offline.sh"; OFFLINE=oci://registry; bearer http "http://127.0.0.1:$2/v2/a/blobs/x" a'


class Registry(BaseHTTPRequestHandler):
    """Asks for a token, and gives one in the words that a test wants."""

    answer = b""
    realm = "http://127.0.0.1:{port}/token"

    def do_HEAD(self) -> None:
        realm = self.realm.format(port=self.server.server_address[1])
        self.send_response(401)
        self.send_header("WWW-Authenticate", f'Bearer realm="{realm}",service="s"')
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Token(unittest.TestCase):
    def settings(self, answer: str, realm: str = Registry.realm) -> str:
        handler = type("Handler", (Registry,), {"answer": answer.encode(), "realm": realm})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        words = ("bash", "-euo", "pipefail", "-c", SCRIPT, "-", FOLDER, str(server.server_address[1]))
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout

    def test_a_token_is_taken(self):
        for answer in (
            '{"token":"abc._~+/-1=="}',
            '{\n  "expires_in": 60,\n  "access_token" : "abc._~+/-1=="\n}\n',
            r'{"token": "abc._~+\/-1==", "access_token": "other"}',
        ):
            self.assertEqual(self.settings(answer), 'oauth2-bearer = "abc._~+/-1=="\n', answer)

    def test_several_lines_are_no_settings(self):
        lines = '{"token":"a"\n"token":"output = /nowhere"\n"token":"url = http://127.0.0.1:1/"}'
        self.assertEqual(self.settings(lines), 'oauth2-bearer = "a"\n')

    def test_what_is_no_token_is_not_taken(self):
        for answer in ("", "<html>", '{"token":""}', '{"token":"a b"}', '{"token":"a\\nb"}', '{"token":"a\nurl = b"}'):
            self.assertEqual(self.settings(answer), "", answer)

    def test_an_option_is_no_address(self):
        for realm in ("--output", "-o/nowhere", "file:///etc/hostname", ""):
            self.assertEqual(self.settings('{"token":"a"}', realm), "", realm)

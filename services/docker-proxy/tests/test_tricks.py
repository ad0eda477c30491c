"""Requests that the engine, or what is before it, could read as something else than they say."""

from .proxy import ProxyCase

NO_ADDRESS = "no such address"


class DeniedPaths(ProxyCase):
    """The engine, or what is before it, could read these as something else."""

    def test_double_slash(self):
        for path in ("//containers/json", "/containers//json", "//_ping", "/v1.41//_ping", "/containers/json/"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_dot_dot(self):
        for path in (
            "/containers/../info",
            "/_ping/../info",
            "/containers/pc2-cache-manager/../x/json",
            "/containers/../json",
        ):
            self.assert_denied(f"GET {path}")

    def test_dot(self):
        for path in ("/./_ping", "/containers/./json", "/containers/pc2-cache-manager/./json"):
            self.assert_denied(f"GET {path}")

    def test_encoded_dot_dot(self):
        for path in ("/containers/%2e%2e/info", "/_ping/%2e%2e/info", "/containers/%2E%2E/json", "/%2e%2e/_ping"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_encoded_slash(self):
        for path in (
            "/containers%2Fjson",
            "/containers/pc2-cache-manager%2fjson",
            "/%2f_ping",
            "/containers/x%2Fy/json",
        ):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_encoded_letters(self):
        for path in ("/%5fping", "/containers/%6ason", "/containers/pc2%2Dcache-manager/json"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_encoded_twice(self):
        self.assert_denied("GET /containers/%252e%252e/info", reason=NO_ADDRESS)

    def test_null_and_line_end(self):
        for path in ("/_ping%00", "/_ping%0a", "/_ping%0d%0a", "/containers/json%00/x"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_mixed_case(self):
        for path in ("/_PING", "/Containers/json", "/containers/JSON", "/Events", "/V1.41/_ping"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_semicolon(self):
        for path in ("/_ping;x", "/containers/json;a=b", "/containers;/json", "/containers/pc2-cache-manager;x/json"):
            self.assert_denied(f"GET {path}", reason=NO_ADDRESS)

    def test_backslash(self):
        self.assert_denied("GET /containers\\json", reason=NO_ADDRESS)

    def test_fragment(self):
        """HAProxy itself does not take them."""
        for path in ("/_ping#/../info", "/_ping#", "/info#/_ping"):
            self.assertEqual((self.ask(f"GET {path}").status, self.engine.seen), (400, []))

    def test_question_mark_in_the_path(self):
        self.assert_denied("GET /info?/_ping", reason=NO_ADDRESS)
        self.assert_denied("GET /containers/x?/../json", reason=NO_ADDRESS)

    def test_wrong_versions(self):
        for version in ("v1", "v1.", "v1.4", "v1.411", "v2.41", "1.41", "v1.41/v1.41", "v1x41"):
            self.assert_denied(f"GET /{version}/_ping", reason=NO_ADDRESS)

    def test_longer_paths(self):
        for path in ("/_ping/x", "/x/_ping", "/containers/json/x", "/events/x", "/x/containers/json"):
            self.assert_denied(f"GET {path}")


class DeniedForms(ProxyCase):
    def test_absolute_uri(self):
        self.assert_denied("GET http://docker-proxy/_ping", reason="only a path as address")
        self.assert_denied(
            "POST http://docker-proxy/containers/pc2-cache-manager/restart", reason="only a path as address"
        )

    def test_absolute_uri_of_another_host(self):
        """HAProxy itself does not take them."""
        for address in ("http://docker/_ping", "https://x/_ping", "unix://run/docker.sock/_ping", "docker:2375/_ping"):
            self.assertEqual((self.ask(f"GET {address}").status, self.engine.seen), (400, []))

    def test_asterisk(self):
        self.assert_denied("OPTIONS *")

    def test_http_1_0(self):
        self.assert_denied("GET /_ping", version="HTTP/1.0", reason="only HTTP/1.1")
        self.assert_denied("POST /containers/pc2-cache-manager/restart", version="HTTP/1.0", reason="only HTTP/1.1")

    def test_http_0_9(self):
        with self.connect() as client:
            client.sendall(b"GET /_ping\r\n\r\n")
            self.assertNotIn(b" 200 ", client.recv(65536))
        self.assertEqual(self.engine.seen, [])

    def test_http_2(self):
        with self.connect() as client:
            client.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4\0\0\0\0\0")
            self.assertNotIn(b" 200 ", client.recv(65536))
        self.assertEqual(self.engine.seen, [])

    def test_upgrade(self):
        for headers in (("Upgrade: tcp",), ("Upgrade: h2c", "HTTP2-Settings: AAMAAABk"), ("Connection: Upgrade",)):
            self.assert_denied("GET /_ping", *headers, reason="no Upgrade")
        self.assert_denied("POST /containers/pc2-cache-manager/restart", "Upgrade: tcp", reason="no Upgrade")

    def test_body(self):
        restart = "POST /containers/pc2-cache-manager/restart"
        self.assert_denied(restart, "Content-Length: 2", body="{}", reason="no body")
        self.assert_denied(restart, "Transfer-Encoding: chunked", body="0\r\n\r\n", reason="no body")
        self.assert_denied("GET /containers/json", "Content-Length: 2", body="{}", reason="no body")

    def test_a_second_request_hidden_in_the_first(self):
        hidden = "POST /containers/create HTTP/1.1\r\nHost: x\r\n\r\n"
        for headers in (
            ("Content-Length: 0", f"Content-Length: {len(hidden)}"),
            (f"Content-Length: {len(hidden)}", "Transfer-Encoding: chunked"),
            ("Transfer-Encoding : chunked",),
            ("Transfer-Encoding: xchunked",),
        ):
            with self.subTest(headers):
                self.assertNotEqual(self.ask("GET /_ping", *headers, body=hidden).status, 200)
                self.assertEqual(self.engine.seen, [])

    def test_requests_on_one_connection_are_judged_one_by_one(self):
        with self.connect() as client:
            for line, status in (("GET /_ping", b"200"), ("GET /info", b"403"), ("GET /_ping", b"200")):
                client.sendall(f"{line} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                self.assertEqual(client.recv(65536).split(b" ")[1], status)
        self.assertEqual(self.engine.seen, [("GET", "/_ping")] * 2)

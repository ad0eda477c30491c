"""What the center hears of a start, and that a center that is away, slow or wrong changes nothing."""

import http.server
import json
import threading
import time

from testing.image import ImageCase, free_port, until

DIGESTS = {name: f"sha256:{digit * 64}" for name, digit in (("IMAGE_DIGEST", "a"), ("LOCK_DIGEST", "b"))}


class Center(http.server.ThreadingHTTPServer):
    """Keeps what is posted; answers with the statuses it was given, the last one again and again."""

    daemon_threads = True

    def __init__(self, port: int, *statuses: int) -> None:
        self.heard: list[tuple[str, dict]] = []
        self.statuses = list(statuses) or [204]
        self.silence = threading.Event()
        super().__init__(("127.0.0.1", port), Answer)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.silence.set()
        self.shutdown()
        self.server_close()


class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.path, body))
        status = self.server.statuses.pop(0) if len(self.server.statuses) > 1 else self.server.statuses[0]
        if status == 0:
            self.server.silence.wait(30)
        self.send_response(status or 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class StartReport(ImageCase):
    def center(self, *statuses: int, port: int | None = None) -> Center:
        center = Center(port or free_port(), *statuses)
        self.addCleanup(center.close)
        return center

    def started(self, port: int, **environment: str):
        return self.start(OBSERVABILITY_URL=f"http://127.0.0.1:{port}", **environment)

    def levels(self, started, level: str) -> list[str]:
        return [line["message"] for line in started.lines() if line["level"] == level]

    def until_taken(self, started) -> None:
        until(lambda: "the center took the start report" in self.levels(started, "info"), "the report")

    def test_what_is_posted(self):
        center = self.center()
        started = self.started(center.server_port, GIT_SHA="c" * 40, **DIGESTS)
        self.until_taken(started)
        expected = {
            "service": "stt-service",
            "machine": "pc2",
            "health_port": started.health_port,
            "image_digest": DIGESTS["IMAGE_DIGEST"],
            "sbom_digest": "",
            "git_sha": "c" * 40,
            "lock_digest": DIGESTS["LOCK_DIGEST"],
        }
        self.assertEqual(center.heard, [("/api/v1/starts", expected)])
        self.assertEqual(self.levels(started, "warning"), [])
        self.assertEqual(started.stop(), 0)

    def test_tried_again_until_it_is_taken(self):
        center = self.center(503, 422, 204)
        started = self.started(center.server_port)
        started.until_healthy()
        self.until_taken(started)
        self.assertEqual(len(center.heard), 3)
        (warning,) = self.levels(started, "warning")
        self.assertIn("it answers: 503", warning)

    def test_a_center_that_comes_later(self):
        port = free_port()
        started = self.started(port)
        started.until_healthy()
        until(lambda: self.levels(started, "warning"), "the first failure")
        center = self.center(port=port)
        self.until_taken(started)
        self.assertEqual(len(center.heard), 1)

    def test_a_silent_center_delays_neither_health_nor_stop(self):
        center = self.center(0)
        begin = time.monotonic()
        started = self.started(center.server_port)
        until(lambda: center.heard, "the report")
        started.until_healthy()
        self.assertEqual(started.stop(), 0)
        self.assertLess(time.monotonic() - begin, 2)

    def test_a_center_without_address(self):
        started = self.start(OBSERVABILITY_URL="http://nowhere.invalid:9100")
        started.until_healthy()
        self.assertEqual(started.stop(), 0)

    def test_a_wrong_address_is_one_warning(self):
        for address in ("ftp://x", "http://", "http://x:y", "center:9100", "http://x:0", "http://[x", "http://x/?q"):
            with self.subTest(address):
                started = self.start(OBSERVABILITY_URL=address)
                started.until_healthy()
                expected = "`OBSERVABILITY_URL` must be `http://host[:port]`, the start is not reported: "
                self.assertEqual(self.levels(started, "warning"), [f"{expected}`{address}`"])
                self.assertEqual(started.stop(), 0)

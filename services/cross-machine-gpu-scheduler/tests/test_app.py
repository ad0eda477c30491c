"""The scheduler as its image runs it, on a machine with a GPU and on one without: NVML says which one this is."""

import json
import urllib.error
import urllib.request

import pynvml
from testing.image import ImageCase

FAMILY = (
    "annotated_types", "anyio", "click", "fastapi", "h11", "httptools", "idna", "pydantic", "pydantic_core", "sniffio",
    "starlette", "typing_extensions", "uvicorn", "uvloop", "websockets",
)  # fmt: skip


def gpu_count() -> int:
    try:
        pynvml.nvmlInit()
        return pynvml.nvmlDeviceGetCount()
    except pynvml.NVMLError:
        return 0


class App(ImageCase):
    def setUp(self) -> None:
        super().setUp()
        for name in (*FAMILY, "pynvml"):
            self.link(name, self.dist_packages)
        self.install("cross-machine-gpu-scheduler")
        self.started = self.start(SERVICE_APP="scheduler.app:app", SERVICE_WORKERS="1")
        self.started.until_healthy()

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, object]:
        url = f"http://127.0.0.1:{self.started.port}{path}"
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode() if body else None, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def test_answers_for_the_gpus_that_there_are(self):
        if gpu_count():
            self.with_gpu()
        else:
            self.without_gpu()
        self.assertEqual(self.started.health(), (200, {"status": "ok"}))

    def without_gpu(self) -> None:
        for status, answer in (self.ask("GET", "/gpus"), self.ask("POST", "/schedule", {"memory_mb": 1000})):
            self.assertEqual((status, answer["error"]), (503, "no GPU visible"))
            self.assertIn("NVML", answer["reason"])

    def with_gpu(self) -> None:
        status, answer = self.ask("GET", "/gpus")
        self.assertEqual((status, len(answer["gpus"])), (200, gpu_count()))
        most = max(gpu["available_mb"] for gpu in answer["gpus"])
        status, held = self.ask("POST", "/schedule", {"memory_mb": 1000})
        self.assertEqual((status, held["memory_mb"]), (201, 1000))
        self.assertLess(held["gpu"]["available_mb"], most)
        status, refusal = self.ask("POST", "/schedule", {"memory_mb": 100_000_000})
        self.assertEqual((status, refusal["error"]), (409, "no GPU has 100000000 MB available"))
        self.assertEqual(self.ask("DELETE", f"/schedule/{held['id']}"), (204, None))
        self.assertEqual(self.ask("GET", "/schedule"), (200, {"reservations": []}))

    def test_refuses_what_is_no_amount(self):
        for body in ({"memory_mb": 0}, {"memory_mb": "much"}, {}, [1]):
            with self.subTest(body):
                self.assertEqual(self.ask("POST", "/schedule", body)[0], 422)

    def test_a_body_without_end(self):
        self.assertEqual(self.ask("POST", "/schedule", {"memory_mb": 1, "more": "x" * 5000})[0], 413)
        self.assertIn(self.ask("POST", "/schedule", {"memory_mb": 1, "more": "x" * 3000})[0], (201, 503))

    def test_unknown_reservation(self):
        self.assertEqual(self.ask("DELETE", "/schedule/x"), (404, {"error": "no such reservation", "id": "x"}))

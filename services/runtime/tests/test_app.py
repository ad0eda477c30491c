"""A service that is an ASGI app."""

import os
import signal

from testing.image import ImageCase, until

APP = """
import os
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

async def process(request):
    return JSONResponse(os.getpid())

async def health(request):
    return JSONResponse({}, 500 if os.path.exists("broken") else 200)

app = Starlette(routes=[Route("/process", process), Route("/health", health)])
"""
ORIGINS = """
import runtime, wheel
assert (runtime.origin, wheel.origin) == ("service", "family")
"""
LIFESPAN = """
import contextlib

@contextlib.asynccontextmanager
async def lifespan(app):
    raise RuntimeError("no model")
    yield

app.router.lifespan_context = lifespan
"""


class App(ImageCase):
    def serve(self, text: str, **environment: str):
        self.write("app/thing.py", text)
        return self.start(SERVICE_APP="thing:app", SERVICE_WORKERS="1", **environment)

    def test_serves_and_is_healthy(self):
        started = self.serve(APP)
        started.until_healthy()
        self.assertEqual(started.get("/process", started.port)[0], 200)
        self.assertEqual(started.get("/info")[1]["app"], "thing:app")

    def test_not_found_is_alive(self):
        self.serve(APP.replace('Route("/health", health)', "")).until_healthy()

    def test_as_many_workers_as_the_profile_says(self):
        self.write("etc/machine-profile.json", '{"UVICORN_WORKERS": 3}')
        self.write("app/thing.py", APP)
        started = self.start(SERVICE_APP="thing:app")
        started.until_healthy()
        until(lambda: len(started.children()) == 3, "three workers")
        self.assertEqual(started.stop(), 0)

    def test_ends_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                started = self.serve(APP)
                started.until_healthy()
                workers = started.children()
                self.assertEqual(started.stop(number), 0)
                for worker in workers:
                    self.assertRaises(ProcessLookupError, os.kill, worker, 0)

    def test_ends_cleanly_while_the_app_is_being_imported(self):
        started = self.serve("import time; time.sleep(60)")
        started.until_broken("is starting")
        self.assertEqual(started.stop(), 0)

    def test_broken_when_it_cannot_be_imported(self):
        started = self.serve("import nowhere")
        started.until_broken("the app `thing:app` cannot be imported: ModuleNotFoundError: No module named 'nowhere'")
        self.assertEqual(started.stop(), 1)
        self.assertIn("exception", next(line for line in started.lines() if line["level"] == "error"))

    def test_broken_when_the_attribute_is_missing(self):
        self.serve("application = None").until_broken("AttributeError")

    def test_broken_when_the_module_exits(self):
        self.serve("raise SystemExit(3)").until_broken("SystemExit: 3")

    def test_broken_when_it_raises_in_lifespan(self):
        started = self.serve(APP + LIFESPAN)
        started.until_broken("the app `thing:app` failed in its lifespan startup")
        self.assertEqual(started.stop(), 1)
        self.assertTrue(any("no model" in line["message"] for line in started.lines()))

    def test_broken_while_its_health_is_a_server_error(self):
        started = self.serve(APP)
        started.until_healthy()
        self.write("app/broken", "")
        started.until_broken(f"`http://127.0.0.1:{started.port}/health` answers: 500")
        (self.root / "app/broken").unlink()
        started.until_healthy()

    def test_broken_when_its_probe_fails(self):
        started = self.serve(APP, SERVICE_PROBE="http://127.0.0.1:{port}/ready")
        started.until_broken("answers: 404")

    def test_broken_when_it_does_not_answer(self):
        started = self.serve(APP)
        started.until_healthy()
        worker = started.get("/process", started.port)[1]
        os.kill(worker, signal.SIGSTOP)
        started.until_broken("no answer from")
        os.kill(worker, signal.SIGCONT)
        started.until_healthy()

    def test_broken_when_a_worker_is_dead(self):
        self.write("app/thing.py", APP)
        started = self.start(SERVICE_APP="thing:app", SERVICE_WORKERS="2")
        started.until_healthy()
        until(lambda: len(started.children()) == 2, "two workers")
        os.kill(started.children()[0], signal.SIGKILL)
        started.until_broken("a worker of the app `thing:app` ended with code 137")
        self.assertEqual(started.stop(), 137)

    def test_broken_when_a_dead_worker_left_a_process_behind(self):
        started = self.serve("import os, time\nif not os.fork(): time.sleep(3); os._exit(0)\n" + APP)
        started.until_healthy()
        os.kill(started.get("/process", started.port)[1], signal.SIGKILL)
        started.until_broken("ended with code 137")

    def test_the_service_and_the_family_come_before_the_runtime(self):
        self.write("app/runtime.py", "origin = 'service'")
        for folder, origin in ((self.dist_packages, "family"), (self.root / "opt/gen-lock/lib", "runtime")):
            (folder / "wheel.py").write_text(f"origin = '{origin}'")
        self.serve(APP + ORIGINS).until_healthy()

    def test_path_files_of_the_family_are_read(self):
        (self.dist_packages / "hook.pth").write_text("import sys; sys.hooked = True\n")
        self.serve(APP + "import sys; assert sys.hooked").until_healthy()

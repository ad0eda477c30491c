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
        lifespan = "\ndef lifespan(app):\n    raise RuntimeError('no model')\n    yield\napp.router.lifespan_context = lifespan\n"
        started = self.serve("import contextlib\n" + APP + lifespan.replace("\ndef", "\n@contextlib.asynccontextmanager\nasync def"))
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
        self.write("app/runtime.py", "text = 'of the service'")
        (self.dist_packages / "sniffio.py").write_text("text = 'of the family'")
        (self.dist_packages / "a.pth").write_text("import sys; sys.hooked = 'by a .pth file'\n")
        text = "import runtime, sys\nassert runtime.text == 'of the service' and sys.hooked == 'by a .pth file'\n"
        text += "import sniffio\nassert sniffio.text == 'of the family', sniffio\ndel sys.modules['sniffio']\n"
        text += "import importlib.util as u, sys\nsys.path.remove(%r)\n" % str(self.dist_packages)
        self.serve(text + APP).until_healthy()

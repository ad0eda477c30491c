"""The supervisor as its image runs it."""

import urllib.request

from testing.image import ImageCase, until

from .machine import Box, Machine

FAMILY = ("anyio", "certifi", "h11", "httpcore", "httpx", "idna", "sniffio", "starlette")


class App(ImageCase):
    def setUp(self) -> None:
        super().setUp()
        for name in FAMILY:
            self.link(name, self.dist_packages)
        self.install("self-healing-supervisor")

    def supervise(self, **environment: str):
        started = self.start(SERVICE_APP="supervisor.app:app", SERVICE_WORKERS="1", **environment)
        started.until_healthy()
        return started

    def test_without_anything_it_is_healthy_and_says_so(self):
        started = self.supervise()
        status, shown = started.get("/status", started.port)
        self.assertEqual((status, shown["machine"], shown["containers"]), (200, "pc2", []))
        self.assertFalse(shown["engine"]["reachable"])
        self.assertIn("`ENGINE_URL` is not set", shown["engine"]["reason"])
        self.assertEqual(started.health(), (200, {"status": "ok"}))

    def test_without_an_engine_it_is_healthy_and_says_so(self):
        started = self.supervise(ENGINE_URL="http://127.0.0.1:1")
        until(lambda: "ConnectError" in self.engine(started)["reason"], "the engine cannot be reached")
        self.assertEqual(started.health(), (200, {"status": "ok"}))
        self.assertEqual(started.stop(), 0)

    def test_restarts_and_measures(self):
        machine = Machine(Box("pc2-cache-manager", status="exited"))
        self.addCleanup(machine.stop)
        # The fixture puts the service's own port where braces are: twice is once.
        address = machine.probe_address.replace("{", "{{").replace("}", "}}")
        started = self.supervise(ENGINE_URL=machine.url, PROBE_ADDRESS=address)
        until(lambda: machine.restarts, "it is restarted")
        with urllib.request.urlopen(f"http://127.0.0.1:{started.port}/metrics") as answer:
            self.assertTrue(answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"))
            text = answer.read().decode()
        self.assertIn("supervisor_engine_reachable 1\n", text)
        self.assertEqual(started.stop(), 0)
        lines = [line["message"] for line in started.lines()]
        self.assertIn("restarting `pc2-cache-manager`: ended with code 0", lines)
        self.assertFalse([line for line in lines if "HTTP Request" in line])

    def test_wrong_settings_are_named(self):
        started = self.start(SERVICE_APP="supervisor.app:app", SERVICE_WORKERS="1", RESTART_BUDGET="none")
        started.until_broken("`RESTART_BUDGET` must be a number above 0, it is: `none`")

    def engine(self, started) -> dict:
        return started.get("/status", started.port)[1]["engine"]

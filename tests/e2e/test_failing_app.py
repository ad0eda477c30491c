"""The health of a service turns bad when its app, or its command, is made to fail."""

import json
import os
import signal
import unittest

import container
import fleet_engine
import project
from container import Container

BROKEN = "no_such_module:app"
LISTENER = "127.0.0.1:7999"
SERVER = ["/usr/bin/python3.11", "-m", "http.server", "--bind", *LISTENER.split(":")]
SLEEPER = ["/usr/bin/python3.11", "-c", "import time; time.sleep(600)"]


class FailingApp(unittest.TestCase):
    """All containers start together, for an engine calls none `unhealthy` before a minute has passed."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = fleet_engine.filled().engine
        services = {machine: project.services(machine) for machine in project.machines()}
        rows = {f"{machine}-{name}": row for machine, rows in services.items() for name, row in rows.items()}
        apps = [name for name, row in rows.items() if row.get("app")]
        cpu = next(name for name, row in rows.items() if row["family"] == "base-cpu-pydeps" and name not in apps)
        cls.broken = [cls.start(image, "broken", SERVICE_APP=BROKEN) for image in apps]
        cls.killed = [cls.start(image, "killed") for image in apps]
        cls.probed = cls.start(cpu, "probed", SERVICE_COMMAND=json.dumps(SERVER), SERVICE_PROBE=f"http://{LISTENER}/")
        cls.deaf = cls.start(cpu, "deaf", SERVICE_COMMAND=json.dumps(SLEEPER), SERVICE_PROBE=f"tcp://{LISTENER}")
        container.wait(cls.killed, "healthy")
        for running in cls.killed:
            cls.kill_worker(running)

    @classmethod
    def start(cls, image: str, what: str, **environment: str) -> Container:
        options = [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
        started = Container(cls.engine, image, f"{image}-{what}", *options)
        cls.addClassCleanup(cls.engine.run, "rm", "--force", started.name)
        return started

    @classmethod
    def kill_worker(cls, running: Container) -> None:
        rows = cls.engine.run("top", running.name, "-o", "pid,args").splitlines()[1:]
        (worker,) = [int(row.split()[0]) for row in rows if "main.py worker" in row]
        os.kill(worker, signal.SIGKILL)

    def assert_unavailable(self, failing: list[Container], reason: str) -> None:
        container.wait(failing, "unhealthy")
        for one in failing:
            with self.subTest(one.name):
                status, answer = one.get("/health")
                self.assertEqual((status, answer["status"]), (503, "unavailable"))
                self.assertIn(reason, answer["reason"])

    def test_an_app_that_cannot_be_imported(self):
        self.assertEqual(len(self.broken), 7)
        self.assert_unavailable(self.broken, "no_such_module")

    def test_a_worker_that_is_killed(self):
        self.assert_unavailable(self.killed, "ended with code 137")

    def test_a_command_whose_probe_fails(self):
        self.assert_unavailable([self.deaf], LISTENER.partition(":")[2])

    def test_a_command_is_probed(self):
        container.wait([self.probed], "healthy")
        self.assertEqual(self.probed.get("/info")[1]["command"], SERVER)

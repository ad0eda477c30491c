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


class FailingApp(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = fleet_engine.filled().engine
        services = {machine: project.services(machine) for machine in project.machines()}
        rows = {f"{machine}-{name}": row for machine, rows in services.items() for name, row in rows.items()}
        cls.with_app = [name for name, row in rows.items() if row.get("app")]
        cpu = [name for name, row in rows.items() if row["family"] == "base-cpu-pydeps"]
        cls.alone = next(name for name in cpu if name not in cls.with_app)

    def start(self, image: str, what: str, **environment: str) -> Container:
        options = [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
        started = Container(self.engine, image, f"{image}-{what}", *options)
        self.addCleanup(self.engine.run, "rm", "--force", started.name)
        return started

    def assert_unavailable(self, failing: Container, reason: str) -> None:
        status, answer = failing.get("/health")
        self.assertEqual((status, answer["status"]), (503, "unavailable"))
        self.assertIn(reason, answer["reason"])

    def test_an_app_that_cannot_be_imported(self):
        failing = [self.start(image, "broken", SERVICE_APP=BROKEN) for image in self.with_app]
        self.assertEqual(len(failing), 3)
        container.wait(failing, "unhealthy")
        for one in failing:
            self.assert_unavailable(one, "no_such_module")

    def test_a_worker_that_is_killed(self):
        running = [self.start(image, "killed") for image in self.with_app]
        container.wait(running, "healthy")
        for one in running:
            self.kill_worker(one)
        container.wait(running, "unhealthy")
        for one in running:
            self.assert_unavailable(one, "ended with code 137")

    def kill_worker(self, running: Container) -> None:
        rows = self.engine.run("top", running.name, "-o", "pid,args").splitlines()[1:]
        (worker,) = [int(row.split()[0]) for row in rows if "main.py worker" in row]
        os.kill(worker, signal.SIGKILL)

    def test_a_command_is_probed(self):
        command = ["/usr/bin/python3.11", "-m", "http.server", "--bind", "127.0.0.1", "7999"]
        probe = "http://127.0.0.1:7999/"
        running = self.start(self.alone, "command", SERVICE_COMMAND=json.dumps(command), SERVICE_PROBE=probe)
        container.wait([running], "healthy")
        self.assertEqual(running.get("/info")[1]["command"], command)

    def test_a_command_whose_probe_fails(self):
        command = ["/usr/bin/python3.11", "-c", "import time; time.sleep(600)"]
        probe = "tcp://127.0.0.1:7999"
        failing = self.start(self.alone, "deaf", SERVICE_COMMAND=json.dumps(command), SERVICE_PROBE=probe)
        container.wait([failing], "unhealthy")
        self.assert_unavailable(failing, "7999")

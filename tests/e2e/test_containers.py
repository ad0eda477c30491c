"""Every service image of the fleet runs, and becomes healthy by its own health check."""

import os
import signal
import time
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import container
import fleet_engine
import project
import tool
from container import Container

AT_ONCE = 17
# A command's own code is the container's; HAProxy, told to end, ends so.
ENDED_BY_SIGTERM = 128 + signal.SIGTERM
STARTERS = 4


class Containers(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.filled = fleet_engine.filled()

    def test_every_service_becomes_healthy_by_its_own_check(self):
        services = {machine: project.services(machine) for machine in project.machines()}
        rows = {(machine, name): row for machine, rows in services.items() for name, row in rows.items()}
        self.assertEqual(len(rows), 76)
        kinds = Counter()
        for first in range(0, len(rows), AT_ONCE):
            kinds.update(self.run_batch(dict(list(rows.items())[first : first + AT_ONCE])))
            print(f"{kinds.total()} of {len(rows)} services were healthy", flush=True)
        app, command, alone = (kinds[kind] for kind in ("app", "command", "health alone"))
        print(f"{kinds.total()} services: {app} with an app, {command} with a command, {alone} with health alone")

    def run_batch(self, rows: dict[tuple[str, str], dict]) -> list[str]:
        """Starts services, asks each what it is, ends them; gives their kinds."""
        with ThreadPoolExecutor(STARTERS) as starters:
            running = list(starters.map(lambda key: self.start("-".join(key)), rows))
        container.wait(running, "healthy")
        with ThreadPoolExecutor(STARTERS) as askers:
            kinds = list(askers.map(lambda pair: self.ask(*pair), zip(running, rows.items(), strict=True)))
        codes = container.stop(running)
        by_signal = {one.name for one, row in zip(running, rows.values(), strict=True) if row.get("command")}
        allowed = {name: {0, ENDED_BY_SIGTERM} if name in by_signal else {0} for name in codes}
        self.assertEqual({name: code for name, code in codes.items() if code not in allowed[name]}, {})
        self.assertEqual(codes.keys(), {one.name for one in running})
        return kinds

    def start(self, name: str) -> Container:
        return Container(self.filled.engine, name, name)

    def ask(self, running: Container, placed: tuple[tuple[str, str], dict]) -> str:
        (machine, name), row = placed
        self.assertEqual(Path(f"/proc/{running.state()['Pid']}/comm").read_text(), "tini\n")
        status, info = running.get("/info")
        profile = info.pop("profile")
        command = [word.replace("${SERVICE_PORT}", str(row["port"])) for word in row.get("command", [])]
        expected = {"service": name, "machine": machine, "app": row.get("app"), "command": command or None}
        self.assertEqual((status, info), (200, expected))
        wanted = project.table()["machines"][machine]["profile"]
        self.assertEqual({key: str(profile[key]) for key in wanted}, {key: str(wanted[key]) for key in wanted})
        self.assertEqual(running.get("/health"), (200, {"status": "ok"}))
        return next((kind for kind in ("app", "command") if row.get(kind)), "health alone")

    def test_the_engine_holds_what_was_locked(self):
        """An engine names an image by its config, and a config names every layer's content."""
        images = {image.name: image for images in self.filled.images.values() for image in images.values()}
        locked = project.build_lock()["outputs"]["images"]
        ids = {name: inspected["Id"] for name, inspected in self.filled.engine.inspect(images).items()}
        self.assertEqual(ids, {name: locked[name]["config"] for name in images})

    def test_verify_says_so_too(self):
        """By the lock of zstd, though all was pulled in gzip: neither config nor content depends on it."""
        environment = {**os.environ, "DOCKER_HOST": self.filled.engine.address}
        begin = time.monotonic()
        said = tool.run("gen-lock", "-C", project.ROOT, "verify", "docker-daemon:", env=environment)
        count = sum(len(images) for images in self.filled.images.values())
        self.assertEqual(said, f"{count} of {count} images are as locked; 0 unrelated images ignored\n")
        print(f"{count} images of an engine proved in {time.monotonic() - begin:.1f} s", flush=True)

"""A machine's services, rolled out and run: healthy, watched, shown, and back on the lock before when one is broken."""

import json
import time
import unittest
from functools import cache
from pathlib import Path

import fleet_engine
import folder
import gzip_fleet
import project
import tool
from browser import DRIFT, Browser
from rolled_out import COMMIT, WITHOUT, RolledOut

PATIENCE = 120.0
# A restart's back-off is at most a minute
RESTARTED = 90.0
ENGINE = "http://docker-proxy:2375"
KILLED, HOPELESS, BROKEN = "cache-manager", "agent-trust-scorer", "tutoring-service-agent"
SUPERVISOR, CENTER = "self-healing-supervisor", "unified-observability-center"


@cache
def pc2() -> tuple[RolledOut, float]:
    """By `gen-lock deploy`, and the seconds that it took."""
    machine = RolledOut(fleet_engine.filled(), "pc2", folder.of_run())
    begin = time.monotonic()
    tool.succeeded(machine.deploy("--timeout", f"{PATIENCE:.0f}"))
    return machine, time.monotonic() - begin


def tearDownModule() -> None:
    """The last that needs the engine: the second store, which follows, wants its room."""
    pc2.cache_clear()
    fleet_engine.release()


class Pc2(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.machine, cls.seconds = pc2()

    def test_every_rendered_service_is_healthy(self):
        self.assertEqual(self.machine.health(), {image: "healthy" for image in self.machine.rendered()})
        self.assertLess(self.seconds, PATIENCE)
        count, memory = len(self.machine.rendered()), self.machine.memory()
        print(f"pc2: {count} services healthy {self.seconds:.0f} s after `deploy` began, {memory:.0f} MB", flush=True)

    def test_a_killed_service_is_back(self):
        before = self.restarts(KILLED)
        self.machine.engine.run("kill", self.machine.name(KILLED))
        seconds = self.machine.until_healthy(RESTARTED)
        self.assertEqual(self.restarts(KILLED), before + 1)
        print(f"`{KILLED}` was healthy {seconds:.0f} s after it was killed", flush=True)

    def test_one_that_always_fails_is_given_up(self):
        release = self.machine.state / "current/compose.yaml"
        override = self.machine.state / "hopeless.yaml"
        override.write_text(f"services:\n  {HOPELESS}:\n    command: [/bin/false]\n")
        up = ("up", "--detach", "--no-deps", HOPELESS)
        self.machine.compose(release, "--file", override, *up)
        begin, budget = time.monotonic(), 5
        while not (stated := self.events("gave-up", HOPELESS)):
            self.assertLess(time.monotonic(), begin + PATIENCE, self.status())
            time.sleep(1)
        print(f"`{HOPELESS}`: {stated[0]['message']}, after {time.monotonic() - begin:.0f} s", flush=True)
        self.assertEqual(self.restarts(HOPELESS), budget)
        time.sleep(5)
        self.assertEqual(self.machine.health()[HOPELESS], "exited")
        # A person's word counts again
        self.machine.compose(release, *up)
        self.machine.until_healthy(RESTARTED)

    def test_what_runs_is_what_was_locked(self):
        count = len(self.machine.rendered())
        proved = self.verify()
        self.assertEqual(proved.returncode, 0, proved.stdout + proved.stderr)
        self.assertRegex(proved.stdout, rf"^pc2: {count} of {count} containers run as locked; release .* is of this lock\n$")
        # By the lock of zstd each runs from another manifest: the same content, otherwise compressed
        lock = self.machine.checkout.path / "build-lock.json"
        kept = lock.read_text()
        lock.write_text((project.ROOT / "build-lock.json").read_text())
        self.addCleanup(lock.write_text, kept)
        other = self.verify()
        self.assertEqual(other.returncode, 1, other.stdout + other.stderr)
        self.assertEqual(other.stdout.count("\n  manifest: locked "), count, other.stdout)
        self.assertEqual(other.stdout.count("\n  "), count, other.stdout)

    def test_what_has_more_rights_than_it_was_given(self):
        """Of the locked image, under the name of one of the machine's containers."""
        name, engine = self.machine.name(KILLED), self.machine.engine
        image = engine.inspect([name])[name]["Config"]["Image"]
        self.addCleanup(self.bring_back)
        host = folder.of_test(self)
        for options, told in {
            ("--privileged",): "HostConfig.Privileged: rendered none, there is true",
            ("--user", "0"): "user: rendered 10001:10001, there is 0",
            ("--volume", f"{host}:/host"): f"mount at /host: rendered none, there is bind of {host}, writable",
            ("--cap-add", "SYS_ADMIN"): "HostConfig.CapAdd: rendered none, there is [\"SYS_ADMIN\"]",
            ("--pid", "host"): "HostConfig.PidMode: rendered none, there is host",
            ("--env", "LD_PRELOAD=/secret"): "environment `LD_PRELOAD`: rendered none, there is a value",
        }.items():
            with self.subTest(told):
                engine.run("rm", "--force", name)
                engine.run("create", "--name", name, "--network", "none", *options, image)
                found = self.verify()
                self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
                self.assertIn(f"\n  {told}\n", found.stdout)
                self.assertNotIn("/secret", found.stdout)

    def bring_back(self) -> None:
        """What Compose did not make it neither replaces nor starts."""
        self.machine.engine.run("rm", "--force", self.machine.name(KILLED))
        self.machine.compose(self.machine.state / "current/compose.yaml", "up", "--detach", "--no-deps", KILLED)
        self.machine.until_healthy(RESTARTED)

    def verify(self):
        return self.machine.gen_lock("verify", "--machine", "pc2", *WITHOUT)

    def test_what_nobody_rolled_out(self):
        """Of Compose's project, and with a root that can be written to."""
        labels = ("--label", "com.docker.compose.project=pc2", "--network", "none", "--name", "intruder")
        self.machine.engine.run("run", "--detach", *labels, self.machine.name(KILLED))
        self.addCleanup(self.machine.engine.run, "rm", "--force", "intruder")
        self.machine.engine.run("exec", "intruder", "/usr/bin/python3.11", "-c", "open('/tmp/planted', 'w')")
        found = self.verify()
        self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
        made = f"created from the lock's `{self.machine.name(KILLED)}`"
        self.assertIn(f"intruder: runs, {made}, but the table has no such service\n", found.stdout)
        self.assertIn("  altered: A /tmp/planted\n", found.stdout)

    def restarts(self, image: str) -> int:
        return len(self.events("restarted", image))

    def events(self, kind: str, image: str) -> list[dict]:
        said = self.machine.json(CENTER, f"http://127.0.0.1:{self.machine.port(CENTER)}/api/v1/events?limit=1000")
        return [event for event in said["events"] if (event["kind"], event["service"]) == (kind, image)]

    def status(self) -> object:
        return self.machine.json(SUPERVISOR, f"http://127.0.0.1:{self.machine.port(SUPERVISOR)}/status")


class Pc2Engine(unittest.TestCase):
    """What the supervisor may ask of the engine, from inside its container."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.machine, _ = pc2()
        cls.own = cls.machine.name(KILLED)
        cls.machine.engine.run("run", "--detach", "--name", "stranger", "--network", "none", cls.own)
        cls.addClassCleanup(cls.machine.engine.run, "rm", "--force", "stranger")

    def ask(self, method: str, path: str, *options: str) -> tuple[int, str]:
        return self.machine.ask(SUPERVISOR, f"{ENGINE}{path}", "--request", method, *options)

    def test_what_is_denied(self):
        body = ("--header", "Content-Type: application/json", "--data", '{"Image":"x"}')
        denied = {
            "create": ("POST", "/v1.41/containers/create?name=pc2-x", *body),
            "exec in a container": ("POST", f"/containers/{self.own}/exec", *body),
            "start of an exec": ("POST", "/exec/0123/start", *body),
            "build": ("POST", "/build?t=x"),
            "images": ("GET", "/images/json"),
            "pull": ("POST", "/images/create?fromImage=x"),
            "volumes": ("GET", "/volumes"),
            "a new volume": ("POST", "/volumes/create", *body),
            "networks": ("GET", "/networks"),
            "kill": ("POST", f"/containers/{self.own}/kill"),
            "stop": ("POST", f"/containers/{self.own}/stop"),
            "remove": ("DELETE", f"/containers/{self.own}"),
            "update": ("POST", f"/containers/{self.own}/update", *body),
            "archive": ("GET", f"/containers/{self.own}/archive?path=/etc"),
            "logs": ("GET", f"/containers/{self.own}/logs?stdout=1"),
            "attach": ("POST", f"/containers/{self.own}/attach"),
            "info": ("GET", "/info"),
            "swarm": ("GET", "/swarm"),
            "plugins": ("GET", "/plugins"),
            "inspect of a stranger": ("GET", "/containers/stranger/json"),
            "restart of a stranger": ("POST", "/containers/stranger/restart"),
            "restart of the proxy": ("POST", "/containers/pc2-docker-proxy/restart"),
            "a path around": ("POST", f"/containers/{self.own}/restart/../exec", "--path-as-is", *body),
        }
        for what, words in denied.items():
            with self.subTest(what):
                self.assertEqual(self.ask(*words)[0], 403)

    def test_what_is_allowed(self):
        code, listed = self.ask("GET", "/v1.41/containers/json")
        names = {name.lstrip("/") for one in json.loads(listed) for name in one["Names"]}
        self.assertEqual((code, names), (200, {self.machine.name(image) for image in self.machine.rendered()}))
        code, inspected = self.ask("GET", f"/v1.41/containers/{self.own}/json")
        self.assertEqual((code, json.loads(inspected)["Name"]), (200, f"/{self.own}"))
        before = json.loads(inspected)["State"]["StartedAt"]
        self.assertEqual(self.ask("POST", f"/v1.41/containers/{self.own}/restart?t=5")[0], 204)
        after = json.loads(self.ask("GET", f"/containers/{self.own}/json")[1])["State"]["StartedAt"]
        self.assertNotEqual(before, after)
        self.machine.until_healthy(RESTARTED)

    def test_events_are_read_as_they_come(self):
        words = ("exec", self.machine.name(SUPERVISOR), "/usr/bin/curl", "-sS", "-m", "12", "-w", "%{http_code}")
        ended = self.machine.engine.attempt(*words, f"{ENGINE}/v1.41/events")
        # The health checks of the fleet's containers are events; it is ended by its time alone
        self.assertEqual((ended.returncode, ended.stdout[-3:]), (28, "200"), ended.stderr)
        actors = {json.loads(line)["Actor"]["Attributes"]["name"] for line in ended.stdout[:-3].splitlines()}
        self.assertTrue(actors and all(name.startswith("pc2-") for name in actors), actors)

    def test_nobody_else_reaches_the_proxy(self):
        words = ("exec", self.machine.name(KILLED), "/usr/bin/curl", "-sS", "-m", "5", f"{ENGINE}/_ping")
        self.assertNotEqual(self.machine.engine.attempt(*words).returncode, 0)


class Pc2Page(unittest.TestCase):
    """The center's page in a browser."""

    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.machine, _ = pc2()
        cls.url, cls.browser = f"http://127.0.0.1:{cls.machine.port(CENTER)}", Browser()
        cls.folder = folder.of_class(cls)

    def digests(self) -> dict[str, str]:
        lock = json.loads((self.machine.checkout.path / "build-lock.json").read_text())
        images = lock["outputs"]["images"]
        return {image: images[self.machine.name(image)]["manifest"] for image in self.machine.rendered()}

    def until_shown(self, **wanted: str) -> list[dict[str, str]]:
        end = time.monotonic() + PATIENCE
        while True:
            rows = self.browser.rows(self.url)
            if rows and all(row[key] == value for row in rows for key, value in wanted.items()):
                return rows
            self.assertLess(time.monotonic(), end, [row for row in rows if any(row[k] != v for k, v in wanted.items())])
            time.sleep(2)

    def test_all_services_with_the_locked_digests_and_drift_in_red(self):
        rows = self.until_shown(health="healthy", drift="false")
        self.assertEqual({row["service"]: row["digest"] for row in rows}, self.digests())
        self.assertEqual({row["machine"] for row in rows}, {"pc2"})
        picture = self.browser.picture(self.url, self.folder / "good.png")
        self.assertEqual(picture.count(DRIFT), 0)
        self.post("sha256:" + "0" * 64)
        try:
            (drifting,) = [row["service"] for row in self.browser.rows(self.url) if row["drift"] == "true"]
            self.assertEqual(drifting, KILLED)
            self.assertGreater(self.browser.picture(self.url, self.folder / "drift.png").count(DRIFT), 100)
        finally:
            self.post(self.digests()[KILLED])
        self.until_shown(drift="false")

    def post(self, digest: str) -> None:
        start = {
            **{"service": KILLED, "machine": "pc2", "image_digest": digest, "sbom_digest": "", "git_sha": COMMIT},
            **{"lock_digest": "", "health_port": project.services("pc2")[KILLED]["health-port"]},
        }
        words = ("--data", json.dumps(start))
        code, body = self.machine.ask(KILLED, f"http://{CENTER}:{self.machine.port(CENTER)}/api/v1/starts", *words)
        self.assertEqual(code, 204, body)


class Pc2WithABrokenLock(unittest.TestCase):
    def test_it_ends_on_the_lock_before(self):
        machine, _ = pc2()
        copy = machine.checkout
        kept = {name: (copy.path / name).read_text() for name in ("services/fleet.toml", "build-lock.json")}
        before, images = (machine.state / "current").resolve(), self.images(machine)
        try:
            copy.edit(
                "services/fleet.toml",
                'script = "pc2_code/agents/TutoringServiceAgent.py"\n',
                'script = "x.py"\ncommand = ["/bin/false"]\nprobe = "tcp://127.0.0.1:7108"\n',
            )
            gzip_fleet.record(copy)
            machine.filled.pushed.push(f"pc2-{BROKEN}")
            ended = machine.deploy("--timeout", "90")
            self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
            self.assertIn(BROKEN, ended.stdout + ended.stderr)
            self.assertIn("rolled back", ended.stdout + ended.stderr)
            print(ended.stdout, flush=True)
        finally:
            for name, text in kept.items():
                (copy.path / name).write_text(text)
        self.assertEqual((machine.state / "current").resolve(), before)
        machine.until_healthy(PATIENCE)
        self.assertEqual(self.images(machine), images)

    def images(self, machine: RolledOut) -> dict[str, str]:
        names = {image: machine.name(image) for image in machine.rendered()}
        inspected = machine.engine.inspect(names.values())
        return {image: inspected[name]["Config"]["Image"] for image, name in names.items()}


class Rendered(unittest.TestCase):
    """What `render compose` writes, started as it is; after pc2, for both publish some of the same ports."""

    def test_mainpc(self):
        other, _ = pc2()
        other.compose(other.state / "current/compose.yaml", "down", "--timeout", "3")
        machine = RolledOut(other.filled, "mainpc", folder.of_test(self))
        out = folder.of_test(self)
        words = ("render", "compose", "--machine", "mainpc", "--out", out, "--registry", machine.filled.pushed.address)
        tool.succeeded(machine.gen_lock(*words, *WITHOUT, "--git-sha", COMMIT))
        self.prepare(out / "compose.yaml")
        self.addCleanup(machine.compose, out / "compose.yaml", "down", "--timeout", "3")
        begin = time.monotonic()
        machine.compose(out / "compose.yaml", "up", "--detach")
        machine.until_healthy(PATIENCE - (time.monotonic() - begin))
        count, seconds, memory = len(machine.rendered()), time.monotonic() - begin, machine.memory()
        print(f"mainpc: {count} services healthy {seconds:.0f} s after `up` began, {memory:.0f} MB", flush=True)

    def prepare(self, file: Path) -> None:
        """What the file's head says that must be there."""
        lines = [line[1:].split() for line in file.read_text().splitlines() if line.startswith("#   install ")]
        self.assertTrue(lines)
        for program, *words in lines:
            tool.run(program, *words, cwd=file.parent)

"""What `gen-lock render` writes is deterministic, and other programs take it."""

import json
import unittest
from pathlib import Path

import folder
import later_debian
import project
import tool
from checkout import Checkout

REGISTRY = "registry.example:5000/fleet"


# All that a reader may take for something else
GPUS = ["GPU-$HOME", "${X:-y}", 'a "b"', "c'd", "e\\n", "50%n", "# f", "$$k", "é;l", "m\\"]
# What 1.29 takes a file for, by its own library: what its command prints escapes some of it again
COMPOSE_1 = """import json, sys
from compose.config import config
file = config.ConfigFile.from_filename(sys.argv[1])
details = config.ConfigDetails(".", [file], config.Environment({}))
services = {one["name"]: one for one in config.load(details).services}
print(json.dumps({"services": services}, default=str))"""
# A service that tells its arguments, and the end of the systemd that ran it
RECORDER = "import json, sys; open(sys.argv[1], 'a').write(json.dumps(sys.argv[2:]) + chr(10))"
# systemd with a PID namespace of its own, so that it is the first process of a machine of these units
SYSTEMD = """
mount --make-rprivate /
mount -t tmpfs none /run && mkdir -p /run/systemd/system
mount -t tmpfs none /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup
export container=test SYSTEMD_UNIT_PATH="$1"
exec /lib/systemd/systemd --system --unit=all.target --show-status=no --log-target=null
"""


class Render(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder, cls.later = folder.of_class(cls), folder.of_class(cls)

    def render(self, kind: str, machine: str, name: str, *options: str, root: Path = project.ROOT) -> Path:
        out = self.folder / name
        words = ("render", kind, "--machine", machine, "--out", out, "--registry", REGISTRY, "--git-sha", "0" * 40)
        tool.run("gen-lock", "-C", root, *words, *options)
        return out

    def test_two_renders_are_the_same_bytes(self):
        for kind in ("compose", "quadlet", "startup-config"):
            for machine in project.machines():
                with self.subTest(kind=kind, machine=machine):
                    one, two = (self.render(kind, machine, f"{kind}-{machine}-{number}") for number in (1, 2))
                    self.assertEqual(contents(one), contents(two))
                    self.assertTrue(contents(one))

    def test_compose_takes_its_file(self):
        """Debian 12's reads the seccomp profiles, too: they have to be where the machine has them."""
        copy, state = Checkout(self.folder / "copy"), self.folder / "state"
        for machine in project.machines():
            copy.edit("services/fleet.toml", f"[machines.{machine}]\n", f'[machines.{machine}]\nstate = "{state}"\n')
        for machine in project.machines():
            for options in ((), ("--no-gpu", "--no-devices")):
                with self.subTest(machine=machine, options=options):
                    out = self.render("compose", machine, f"{machine}-{len(options)}", *options, root=copy.path)
                    profiles = list(out.glob("seccomp-*.json"))
                    self.assertTrue(profiles)
                    for profile in profiles:
                        tool.run("install", "-D", "-m", "0644", profile, state / "hardening" / profile.name)
                    tool.run("docker-compose", "--file", out / "compose.yaml", "config", "--quiet")
                    listed = tool.run("docker-compose", "--file", out / "compose.yaml", "config", "--services").split()
                    self.assertEqual(set(listed), self.rendered(machine))

    def test_later_compose_takes_its_file(self):
        root = later_debian.unpacked(self.later, "docker-compose", "podman")
        compose = root / "usr/libexec/docker/cli-plugins/docker-compose"
        for machine in project.machines():
            with self.subTest(machine):
                out = self.render("compose", machine, f"{machine}-later")
                tool.run(str(compose), "--file", out / "compose.yaml", "config", "--quiet")

    def test_podman_makes_units_of_its_quadlets(self):
        """By Podman's own generator; systemd has nothing to say of them."""
        root = later_debian.unpacked(self.later, "docker-compose", "podman")
        for machine in project.machines():
            with self.subTest(machine):
                out, units = self.render("quadlet", machine, f"{machine}-quadlets"), self.folder / f"{machine}-units"
                units.mkdir()
                environment = {"PATH": "/usr/bin:/bin", "QUADLET_UNIT_DIRS": str(out)}
                tool.run(str(root / "usr/libexec/podman/quadlet"), units, env=environment)
                services = sorted(units.glob("*.service"))
                self.assertEqual(len(services), len(self.rendered(machine)) + 2, "one a service, and two networks")
                # The units start Podman where Debian has it; here it lies where it was unpacked.
                for service in services:
                    text = service.read_text()
                    service.write_text(text.replace("/usr/bin/podman", str(root / "usr/bin/podman")))
                search = {"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{units}:"}
                ended = tool.attempt("systemd-analyze", "verify", "--man=no", *services, env=search)
                self.assertEqual((ended.returncode, ended.stderr), (0, ""))

    def test_every_reader_gets_names_of_gpus_as_they_are_written(self):
        """Compose 1.29 and 2; Podman's generator, and of its unit systemd itself."""
        machine, copy = "mainpc", Checkout(self.folder / "gpus")
        first, rest = (copy.path / "services/fleet.toml").read_text().split(f"[machines.{machine}.profile]\n")
        written = 'GPU_VISIBLE_DEVICES = "0"\n'
        self.assertEqual(rest.index(written), 0)
        named = f"GPU_VISIBLE_DEVICES = {json.dumps(','.join(GPUS))}\n"
        text = f"{first}[machines.{machine}.profile]\n{named}{rest.removeprefix(written)}"
        text = text.replace(f"[machines.{machine}]\n", f'[machines.{machine}]\nseccomp = "unconfined"\n')
        (copy.path / "services/fleet.toml").write_text(text)
        tool.run("gen-lock", "-C", copy.path, "generate")
        out = self.render("compose", machine, "gpus-compose", "--force-image-tag", "none", root=copy.path) / "compose.yaml"
        root = later_debian.unpacked(self.later, "docker-compose", "podman")
        later = root / "usr/libexec/docker/cli-plugins/docker-compose"
        for name, said in {
            "1.29": tool.run("/usr/bin/python3", "-c", COMPOSE_1, out),
            "2": tool.run(str(later), "--file", out, "config", "--format", "json"),
        }.items():
            with self.subTest(compose=name):
                services = json.loads(said)["services"]
                devices = [one["deploy"]["resources"]["reservations"]["devices"] for one in with_gpus(services)]
                self.assertTrue(devices)
                # Compose 2 prints what it would read again.
                doubled = "$$" if name == "2" else "$"
                want = [gpu.replace("$", doubled) for gpu in GPUS]
                for ((device,),) in zip(devices):
                    self.assertEqual(device["device_ids"], want)
        out = self.render("quadlet", machine, "gpus-quadlets", "--force-image-tag", "none", root=copy.path)
        arguments = started(root, out, self.folder / "gpus-units")
        devices = [words for words in map(devices_of, arguments) if len(words) > 1]
        self.assertEqual(len(devices), len(with_gpus(services)))
        for words in devices:
            self.assertLessEqual({f"nvidia.com/gpu={gpu}" for gpu in GPUS}, set(words))
        for words in arguments:
            (health,) = (word for before, word in zip(words, words[1:]) if before == "--health-cmd")
            self.assertEqual(json.loads(health)[:2], ["/usr/bin/curl", "-fsS"])

    def rendered(self, machine: str) -> set[str]:
        return set(project.rendered(machine))

    def test_images_are_named_by_the_locks_digests(self):
        images = project.build_lock()["outputs"]["images"]
        for machine in project.machines():
            text = (self.render("compose", machine, f"{machine}-digests") / "compose.yaml").read_text()
            for service in self.rendered(machine):
                name = f"{machine}-{service}"
                self.assertIn(f"image: {REGISTRY}/{name}@{images[name]['manifest']}\n", text)

    def test_yamllint_has_nothing_to_say(self):
        for machine in project.machines():
            for kind in ("compose", "startup-config"):
                out = self.render(kind, machine, f"{kind}-{machine}-lint")
                tool.run("yamllint", "--strict", out)

    def test_a_file_of_somebody_else_is_left_alone(self):
        out = self.folder / "theirs"
        out.mkdir()
        (out / "compose.yaml").write_text("services: {}\n")
        words = ("render", "compose", "--machine", "pc2", "--out", out, "--registry", REGISTRY)
        ended = tool.attempt("gen-lock", "-C", project.ROOT, *words)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertEqual(contents(out), {"compose.yaml": "services: {}\n"})


def with_gpus(services: dict[str, dict]) -> list[dict]:
    return [one for one in services.values() if "deploy" in one]


def devices_of(words: list[str]) -> list[str]:
    return [word for before, word in zip(words, words[1:]) if before == "--device"]


def started(root: Path, quadlets: Path, units: Path) -> list[list[str]]:
    """The arguments that systemd gives to Podman for each container, by units of Podman's generator."""
    made, told = units / "made", units / "told"
    made.mkdir(parents=True)
    environment = {"PATH": "/usr/bin:/bin", "QUADLET_UNIT_DIRS": str(quadlets)}
    tool.run(str(root / "usr/libexec/podman/quadlet"), made, env=environment)
    recorded, names = units / "recorded", []
    recorded.mkdir()
    for service in made.glob("*.service"):
        (line,) = [line for line in service.read_text().splitlines() if line.startswith("ExecStart=")]
        program, words = line.removeprefix("ExecStart=").split(" ", 1)
        if " run " not in f" {words} ":
            continue
        names.append(service.name)
        told.with_suffix(".py").write_text(RECORDER)
        start = f"/usr/bin/python3 {told}.py {told} {words}"
        (recorded / service.name).write_text(f"[Unit]\nDefaultDependencies=no\n[Service]\nType=oneshot\nExecStart={start}\n")
    end = "[Unit]\nDefaultDependencies=no\nSuccessAction=exit-force\nFailureAction=exit-force\n"
    words = " ".join(names)
    (recorded / "end.service").write_text(f"{end}After={words}\n[Service]\nType=oneshot\nExecStart=/bin/true\n")
    (recorded / "all.target").write_text(f"[Unit]\nDefaultDependencies=no\nWants={words} end.service\n")
    alone = ("--mount", "--pid", "--fork", "--mount-proc", "--cgroup", "--ipc", "--uts", "--kill-child")
    tool.run("unshare", *alone, "sh", "-ec", SYSTEMD, "sh", recorded, timeout=120)
    arguments = [json.loads(line) for line in told.read_text().splitlines()]
    if len(arguments) != len(names):
        raise AssertionError(f"systemd started {len(arguments)} of {len(names)} services")
    return arguments


def contents(out: Path) -> dict[str, str]:
    return {str(file.relative_to(out)): file.read_text() for file in sorted(out.rglob("*")) if file.is_file()}


if __name__ == "__main__":
    unittest.main()

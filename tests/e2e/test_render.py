"""What `gen-lock render` writes is deterministic, and other programs take it."""

import unittest
from pathlib import Path

import folder
import later_debian
import project
import tool
from checkout import Checkout

REGISTRY = "registry.example:5000/fleet"


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


def contents(out: Path) -> dict[str, str]:
    return {str(file.relative_to(out)): file.read_text() for file in sorted(out.rglob("*")) if file.is_file()}


if __name__ == "__main__":
    unittest.main()

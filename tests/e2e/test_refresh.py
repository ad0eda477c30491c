"""A service whose requirements conflict with its family's gets a full closure of its own, under its own constraints.
Two refreshes at once end as one after the other, and neither writes over what an editor saved meanwhile."""

import shlex
import subprocess
import tomllib
import unittest
from pathlib import Path

import folder
import tool
from checkout import Checkout

ROW = 'name = "ToneDetector"\n'
OWN = "tone-detector"


class Refresh(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.checkout = Checkout(folder.of_class(cls) / "checkout")
        cls.checkout.edit("services/fleet.toml", ROW, ROW + 'exclude-newer = "2024-06-15"\n')
        own = cls.checkout.path / "services" / OWN
        own.mkdir()
        (own / "requirements.in").write_text("pydantic==1.10.13\n")
        (own / "constraints.txt").write_text("typing-extensions==4.8.0\n")
        cls.said = tool.run("gen-lock", "-C", cls.checkout.path, "refresh", "--family", OWN, "--no-build")
        cls.lock = cls.checkout.path / "services" / OWN / "pylock.toml"

    def versions(self) -> dict[str, str]:
        locked = tomllib.loads(self.lock.read_text())["packages"]
        return {package["name"]: package["version"] for package in locked}

    def test_the_service_has_what_it_asks_for_and_its_constraints_hold(self):
        self.assertEqual(self.versions(), {"pydantic": "1.10.13", "typing-extensions": "4.8.0"})

    def test_its_image_holds_no_wheel_of_the_family(self):
        images = (self.checkout.path / "nix/generated/images.nix").read_text()
        image = images.split(f'"{OWN}" = {{', 1)[1]
        layers = image.split('"layers" = [', 1)[1].split("]", 1)[0]
        self.assertNotIn("base-cpu-pydeps-wheels", layers)
        self.assertIn(OWN, layers)

    def test_with_one_package_free_the_others_are_held(self):
        own = self.lock.parent
        (own / "constraints.txt").unlink()
        (own / "requirements.in").write_text("pydantic<1.10.15\n")
        tool.run("gen-lock", "-C", self.checkout.path, "refresh", "--family", OWN, "--package", "pydantic", "--no-build")
        self.assertEqual(self.versions(), {"pydantic": "1.10.14", "typing-extensions": "4.8.0"})


class AtOnce(unittest.TestCase):
    TABLE = "services/fleet.toml"

    def setUp(self) -> None:
        self.folder = folder.of_test(self)
        self.checkout = Checkout(self.folder / "checkout")
        self.checkout.edit(self.TABLE, "port = 7200", "port = 7299")
        self.words = ["-C", str(self.checkout.path), "refresh", "--locked", "--no-build"]

    def files(self) -> dict[Path, bytes]:
        found = (path for path in self.checkout.path.rglob("*") if path.is_file())
        return {path.relative_to(self.checkout.path): path.read_bytes() for path in found}

    def cargo(self, first: str) -> dict[str, str]:
        """An environment in which cargo, which `refresh` asks, does something first."""
        bin = self.folder / "bin"
        bin.mkdir()
        (bin / "cargo").write_text(f'#!/bin/sh\n{first}\nexec {shlex.quote(tool.path("cargo"))} "$@"\n')
        (bin / "cargo").chmod(0o755)
        return tool.environment(PATH=f"{bin}:{tool.environment()['PATH']}")

    def test_two_end_as_one_after_the_other(self):
        slow = self.cargo("sleep 2")
        start = {"stdin": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "env": slow}
        both = [subprocess.Popen([tool.path("gen-lock"), *self.words], **start) for _ in range(2)]
        said = [one.communicate()[1] for one in both]
        self.assertEqual([one.returncode for one in both], [0, 0], said)
        waited = [number for number, text in enumerate(said) if "waiting for `gen-lock refresh` (process" in text]
        self.assertEqual(len(waited), 1, said)
        self.assertIn(f"(process {both[1 - waited[0]].pid}), which is writing to", said[waited[0]])
        after = self.files()
        tool.run("gen-lock", *self.words)
        self.assertEqual(self.files(), after)
        tool.run("gen-lock", "-C", self.checkout.path, "generate", "--check")

    def test_what_an_editor_saved_meanwhile_stays(self):
        table = self.checkout.path / self.TABLE
        before, text = self.files(), table.read_text() + "# edited\n"
        (self.folder / "edited").write_text(text)
        editor = self.cargo(f"cp {shlex.quote(str(self.folder / 'edited'))} {shlex.quote(str(table))}")
        ended = tool.attempt("gen-lock", *self.words, env=editor)
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertIn(f"error: {self.TABLE}: changed while `gen-lock refresh` ran\n\nhint: run it again", ended.stderr)
        self.assertEqual(self.files(), before | {Path(self.TABLE): text.encode()})
        tool.run("gen-lock", *self.words)


if __name__ == "__main__":
    unittest.main()

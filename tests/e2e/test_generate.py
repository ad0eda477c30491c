"""`gen-lock generate --check` passes here, and notices every edit of what people or `refresh` write."""

import json
import unittest

import folder
import project
from checkout import Checkout


class Generate(unittest.TestCase):
    def setUp(self) -> None:
        self.checkout = Checkout(folder.of_test(self) / "checkout")

    def assert_stale(self, *files: str) -> None:
        ended = self.checkout.generate("--check")
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        for file in files:
            self.assertRegex(ended.stdout, rf"(?m)^{file}:\d+: stale")
        self.assertIn("gen-lock generate", ended.stderr)

    def test_nothing_is_stale(self):
        ended = self.checkout.generate("--check")
        self.assertEqual((ended.returncode, ended.stdout), (0, ""), ended.stderr)

    def test_writing_again_gives_the_same_bytes(self):
        files = [*(self.checkout.path / "nix/generated").iterdir(), self.checkout.path / "build-lock.json"]
        before = {file.name: file.read_bytes() for file in files}
        for file in files[:-1]:
            file.unlink()
        self.assertEqual(self.checkout.generate().returncode, 0)
        self.assertEqual({file.name: file.read_bytes() for file in files}, before)

    def test_an_edit_of_the_table(self):
        self.checkout.edit("services/fleet.toml", "port = 7200", "port = 7299")
        self.assert_stale("nix/generated/images.nix", "build-lock.json")

    def test_an_edit_of_a_machine(self):
        self.checkout.edit("services/fleet.toml", "UVICORN_WORKERS = 32", "UVICORN_WORKERS = 31")
        self.assert_stale("nix/generated/images.nix", "nix/generated/layers.nix")

    def test_an_edit_of_a_family(self):
        self.checkout.edit("families/base-utils/family.toml", "curl, certificates", "curl and certificates")
        self.assert_stale("nix/generated/images.nix", "build-lock.json")

    def test_an_edit_of_a_python_lock(self):
        self.checkout.edit_hash("families/family-web/pylock.toml", "gunicorn")
        self.assert_stale("build-lock.json")

    def test_an_edit_of_the_runtime_lock(self):
        self.checkout.edit_hash("services/runtime/pylock.toml", "h11")
        self.assert_stale("build-lock.json")

    def test_an_edit_of_the_debian_lock(self):
        self.checkout.edit_hash("families/debian-lock.json", "tini")
        self.assert_stale("build-lock.json")

    def test_an_edit_of_what_was_generated(self):
        self.checkout.edit("nix/generated/images.nix", "10001:10001", "0:0")
        self.assert_stale("nix/generated/images.nix")

    def test_a_check_writes_nothing(self):
        self.checkout.edit("services/fleet.toml", "port = 7200", "port = 7299")
        before = (self.checkout.path / "nix/generated/images.nix").read_bytes()
        self.checkout.generate("--check")
        self.assertEqual((self.checkout.path / "nix/generated/images.nix").read_bytes(), before)

    def test_outputs_are_kept(self):
        self.checkout.edit("services/fleet.toml", "port = 7200", "port = 7299")
        self.assertEqual(self.checkout.generate().returncode, 0)
        written = json.loads((self.checkout.path / "build-lock.json").read_text())
        self.assertEqual(written["outputs"], project.build_lock()["outputs"])

"""What is wrong in a table or a lock is refused with its file and line, and nothing is written."""

import unittest

import folder
import project
import tool
from checkout import Checkout

TABLE = "services/fleet.toml"


class BadInput(unittest.TestCase):
    def setUp(self) -> None:
        self.checkout = Checkout(folder.of_test(self) / "checkout")

    def assert_refused(self, place: str, *words: str) -> None:
        ended = self.checkout.generate()
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        self.assertEqual(ended.stdout, "")
        for word in (f"{place}:", *words):
            self.assertIn(word, ended.stderr)

    def test_unknown_family(self):
        line = self.checkout.edit(TABLE, 'family = "family-web"', 'family = "family-wbe"')
        self.assert_refused(f"{TABLE}:{line}", "`family-wbe`", "family-web")

    def test_unknown_parent(self):
        file = "families/family-web/family.toml"
        line = self.checkout.edit(file, 'parent = "base-cpu-pydeps"', 'parent = "family-cpu-pydeps"')
        self.assert_refused(f"{file}:{line}", "`family-cpu-pydeps`")

    def test_unknown_machine(self):
        line = self.checkout.edit(TABLE, 'machines = ["mainpc"]', 'machines = ["mianpc"]')
        self.assert_refused(f"{TABLE}:{line}", "`mianpc`", "mainpc, pc2")

    def test_unknown_key(self):
        line = self.checkout.edit(TABLE, "health-port = 8200", "helth-port = 8200")
        self.assert_refused(f"{TABLE}:{line}", "`helth-port`")

    def test_duplicate_port(self):
        line = self.checkout.edit(TABLE, "port = 7220", "port = 7200")
        self.assert_refused(f"{TABLE}:{line}", "7200", "ServiceRegistry")

    def test_port_out_of_range(self):
        line = self.checkout.edit(TABLE, "port = 7200", "port = 72000")
        self.assert_refused(f"{TABLE}:{line}", "72000")

    def test_port_offset_out_of_range(self):
        self.checkout.edit(TABLE, "port-offset = 0", "port-offset = 60000")
        self.assert_refused(TABLE, "6")

    def test_unfinished_table(self):
        line = self.checkout.edit(TABLE, 'gpu = "NVIDIA GeForce RTX 4090"', 'gpu = "NVIDIA')
        self.assert_refused(f"{TABLE}:{line}")

    def test_lock_that_is_none_or_of_a_later_gen_lock(self):
        lock = self.checkout.path / "build-lock.json"
        for text, said in (('{"version": 2}', "version `2` is not known"), ('{"version": 1', "malformed")):
            lock.write_text(text)
            for command in (("list",), ("verify", "result"), ("generate", "--check")):
                ended = tool.attempt("gen-lock", "-C", self.checkout.path, *command)
                self.assertEqual(ended.returncode, 2, (command, ended.stderr))
                self.assertRegex(ended.stderr, rf"build-lock\.json(:\d+:\d+)?: {said}")

    def test_placeholder_hash(self):
        file = "families/family-web/pylock.toml"
        changed = self.checkout.edit_hash(file, "gunicorn")
        line = self.checkout.edit(file, changed, changed[:58])
        self.assert_refused(f"{file}:{line}", changed[:58])

    def test_undeclared_script(self):
        """The layer builder reads the deb, so the build stops, not `generate`."""
        declared = 'postinst = "takes /bin/sh, which the package holds"\n'
        self.checkout.edit("families/base-python/family.toml", declared, "")
        self.assertEqual(self.checkout.generate().returncode, 0)
        image = f"path:{self.checkout.path}#pc2-base-python"
        ended = tool.attempt("nix", *project.NIX, "build", "--no-link", "--print-build-logs", image)
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn("package `dash` has the maintainer script `postinst`", ended.stderr)

"""The scripts of CI: what one run keeps of a family's layers is all that the next run needs of them."""

import os
import re
import shutil
import subprocess
import time
import unittest

import folder
import project
import tool
from checkout import Checkout
from second_store import SecondStore

CHAIN = ("base-python", "base-utils")
IMAGE = "pc2-base-utils"


class KeptLayers(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        place = folder.of_class(cls)
        cls.checkout = Checkout(place / "project")
        cls.store = SecondStore(place / "next")
        shutil.copytree(project.ROOT / ".github", cls.checkout.path / ".github")

    def test_the_next_run_builds_what_is_the_machines_own(self):
        for family in CHAIN:
            self.assertEqual(self.keep(family), "kept=new\n")
            self.assertEqual(self.keep(family), "kept=before\n")
        begin = time.monotonic()
        said = self.build()
        print(f"`{IMAGE}` is built from kept layers, {time.monotonic() - begin:.0f} s", flush=True)
        self.assertIn("0 of 0 sources to fetch", said.stderr)
        built = re.findall(r"^building '/nix/store/[^-]+-(.+)\.drv'", said.stderr, re.MULTILINE)
        self.assertEqual(sorted(built), ["pc2-base-utils-image", "pc2-profile-layer"])
        self.assertRegex(said.stdout, r"1 images, \d+ blobs, .*: all as locked")

    def keep(self, family: str) -> str:
        return tool.run("python3", ".github/ci/keep.py", family, cwd=self.checkout.path)

    def build(self) -> subprocess.CompletedProcess:
        another = os.environ | {"NIX_REMOTE": self.store.address}
        build = tool.attempt("bash", ".github/ci/build.sh", IMAGE, cwd=self.checkout.path, env=another)
        return tool.succeeded(build)

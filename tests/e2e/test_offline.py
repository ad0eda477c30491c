"""The archive and the checkout alone: on a machine without a network, with an empty Nix store, gen-lock and pc2's
CPU families are built, and are as locked."""

import shutil
import subprocess
import sys
import time
import unittest
from pathlib import Path

import folder
import project
import tool
from checkout import Checkout
from registry import Registry

MACHINE = "pc2"
ALONE = ("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")


class Offline(unittest.TestCase):
    def test_archive_and_checkout_build_the_cpu_families(self):
        root, begin = folder.of_test(self), time.monotonic()
        checkout = Checkout(root / "checkout")
        shutil.copyfile(project.ROOT / "factory", checkout.path / "factory")
        shutil.copytree(project.ROOT / "factory.d", checkout.path / "factory.d")
        (checkout.path / "factory").chmod(0o755)
        tool.run("git", "-C", checkout.path, "init", "--quiet")
        tool.run("git", "-C", checkout.path, "add", "--all")
        self.fill(root, checkout)
        print(f"the archive is filled, {time.monotonic() - begin:.0f} s", flush=True)
        families = sorted(name for name in project.families_of(MACHINE) if not project.is_gpu(name))
        attributes = [f"{MACHINE}-{name}" for name in families]
        inside = [sys.executable, Path(__file__).parent / "offline_machine.py", root, *attributes]
        with (root / "log").open("w") as log:
            ended = subprocess.run([tool.path("unshare"), *ALONE, *map(str, inside)], stdout=log, stderr=log, check=False)
        said = (root / "log").read_text()
        self.assertEqual(ended.returncode, 0, said[-4000:])
        self.assertIn("building '/nix/store/", said)
        self.assertRegex(said, r"building '\S*-gen-lock\.drv'")
        for attribute in attributes:
            self.assertIn(f"==> verifying {attribute}".replace("==>", "\033[1m==>\033[0m"), said)
        self.assertEqual(said.count(": all as locked"), len(attributes), said[-4000:])
        print(f"{', '.join(attributes)} are built from it, {time.monotonic() - begin:.0f} s", flush=True)

    def fill(self, root: Path, checkout: Checkout) -> None:
        """Every source of the lock into a registry."""
        registry = Registry(root)
        self.addCleanup(registry.stop)
        repository = f"127.0.0.1:{registry.port}/fleet/sources"
        tool.run("gen-lock", "-C", checkout.path, "archive", "push", repository)
        registry.stop()


if __name__ == "__main__":
    unittest.main()

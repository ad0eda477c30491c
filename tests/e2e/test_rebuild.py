"""`gen-lock verify --rebuild` builds an image and its layers a second time and finds no difference.

`test_two_stores`, one of the long tests, builds all of both fleets a second time.
"""

import json
import os
import shutil
import time
import unittest
from pathlib import Path

import folder
import locked
import project
import tar_edit
import tool
from checkout import Checkout
from layout import Layout


class Rebuild(unittest.TestCase):
    IMAGES = ("pc2-central-error-bus", "pc2-speech-relay-service")

    def test_every_derivation_is_the_same_again(self):
        for image in self.IMAGES:
            begin = time.monotonic()
            said = json.loads(tool.run("gen-lock", "-C", project.ROOT, "verify", "--rebuild", "--json", "--image", image))
            self.assertEqual(said["different"], [])
            expected = len(locked.layers(image)) + 1
            self.assertEqual(said["compared"], expected)
            print(f"{image}: {expected} derivations compared, {time.monotonic() - begin:.0f} s", flush=True)


class Differing(unittest.TestCase):
    """A layer that came out otherwise the first time: as a build that is not reproducible would leave it."""

    IMAGE = "mainpc-streaming-translation-proxy"
    FILE = "app/translation_proxy.py"

    def setUp(self) -> None:
        if Path("/nix/var/nix/daemon-socket/socket").exists():
            self.skipTest("a daemon owns the store: its paths cannot be altered")
        self.checkout = Checkout(folder.of_test(self) / "project")
        code = "services/streaming-translation-proxy/translation_proxy.py"
        # A layer of its own, so that no other test sees it
        (self.checkout.path / code).write_text((self.checkout.path / code).read_text() + "# of a test\n")
        tool.succeeded(self.checkout.generate())
        image = project.build.__wrapped__(self.IMAGE, str(self.checkout.path))
        self.layer = Layout(image).blob(Layout(image).image.layers[-1].digest).resolve().parent
        self.addCleanup(tool.run, "nix-store", "--delete", image, self.layer)

    def alter(self) -> None:
        blob = self.layer / "blob"
        tar = tar_edit.edited(blob, lambda every: self.member(every).set("mode", "0000755"))
        blob.chmod(0o644)
        blob.write_bytes(tar_edit.zstd(data=tar))
        os.utime(blob, (1, 1))
        blob.chmod(0o444)
        # Path, deriver, number of references
        tool.run("nix-store", "--register-validity", "--reregister", input=f"{self.layer}\n\n0\n", stdin=None)

    def member(self, every: list[tar_edit.Member]) -> tar_edit.Member:
        return next(one for one in every if one.path == self.FILE)

    def test_both_outputs_are_compared(self):
        self.alter()
        words = ("-C", self.checkout.path, "verify", "--rebuild", "--image", self.IMAGE)
        self.addCleanup(self.remove_second)
        ended = tool.attempt("gen-lock", *words, "--json")
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        (different,) = json.loads(ended.stdout)["different"]
        (found,) = different["differences"]["layer"]["kept"]
        self.assertEqual(found, {"path": self.FILE, "field": "mode", "want": "0755", "got": "0644"})

    def remove_second(self) -> None:
        shutil.rmtree(f"{self.layer}.check", ignore_errors=True)

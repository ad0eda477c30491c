"""One image is built on another machine, which Nix reaches over ssh: its layers come back, the same bytes."""

import json
import os
import re
import subprocess
import time
import unittest
from pathlib import Path

import folder
import locked
import project
import tool
from second_store import SecondStore, manifests
from ssh_builder import SshBuilder

IMAGE = "pc2-central-error-bus"
ASKED = re.compile(r"^building '/nix/store/[^-]+-(.+)\.drv' on '(.+)'", re.MULTILINE)


class RemoteBuilder(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        place = folder.of_class(cls)
        cls.near, cls.far = SecondStore(place / "near"), SecondStore(place / "far")
        cls.near.fill_for_layers([IMAGE])
        cls.parts = {f"{name}-layer" for name in locked.layers(IMAGE)} | {f"{IMAGE}-image"}
        lacking = cls.near.to_build([IMAGE])
        if lacking != cls.parts:
            raise AssertionError(f"not to be built: {sorted(lacking ^ cls.parts)}")
        cls.builder = SshBuilder("builder", cls.far, place / "ssh")
        cls.builder.start()
        cls.addClassCleanup(cls.builder.stop)

    # In this order: what is built once is not built again.
    def test_1_its_key_does_nothing_else(self):
        said = tool.attempt("ssh", *self.builder.options, self.builder.name, "echo", "a shell")
        self.assertNotIn("a shell", said.stdout)

    def test_2_a_builder_with_another_host_key_is_given_nothing(self):
        known = self.builder.folder / "known"
        said = known.read_text()
        self.builder.be_a_stranger()
        try:
            refused = self.build()
        finally:
            known.write_text(said)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("Host key verification failed", refused.stderr)
        self.assertEqual(self.images(self.far), [])

    def test_3_every_layer_is_built_there_and_comes_back(self):
        begin = time.monotonic()
        built = tool.succeeded(self.build())
        print(f"`{IMAGE}` is built on another machine, {time.monotonic() - begin:.0f} s", flush=True)
        asked = sorted(ASKED.findall(built.stderr))
        self.assertEqual(asked, [(name, self.builder.address) for name in sorted(self.parts)])
        out = json.loads(built.stdout)[0]["outputs"]["out"]
        for store in (self.near, self.far):
            image = store.path(out)
            self.assertEqual(manifests([image]), {IMAGE: locked.manifests()[IMAGE]})
            self.assertEqual(store.blobs(image), locked.blobs_of(IMAGE))

    def build(self) -> subprocess.CompletedProcess:
        """Here nothing may be built."""
        builders = f"{self.builder.address} x86_64-linux - 1"
        nix = ("nix", *project.NIX, "build", "--store", self.near.address, "--no-link", "--json")
        environment = os.environ | {"NIX_SSHOPTS": " ".join(self.builder.options)}
        remote = ("--max-jobs", "0", "--builders", builders)
        return tool.attempt(*nix, *remote, f"{project.ROOT}#{IMAGE}", env=environment)

    def images(self, store: SecondStore) -> list[Path]:
        return list((store.root / "nix/store").glob("*-image"))

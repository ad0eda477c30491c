"""A registry takes the images as they are, a shared layer once, and gives the same bytes back."""

import unittest

import folder
import project
import tool
from layout import Layout
from registry import Registry

SERVICES = ("unified-web-agent", "central-error-bus")
PLAIN = ("--quiet", "--src-tls-verify=false", "--dest-tls-verify=false", "--preserve-digests")


class Push(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.registry = Registry(cls.folder)
        cls.addClassCleanup(cls.registry.stop)
        cls.layout = Layout(project.build("pc2-fleet"))
        for ref in SERVICES:
            tool.run("skopeo", "copy", *PLAIN, f"oci:{cls.layout.path}:{ref}", cls.registry.name(ref, "pushed"))

    def test_every_digest_is_kept_and_nothing_is_stored_twice(self):
        images = [self.layout.images[ref] for ref in SERVICES]
        documents = {digest for image in images for digest in (image.digest, image.config_digest)}
        layers = {layer.digest for image in images for layer in image.layers}
        self.assertEqual(self.registry.blobs(), documents | layers)
        self.assertLess(len(layers), sum(len(image.layers) for image in images))

    def test_what_comes_back_is_what_was_locked(self):
        for ref in SERVICES:
            back = self.folder / ref
            tool.run("skopeo", "copy", *PLAIN, self.registry.name(ref, "pushed"), f"oci:{back}:{ref}")
            manifest = self.layout.images[ref].digest
            copied = Layout(back).blob(manifest).read_bytes()
            self.assertEqual(copied, self.layout.blob(manifest).read_bytes())

"""What does not depend on the machine is the same blob on every machine, and is stored once."""

import unittest
from pathlib import Path

import project
from layout import Image, Layout

STORE = Path("/nix/store")


class Sharing(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.layouts = {machine: Layout(project.build(f"{machine}-fleet")) for machine in project.machines()}

    def test_images_on_both_machines_differ_in_the_profile_alone(self):
        mainpc, pc2 = (self.layouts[machine].images for machine in ("mainpc", "pc2"))
        shared = sorted(mainpc.keys() & pc2.keys())
        self.assertIn("base-cpu-pydeps", shared)
        self.assertIn("unified-observability-center", shared)
        for ref in shared:
            with self.subTest(ref):
                self.assertEqual(_without_profile(mainpc[ref]), _without_profile(pc2[ref]))
                self.assertEqual(_profiles(mainpc[ref]), ["mainpc-profile"])
                self.assertEqual(_profiles(pc2[ref]), ["pc2-profile"])

    def test_a_layer_of_one_name_is_one_blob_in_both_fleets(self):
        blobs: dict[str, set[tuple[str, str]]] = {}
        for layout in self.layouts.values():
            for layer in (layer for image in layout.images.values() for layer in image.layers):
                blobs.setdefault(layer.name, set()).add((layer.digest, layer.diff_id))
        self.assertEqual({name: found for name, found in blobs.items() if len(found) != 1}, {})
        digests = [digest for found in blobs.values() for digest, _ in found]
        self.assertEqual(len(digests), len(set(digests)), "two layers of one content have two names")

    def test_the_profile_comes_after_what_is_shared_and_before_the_code(self):
        for layout in self.layouts.values():
            for image in layout.images.values():
                names = [layer.name for layer in image.layers]
                after = names[names.index(_profiles(image)[0]) + 1 :]
                self.assertLessEqual(len(after), 1, f"{image.name}: {after}")

    def test_blobs_are_links_into_the_store(self):
        for machine, layout in self.layouts.items():
            for blob in (layout.path / "blobs/sha256").iterdir():
                self.assertTrue(blob.is_symlink(), f"{machine}: {blob.name}")
                self.assertTrue(blob.readlink().is_relative_to(STORE), f"{machine}: {blob.readlink()}")
                self.assertFalse(blob.readlink().is_symlink(), f"{machine}: {blob.name} is a link to a link")


def _without_profile(image: Image) -> list[str]:
    return [layer.digest for layer in image.layers if not layer.name.endswith("-profile")]


def _profiles(image: Image) -> list[str]:
    return [layer.name for layer in image.layers if layer.name.endswith("-profile")]

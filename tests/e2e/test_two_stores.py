"""Built again from the sources in another store, on one core, elsewhere in the world: the same outputs."""

import hashlib
import json
import time
import unittest
from pathlib import Path

import folder
import project
from layout import IMAGE_NAME
from second_store import SecondStore


class TwoStores(unittest.TestCase):
    maxDiff = None

    def test_both_fleets_are_the_same_bytes(self):
        fleets = [f"{machine}-fleet" for machine in project.machines()]
        store, begin = SecondStore(folder.of_test(self) / "store"), time.monotonic()
        count = store.fill(fleets)
        print(f"{count} sources are in a second store, {time.monotonic() - begin:.0f} s", flush=True)
        built = store.build_on_one_core(fleets)
        print(f"{len(built)} fleets are built on one core, {time.monotonic() - begin:.0f} s", flush=True)
        self.assertEqual(self.manifests(built), self.locked_manifests())
        self.assertEqual({name for fleet in built.values() for name in self.blobs(store, fleet)}, self.locked_blobs())

    def manifests(self, fleets: dict[str, Path]) -> dict[str, str]:
        indexes = [json.loads((fleet / "index.json").read_text()) for fleet in fleets.values()]
        descriptors = [descriptor for index in indexes for descriptor in index["manifests"]]
        return {descriptor["annotations"][IMAGE_NAME]: descriptor["digest"] for descriptor in descriptors}

    def blobs(self, store: SecondStore, fleet: Path) -> set[str]:
        """The digests of a fleet's blobs, each recomputed."""
        digests = set()
        for blob in (fleet / "blobs/sha256").iterdir():
            with store.path(blob.relative_to(store.root)).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            self.assertEqual(digest, blob.name)
            digests.add(f"sha256:{digest}")
        return digests

    def locked_manifests(self) -> dict[str, str]:
        return {name: image["manifest"] for name, image in project.build_lock()["outputs"]["images"].items()}

    def locked_blobs(self) -> set[str]:
        outputs = project.build_lock()["outputs"]
        documents = {image[key] for image in outputs["images"].values() for key in ("manifest", "config")}
        return documents | {layer["blobs"]["zstd"]["digest"] for layer in outputs["layers"].values()}

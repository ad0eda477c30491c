"""Built again from the sources in another store, on one core, elsewhere in the world: the same outputs."""

import time
import unittest

import folder
import locked
import project
from second_store import SecondStore, manifests


class TwoStores(unittest.TestCase):
    maxDiff = None

    def test_both_fleets_are_the_same_bytes(self):
        fleets = [f"{machine}-fleet" for machine in project.machines()]
        store, begin = SecondStore(folder.of_test(self) / "store"), time.monotonic()
        count = store.fill(fleets)
        print(f"{count} sources are in a second store, {time.monotonic() - begin:.0f} s", flush=True)
        built = store.build_on_one_core(fleets)
        print(f"{len(built)} fleets are built on one core, {time.monotonic() - begin:.0f} s", flush=True)
        self.assertEqual(manifests(built.values()), locked.manifests())
        self.assertEqual({digest for fleet in built.values() for digest in store.blobs(fleet)}, locked.blobs())

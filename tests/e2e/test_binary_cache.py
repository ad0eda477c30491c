"""Both fleets come out of a signed binary cache without building; one image is built again from what lies there."""

import os
import re
import shutil
import time
import unittest

import folder
import locked
import project
import tool
from binary_cache import BinaryCache, make_key
from second_store import SecondStore, layer_inputs, manifests

IMAGE = "pc2-central-error-bus"
FLEETS = tuple(f"{machine}-fleet" for machine in project.machines())


class FromBinaryCache(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.place, begin = folder.of_class(cls), time.monotonic()
        cls.cache = BinaryCache(cls.place / "published")
        cls.inputs = layer_inputs([IMAGE])
        cls.cache.take([*map(project.build, FLEETS), *cls.inputs])
        cls.cache.start()
        cls.addClassCleanup(cls.cache.stop)
        size = sum(file.stat().st_size for file in (cls.cache.folder / "nar").iterdir())
        print(f"a binary cache of {size / 1e9:.2f} GB is filled, {time.monotonic() - begin:.0f} s", flush=True)

    def test_the_fleets_are_substituted(self):
        store, begin = self.store("second"), time.monotonic()
        self.cache.served.clear()
        self.assertEqual(store.to_build(list(FLEETS), *self.cache.options()), set())
        layouts = store.build(list(FLEETS), "--max-jobs", "0", *self.cache.options())
        served = self.cache.archives_served()
        print(f"{len(served)} paths are substituted, 0 built, {time.monotonic() - begin:.0f} s", flush=True)
        self.assertEqual(len(served), len(set(served)))
        self.assertEqual(manifests(layouts.values()), locked.manifests())
        self.assertEqual({digest for layout in layouts.values() for digest in store.blobs(layout)}, locked.blobs())

    def test_one_image_is_built_elsewhere_from_sources_of_the_cache(self):
        store = self.store("elsewhere")
        self.realise(store, *self.inputs)
        parts = {f"{name}-layer" for name in locked.layers(IMAGE)} | {f"{IMAGE}-image"}
        self.assertEqual(store.to_build([IMAGE]), parts)
        image = store.build([IMAGE])[IMAGE]
        self.assertEqual(manifests([image]), {IMAGE: locked.manifests()[IMAGE]})
        self.assertEqual(store.blobs(image), locked.blobs_of(IMAGE))

    def test_fetch_wants_only_what_the_cache_lacks(self):
        every = len(project.build_lock()["inputs"]["sources"])
        without = self.wanted("substituters =")
        self.assertTrue(0 < without < every, without)
        told = f"substituters = {self.cache.address}\ntrusted-public-keys = {self.cache.public}"
        self.assertEqual(self.wanted(told), 0)

    def test_nothing_is_taken_that_another_key_signed(self):
        _, other = make_key(self.place, "other-1")
        with self.assertRaisesRegex(AssertionError, "lacks a valid signature|not signed by"):
            self.realise(self.store("stranger"), str(project.build(IMAGE)), public=other)

    def test_an_altered_archive_is_refused(self):
        image = str(project.build(IMAGE))
        archive = self.cache.archive(image)
        kept = shutil.copyfile(archive, self.place / "kept")
        try:
            archive.write_bytes(kept.read_bytes().replace(b'"schemaVersion":2', b'"schemaVersion":3'))
            with self.assertRaisesRegex(AssertionError, "hash mismatch"):
                self.realise(self.store("wary"), image)
        finally:
            shutil.copyfile(kept, archive)

    def wanted(self, told: str) -> int:
        """How many sources a bare store needs for a fleet."""
        config = f"{os.environ.get('NIX_CONFIG', '')}\n{told}"
        environment = os.environ | {"NIX_CONFIG": config, "NIX_REMOTE": self.store("bare").address}
        fetch = tool.attempt("gen-lock", "-C", project.ROOT, "fetch", "--dry-run", "pc2-fleet", env=environment)
        said = tool.succeeded(fetch).stderr
        return int(re.search(r"^\d+ of (\d+) sources to fetch", said, re.MULTILINE)[1])

    def store(self, name: str) -> SecondStore:
        return SecondStore(self.place / name)

    def realise(self, store: SecondStore, *paths: str, public: str | None = None) -> None:
        """Substitutes paths; what is a path and no derivation cannot be built."""
        tool.run("nix-store", "--store", store.address, "--realise", *paths, *self.cache.options(public))

"""`gen-lock verify` finds one changed byte in any kind of file, a missing blob and an added one, and says where."""

import hashlib
import unittest
from pathlib import Path

import folder
import project
import tool
from layout import Layout, shadow

ATTRIBUTE = "mainpc-streaming-translation-proxy"


class Altered(unittest.TestCase):
    def setUp(self) -> None:
        self.original = Layout(project.build(ATTRIBUTE))
        self.image = self.original.image
        self.layout = shadow(self.original, folder.of_test(self) / "layout")

    def change(self, path: Path, position: int) -> None:
        """Flips one bit of one byte, in a copy where the file is a link."""
        altered = bytearray(path.read_bytes())
        altered[position] ^= 1
        path.unlink()
        path.write_bytes(altered)

    def assert_found(self, *words: str) -> None:
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "verify", self.layout.path)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        for word in (*words, "want", "got", "where"):
            self.assertIn(word, ended.stdout)

    def places(self, digest: str) -> tuple[Path, str]:
        return self.layout.blob(digest), f"blobs/{digest.replace(':', '/')}"

    def test_a_byte_of_each_layer_of_the_last_step(self):
        for layer in self.image.layers[-3:]:
            with self.subTest(layer.name):
                path, place = self.places(layer.digest)
                linked = path.readlink()
                self.change(path, layer.size // 2)
                self.assert_found(f"`{layer.name}`", f"`{ATTRIBUTE}`", place)
                path.unlink()
                path.symlink_to(linked)

    def test_the_last_byte_of_the_largest_layer(self):
        layer = max(self.image.layers, key=lambda layer: layer.size)
        path, place = self.places(layer.digest)
        self.change(path, -1)
        self.assert_found(f"`{layer.name}`", f"`{ATTRIBUTE}`", place)

    def test_a_byte_after_the_end_of_a_layer(self):
        layer = self.image.layers[-1]
        path, place = self.places(layer.digest)
        longer = path.read_bytes() + b"\0"
        path.unlink()
        path.write_bytes(longer)
        self.assert_found(f"`{layer.name}`", f"`{ATTRIBUTE}`", place, str(layer.size), str(layer.size + 1))

    def test_a_byte_of_the_config(self):
        path, place = self.places(self.image.config_digest)
        self.change(path, path.read_bytes().index(b"10001"))
        self.assert_found(f"`{ATTRIBUTE}`", place, self.image.config_digest)

    def test_a_byte_of_the_manifest(self):
        path, place = self.places(self.image.digest)
        self.change(path, path.read_bytes().index(b"sha256:") + 10)
        self.assert_found(f"`{ATTRIBUTE}`", place, self.image.digest)

    def test_a_byte_of_the_index(self):
        path = self.layout.path / "index.json"
        for word in (b'"amd64"', self.image.digest.encode(), b'"schemaVersion"'):
            with self.subTest(word):
                was = path.read_bytes()
                self.change(path, was.index(word) + 4)
                self.assert_found("index.json")
                path.write_bytes(was)

    def test_a_byte_of_the_marker(self):
        path = self.layout.path / "oci-layout"
        self.change(path, path.read_bytes().index(b"1.0.0"))
        self.assert_found("oci-layout")

    def test_a_missing_layer(self):
        layer = self.image.layers[0]
        path, place = self.places(layer.digest)
        path.unlink()
        self.assert_found(f"`{layer.name}`", f"`{ATTRIBUTE}`", place)

    def test_a_missing_config_or_manifest(self):
        for digest in (self.image.config_digest, self.image.digest):
            with self.subTest(digest):
                path, place = self.places(digest)
                linked = path.readlink()
                path.unlink()
                self.assert_found(f"`{ATTRIBUTE}`", place)
                path.symlink_to(linked)

    def test_an_added_blob(self):
        added = b"nobody asked for this"
        path, place = self.places(f"sha256:{hashlib.sha256(added).hexdigest()}")
        path.write_bytes(added)
        self.assert_found(place)

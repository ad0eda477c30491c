"""Mirrors that skopeo makes: layers compressed anew, annotations dropped. `gen-lock verify` tells what each is."""

import json
import unittest

import folder
import tool
from loopback import HOST
from registry import Registry
from mirrored_image import CODECS, LAYERS, NAME, TYPES, MirroredImage, canonical, compress, digest, tar

ORGANISATION = "mirror"


class Mirror(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = folder.of_test(self)
        self.registry = Registry(self.folder)
        self.addCleanup(self.registry.stop)

    def image(self, codec: str) -> MirroredImage:
        return MirroredImage(self.folder / codec, codec)

    def copy(self, image: MirroredImage, tag: str, *options: str) -> None:
        to = self.registry.name(f"{ORGANISATION}/{NAME}", tag)
        tool.run("skopeo", "copy", "--dest-tls-verify=false", *options, f"oci:{image.layout}:{NAME}", to)

    def verify(self, image: MirroredImage, *options: str):
        address = f"{HOST}:{self.registry.port}/{ORGANISATION}"
        return tool.attempt("gen-lock", "-C", image.project, "verify", address, *options)

    def kinds(self, tag: str) -> list[str]:
        _, manifest = self.registry.manifest(f"{ORGANISATION}/{NAME}", tag)
        return [layer["mediaType"].rpartition(".")[2] for layer in manifest["layers"]]

    def put(self, tag: str, document: dict) -> None:
        """A manifest as some other tool would write it."""
        self.registry.put_manifest(f"{ORGANISATION}/{NAME}", tag, canonical(document))

    def test_a_copy_as_it_is(self):
        image = self.image("zstd")
        self.copy(image, "same")
        ended = tool.succeeded(self.verify(image, "--deep"))
        self.assertRegex(ended.stdout, "^1 images, .*: all as locked\n$")

    def test_every_codec_is_judged_by_what_it_holds(self):
        for locked, wanted, kind in (("gzip", "zstd", "tar+zstd"), ("zstd", "gzip", "tar+gzip")):
            with self.subTest(locked=locked, wanted=wanted):
                image = self.image(locked)
                # skopeo takes the blobs that a repository has, whatever it is asked for.
                self.copy(image, wanted, "--dest-compress-format", wanted)
                self.assertEqual(self.kinds(wanted), [kind, kind])
                said = json.loads(tool.succeeded(self.verify(image, "--tag", wanted, "--deep", "--json")).stdout)
                self.assertEqual((said["recompressed"], said["mismatches"]), ([NAME], []))
                text = tool.succeeded(self.verify(image, "--tag", wanted, "--deep")).stdout
                self.assertRegex(text, "all as locked\n1 recompressed, such as `box-small`: the layers' bytes differ")
                shallow = self.verify(image, "--tag", wanted)
                self.assertNotEqual(shallow.returncode, 0, shallow.stdout)
                self.assertIn("--deep", shallow.stdout + shallow.stderr)

    def test_the_same_codec_with_other_bytes(self):
        for codec in ("gzip", "zstd"):
            with self.subTest(codec=codec):
                image = self.image(codec)
                self.copy(image, codec)
                _, manifest = self.registry.manifest(f"{ORGANISATION}/{NAME}", codec)
                again = self.again(manifest, image, {"base": None})
                self.put("again", again)
                shallow = self.verify(image, "--tag", "again")
                self.assertEqual(shallow.returncode, 1, shallow.stdout)
                self.assertIn("`--deep` compares their contents", shallow.stdout)
                said = json.loads(tool.succeeded(self.verify(image, "--tag", "again", "--deep", "--json")).stdout)
                self.assertEqual((said["recompressed"], said["mismatches"]), ([NAME], []))

    def test_a_tar_without_its_end_is_told_from_other_files(self):
        """As skopeo 1.9.3 writes `zstd:chunked`, and no engine takes."""
        image = self.image("gzip")
        self.copy(image, "chunked", "--dest-compress-format", "zstd:chunked")
        ended = self.verify(image, "--tag", "chunked", "--deep", "--json")
        said = json.loads(ended.stdout)
        if ended.returncode == 0:
            # Later ones keep it.
            self.assertEqual(said["recompressed"], [NAME])
            return
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertNotIn("recompressed", said)
        for mismatch in said["mismatches"]:
            self.assertEqual(mismatch["claim"], "tar-end")
            self.assertIn("the files are the locked ones", mismatch["got"])

    def test_other_contents_are_never_as_locked(self):
        image = self.image("zstd")
        self.copy(image, "same")
        _, manifest = self.registry.manifest(f"{ORGANISATION}/{NAME}", "same")
        self.put("other", self.again(manifest, image, {"base": b"something else\n"}))
        shorter = manifest | {"layers": manifest["layers"][:1]}
        unnamed = manifest | {"layers": [{**one, "annotations": {"a": "b"}} for one in manifest["layers"]]}
        for tag, document in (("fewer", shorter), ("annotated", unnamed)):
            self.put(tag, document)
        for tag, claim in (("other", "content"), ("fewer", "manifest-layers"), ("annotated", "manifest")):
            with self.subTest(tag=tag):
                ended = self.verify(image, "--tag", tag, "--deep", "--json")
                self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
                said = json.loads(ended.stdout)
                self.assertIn(claim, [mismatch["claim"] for mismatch in said["mismatches"]])
                self.assertNotIn("recompressed", said)

    def test_a_table_of_contents_of_the_mirror_is_told_at_every_layer(self):
        """By it some clients unpack a layer, whatever its bytes are; a locked layer, too."""
        image = self.image("zstd")
        self.copy(image, "same")
        _, manifest = self.registry.manifest(f"{ORGANISATION}/{NAME}", "same")
        again = self.again(manifest, image, {"base": None})
        for key in ("io.github.containers.zstd-chunked.manifest-position", "containerd.io/snapshot/stargz/toc.digest"):
            for position in range(2):
                with self.subTest(key=key, position=position):
                    layers = [dict(layer) for layer in again["layers"]]
                    layers[position]["annotations"] = {key: "1:2:3:4"}
                    self.put("table", again | {"layers": layers})
                    ended = self.verify(image, "--tag", "table", "--deep", "--json")
                    self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
                    (mismatch,) = json.loads(ended.stdout)["mismatches"]
                    self.assertEqual(mismatch["claim"], "table-of-contents")

    def again(self, manifest: dict, image: MirroredImage, contents: dict[str, bytes | None]) -> dict:
        """The manifest with a layer that was compressed anew, at another level, and no annotations."""
        layers = [{key: one[key] for key in ("mediaType", "digest", "size")} for one in manifest["layers"]]
        for position, name in enumerate(LAYERS):
            if name in contents:
                data = compress(image.codec, tar(name, contents[name] or LAYERS[name]), level=1)
                self.registry.put_blob(f"{ORGANISATION}/{NAME}", data)
                layers[position] = {
                    "mediaType": f"{TYPES}{CODECS[image.codec]}", "digest": digest(data), "size": len(data)
                }
        return manifest | {"layers": layers}


if __name__ == "__main__":
    unittest.main()

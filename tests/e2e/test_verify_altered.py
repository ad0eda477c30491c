"""`gen-lock verify` finds one changed byte in any kind of file, a missing blob and an added one, and says where."""

import gzip
import hashlib
import json
import subprocess
import unittest
from pathlib import Path

import altered_image
import folder
import project
import tar_edit
import tool
from layout import Layer, Layout, shadow
from registry import Registry
from tar_edit import Member

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

    def test_the_list_by_which_docker_loads(self):
        """Nothing hashes it, and it says which config and layers a name is."""
        listed = json.loads((self.original.path / "manifest.json").read_text())
        self.assertEqual([one["RepoTags"] for one in listed], [[f"localhost/{ATTRIBUTE}:latest"]])
        listed[0]["Layers"].pop()
        (self.layout.path / "manifest.json").write_text(json.dumps(listed, separators=(",", ":")))
        self.assert_found("manifest.json, byte")

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

    def test_a_layout_of_nothing(self):
        for path in (self.layout.path / "blobs/sha256").iterdir():
            path.unlink()
        empty = {"manifests": [], "mediaType": "application/vnd.oci.image.index.v1+json", "schemaVersion": 2}
        index = self.layout.path / "index.json"
        index.unlink()
        index.write_text(json.dumps(empty, separators=(",", ":")))
        self.assert_found("images", "index.json")

    def test_an_added_blob(self):
        added = b"nobody asked for this"
        path, place = self.places(f"sha256:{hashlib.sha256(added).hexdigest()}")
        path.write_bytes(added)
        self.assert_found(place)

    def test_an_entry_that_no_layout_has(self):
        """Engines of old load what `repositories` names."""
        for name in ("repositories", "blobs/sha512"):
            with self.subTest(name):
                (self.layout.path / name).write_text("{}")
                self.assert_found("an entry that no layout has", name)
                (self.layout.path / name).unlink()


class Explained(unittest.TestCase):
    """What differs in a layer is named: the path, the field, both values."""

    maxDiff = None

    def setUp(self) -> None:
        self.original = Layout(project.build(ATTRIBUTE))
        self.layer = self.original.image.layers[-1]
        self.folder = folder.of_test(self)

    def verify(self, layout: Layout, *options: str | Path) -> dict:
        words = ("-C", project.ROOT, "verify", layout.path, "--json", *options)
        ended = tool.attempt("gen-lock", *words)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        return json.loads(ended.stdout)

    def differences(self, change, *options: str | Path) -> list[dict]:
        """Of the one layer that is changed."""
        layout = shadow(self.original, self.folder / str(len(list(self.folder.iterdir()))))
        tar_edit.edit(layout, self.layer, change)
        report = self.verify(layout, *options)
        (told,) = [one["differences"] for one in report["mismatches"] if "differences" in one]
        self.assertEqual((told["more"], report["untold"]), (0, 0))
        return told["kept"]

    def a_file(self, every: list[Member]) -> Member:
        return next(one for one in every if one.path.endswith(".py") and len(one.content) > 100)

    def test_each_field_of_a_header(self):
        for field, value, shown in (
            ("mode", "0000755", ("0644", "0755")),
            ("uid", "0000001", ("0", "1")),
            ("gid", "0000002", ("0", "2")),
            ("mtime", "00000000001", ("0", "1")),
        ):
            with self.subTest(field):
                paths = []

                def change(every: list[Member], field=field, value=value, paths=paths) -> None:
                    paths.append(self.a_file(every).path)
                    self.a_file(every).set(field, value)

                found = self.differences(change)
                self.assertEqual(found, [{"path": paths[0], "field": field, "want": shown[0], "got": shown[1]}])

    def test_a_line_of_a_text(self):
        def change(every: list[Member]) -> None:
            one = self.a_file(every)
            one.content = b"#" + one.content[1:]

        (found,) = self.differences(change)
        self.assertEqual(found["field"], "content")
        lines = found["text"].splitlines()
        self.assertEqual([line[0] for line in lines[2:5]], ["@", "-", "+"], found["text"])
        self.assertEqual(lines[4][1], "#")

    def test_the_order(self):
        paths = []

        def change(every: list[Member]) -> None:
            paths.extend(one.path for one in every[-2:])
            every[-2], every[-1] = every[-1], every[-2]

        (found,) = self.differences(change)
        self.assertEqual(found["field"], "order")
        self.assertIn(found["path"], paths)

    def tar(self, layer: Layer) -> bytes:
        return tar_edit.zstd("--decompress", data=self.original.blob(layer.digest).read_bytes())

    def members(self, layer: Layer) -> list[Member]:
        return tar_edit.members(self.tar(layer))

    def test_a_member_that_is_missing_and_one_that_nobody_wants(self):
        gone = self.members(self.layer)[-1].path

        def change(every: list[Member]) -> None:
            last = every.pop()
            added = Member(last.header, last.content)
            header = bytearray(added.header)
            header[:100] = b"app/zz.py".ljust(100, b"\0")
            added.header = tar_edit.summed(header)
            every.append(added)

        found = {one["path"]: one for one in self.differences(change)}
        self.assertEqual({one["field"] for one in found.values()}, {"member"})
        self.assertEqual((found[gone]["got"], found["app/zz.py"]["want"]), ("none", "none"))
        self.assertEqual(len(found), 2)

    def test_the_target_of_a_link(self):
        """In a layer that has one: of debs."""
        smallest_first = sorted(self.original.image.layers, key=lambda layer: layer.size)
        self.layer = next(layer for layer in smallest_first if any(one.is_link for one in self.members(layer)))
        paths = []

        def change(every: list[Member]) -> None:
            link = next(one for one in every if one.is_link)
            paths.append(link.path)
            link.set("target", "elsewhere")

        (found,) = self.differences(change)
        self.assertEqual((found["path"], found["field"], found["got"]), (paths[0], "link target", "`elsewhere`"))

    def test_against_a_layout_that_is_named(self):
        def change(every: list[Member]) -> None:
            self.a_file(every).set("mode", "0000755")

        (found,) = self.differences(change, "--against", self.original.path)
        self.assertEqual(found["field"], "mode")
        # One that is altered too is no witness.
        altered = shadow(self.original, self.folder / "altered")
        tar_edit.edit(altered, self.layer, change)
        report = self.verify(altered, "--against", altered.path)
        self.assertEqual(report["untold"], 1)

    def test_a_value_of_the_config(self):
        layout = shadow(self.original, self.folder / "config")
        path = layout.blob(self.original.image.config_digest)
        altered = path.read_bytes().replace(b"10001:10001", b"00001:10001")
        path.unlink()
        path.write_bytes(altered)
        (told,) = [one["differences"] for one in self.verify(layout)["mismatches"] if "differences" in one]
        ours = {"path": "config.User", "field": "value", "want": '`"10001:10001"`', "got": '`"00001:10001"`'}
        self.assertEqual(told["kept"], [ours])

    def test_two_blobs_by_hand(self):
        """`compare`, on what was built and on the same tar by another compressor."""
        blob, other = self.original.blob(self.layer.digest), self.folder / "other.tar"
        other.write_bytes(self.tar(self.layer))
        self.assertIn("identical", tool.run("gen-lock", "compare", blob, other))
        other.write_bytes(tar_edit.edited(blob, lambda every: self.a_file(every).set("uid", "0000007")))
        ended = tool.attempt("gen-lock", "compare", blob, other)
        self.assertEqual((ended.returncode, ended.stdout.splitlines()[1:]), (1, ["1 difference"]), ended.stderr)
        self.assertIn("uid: want 0, got 7", ended.stdout)


class InARegistry(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        self.original = Layout(project.build(ATTRIBUTE))
        self.folder = folder.of_test(self)
        self.registry = Registry(self.folder)
        self.addCleanup(self.registry.stop)

    def copy(self, layout: Layout) -> None:
        (ref,) = layout.images
        plain = ("--quiet", "--dest-tls-verify=false", "--preserve-digests")
        name = self.registry.name(f"fleet/{ATTRIBUTE}", "altered")
        tool.run("skopeo", "copy", *plain, f"oci:{layout.path}:{ref}", name)

    def attempt(self, *options: str | Path) -> subprocess.CompletedProcess:
        address = f"127.0.0.1:{self.registry.port}/fleet"
        words = ("-C", project.ROOT, "verify", address, "--image", ATTRIBUTE, "--tag", "altered", "--json", *options)
        return tool.attempt("gen-lock", *words)

    def verify(self, *options: str | Path) -> dict:
        ended = self.attempt(*options)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        return json.loads(ended.stdout)

    def test_another_image_is_told_down_to_path_and_field(self):
        layer = self.original.image.layers[-1]
        members = tar_edit.members(tar_edit.zstd("--decompress", data=self.original.blob(layer.digest).read_bytes()))
        path = next(one.path for one in members if one.path.endswith(".py"))
        self.copy(altered_image.of(self.original, self.folder / "altered", path))
        for options in (("--deep",), ("--deep", "--against", self.original.path), ()):
            with self.subTest(options):
                report = self.verify(*options)
                told = [one["differences"] for one in report["mismatches"] if "differences" in one]
                found = {(one["path"], one["field"]): one["got"] for every in told for one in every["kept"]}
                self.assertIn('"ALTERED=1"', next(got for (where, _), got in found.items() if "Env" in where))
                # Layers are downloaded where that is asked for.
                self.assertEqual(found.get((path, "mode")), "0755" if options else None, found)
                self.assertEqual(report["untold"], 0)

    def test_layers_in_a_codec_that_no_lock_has_are_proved_by_their_bytes_alone(self):
        layer = self.original.image.layers[-1]
        tar = tar_edit.zstd("--decompress", data=self.original.blob(layer.digest).read_bytes())
        for content, code in ((tar, 0), (tar + bytes(512), 1)):
            with self.subTest(code):
                gzipped = shadow(self.original, self.folder / f"gzip-{code}")
                manifest = json.loads(json.dumps(self.original.image.manifest))
                blob = altered_image.put(gzipped, gzip.compress(content))
                manifest["layers"][-1] |= blob | {"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip"}
                index = json.loads((gzipped.path / "index.json").read_text())
                index["manifests"][0] |= altered_image.put(gzipped, json.dumps(manifest).encode())
                (gzipped.path / "index.json").unlink(missing_ok=True)
                (gzipped.path / "index.json").write_text(json.dumps(index))
                self.copy(Layout(gzipped.path))
                ended = self.attempt()
                self.assertEqual(ended.returncode, 2, ended.stdout)
                self.assertIn("add `--deep`", ended.stderr)
                ended = self.attempt("--deep")
                self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
                self.assertEqual('"content"' in ended.stdout, code == 1)

    def test_other_bytes_under_a_digest_are_told(self):
        self.copy(self.original)
        layer = self.original.image.layers[-1]
        paths = []

        def change(every: list[Member]) -> None:
            one = next(one for one in every if one.path.endswith(".py"))
            paths.append(one.path)
            one.set("mode", "0000755")

        kept = self.original.blob(layer.digest)
        self.registry.blob(layer.digest).write_bytes(tar_edit.zstd(data=tar_edit.edited(kept, change)))
        (told,) = [one["differences"] for one in self.verify("--deep")["mismatches"] if "differences" in one]
        self.assertEqual(told["kept"], [{"path": paths[0], "field": "mode", "want": "0644", "got": "0755"}])

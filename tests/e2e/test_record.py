"""`gen-lock record` says what came out, from its bytes; `verify --threshold` says where builders agree."""

import json
import subprocess
import unittest
from functools import cache
from pathlib import Path

import folder
import project
import tar_edit
import tool
from layout import Layout, shadow

SMALL = "pc2-base-utils"


@cache
def record() -> dict:
    """Of both fleets."""
    fleets = [project.build(f"{machine}-fleet") for machine in project.machines()]
    return json.loads(tool.run("gen-lock", "-C", project.ROOT, "record", "--builder", "alice", *fleets))


class Record(unittest.TestCase):
    maxDiff = None

    def test_it_is_what_the_lock_says_and_copies_nothing(self):
        outputs = project.build_lock()["outputs"]
        images = {name: {key: image[key] for key in ("config", "layers", "manifest")} for name, image in outputs["images"].items()}
        self.assertEqual(record()["outputs"]["images"], images)
        ids = {name: layer["diff_id"] for name, layer in outputs["layers"].items()}
        self.assertEqual({name: layer["diff_id"] for name, layer in record()["outputs"]["layers"].items()}, ids)
        # A lock without outputs changes nothing but the record's word for inputs, which stays
        self.assertEqual(sorted(record()), ["builder", "inputs", "nix", "outputs", "system", "version"])

    def test_twice_the_same_bytes(self):
        words = ("gen-lock", "-C", project.ROOT, "record", "--builder", "bob", project.build(SMALL))
        to = folder.of_test(self) / "bob.json"
        tool.run(*words, "--output", to)
        self.assertEqual(to.read_text(), tool.run(*words))

    def test_bytes_that_are_not_what_they_are_called(self):
        layout = shadow(Layout(project.build(SMALL)), folder.of_test(self) / "layout")
        layer = layout.image.layers[0]
        tar_edit.edit(layout, layer, lambda every: every[0].set("uid", "0000001"))
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "record", "--builder", "bob", layout.path)
        self.assertEqual(ended.returncode, 1, ended.stdout)
        self.assertIn(layer.digest.removeprefix("sha256:"), ended.stderr)


class Threshold(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = folder.of_test(self)

    def says(self, file: str, builder: str, **changes: object) -> Path:
        path = self.folder / file
        path.write_text(json.dumps(record() | {"builder": builder} | changes))
        return path

    def verify(self, threshold: int, *files: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess:
        words = ("-C", project.ROOT, "verify", "--threshold", str(threshold), *options)
        return tool.attempt("gen-lock", *words, *files)

    def with_another(self, image: str) -> dict:
        outputs = json.loads(json.dumps(record()["outputs"]))
        outputs["images"][image]["manifest"] = "sha256:" + "0" * 64
        return outputs

    def test_enough_of_them_agree(self):
        three = [self.says(f"{name}.json", name) for name in ("alice", "bob")]
        three.append(self.says("carol.json", "carol", outputs=self.with_another(SMALL)))
        ended = self.verify(2, *three)
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn(f"{SMALL}", ended.stdout)
        self.assertIn(f"sha256:{'0' * 64}: carol\n", ended.stdout)
        ended = self.verify(3, *three, options=("--json",))
        self.assertEqual(ended.returncode, 1, ended.stderr)
        (open_one,) = [one for one in json.loads(ended.stdout)["claims"] if one["verdict"] != "agreed"]
        self.assertEqual((open_one["noun"], open_one["name"], open_one["what"]), ("image", SMALL, "manifest"))
        self.assertEqual(open_one["says"][open_one["locked"]], ["alice", "bob"])
        other = self.verify(3, *three, options=("--machine", "mainpc"))
        self.assertEqual(other.returncode, 0, other.stdout)

    def test_a_name_counts_once(self):
        ended = self.verify(2, self.says("a.json", "alice"), self.says("b.json", "alice"))
        self.assertEqual(ended.returncode, 1)
        self.assertIn("1 builders, 2 must agree: they agree on 0 of", ended.stdout)

    def test_agreement_on_something_else_than_the_lock(self):
        outputs = self.with_another(SMALL)
        ended = self.verify(2, self.says("a.json", "alice", outputs=outputs), self.says("b.json", "bob", outputs=outputs))
        self.assertEqual(ended.returncode, 1)
        self.assertIn("agreed, but not the locked digest", ended.stdout)

    def test_records_of_other_inputs_are_refused(self):
        other = self.says("b.json", "bob", inputs="sha256:" + "1" * 64)
        ended = self.verify(1, self.says("a.json", "alice"), other)
        self.assertEqual(ended.returncode, 1)
        self.assertIn(f"{other}: the record of `bob` has other inputs", ended.stdout)

    def test_what_is_no_record(self):
        for text in ("", "[", "[]", '{"version": 2}', json.dumps(record())[:-9], json.dumps(record() | {"more": 1})):
            with self.subTest(text[:20]):
                path = self.folder / "x.json"
                path.write_text(text)
                ended = self.verify(1, path)
                self.assertEqual(ended.returncode, 2, ended.stdout)
                self.assertIn("x.json", ended.stderr)

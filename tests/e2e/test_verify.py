"""`gen-lock verify` passes on what was built."""

import json
import unittest

import folder
import project
import tool


class Verify(unittest.TestCase):
    def test_whole_fleets(self):
        for machine in project.machines():
            with self.subTest(machine):
                fleet = project.build(f"{machine}-fleet")
                said = tool.run("gen-lock", "-C", project.ROOT, "verify", fleet)
                images = len(project.services(machine)) + len(project.families_of(machine))
                self.assertRegex(said, rf"^{images} images, .*: all as locked\n$")
                print(f"{machine}: {said.strip()}", flush=True)

    def test_one_image_of_a_fleet(self):
        fleet = project.build("pc2-fleet")
        said = tool.run("gen-lock", "-C", project.ROOT, "verify", fleet, "--image", "unified-web-agent")
        self.assertRegex(said, r"^1 images?, .*: all as locked\n$")

    def test_a_copy_that_skopeo_made(self):
        """Its index has no names of ours, and no media type."""
        image, copy = project.build("pc2-base-utils"), folder.of_test(self) / "copy"
        tool.run("skopeo", "copy", "--quiet", f"oci:{image}:base-utils", f"oci:{copy}:v1")
        index = json.loads((copy / "index.json").read_text())
        self.assertNotIn("gen-lock.image", index["manifests"][0].get("annotations", {}))
        index.pop("mediaType", None)
        index["manifests"][0].pop("annotations", None)
        for written in (None, index):
            if written:
                (copy / "index.json").write_text(json.dumps(written))
            for options in ((), ("--image", "base-utils")):
                said = tool.run("gen-lock", "-C", project.ROOT, "verify", copy, *options)
                self.assertRegex(said, r"^1 images?, .*: all as locked\n$")
        index["manifests"][0]["size"] += 1
        (copy / "index.json").write_text(json.dumps(index))
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "verify", copy)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        self.assertIn("size in image `", ended.stdout)

    def test_report_as_json(self):
        image = project.build("pc2-base-utils")
        report = json.loads(tool.run("gen-lock", "-C", project.ROOT, "verify", image, "--json"))
        self.assertEqual((report["images"], report["mismatches"]), (1, []))

    def test_a_folder_without_a_layout_cannot_be_verified(self):
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "verify", project.ROOT / "nix")
        self.assertEqual(ended.returncode, 2, ended.stderr)
        self.assertIn("oci-layout", ended.stderr)

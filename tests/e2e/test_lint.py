"""`gen-lock lint` is content with this fleet, its images included; its formats are what their readers take."""

import io
import json
import tarfile
import unittest

import altered_image
import folder
import project
import tool
from checkout import Checkout
from layout import Layout, shadow


class Lint(unittest.TestCase):
    maxDiff = None

    def test_table_families_and_code(self):
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "lint")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    def test_images_hold_the_libraries_that_their_files_need(self):
        for machine in project.machines():
            with self.subTest(machine):
                layout = project.build(f"{machine}-fleet")
                ended = tool.attempt("gen-lock", "-C", project.ROOT, "lint", layout)
                self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    def test_an_image_whose_loader_a_layer_deletes(self):
        layout = shadow(Layout(project.build("pc2-base-utils")), folder.of_test(self) / "layout")
        image, tar = layout.image, io.BytesIO()
        with tarfile.open(fileobj=tar, mode="w") as archive:
            for place in ("usr/lib/x86_64-linux-gnu", "usr/lib64"):
                archive.addfile(tarfile.TarInfo(f"{place}/.wh.ld-linux-x86-64.so.2"))
        image.config["rootfs"]["diff_ids"].append(altered_image.digest(tar.getvalue()))
        top = altered_image.put(layout, tar.getvalue()) | {"mediaType": "application/vnd.oci.image.layer.v1.tar"}
        image.manifest["layers"].append(top)
        image.manifest["config"] |= altered_image.put(layout, json.dumps(image.config).encode())
        index = json.loads((layout.path / "index.json").read_text())
        index["manifests"][0] |= altered_image.put(layout, json.dumps(image.manifest).encode())
        (layout.path / "index.json").write_text(json.dumps(index))
        ended = tool.attempt("gen-lock", "-C", project.ROOT, "lint", layout.path, "--format", "json")
        self.assertEqual(ended.returncode, 1, ended.stderr)
        (found,) = [one for one in json.loads(ended.stdout) if one["rule"] == "loader-missing"]
        self.assertIn("the loader `/lib64/ld-linux-x86-64.so.2` of `", found["message"])

    def test_attributes_of_git_below_what_enters_an_image(self):
        copy = Checkout(folder.of_test(self) / "copy")
        (copy.path / ".gitattributes").write_text("*.md text\n*.py export-subst\n")
        (copy.path / "services/relay/.gitattributes").write_text("*.py -export-subst\n__init__.py eol=crlf\n")
        ended = tool.attempt("gen-lock", "-C", copy.path, "lint")
        self.assertEqual(ended.returncode, 1, ended.stderr)
        self.assertIn("error[attribute-bytes]: `export-subst` is set for `services/", ended.stdout)
        self.assertIn("--> .gitattributes:2:1\n", ended.stdout)
        self.assertIn("--> services/relay/.gitattributes:2:1\n", ended.stdout)
        with (copy.path / ".gitattributes").open("a") as file:
            file.write("/services/** -export-subst -text\n")
        (copy.path / "services/relay/.gitattributes").unlink()
        ended = tool.attempt("gen-lock", "-C", copy.path, "lint")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    def test_sarif_names_every_rule(self):
        log = json.loads(tool.run("gen-lock", "-C", project.ROOT, "lint", "--format", "sarif"))
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        listed = json.loads(tool.run("gen-lock", "explain", "--json"))
        self.assertEqual([rule["id"] for rule in rules], [rule["id"] for rule in listed])


if __name__ == "__main__":
    unittest.main()

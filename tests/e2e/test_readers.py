"""skopeo, umoci, GNU tar and Python's tarfile read what was built."""

import json
import tarfile
import unittest

import folder
import project
import rootfs
import tool
from layout import Layout

GZIP = ("--dest-compress-format", "gzip")


class Readers(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.layouts = {machine: Layout(project.build(f"{machine}-fleet")) for machine in project.machines()}

    def test_skopeo_inspects_every_image(self):
        for layout in self.layouts.values():
            for ref, image in layout.images.items():
                with self.subTest(image.name):
                    said = json.loads(tool.run("skopeo", "inspect", f"oci:{layout.path}:{ref}"))
                    self.assertEqual(said["Digest"], image.digest)
                    self.assertEqual(said["Layers"], [layer.digest for layer in image.layers])
                    self.assertEqual(said["Labels"], image.settings["Labels"])

    def test_umoci_lists_every_image(self):
        for layout in self.layouts.values():
            listed = tool.run("umoci", "ls", "--layout", layout.path).split()
            self.assertEqual(sorted(listed), sorted(layout.images))

    def test_umoci_unpacks_an_image_of_each_cpu_family(self):
        layout = self.layouts["mainpc"]
        for family in sorted(project.families_of("mainpc")):
            if project.is_gpu(family):
                continue
            with self.subTest(family):
                # umoci 0.4 reads no zstd: skopeo changes the codec, and nothing else.
                place = folder.of_test(self)
                tool.run("skopeo", "copy", "-q", *GZIP, f"oci:{layout.path}:{family}", f"oci:{place}/gzip:{family}")
                tool.run("umoci", "unpack", "--rootless", "--image", f"{place}/gzip:{family}", place / "bundle")
                root = place / "bundle/rootfs"
                self.assertTrue((root / "usr/bin/python3.11").is_file())
                self.assertIn("appuser:x:10001:10001:", (root / "etc/passwd").read_text())
                config = json.loads((place / "bundle/config.json").read_text())
                self.assertEqual(config["process"]["args"][:2], ["/usr/bin/tini", "--"])
                self.assertEqual(config["process"]["cwd"], "/app")

    def test_tar_and_tarfile_list_the_same(self):
        image = self.layouts["pc2"].images["unified-web-agent"]
        for layer in image.layers:
            with self.subTest(layer.name), rootfs.inflated(self.layouts["pc2"].blob(layer.digest)) as tar:
                with tarfile.open(fileobj=tar, mode="r|") as archive:
                    members = list(archive)
                names = [member.name for member in members]
                self.assertEqual(self.names_by_tar(layer.digest), names)
                self.assertEqual(names, sorted(names, key=str.encode))
                self.assertEqual({member.mtime for member in members}, {0})
                self.assertEqual({(member.uname, member.gname) for member in members}, {("", "")})
                self.assertEqual({member.uid for member in members} - {0, 10001}, set())

    def names_by_tar(self, digest: str) -> list[str]:
        with rootfs.inflated(self.layouts["pc2"].blob(digest)) as tar:
            listed = tool.run("tar", "--list", "--quoting-style=literal", stdin=tar)
        return [line.rstrip("/") for line in listed.splitlines()]

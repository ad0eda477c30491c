"""`skopeo copy` hands images to a Docker Engine, which runs them: those with zstd, and those of a gzip fleet."""

import unittest

import container
import folder
import project
import tool
from checkout import Checkout
from container import Container
from engine import Engine
from layout import Image, Layout

# On both machines
SERVICE = "unified-observability-center"
GZIP = "application/vnd.oci.image.layer.v1.tar+gzip"


class EngineCopy(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.engine = Engine(cls.folder)
        cls.addClassCleanup(cls.engine.stop)

    def test_zstd_by_way_of_a_folder(self):
        """Debian 12's skopeo makes no Docker manifest of zstd layers, but inflates them on the way to a folder."""
        for machine in project.machines():
            with self.subTest(machine):
                layout, plain = Layout(project.build(f"{machine}-fleet")), f"dir:{self.folder}/{machine}"
                tool.run("skopeo", "copy", "--quiet", "--dest-decompress", f"oci:{layout.path}:{SERVICE}", plain)
                self.assert_runs(layout.images[SERVICE], plain)

    def test_gzip_at_once(self):
        """A fleet whose table says `gzip` has the same content in layers that any engine reads."""
        checkout = Checkout(self.folder / "checkout")
        checkout.edit("services/fleet.toml", 'codec = "zstd"', 'codec = "gzip"')
        self.assertEqual(checkout.generate().returncode, 0)
        layout = Layout(project.build(f"pc2-{SERVICE}", f"path:{checkout.path}"))
        self.assertEqual({layer.media_type for layer in layout.image.layers}, {GZIP})
        zstd = Layout(project.build("pc2-fleet")).images[SERVICE]
        self.assertEqual(layout.image.config_digest, zstd.config_digest, "the codec changes the content")
        self.assert_runs(layout.image, f"oci:{layout.path}:{SERVICE}")

    def assert_runs(self, image: Image, address: str) -> None:
        to = f"docker-daemon:{image.name}:latest"
        tool.run("skopeo", "copy", "--quiet", "--dest-daemon-host", self.engine.address, address, to)
        (inspected,) = self.engine.inspect([image.name]).values()
        self.assertEqual(inspected["Id"], image.config_digest)
        self.assertEqual(inspected["RootFS"]["Layers"], [layer.diff_id for layer in image.layers])
        running = Container(self.engine, image.name, image.name)
        container.wait([running], "healthy")
        self.assertEqual(container.stop([running]), {image.name: 0})

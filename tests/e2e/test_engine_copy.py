"""`skopeo copy` hands an image to a Docker Engine, which runs it."""

import unittest

import container
import folder
import project
import tool
from container import Container
from engine import Engine
from layout import Layout

# A service on both machines
SERVICE = "unified-observability-center"


class EngineCopy(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        data = folder.of_class(cls)
        cls.engine = Engine(data)
        cls.addClassCleanup(cls.engine.stop)

    def test_a_copied_service_becomes_healthy(self):
        for machine in project.machines():
            with self.subTest(machine):
                layout, name = Layout(project.build(f"{machine}-fleet")), f"{machine}-{SERVICE}"
                to = f"docker-daemon:{name}:latest"
                tool.run("skopeo", "copy", "--quiet", "--dest-daemon-host", self.engine.address, f"oci:{layout.path}:{SERVICE}", to)
                (inspected,) = self.engine.inspect([name]).values()
                self.assertEqual(inspected["RootFS"]["Layers"], [layer.diff_id for layer in layout.images[SERVICE].layers])
                self.assertIsNotNone(inspected["Config"].get("Healthcheck"), "the copy has lost the health check")
                running = Container(self.engine, name, name)
                container.wait([running], "healthy")
                self.assertEqual(container.stop([running]), {name: 0})

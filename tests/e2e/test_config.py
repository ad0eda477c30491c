"""What an image's config says, against the table of services."""

import unittest

import project
from layout import Image, Layout

MOST_LAYERS = 60
CREATED = "1970-01-01T00:00:00Z"
DIST_PACKAGES = "/usr/local/lib/python3.11/dist-packages/"


class Config(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.fleets = {machine: Layout(project.build(f"{machine}-fleet")).images for machine in project.machines()}

    def each(self):
        for machine, images in self.fleets.items():
            for ref, image in images.items():
                with self.subTest(image.name):
                    yield machine, ref, image

    def services(self):
        for machine, ref, image in self.each():
            if row := project.services(machine).get(ref):
                yield machine, row, image

    def test_the_images_are_those_of_the_table(self):
        for machine, images in self.fleets.items():
            self.assertEqual(set(images), project.services(machine).keys() | project.families_of(machine))
        counts = {machine: len(project.services(machine)) for machine in self.fleets}
        self.assertEqual(counts, {"mainpc": 51, "pc2": 25})

    def test_names_and_digests_are_the_locked_ones(self):
        locked = project.build_lock()["outputs"]["images"]
        for machine, ref, image in self.each():
            self.assertEqual(image.name, f"{machine}-{ref}")
            self.assertEqual(image.digest, locked[image.name]["manifest"])
            self.assertEqual([layer.name for layer in image.layers], locked[image.name]["layers"])

    def test_what_holds_for_every_image(self):
        for _, ref, image in self.each():
            settings, environment = image.settings, image.environment
            self.assertEqual((settings["User"], settings["WorkingDir"]), ("10001:10001", "/app"))
            self.assertEqual(settings["Entrypoint"], ["/usr/bin/tini", "--"])
            self.assertEqual((environment["PYTHONPATH"], environment["PYTHONUNBUFFERED"]), ("/app", "1"))
            self.assertEqual(environment["HOME"], "/home/appuser")
            self.assertEqual(settings["Labels"]["org.opencontainers.image.title"], ref)
            self.assertIn("org.opencontainers.image.description", settings["Labels"])
            self.assertEqual((image.config["os"], image.config["architecture"]), ("linux", "amd64"))
            self.assertEqual({image.config["created"], *_history_dates(image)}, {CREATED})
            self.assertLessEqual(len(image.layers), MOST_LAYERS)

    def test_label_probe_listener_and_ports_agree(self):
        for machine, row, image in self.services():
            offset = project.table()["machines"][machine]["port-offset"]
            port, health = str(row["port"] + offset), str(row["health-port"] + offset)
            settings, environment = image.settings, image.environment
            self.assertEqual((environment["SERVICE_PORT"], environment["HEALTH_CHECK_PORT"]), (port, health))
            self.assertEqual(settings["Labels"]["health_check_port"], health)
            more = {**row, **row.get("on", {}).get(machine, {})}.get("listeners", {})
            ports = {port, health, *(str(listener + offset) for listener in more.values())}
            self.assertEqual(set(settings["ExposedPorts"]), {f"{port}/tcp" for port in ports})
            self.assertEqual(settings["Healthcheck"]["Test"][0], "CMD")
            self.assertIn(f"http://127.0.0.1:{health}/health", settings["Healthcheck"]["Test"])

    def test_what_a_row_says_of_its_work(self):
        for machine, row, image in self.services():
            environment = image.environment
            self.assertEqual((environment["MACHINE"], environment["SERVICE_NAME"]), (machine, image.ref))
            self.assertEqual(environment.get("SERVICE_APP"), row.get("app"))
            self.assertEqual("SERVICE_COMMAND" in environment, "command" in row)

    def test_the_machine_profile_is_in_the_environment(self):
        for machine, _, image in self.each():
            table = project.table()
            profile = {name: str(value) for name, value in table["machines"][machine]["profile"].items()}
            profile |= {name: profile[key] for name, key in table["fleet"]["aliases"].items()}
            self.assertEqual({name: image.environment.get(name) for name in profile}, profile)
            self.assertEqual(image.environment.get("TORCH_CUDA_ARCH_LIST"), str(table["machines"][machine]["sm"]))

    def test_gpu_families_ask_for_the_driver(self):
        for machine, ref, image in self.each():
            row = project.services(machine).get(ref)
            if not project.is_gpu(row["family"] if row else ref):
                self.assertNotIn("NVIDIA_REQUIRE_CUDA", image.environment)
                continue
            self.assertEqual(image.environment["NVIDIA_VISIBLE_DEVICES"], "all")
            self.assertEqual(image.environment["NVIDIA_DRIVER_CAPABILITIES"], "compute,utility")
            self.assertEqual(image.environment["NVIDIA_REQUIRE_CUDA"], "cuda>=12.1")
            self.assertIn(f"{DIST_PACKAGES}nvidia/cublas/lib", image.environment["LD_LIBRARY_PATH"].split(":"))

    def test_no_revision_is_inside(self):
        for _, _, image in self.each():
            self.assertNotIn("org.opencontainers.image.revision", image.settings["Labels"])


def _history_dates(image: Image) -> list[str]:
    return [entry["created"] for entry in image.config.get("history", []) if "created" in entry]

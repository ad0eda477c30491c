"""What the supervisor is told, and what it refuses."""

import unittest

from supervisor.policy import Limits
from supervisor.settings import SettingsError, read


class Settings(unittest.TestCase):
    def test_nothing(self):
        settings = read({})
        self.assertEqual((settings.engine, settings.registry, settings.limits), (None, None, Limits()))
        self.assertEqual(settings.probe_address.format(name="pc2-a", port=9), "http://pc2-a:9/health")

    def test_empty_is_not_set(self):
        names = ("ENGINE_URL", "OBSERVABILITY_URL", "REGISTRY_URL", "FLEET_REGISTRY", "FORCE_IMAGE_TAG")
        self.assertEqual(read(dict.fromkeys(names, "")), read({}))

    def test_registry(self):
        for place, url, expected in (
            ("registry.example:5000/fleet", "", ("https://registry.example:5000", "fleet")),
            ("registry.example/a/b", "http://172.18.0.1:5000/", ("http://172.18.0.1:5000", "a/b")),
        ):
            settings = read({"FLEET_REGISTRY": place, "REGISTRY_URL": url})
            self.assertEqual((settings.registry, settings.organisation), expected)

    def test_limits(self):
        limits = read({"RESTART_BUDGET": "7", "RESTART_WINDOW_SECONDS": "60"}).limits
        self.assertEqual((limits.budget, limits.window), (7, 60))

    def test_everything_that_is_wrong_is_named_at_once(self):
        wrong = {
            "ENGINE_URL": "docker-proxy:2375",
            "OBSERVABILITY_URL": "ftp://x",
            "FLEET_REGISTRY": "registry.example",
            "REGISTRY_URL": "http://x:port",
            "RESTART_BUDGET": "0",
            "RESTART_WINDOW_SECONDS": "nan",
            "PROBE_ADDRESS": "http://{host}/",
            "POLL_SECONDS": "-1",
            "REGISTRY_SECONDS": "often",
        }
        with self.assertRaises(SettingsError) as caught:
            read(wrong)
        for name, value in wrong.items():
            self.assertIn(f"`{name}` must be", str(caught.exception))
            self.assertIn(f"it is: `{value}`", str(caught.exception))

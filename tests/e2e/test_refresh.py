"""A service whose requirements conflict with its family's gets a full closure of its own, under its own constraints."""

import tomllib
import unittest

import folder
import tool
from checkout import Checkout

ROW = 'name = "ToneDetector"\n'
OWN = "tone-detector"


class Refresh(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.checkout = Checkout(folder.of_class(cls) / "checkout")
        cls.checkout.edit("services/fleet.toml", ROW, ROW + 'exclude-newer = "2024-06-15"\n')
        own = cls.checkout.path / "services" / OWN
        own.mkdir()
        (own / "requirements.in").write_text("pydantic==1.10.13\n")
        (own / "constraints.txt").write_text("typing-extensions==4.8.0\n")
        cls.said = tool.run("gen-lock", "-C", cls.checkout.path, "refresh", "--family", OWN, "--no-build")
        cls.lock = cls.checkout.path / "services" / OWN / "pylock.toml"

    def versions(self) -> dict[str, str]:
        locked = tomllib.loads(self.lock.read_text())["packages"]
        return {package["name"]: package["version"] for package in locked}

    def test_the_service_has_what_it_asks_for_and_its_constraints_hold(self):
        self.assertEqual(self.versions(), {"pydantic": "1.10.13", "typing-extensions": "4.8.0"})

    def test_its_image_holds_no_wheel_of_the_family(self):
        images = (self.checkout.path / "nix/generated/images.nix").read_text()
        image = images.split(f'"{OWN}" = {{', 1)[1]
        layers = image.split('"layers" = [', 1)[1].split("]", 1)[0]
        self.assertNotIn("base-cpu-pydeps-wheels", layers)
        self.assertIn(OWN, layers)

    def test_with_one_package_free_the_others_are_held(self):
        own = self.lock.parent
        (own / "constraints.txt").unlink()
        (own / "requirements.in").write_text("pydantic<1.10.15\n")
        tool.run("gen-lock", "-C", self.checkout.path, "refresh", "--family", OWN, "--package", "pydantic", "--no-build")
        self.assertEqual(self.versions(), {"pydantic": "1.10.14", "typing-extensions": "4.8.0"})


if __name__ == "__main__":
    unittest.main()

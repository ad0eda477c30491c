"""What the matrix says: every image once, in jobs that fit a hosted runner."""

import json
import sys
import unittest

import workflow
from workflow import GITHUB, ROOT

sys.path.insert(0, str(GITHUB / "ci"))
import family  # noqa: E402
import plan  # noqa: E402

# What GitHub promises of its hosted runners, in GB.
PROMISED = 14


class Plan(unittest.TestCase):
    def setUp(self) -> None:
        self.machines = sorted(family.table()["machines"])
        self.pairs = [(machine, name) for machine in self.machines for name in family.families(machine)]

    def test_every_image_is_built_once(self):
        images = [image for machine, name in self.pairs for image in family.images(machine, name)]
        locked = json.loads((ROOT / "build-lock.json").read_text())["outputs"]["images"]
        self.assertEqual(sorted(images), sorted(locked))

    def test_every_job_fits_a_runner(self):
        for machine, name in self.pairs:
            disk = plan.disk_of_family(name, family.images(machine, name))
            self.assertTrue(plan.REST < disk <= PROMISED, f"{name} on {machine}: {disk} GB")
        for machine in self.machines:
            self.assertTrue(plan.REST < plan.disk_of_machine(machine) <= PROMISED, machine)

    def test_every_family_is_kept_by_one_job(self):
        keepers = [name for machine, name in self.pairs if plan.keeps(machine, name)]
        every = {name for _, name in self.pairs} - {family.root()}
        self.assertEqual(sorted(keepers), sorted(every))

    def test_the_action_restores_as_many_caches_as_a_machine_has(self):
        (action,) = workflow.ACTIONS
        steps = len(workflow.read(action)["runs"]["steps"])
        most = max(len(family.families(machine)) for machine in self.machines) - 1
        self.assertGreaterEqual(steps, most)


if __name__ == "__main__":
    unittest.main()

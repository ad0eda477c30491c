"""`gen-lock verify --rebuild` builds every layer, image and fleet a second time and finds no difference."""

import json
import time
import unittest

import project
import tool


class Rebuild(unittest.TestCase):
    def test_every_derivation_is_the_same_again(self):
        begin = time.monotonic()
        said = json.loads(tool.run("gen-lock", "-C", project.ROOT, "verify", "--rebuild", "--json"))
        self.assertEqual(said["different"], [])
        outputs = project.build_lock()["outputs"]
        expected = len(outputs["layers"]) + len(outputs["images"]) + len(project.machines())
        self.assertEqual(said["compared"], expected)
        print(f"{expected} derivations compared, 0 differ, {time.monotonic() - begin:.0f} s", flush=True)

"""`gen-lock lint` is content with this fleet, its images included; its formats are what their readers take."""

import json
import unittest

import project
import tool


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

    def test_sarif_names_every_rule(self):
        log = json.loads(tool.run("gen-lock", "-C", project.ROOT, "lint", "--format", "sarif"))
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        listed = json.loads(tool.run("gen-lock", "explain", "--json"))
        self.assertEqual([rule["id"] for rule in rules], [rule["id"] for rule in listed])


if __name__ == "__main__":
    unittest.main()

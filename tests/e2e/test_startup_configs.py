"""The fleet's own startup configs, where they are at hand, against the blueprint's rows and against this table.

They lie beside the project (`../shared/fleet`) or where `GEN_LOCK_STARTUP_CONFIGS` says. Goldens are in `blueprint/`;
`BLESS=1` writes them anew.
"""

import collections
import json
import os
import re
import unittest
from pathlib import Path

import blueprint_table
import folder
import project
import tool

CONFIGS = Path(os.environ.get("GEN_LOCK_STARTUP_CONFIGS") or project.ROOT.parent / "shared/fleet")
NAMES = {machine: f"{machine}_startup_config.yaml" for machine in ("mainpc", "pc2")}


@unittest.skipUnless(CONFIGS.is_dir(), f"the fleet's startup configs are not in {CONFIGS}")
class StartupConfigs(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.blueprint = folder.of_class(cls)
        blueprint_table.write(cls.blueprint)
        cls.found = cls.gen_lock(cls.blueprint, "import", *cls.flags())
        cls.written = cls.gen_lock(cls.blueprint, "import", "--write", *cls.flags())
        # The five scripts that only the config names stand on the base class, too; no config says it.
        table = cls.blueprint / "services/fleet.toml"
        table.write_text(re.sub(r'(?m)^(family = "".*\n)', r'\1http-health = "above"\n', table.read_text()))
        cls.linted = cls.gen_lock(cls.blueprint, "lint", "--format", "json")
        cls.findings = json.loads(cls.linted.stdout)

    @staticmethod
    def flags() -> list[str]:
        return [word for machine, name in NAMES.items() for word in ("--config", f"{machine}={name}")]

    @staticmethod
    def gen_lock(folder: Path, *arguments: str):
        return tool.attempt("gen-lock", "-C", folder, *arguments, cwd=CONFIGS)

    def assert_golden(self, name: str, text: str) -> None:
        golden = blueprint_table.FOLDER / name
        if os.environ.get("BLESS"):
            golden.write_text(text)
        self.assertEqual(text, golden.read_text())

    def test_what_a_careful_reader_of_the_configs_would_say(self):
        self.assertEqual(self.found.returncode, 1, self.found.stderr)
        self.assert_golden("import.txt", self.found.stdout)

    def test_what_lint_says_of_rows_and_configs_together(self):
        self.assertEqual(self.linted.returncode, 1, self.linted.stderr)
        lines = [f"{f['file']}:{f['line']}:{f['column']}: {f['severity']} [{f['rule']}]: {f['message']}\n" for f in self.findings]
        self.assert_golden("lint.txt", "".join(lines))

    def test_the_blueprints_own_faults_are_among_it(self):
        found = collections.Counter((f["rule"], f["service"], f["machine"]) for f in self.findings)
        self.assertIn(("port-clash", "RealTimeAudioPipelinePC2", "pc2"), found)
        self.assertIn(("family-unknown", "MemoryFusionHub", None), found)
        self.assertIn(("role-doubled", "ObservabilityDashboardAPI", "mainpc"), found)
        self.assertIn(("gate-missing", "AudioCapture", None), found)
        self.assertIn(("dependency-address", "SpeechRelayService", "pc2"), found)
        above = collections.Counter(f["machine"] for f in self.findings if f["rule"] == "health-above")
        self.assertEqual(above, {"mainpc": 18, "pc2": 8})

    def test_this_table_is_complete(self):
        """Every entry of both configs has its row; what differs says why."""
        ended = self.gen_lock(project.ROOT, "import", "--json", *self.flags())
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        findings = json.loads(ended.stdout)
        self.assertTrue(all(finding["severity"] == "note" for finding in findings), findings)
        rows = [project.services(machine).values() for machine in NAMES]
        named = [[row for row in of_machine if "infrastructure" not in row] for of_machine in rows]
        self.assertEqual([len(of_machine) for of_machine in named], [49, 23])


if __name__ == "__main__":
    unittest.main()

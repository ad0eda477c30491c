"""The workflows: sound by other people's judges, least in what they may, and calling what there is."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import workflow
from workflow import ACTIONS, GITHUB, ROOT, SCRIPTS, WORKFLOWS

TOOLS = Path(sys.executable).parent
DOCUMENT = ROOT / "docs/ci.md"


def run(*command: str | Path, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


class Judged(unittest.TestCase):
    """Each judge is shown to find something where there is something."""

    def test_by_zizmor(self):
        judge = (TOOLS / "zizmor", "--offline", "--no-progress", "--persona", "auditor")
        self.passes(*judge, GITHUB)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "careless.yml"
            file.write_text(WORKFLOWS[0].read_text().replace("persist-credentials: false", "fetch-depth: 1"))
            self.assertIn("artipacked", run(*judge, file).stdout)

    def test_by_the_schemas(self):
        judge = (TOOLS / "check-jsonschema", "--builtin-schema")
        self.passes(*judge, "vendor.github-workflows", *WORKFLOWS)
        self.passes(*judge, "vendor.github-actions", *ACTIONS)
        self.assertNotEqual(run(*judge, "vendor.github-workflows", *ACTIONS).returncode, 0)

    def test_by_shellcheck(self):
        judge = (TOOLS / "shellcheck", "--shell", "bash", "--severity", "warning")
        self.passes(*judge, "--external-sources", ROOT / "factory", *SCRIPTS, *ROOT.glob("factory.d/*.sh"), cwd=ROOT)
        for where, script in workflow.inline():
            with self.subTest(where):
                self.passes(*judge, "-", input=script)
        self.assertIn("SC2164", run(*judge, "-", input="cd /nowhere").stdout)

    def passes(self, *command: str | Path, **options) -> None:
        judged = run(*command, **options)
        self.assertEqual(judged.returncode, 0, judged.stdout)


class Least(unittest.TestCase):
    def test_nothing_is_granted_but_to_a_job(self):
        for file in WORKFLOWS:
            self.assertEqual(workflow.read(file)["permissions"], {}, file.name)
        for job in workflow.jobs():
            self.assertIn("permissions", job.text, job.where)

    def test_a_pull_request_writes_nothing_and_has_no_secret(self):
        for file in WORKFLOWS:
            text = workflow.read(file)
            self.assertNotIn("pull_request_target", text["on"], file.name)
            for name, job in text["jobs"].items():
                writes = "write" in job["permissions"].values()
                secret = "secrets." in str(job) or "github.token" in str(job)
                if "pull_request" in text["on"] and (writes or secret):
                    self.assertIn("github.event_name == 'push'", job["if"], name)

    def test_no_address_of_anybody_is_written_down(self):
        for file in [*WORKFLOWS, *ACTIONS, *SCRIPTS]:
            self.assertNotRegex(file.read_text(), r"\w+://(?!\$)", file.name)

    def test_what_others_made_is_named_by_its_content(self):
        for where, step in workflow.steps():
            if not step.get("uses", "./").startswith("./"):
                self.assertRegex(step["uses"], r"^[\w-]+/[\w./-]+@[0-9a-f]{40}$", where)
        images = {job.text["container"]["image"] for job in workflow.jobs() if "container" in job.text}
        self.assertEqual(len(images), 1, images)
        self.assertRegex(images.pop(), r"^debian:bookworm-\d{8}@sha256:[0-9a-f]{64}$")

    def test_no_expression_is_pasted_into_a_script(self):
        for where, script in workflow.scripts():
            self.assertNotIn("${{", script, where)


class Calls(unittest.TestCase):
    """What a step calls is there."""

    def test_every_command_and_flag_of_gen_lock(self):
        calls = [(where, call) for where, text in workflow.scripts() for call in workflow.commands(text, "gen-lock")]
        called = {call[0] for _, call in calls}
        self.assertLessEqual({"generate", "lint", "verify", "scan", "sbom", "push", "fetch", "refresh", "diff"}, called)
        for where, (command, *words) in calls:
            told = run("gen-lock", command, "--help")
            self.assertEqual(told.returncode, 0, f"{where}: gen-lock {command}: {told.stdout}")
            for flag in [word.partition("=")[0] for word in words if word.startswith("--")]:
                self.assertRegex(told.stdout, rf"(?m)^ +(-\w, )?{flag}\b", f"{where}: gen-lock {command} {flag}")

    def test_every_script_and_word_of_the_factory(self):
        usage = run(ROOT / "factory", "help").stdout
        for where, script in workflow.scripts():
            for named in re.findall(r"\.github/ci/[\w.]+", script):
                self.assertTrue((ROOT / named).exists(), f"{where}: {named}")
            for call in workflow.commands(script, "./factory"):
                self.assertRegex(usage, rf"(?m)^  {call[0]}\b", where)

    def test_every_variable_is_in_the_document(self):
        text = DOCUMENT.read_text()
        for file in WORKFLOWS:
            for name in re.findall(r"\b(?:vars|secrets)\.(\w+)", file.read_text()):
                self.assertIn(f"`{name}`", text, file.name)


class Room(unittest.TestCase):
    def test_too_small_a_disk_is_said_at_once(self):
        said = run(GITHUB / "ci/room.sh", "1000000", "building everything")
        self.assertEqual(said.returncode, 2)
        self.assertRegex(said.stdout, r"error: building everything needs 1000000 GB at \., and \d+ GB are free")

    def test_enough_is_enough(self):
        self.assertEqual(run(GITHUB / "ci/room.sh", "0", "nothing").returncode, 0)


class Proposed(unittest.TestCase):
    """`propose.sh` with a repository on this disk; `gh`, which speaks to GitHub alone, is a line of shell."""

    def test_a_branch_has_the_change_and_the_request_its_text(self):
        for state in ("", "OPEN"):
            with self.subTest(state or "none"), tempfile.TemporaryDirectory() as folder:
                place = Path(folder)
                said = self.propose(place, state)
                self.assertEqual(said.returncode, 0, said.stdout)
                git = ("git", "-C", place / "origin", "show")
                self.assertEqual(run(*git, "refresh/locks:lock").stdout, "new\n")
                self.assertEqual(run(*git, "main:lock").stdout, "old\n")
                asked = (place / "asked").read_text()
                self.assertIn("pr edit refresh/locks" if state else "pr create --head refresh/locks", asked)
                self.assertIn("# up: a\n", asked)

    def propose(self, place: Path, state: str) -> subprocess.CompletedProcess:
        work, change, gh = place / "work", place / "change", place / "bin/gh"
        change.mkdir()
        gh.parent.mkdir()
        gh.write_text(
            f'#!/bin/sh\nif [ "$2" = view ]; then echo "{state}"; exit; fi\n'
            f'echo "$*" >>"{place}/asked"\nfor file; do :; done\n[ "$1" = auth ] || cat "$file" >>"{place}/asked"\n'
        )
        gh.chmod(0o755)
        nobody = os.environ | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        script = f"""
            git init --quiet --bare -b main {place}/origin
            git clone --quiet {place}/origin {work} && cd {work} && git switch --quiet --create main
            echo old >lock && git add lock && git -c user.name=a -c user.email=a@b commit --quiet -m one
            git push --quiet origin main
            echo new >lock && git diff --binary >{change}/patch && git checkout --quiet lock
            echo '# up: a' >{change}/text.md
            {GITHUB}/ci/propose.sh {change} refresh/locks
        """
        path = f"{gh.parent}:{os.environ['PATH']}"
        return run("bash", "-euc", script, env=nobody | {"PATH": path})


if __name__ == "__main__":
    unittest.main()

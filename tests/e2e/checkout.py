"""A copy of the project in which a test may edit files."""

import re
import shutil
import subprocess
from pathlib import Path

import project
import tool

WRITTEN = (
    *("Cargo.lock", "Cargo.toml", "build-lock.json", "flake.lock", "flake.nix"),
    *("families", "generator", "hardening", "nix", "services"),
)
NOBODY = ("-c", "user.name=tests", "-c", "user.email=tests@localhost")
IGNORED = shutil.ignore_patterns("target", "__pycache__")


class Checkout:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        for name in WRITTEN:
            origin = project.ROOT / name
            if origin.is_dir():
                shutil.copytree(origin, path / name, ignore=IGNORED)
            else:
                shutil.copyfile(origin, path / name)

    def generate(self, *arguments: str) -> subprocess.CompletedProcess:
        return tool.attempt("gen-lock", "-C", self.path, "generate", *arguments)

    def commit(self, day: str = "2024-06-15") -> str:
        """Puts all of it into a commit that was made on a day, in UTC; gives the tag of what is built of it."""
        if not (self.path / ".git").exists():
            tool.run("git", "-C", self.path, "init", "--quiet")
        tool.run("git", "-C", self.path, "add", "--all")
        # Late on that day in UTC, early on the next where it was made
        made = f"{day}T23:59:59Z"
        environment = tool.environment(GIT_COMMITTER_DATE=made, GIT_AUTHOR_DATE=made, TZ="Pacific/Kiritimati")
        words = ("commit", "--quiet", "--allow-empty", "--no-gpg-sign", "--message", "As the tests want it")
        tool.run("git", "-C", self.path, *NOBODY, *words, env=environment)
        sha = tool.run("git", "-C", self.path, "rev-parse", "HEAD")
        return f"{day.replace('-', '')}-{sha[:12]}"

    def edit(self, name: str, old: str, new: str) -> int:
        """Replaces the first occurrence; gives its line."""
        file = self.path / name
        text = file.read_text()
        position = text.index(old)
        file.write_text(text[:position] + new + text[position + len(old) :])
        return text.count("\n", 0, position) + 1

    def edit_hash(self, name: str, package: str) -> str:
        """Changes the sha256 of a package in a lock; gives the changed one."""
        file = self.path / name
        found = re.search(rf'"{re.escape(package)}".*?\b([0-9a-f]{{64}})\b', file.read_text(), re.DOTALL)
        changed = found[1][::-1]
        self.edit(name, found[1], changed)
        return changed

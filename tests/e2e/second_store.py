"""A Nix store of its own in a folder, filled with the locked sources and nothing else."""

import json
import os
from pathlib import Path

import project
import tool

# Unlike the first store's in all that must not matter
ELSEWHERE = {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}
UMASK = 0o077
FIXED = b'("outputHash",'


class SecondStore:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.address = f"local?root={root}"

    def fill(self, attributes: list[str]) -> int:
        """Copies the sources that attributes of the flake need; gives how many there are."""
        flakes = [f"{project.ROOT}#{attribute}" for attribute in attributes]
        needed = tool.run("nix", *project.NIX, "path-info", "--derivation", "--recursive", *flakes).split()
        fixed = [path for path in needed if path.endswith(".drv") and FIXED in Path(path).read_bytes()]
        sources = tool.run("nix-store", "--query", "--outputs", *fixed).split()
        tool.run("nix", *project.NIX, "copy", "--no-check-sigs", "--to", self.address, *sources)
        return len(sources)

    def build_on_one_core(self, attributes: list[str]) -> dict[str, Path]:
        """Builds attributes of the flake; gives where they lie."""
        core = str(min(os.sched_getaffinity(0)))
        nix = ("taskset", "--cpu-list", core, tool.path("nix"), *project.NIX, "build", "--store", self.address)
        flakes = [f"{project.ROOT}#{attribute}" for attribute in attributes]
        one = ("--cores", "1", "--max-jobs", "1", "--no-link", "--json")
        built = json.loads(tool.run(*nix, *one, *flakes, env=os.environ | ELSEWHERE, umask=UMASK))
        return {attribute: self.path(one["outputs"]["out"]) for attribute, one in zip(attributes, built, strict=True)}

    def path(self, logical: str | Path) -> Path:
        """Where a store path lies on disk; a link in the store names a path of the same store."""
        path = self.root / str(logical).lstrip("/")
        return self.path(path.readlink()) if path.is_symlink() else path

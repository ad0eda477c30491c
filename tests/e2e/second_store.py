"""A Nix store of its own in a folder, filled with the locked sources and nothing else."""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

import project
import tool
from layout import IMAGE_NAME

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
        sources = outputs(fixed(derivations(attributes)))
        self.copy(sources)
        return len(sources)

    def fill_for_layers(self, attributes: list[str]) -> int:
        """Copies what layers are made from: the sources, and the layer builder in place of its own sources."""
        sources = layer_inputs(attributes)
        self.copy(sources)
        return len(sources)

    def copy(self, paths: Iterable[str]) -> None:
        tool.run("nix", *project.NIX, "copy", "--no-check-sigs", "--to", self.address, *paths)

    def build(self, attributes: list[str], *options: str) -> dict[str, Path]:
        """Builds attributes of the flake; gives where they lie."""
        return self._built(attributes, ("nix", *self._build(*options)))

    def build_on_one_core(self, attributes: list[str]) -> dict[str, Path]:
        core = str(min(os.sched_getaffinity(0)))
        one = self._build("--cores", "1", "--max-jobs", "1")
        nix = ("taskset", "--cpu-list", core, tool.path("nix"), *one)
        return self._built(attributes, nix, env=os.environ | ELSEWHERE, umask=UMASK)

    def _build(self, *options: str) -> tuple[str, ...]:
        return (*project.NIX, "build", "--store", self.address, "--no-link", "--json", *options)

    def _built(self, attributes: list[str], command: tuple[str, ...], **settings) -> dict[str, Path]:
        flakes = [f"{project.ROOT}#{attribute}" for attribute in attributes]
        built = json.loads(tool.run(*command, *flakes, **settings))
        return {attribute: self.path(one["outputs"]["out"]) for attribute, one in zip(attributes, built, strict=True)}

    def to_build(self, attributes: list[str], *options: str) -> set[str]:
        """The names of the derivations that building attributes here would run.

        Ask before a build that must find its sources: where one is missing, Nix 2.8's own fetcher writes what it did
        not get to the path itself, which is the first store's.
        """
        flakes = [f"{project.ROOT}#{attribute}" for attribute in attributes]
        said = tool.succeeded(tool.attempt("nix", *self._build("--dry-run", *options), *flakes))
        return set(re.findall(r"^  /nix/store/[^-]+-(.+)\.drv$", said.stderr, re.MULTILINE))

    def path(self, logical: str | Path) -> Path:
        """Where a store path lies on disk; a link in the store names a path of the same store."""
        path = self.root / str(logical).lstrip("/")
        return self.path(path.readlink()) if path.is_symlink() else path

    def blobs(self, layout: Path) -> set[str]:
        """The digests of a layout's blobs, each recomputed."""
        return {self._digest(blob) for blob in (layout / "blobs/sha256").iterdir()}

    def _digest(self, blob: Path) -> str:
        with self.path(blob.relative_to(self.root)).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != blob.name:
            raise AssertionError(f"`{blob}` holds other bytes: sha256 {digest}")
        return f"sha256:{digest}"


def manifests(layouts: Iterable[Path]) -> dict[str, str]:
    """Image name → its manifest's digest, as the layouts' indexes say."""
    indexes = [json.loads((layout / "index.json").read_text()) for layout in layouts]
    descriptors = [descriptor for index in indexes for descriptor in index["manifests"]]
    return {descriptor["annotations"][IMAGE_NAME]: descriptor["digest"] for descriptor in descriptors}


def derivations(attributes: list[str]) -> list[str]:
    """The derivations that attributes of the flake stand for, with all they need, in the first store."""
    flakes = [f"{project.ROOT}#{attribute}" for attribute in attributes]
    needed = tool.run("nix", *project.NIX, "path-info", "--derivation", "--recursive", *flakes).split()
    return [path for path in needed if path.endswith(".drv")]


def layer_inputs(attributes: list[str]) -> list[str]:
    """The layer builder, and the sources that the attributes' layers name."""
    layers = [path for path in derivations(attributes) if path.endswith("-layer.drv")]
    named = set(tool.run("nix-store", "--query", "--references", *layers).split())
    builder = [path for path in named if path.endswith("-layer-builder.drv")]
    return outputs(builder + fixed(path for path in named if path.endswith(".drv")))


def fixed(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if FIXED in Path(path).read_bytes()]


def outputs(paths: Iterable[str]) -> list[str]:
    return tool.run("nix-store", "--query", "--outputs", *paths).split()

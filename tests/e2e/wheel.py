"""Wheels: those of the project's locks from the store, and the few that wheels.txt pins from the machine's index."""

import subprocess
import sys
import tempfile
import tomllib
from functools import cache
from pathlib import Path

import project
import tool

PINNED = Path(__file__).with_name("wheels.txt")
FOR = ("--implementation", "cp", "--python-version", "3.11", "--abi", "cp311", "--abi", "abi3", "--abi", "none")
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_24_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "any")


def locked(family: str, name: str) -> tuple[str, Path]:
    """File name and path in the store of a wheel that a family's lock holds."""
    lock = tomllib.loads((project.ROOT / f"families/{family}/pylock.toml").read_text())
    (package,) = [package for package in lock["packages"] if package["name"] == name]
    file = package["wheels"][0]["name"]
    return file, project.source(f"pypi:{name}/{file}")


def pinned(name: str) -> tuple[str, Path]:
    """File name and path of a wheel that wheels.txt pins."""
    (path,) = [path for path in downloads().iterdir() if path.name.partition("-")[0] == name]
    return path.name, path


@cache
def downloads() -> Path:
    """A folder with every wheel of wheels.txt, which lives as long as the run."""
    folder = Path(_kept().name)
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    options = ("--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", *FOR, *platforms)
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        raise AssertionError(f"`{sys.executable}` has no pip: apt-get install python3-pip")
    command = [*pip, "download", *options, "--dest", str(folder), "--requirement", str(PINNED)]
    tool.succeeded(subprocess.run(command, capture_output=True, text=True))
    return folder


@cache
def _kept() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="gen-lock-wheels-")

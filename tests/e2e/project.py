"""The project under test: its folder, what its tables say, and what Nix builds of it."""

import json
import os
import re
import tomllib
from functools import cache
from pathlib import Path

import tool

ROOT = Path(__file__).resolve().parents[2]
NIX = ("--extra-experimental-features", "nix-command flakes")
WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def table() -> dict:
    return tomllib.loads((ROOT / "services/fleet.toml").read_text())


@cache
def build_lock() -> dict:
    return json.loads((ROOT / "build-lock.json").read_text())


@cache
def families() -> dict[str, dict]:
    """What each family's file says, unbuilt ones included."""
    files = (ROOT / "families").glob("*/family.toml")
    return {file.parent.name: tomllib.loads(file.read_text()) for file in sorted(files)}


def machines() -> list[str]:
    return sorted(table()["machines"])


def services(machine: str) -> dict[str, dict]:
    """Image name → row, of one machine."""
    rows = [row for row in table()["services"] if machine in row["machines"]]
    return {image_name(row["name"]): row for row in rows}


def rendered(machine: str) -> dict[str, dict]:
    """Those that are neither disabled nor switched off."""
    features = {name: feature["value"] for name, feature in table()["features"].items()}

    def runs(row: dict) -> bool:
        when = row.get("when")
        holds = when is None or (not features[when[1:]] if when.startswith("!") else features[when])
        return "disabled" not in row and holds

    return {image: row for image, row in services(machine).items() if runs(row)}


def families_of(machine: str) -> set[str]:
    """The families that the machine's services use, with their ancestors."""
    used = {row["family"] for row in services(machine).values()}
    return {ancestor for name in used for ancestor in chain(name)}


def chain(family: str) -> list[str]:
    """A family and its ancestors, the family first."""
    parent = families()[family].get("parent")
    return [family, *(chain(parent) if parent else [])]


def is_gpu(family: str) -> bool:
    return any(families()[name].get("gpu", False) for name in chain(family))


def image_name(row: str) -> str:
    return WORDS.sub("-", row).lower()


@cache
def build(attribute: str, flake: str = str(ROOT)) -> Path:
    """The store path of one attribute of the flake; of a fleet, what the environment names instead."""
    ours = flake == str(ROOT) and attribute.endswith("-fleet")
    told = os.environ.get(attribute.replace("-", "_").upper()) if ours else None
    if told:
        return Path(told)
    built = tool.run("nix", *NIX, "build", "--no-link", "--json", f"{flake}#{attribute}")
    return Path(json.loads(built)[0]["outputs"]["out"])


def source(locator: str) -> Path:
    """The store path of a locked source."""
    name = re.sub(r"[^0-9A-Za-z+._?=-]", "_", locator.rpartition("/")[2].removeprefix("cargo:"))
    sha256 = build_lock()["inputs"]["sources"][locator]["sha256"]
    return Path(tool.run("nix-store", "--print-fixed-path", "sha256", sha256, name).strip())

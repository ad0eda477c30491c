"""The families and their images, as the tables say; their layers, as Nix derives them."""

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def table() -> dict:
    return tomllib.loads((ROOT / "services/fleet.toml").read_text())


@cache
def outputs() -> dict:
    return json.loads((ROOT / "build-lock.json").read_text(), object_pairs_hook=distinct)["outputs"]


def distinct(pairs: list[tuple[str, object]]) -> dict:
    """Readers differ in which of two values of a key they take: nobody takes either."""
    if len(found := dict(pairs)) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise SystemExit(f"build-lock.json: key `{twice}` is there twice")
    return found


@cache
def parents() -> dict[str, str | None]:
    """Built family → what it stands on."""
    files = {file.parent.name: tomllib.loads(file.read_text()) for file in sorted(ROOT.glob("families/*/family.toml"))}
    return {name: family.get("parent") for name, family in files.items() if "unbuilt" not in family}


def root() -> str:
    """What every family stands on."""
    (family,) = [name for name, parent in parents().items() if parent is None]
    return family


def chain(family: str) -> list[str]:
    """What a family stands on, the root first, and itself."""
    parent = parents()[family]
    return [*(chain(parent) if parent else []), family]


def services(machine: str) -> dict[str, str]:
    """Image name → family."""
    rows = [row for row in table()["services"] if machine in row["machines"]]
    return {WORDS.sub("-", row["name"]).lower(): row["family"] for row in rows}


def families(machine: str) -> list[str]:
    """Those that the machine's services use, with what they stand on."""
    return sorted({above for family in services(machine).values() for above in chain(family)})


def images(machine: str, family: str) -> list[str]:
    """Attributes of the flake: the family's own image, and its services'."""
    ours = [image for image, of in services(machine).items() if of == family]
    return [f"{machine}-{image}" for image in sorted({family, *ours})]


def machine_of(family: str) -> str:
    """The first machine that has it; a family's layers are the same on all."""
    return min(machine for machine in table()["machines"] if family in families(machine))


def own_layers(family: str) -> list[str]:
    """The derivations of the layers that a family adds to its parent; of the root also the layer builder's."""
    parent = parents()[family]
    above = _layers(parent) if parent else set()
    return sorted(_layers(family) - above)


@cache
def _layers(family: str) -> set[str]:
    (image,) = nix("path-info", "--derivation", f"{ROOT}#{machine_of(family)}-{family}")
    layers = {path for path in references(image) if path.endswith("-layer.drv")}
    builders = {path for layer in layers for path in references(layer) if path.endswith("-layer-builder.drv")}
    return layers | builders


def nix(*arguments: str) -> list[str]:
    return _lines("nix", *arguments)


def references(derivation: str) -> list[str]:
    return _lines("nix-store", "--query", "--references", derivation)


def built(derivations: list[str]) -> list[str]:
    """The store paths that derivations give."""
    return _lines("nix-store", "--query", "--outputs", *derivations)


def _lines(*command: str) -> list[str]:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()

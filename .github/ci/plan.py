"""Prints what the jobs of a run are: `images` is the matrix family × machine, `fleets` has one row a machine, and
`root-…` is the family that every other stands on, whose layers all jobs are given.

`caches` are the layers that a job may find built, one entry a family; `disk` is what it needs at most, in GB.
"""

import hashlib
import json
import math

import family

# Measured: 4.66 GB of sources make 3.81 GB of layers. A cold run stores both on disk, and a second copy of the family's
# layers for the cache; the rest is for Debian's packages, Nix and gen-lock.
SOURCES = 4.66 / 3.81
REST = 2


def main() -> None:
    machines = sorted(family.table()["machines"])
    images = [of_family(machine, name) for machine in machines for name in family.families(machine)]
    say("images", {"include": images})
    say("fleets", {"include": [of_machine(machine) for machine in machines]})
    root = family.root()
    say("root-caches", [{"family": root, "key": key(root)}])
    print(f"root-family={root}\nroot-images={family.machine_of(root)}-{root}\nroot-key={key(root)}")


def say(name: str, value: object) -> None:
    print(f"{name}={json.dumps(value, separators=(',', ':'))}")


def of_family(machine: str, name: str) -> dict:
    images = family.images(machine, name)
    return {
        "machine": machine,
        "family": name,
        "images": " ".join(images),
        "caches": caches(family.chain(name)),
        "key": key(name),
        "keep": keeps(machine, name),
        "disk": disk_of_family(name, images),
    }


def of_machine(machine: str) -> dict:
    return {
        "machine": machine,
        "images": f"{machine}-fleet",
        "caches": caches(family.families(machine)),
        "disk": disk_of_machine(machine),
    }


def caches(names: list[str]) -> list[dict[str, str]]:
    return [{"family": name, "key": key(name)} for name in names if name != family.root()]


def key(name: str) -> str:
    """Another one when a layer of the family would be another."""
    digest = hashlib.sha256("\n".join(family.own_layers(name)).encode()).hexdigest()
    return f"layers-{name}-{digest[:16]}"


def keeps(machine: str, name: str) -> bool:
    """Whether this job keeps the family's layers for the next run; the root's are kept by another."""
    return machine == family.machine_of(name) and name != family.root()


def disk_of_family(name: str, images: list[str]) -> int:
    return math.ceil((layers(images) * (1 + SOURCES) + own(name)) / 1e9 + REST)


def disk_of_machine(machine: str) -> int:
    images = [image for name in family.families(machine) for image in family.images(machine, name)]
    return math.ceil(layers(images) * (1 + SOURCES) / 1e9 + REST)


def layers(images: list[str]) -> int:
    return sizes({layer for image in images for layer in locked(image)})


def own(name: str) -> int:
    machine, parent = family.machine_of(name), family.parents()[name]
    above = locked(f"{machine}-{parent}") if parent else []
    return sizes(set(locked(f"{machine}-{name}")) - set(above))


def locked(image: str) -> list[str]:
    """The layers of an image, where it was built before."""
    return family.outputs()["images"].get(image, {}).get("layers", [])


def sizes(layers: set[str]) -> int:
    blobs = [next(iter(family.outputs()["layers"][layer]["blobs"].values())) for layer in layers]
    return sum(blob["size"] for blob in blobs)


if __name__ == "__main__":
    main()

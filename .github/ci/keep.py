"""Copies the layers that a family adds, which are built, into kept/FAMILY, where no earlier run did: `keep.py FAMILY`.

Says `kept=new` or `kept=before`.
"""

import subprocess
import sys
from pathlib import Path

import family


def main(name: str) -> None:
    folder = Path("kept") / name
    if (folder / "nix-cache-info").exists():
        print("kept=before")
        return
    # Layers are compressed already.
    to = f"file://{folder.absolute()}?compression=none"
    paths = family.built(family.own_layers(name))
    subprocess.run(["nix", "copy", "--to", to, *paths], check=True)
    print("kept=new")


if __name__ == "__main__":
    main(*sys.argv[1:])

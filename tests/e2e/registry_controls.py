"""Other tools against every mode of the stand-in registry, as controls: this machine's skopeo, and the oras and the
crane of Debian sid, which has both, unpacked and not installed.

`python tests/e2e/registry_controls.py` prints a row of a table for each mode, for `docs/registries.md`. Not a part of
the tests, which run skopeo alone: what sid has is another version tomorrow."""

import subprocess
import tempfile
from pathlib import Path

import later_debian
import tool
from loopback import HOST
from registry_modes import MODES
from small_image import SmallImage
from stand_in import StandIn

LIMIT = 120
LATER = ("oras", "crane")


def arguments(program: str, layout: Path, port: int) -> list[str]:
    to = f"{HOST}:{port}/control/image:latest"
    return {
        "skopeo": ["copy", "--quiet", "--dest-tls-verify=false", f"oci:{layout}:latest", f"docker://{to}"],
        "oras": ["cp", "--from-oci-layout", f"{layout}:latest", "--to-plain-http", to],
        "crane": ["push", "--insecure", str(layout), to],
    }[Path(program).name]


def controls(folder: Path) -> dict[str, str]:
    """Programs, each with its name and version: crane does not know its own."""
    root = later_debian.unpacked(folder, *LATER, suite="sid")
    debs = (deb.name.split("_") for deb in (folder / "apt/debs").glob("*.deb"))
    versions = {name: version for name, version, _ in debs}
    skopeo = tool.run("skopeo", "--version").split()[-1]
    later = {str(root / "usr/bin" / name): f"{name} {versions[name]}" for name in LATER}
    return {tool.path("skopeo"): f"skopeo {skopeo}"} | later


def outcome(program: str, layout: Path, registry: StandIn) -> str:
    registry.manifests.clear()
    registry.held.clear()
    before = registry.received
    command = [program, *arguments(program, layout, registry.port)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    if ended.returncode != 0:
        return "fails: " + ended.stderr.strip().splitlines()[-1][-160:]
    arrived = registry.whole("control/image", "latest")
    return f"arrives, {(registry.received - before) / 1e6:.1f} MB sent" if arrived else "ends right and is not there"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="gen-lock-controls-") as folder:
        image, programs = SmallImage(Path(folder), "control"), controls(Path(folder) / "later")
        print(f"| mode | {' | '.join(programs.values())} |")
        print("|---" * (len(programs) + 1) + "|")
        for mode in MODES:
            registry = StandIn(mode)
            cells = [outcome(program, image.path, registry) for program in programs]
            registry.stop()
            print(f"| {mode.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()

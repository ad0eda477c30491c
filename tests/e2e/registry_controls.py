"""Other tools against every mode of the stand-in registry, as controls.

`python tests/e2e/registry_controls.py PROGRAM…`; each is a skopeo, an oras or a crane, told by its name. Debian 12 has
no oras: `apt-get download oras` from Debian 13 and `dpkg -x` give one that runs. Prints a row of a table for each mode,
for `docs/registries.md`. Not a part of the tests, which run skopeo alone: what Debian 13 has is not to be had where
they run."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from loopback import HOST
from registry_modes import MODES
from small_image import SmallImage
from stand_in import StandIn

LIMIT = 120


def arguments(program: str, layout: Path, port: int) -> list[str]:
    to = f"{HOST}:{port}/control/image:latest"
    return {
        "skopeo": ["copy", "--quiet", "--dest-tls-verify=false", f"oci:{layout}:latest", f"docker://{to}"],
        "oras": ["cp", "--from-oci-layout", f"{layout}:latest", "--to-plain-http", to],
        "crane": ["push", "--insecure", str(layout), to],
    }[Path(program).name]


def version(program: str) -> str:
    word = "--version" if Path(program).name == "skopeo" else "version"
    said = subprocess.run([program, word], capture_output=True, text=True, check=True).stdout
    return f"{Path(program).name} {re.search(r'[0-9]+[.][0-9.]+', said)[0]}"


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


def main(programs: list[str]) -> None:
    if not programs:
        raise SystemExit(__doc__)
    print(f"| mode | {' | '.join(map(version, programs))} |")
    print("|---" * (len(programs) + 1) + "|")
    with tempfile.TemporaryDirectory(prefix="gen-lock-controls-") as folder:
        image = SmallImage(Path(folder), "control")
        for mode in MODES:
            registry = StandIn(mode)
            cells = [outcome(program, image.path, registry) for program in programs]
            registry.stop()
            print(f"| {mode.name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

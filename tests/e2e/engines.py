"""`./factory test engines [NAME …]`: pc2 on the engines of Debian 12, 13 and sid, in seconds by step.

Each row goes to the end of `docs/engines.md` as soon as it is measured, with its day; a row of before stays until it is
measured anew. What fails is printed, and leaves the documents as they are.
"""

import datetime
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import engine_trial
import gzip_fleet
import later_debian
import podman_trial
import project
from engine import PACKAGES, Engine
from gzip_fleet import Pushed

TABLE = project.ROOT / "docs/engines.md"
HEAD = "## Measured"
STEPS = ("set up", *engine_trial.STEPS)
DEBIAN_12 = "bookworm"


@dataclass(frozen=True)
class Row:
    suite: str
    containerd: bool

    @property
    def name(self) -> str:
        return f"{self.suite}-{'containerd' if self.containerd else 'overlay2'}"

    def measured(self, place: Path, source: Pushed) -> tuple[str, dict[str, float]]:
        """What the engine calls itself, and the seconds of each step."""
        place.mkdir()
        begin = time.monotonic()
        usr = None if self.suite == DEBIAN_12 else later_debian.Usr(place / "debian", self.suite, *PACKAGES)
        engine = Engine(place, usr, self.containerd)
        try:
            seconds = {"set up": time.monotonic() - begin}
            store = "containerd's store" if self.containerd else "overlay2"
            version = engine.run("version", "--format", "{{.Server.Version}}").strip()
            compose = engine.succeeding("docker-compose", "version", "--short").strip()
            seconds |= engine_trial.of_pc2(engine, place, source)
            return f"Docker {version}, {store}, Compose {compose} ({self.suite})", seconds
        finally:
            engine.stop()


ROWS = {
    row.name: row
    for row in (
        Row(DEBIAN_12, False),
        *(Row(suite, containerd) for suite in ("trixie", "sid") for containerd in (False, True)),
    )
}
PODMAN = "podman"


def main(*names: str) -> int:
    if unknown := set(names) - {*ROWS, PODMAN}:
        print(f"no such engine: {', '.join(sorted(unknown))} ({', '.join((*ROWS, PODMAN))})", file=sys.stderr)
        return 2
    place = Path(tempfile.mkdtemp(prefix="gen-lock-engines-"))
    failures = {}
    try:
        for name in names or (*ROWS, PODMAN):
            try:
                write(name, *measured(name, place))
            except AssertionError as error:
                failures[name] = str(error)
                print(f"{name} fails: {error}", flush=True)
            shutil.rmtree(place / name, ignore_errors=True)
    finally:
        gzip_fleet.release()
        engine_trial.release()
        shutil.rmtree(place, ignore_errors=True)
    return 1 if failures else 0


def measured(name: str, place: Path) -> tuple[str, dict[str, float]]:
    if name == PODMAN:
        return podman_trial.of_pc2(place / name)
    row = ROWS[name]
    # Before Docker 23 no engine unpacks zstd.
    source = gzip_fleet.pushed("pc2-fleet") if row.suite == DEBIAN_12 else engine_trial.pushed(place / "zstd")
    return row.measured(place / name, source)


def write(name: str, called: str, seconds: dict[str, float]) -> None:
    """Puts a row into its table, in place of that of before."""
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    row = f"| {name} | {called} | {day} | {' | '.join(f'{value:.0f}' for value in seconds.values())} |"
    print(row, flush=True)
    head, _, rest = TABLE.read_text().partition(HEAD)
    rows = {line.split(" ")[1]: line for line in rest.splitlines() if line.startswith("| ")} | {name: row}
    docker = table(STEPS, [rows[each] for each in ROWS if each in rows])
    podman = table(podman_trial.STEPS, [rows[each] for each in (PODMAN,) if each in rows])
    TABLE.write_text("\n".join([head + HEAD, "", "In seconds:", "", *docker, "", *podman]).rstrip() + "\n")


def table(steps: tuple[str, ...], rows: list[str]) -> list[str]:
    columns = ("name", "engine", "day", *steps)
    return [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *rows] if rows else []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

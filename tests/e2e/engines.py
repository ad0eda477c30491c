"""`./factory test engines`: pc2 on the engines of Debian 12, 13 and sid, in seconds by step.

The table goes to the end of `docs/engines.md`, with the day and what failed.
"""

import datetime
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import engine_trial
import gzip_fleet
import later_debian
import podman_trial
import project
from engine import PACKAGES, Engine
from gzip_fleet import Pushed

TABLE = project.ROOT / "docs/engines.md"
HEAD = "## The last run"
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


ROWS = (
    Row(DEBIAN_12, False),
    *(Row(suite, containerd) for suite in ("trixie", "sid") for containerd in (False, True)),
)


def main() -> int:
    place = Path(tempfile.mkdtemp(prefix="gen-lock-engines-"))
    lines, failures = [], []
    try:
        for row in ROWS:
            # Before Docker 23 no engine unpacks zstd.
            source = gzip_fleet.pushed() if row.suite == DEBIAN_12 else engine_trial.pushed(place / "zstd")
            line = attempted(row.name, partial(row.measured, place / row.name, source), failures)
            print(line, flush=True)
            lines.append(line)
            shutil.rmtree(place / row.name, ignore_errors=True)
        podman = attempted("podman", partial(podman_trial.of_pc2, place / "podman"), failures)
        print(podman, flush=True)
    finally:
        gzip_fleet.release()
        engine_trial.release()
        shutil.rmtree(place, ignore_errors=True)
    write(lines, podman, failures)
    return 1 if failures else 0


def attempted(name: str, run: Callable[[], tuple[str, dict[str, float]]], failures: list[str]) -> str:
    """A row of the table; a failure is told below it."""
    try:
        called, seconds = run()
    except AssertionError as error:
        failures.append(f"{name}: {error}")
        return f"| {name} | fails |"
    return f"| {called} | {' | '.join(f'{value:.0f}' for value in seconds.values())} |"


def write(lines: list[str], podman: str, failures: list[str]) -> None:
    text = TABLE.read_text()
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    table = [f"| engine | {' | '.join(STEPS)} |", "|---" * (len(STEPS) + 1) + "|", *lines]
    images = [f"| engine | {' | '.join(podman_trial.STEPS)} |", "|---" * (len(podman_trial.STEPS) + 1) + "|", podman]
    said = [f"`./factory test engines` on {day}, in seconds:", "", *table, "", *images, ""]
    said += [f"    {line}" for failure in failures for line in failure.splitlines()]
    TABLE.write_text("\n".join([text.partition(HEAD)[0] + HEAD, "", *said]).rstrip() + "\n")


if __name__ == "__main__":
    sys.exit(main())

"""pc2's images in Debian 13's Podman: loaded from a layout, run, and healthy by the image's own command.

Podman takes no health check from an image whose manifest is OCI's: it has to be told, as our quadlets do.
"""

import json
import time
from pathlib import Path

import project
import tool
from container import LOCKED_DOWN
from later_debian import Usr
from layout import Image, Layout

PACKAGES = ("podman", "runc", "conmon", "netavark", "ca-certificates")
STEPS = ("set up", "load", "run", "healthy")
PATIENCE = 120.0


class Podman:
    def __init__(self, place: Path, usr: Usr) -> None:
        self.usr = usr
        # crun, which Debian prefers, takes no machine whose control groups are of both versions.
        self.options = (
            *("--root", place / "storage", "--runroot", place / "run", "--storage-driver", "overlay"),
            *("--runtime", "runc", "--cgroup-manager", "cgroupfs", "--events-backend", "file"),
        )

    def attempt(self, *arguments: str | Path):
        environment = tool.environment(PODMAN_IGNORE_CGROUPSV1_WARNING="1")
        return tool.attempt(*self.usr.words("podman", *self.options, *arguments), env=environment)

    def run(self, *arguments: str | Path) -> str:
        return tool.succeeded(self.attempt(*arguments)).stdout


def of_pc2(place: Path) -> tuple[str, dict[str, float]]:
    """What it calls itself, and the seconds of each step for every service of pc2."""
    place.mkdir()
    seconds, begin = {}, time.monotonic()
    podman, layout = Podman(place, Usr(place / "debian", "trixie", *PACKAGES)), Layout(project.build("pc2-fleet"))
    called = podman.run("--version").strip()
    seconds["set up"], begin = time.monotonic() - begin, time.monotonic()
    images = [image for ref, image in layout.images.items() if ref in project.rendered("pc2")]
    try:
        load(podman, layout, place / "layout.tar")
        seconds["load"], begin = time.monotonic() - begin, time.monotonic()
        for image in images:
            run(podman, image)
        seconds["run"], begin = time.monotonic() - begin, time.monotonic()
        for image in images:
            until_healthy(podman, image.name)
        seconds["healthy"] = time.monotonic() - begin
    finally:
        podman.attempt("rm", "--all", "--force", "--time", "1")
    return called, seconds


def load(podman: Podman, layout: Layout, tar: Path) -> None:
    tool.run("tar", "--create", "--dereference", "--file", tar, "-C", layout.path, ".")
    said = podman.run("load", "--input", tar)
    for image in layout.images.values():
        if f"localhost/{image.name}:latest" not in said:
            raise AssertionError(f"`{image.name}` was loaded under another name: {said}")
    tar.unlink()


def run(podman: Podman, image: Image) -> None:
    """Nobody but `podman healthcheck` probes: where no systemd runs there are no timers."""
    command = json.dumps(image.settings["Healthcheck"]["Test"][1:])
    probe = ("--health-cmd", command, "--health-interval", "disable")
    words = ("run", "--detach", "--name", image.name, "--network", "none", *LOCKED_DOWN, *probe)
    podman.run(*words, f"localhost/{image.name}:latest")


def until_healthy(podman: Podman, name: str) -> None:
    end = time.monotonic() + PATIENCE
    while (ended := podman.attempt("healthcheck", "run", name)).returncode:
        if time.monotonic() > end:
            raise AssertionError(f"`{name}` is not healthy: {ended.stdout}{ended.stderr}")
        time.sleep(1)

"""What people do with pc2 on an engine, one step after the other, each timed: whatever fails ends it by its words."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import gzip_fleet
import project
import tool
from checkout import Checkout
from engine import Engine
from fleet_engine import Filled
from gzip_fleet import Pushed
from held import Held
from layout import Layout
from registry import Registry
from rolled_out import COMMIT, WITHOUT, RolledOut

STEPS = ("deploy", "kill", "update", "roll back", "verify --machine", "verify docker-daemon:", "verify --deep")
PATIENCE = 180.0
LATER = COMMIT[:-1] + "2"
KILLED = "cache-manager"


_held = Held()


@cache
def pushed(place: Path) -> Pushed:
    """pc2 as it is locked, in a registry, and a copy of the project to roll it out from."""
    place.mkdir(exist_ok=True)
    layout, registry = Layout(project.build("pc2-fleet")), Registry(place / "registry")
    _held.until_released(registry.stop)
    for ref, image in layout.images.items():
        to = registry.name(f"{gzip_fleet.ORGANISATION}/{image.name}", "trial")
        tool.run("skopeo", "copy", "--quiet", "--dest-tls-verify=false", f"oci:{layout.path}:{ref}", to)
    checkout = Checkout(place / "project")
    checkout.commit()
    return Pushed(checkout, registry, {"pc2": layout.images})


def release() -> None:
    """Ends the registry."""
    _held.release()
    pushed.cache_clear()


def of_pc2(engine: Engine, place: Path, source: Pushed) -> dict[str, float]:
    """Seconds of each step."""
    state = place / "state"
    state.mkdir()
    machine = RolledOut(Filled(engine, source), "pc2", state)
    seconds: dict[str, float] = {}

    def timed(step: str, run: Callable[..., None], *arguments: str) -> None:
        begin = time.monotonic()
        run(*arguments)
        seconds[step] = time.monotonic() - begin

    def deploy(commit: str) -> None:
        tool.succeeded(machine.deploy("--timeout", f"{PATIENCE:.0f}", commit=commit))
        expect(machine.until_healthy(PATIENCE) < PATIENCE, "healthy in time")

    def kill() -> None:
        engine.run("kill", machine.name(KILLED))
        machine.until_healthy(PATIENCE)

    def roll_back() -> None:
        tool.succeeded(machine.gen_lock("rollback", "--machine", "pc2", "--state", state))
        expect(release() == first, "the first release is current again")

    def verify() -> None:
        proved = machine.gen_lock("verify", "--machine", "pc2", *WITHOUT)
        count, said = len(machine.rendered()), tool.succeeded(proved).stdout
        expect(said.startswith(f"pc2: {count} of {count} containers run as locked"), said)

    def verify_images(*words: str) -> None:
        count = len(machine.rendered())
        said = machine.gen_lock("verify", "docker-daemon:", "--machine", "pc2", *words)
        expect(f"{count} of {count} images are as locked" in tool.succeeded(said).stdout, said.stdout)

    def release() -> Path:
        return (state / "current").resolve()

    try:
        timed("deploy", deploy, COMMIT)
        first = release()
        timed("kill", kill)
        timed("update", deploy, LATER)
        expect(release() != first, "an update is another release")
        timed("roll back", roll_back)
        timed("verify --machine", verify)
        timed("verify docker-daemon:", verify_images)
        timed("verify --deep", verify_images, "--deep")
    finally:
        if names := engine.run("ps", "--all", "--quiet").split():
            engine.run("rm", "--force", *names)
    return seconds


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)

"""The whole fleet in gzip, for engines that cannot unpack zstd, in a registry of the loopback interface."""

import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import project
import tool
from checkout import Checkout
from held import Held
from layout import Layout
from registry import Registry

ORGANISATION = "fleet"

_held = Held()


@dataclass(frozen=True)
class Pushed:
    checkout: Checkout
    registry: Registry
    # by machine
    layouts: dict[str, Layout]

    @property
    def address(self) -> str:
        """As `--registry` wants it."""
        return address(self.registry)

    def reference(self, name: str, digest: str) -> str:
        return f"{self.address}/{name}@{digest}"

    def push(self, image: str) -> None:
        """Sends an image as the copy says it now."""
        self.checkout.commit()
        tool.run("gen-lock", "-C", self.checkout.path, "push", self.address, "--image", image)


@cache
def pushed() -> Pushed:
    """Built, pushed and recorded."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-gzip-"))
    _held.until_released(shutil.rmtree, folder)
    begin, checkout = time.monotonic(), Checkout(folder / "project")
    checkout.commit()
    for machine in project.machines():
        project.build(f"gzip.{machine}-fleet", str(checkout.path))
    built, registry = time.monotonic(), Registry(folder)
    _held.until_released(registry.stop)
    print(tool.run("gen-lock", "-C", checkout.path, "push", address(registry), "--codec", "gzip").strip(), flush=True)
    gigabytes = sum(file.stat().st_size for file in registry.data.rglob("data")) / 1e9
    seconds = time.monotonic() - built
    print(f"the fleet in gzip: built in {built - begin:.0f} s, {gigabytes:.1f} GB pushed in {seconds:.0f} s", flush=True)
    # From now on the copy's own lock is of what was pushed.
    checkout.edit("services/fleet.toml", 'codec = "zstd"', 'codec = "gzip"')
    return Pushed(checkout, registry, record(checkout))


def release() -> None:
    """Ends the registry, and removes it and the copy."""
    _held.release()
    pushed.cache_clear()


def address(registry: Registry) -> str:
    return f"127.0.0.1:{registry.port}/{ORGANISATION}"


def record(checkout: Checkout) -> dict[str, Layout]:
    """Builds what a copy says, into its lock; gives the layouts."""
    tool.run("gen-lock", "-C", checkout.path, "refresh", "--locked")
    # Anew each time: the copy was edited since
    build = project.build.__wrapped__
    return {machine: Layout(build(f"{machine}-fleet", str(checkout.path))) for machine in project.machines()}

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
PLAIN = ("--quiet", "--dest-tls-verify=false", "--preserve-digests")

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
        return f"127.0.0.1:{self.registry.port}/{ORGANISATION}"

    def reference(self, name: str, digest: str) -> str:
        return f"{self.address}/{name}@{digest}"


@cache
def pushed() -> Pushed:
    """Built, recorded and pushed."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-gzip-"))
    _held.until_released(shutil.rmtree, folder)
    begin, checkout = time.monotonic(), Checkout(folder / "project")
    checkout.edit("services/fleet.toml", 'codec = "zstd"', 'codec = "gzip"')
    layouts = record(checkout)
    built, registry = time.monotonic(), Registry(folder)
    _held.until_released(registry.stop)
    all_of_it = Pushed(checkout, registry, layouts)
    for layout in layouts.values():
        push(all_of_it, layout, layout.images)
    gigabytes = sum(file.stat().st_size for file in registry.data.rglob("data")) / 1e9
    seconds = time.monotonic() - built
    print(f"the fleet in gzip: built in {built - begin:.0f} s, {gigabytes:.1f} GB pushed in {seconds:.0f} s", flush=True)
    return all_of_it


def release() -> None:
    """Ends the registry, and removes it and the copy."""
    _held.release()
    pushed.cache_clear()


def record(checkout: Checkout) -> dict[str, Layout]:
    """Builds what a copy says, into its lock; gives the layouts."""
    tool.run("gen-lock", "-C", checkout.path, "refresh", "--locked")
    # Anew each time: the copy was edited since
    build = project.build.__wrapped__
    return {machine: Layout(build(f"{machine}-fleet", str(checkout.path))) for machine in project.machines()}


def push(to: Pushed, layout: Layout, refs: list[str] | dict[str, object]) -> None:
    for ref in refs:
        name = f"{to.address}/{layout.images[ref].name}"
        tool.run("skopeo", "copy", *PLAIN, f"oci:{layout.path}:{ref}", f"docker://{name}:pushed")

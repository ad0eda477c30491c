"""One engine for all container tests, with every image of every machine: filling it takes minutes and gigabytes.

Docker Engine 20.10 resolves `name@sha256:…` through a registry alone, and unpacks gzip. An image's ID is its config's
digest, which no codec changes: what is pulled here is what was locked for zstd, too.
"""

import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import gzip_fleet
from engine import Engine
from gzip_fleet import Pushed
from held import Held
from layout import Image

# Of all images, and of a few that share their layers
GIGABYTES = 25
GIGABYTES_OF_FEW = 5
# An engine unpacks the layers of one image one after the other.
AT_ONCE = 2

_held = Held()


@dataclass(frozen=True)
class Filled:
    engine: Engine
    pushed: Pushed

    @property
    def images(self) -> dict[str, dict[str, Image]]:
        """By machine, then by image."""
        return self.pushed.images


@cache
def filled(*only: str) -> Filled:
    """The engine with everything in it, or with these images alone."""
    data = Path(tempfile.mkdtemp(prefix="gen-lock-engine-"))
    _held.until_released(shutil.rmtree, data)
    free, wanted = shutil.disk_usage(data).free / 1e9, GIGABYTES_OF_FEW if only else GIGABYTES
    if free < wanted:
        raise AssertionError(f"containers need {wanted} GB in `{data.parent}`, {free:.0f} GB are free: set TMPDIR")
    pushed = gzip_fleet.pushed(*only)
    engine = Engine(data)
    _held.until_released(engine.stop)
    begin = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pulls:
        every = [image for of_machine in pushed.images.values() for image in of_machine.values()]
        list(pulls.map(lambda image: pull(engine, pushed, image), every))
    print(f"{len(every)} images are in the engine, pulled in {time.monotonic() - begin:.0f} s", flush=True)
    return Filled(engine, pushed)


def release() -> None:
    """Gives back the disk that engine and registry take; whoever wants them again waits again."""
    _held.release()
    filled.cache_clear()
    gzip_fleet.release()


def pull(engine: Engine, pushed: Pushed, image: Image) -> None:
    """By digest, under its name too."""
    reference = pushed.reference(image.name, image.digest)
    engine.run("pull", "--quiet", reference)
    engine.run("tag", reference, image.name)

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

GIGABYTES = 25
# An engine unpacks the layers of one image one after the other.
AT_ONCE = 2

_held = Held()


@dataclass(frozen=True)
class Filled:
    engine: Engine
    pushed: Pushed
    # by machine, then by image
    images: dict[str, dict[str, Image]]


@cache
def filled(only: frozenset[str] | None = None) -> Filled:
    """The engine with everything in it, or with these images alone."""
    data = Path(tempfile.mkdtemp(prefix="gen-lock-engine-"))
    _held.until_released(shutil.rmtree, data)
    free = shutil.disk_usage(data).free / 1e9
    if free < GIGABYTES:
        raise AssertionError(f"containers need {GIGABYTES} GB in `{data.parent}`, {free:.0f} GB are free: set TMPDIR")
    pushed = gzip_fleet.pushed()
    engine = Engine(data)
    _held.until_released(engine.stop)
    images = {machine: layout.images for machine, layout in pushed.layouts.items()}
    begin = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pulls:
        every = [image for of_machine in images.values() for image in of_machine.values()]
        wanted = [image for image in every if only is None or image.name in only]
        list(pulls.map(lambda image: pull(engine, pushed, image), wanted))
    print(f"{len(wanted)} images are in the engine, pulled in {time.monotonic() - begin:.0f} s", flush=True)
    return Filled(engine, pushed, images)


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

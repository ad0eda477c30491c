"""One engine for all container tests, with every image of every machine: filling it takes minutes and gigabytes."""

import atexit
import shutil
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import project
from archive import Loader
from engine import Engine
from layout import Image, Layout

GIGABYTES = 25


@dataclass(frozen=True)
class Filled:
    engine: Engine
    # by machine, then by image
    images: dict[str, dict[str, Image]]


@cache
def filled() -> Filled:
    """The engine; it and its data go when the run ends."""
    data = Path(tempfile.mkdtemp(prefix="gen-lock-engine-"))
    atexit.register(shutil.rmtree, data)
    free = shutil.disk_usage(data).free / 1e9
    if free < GIGABYTES:
        raise AssertionError(f"containers need {GIGABYTES} GB in `{data.parent}`, {free:.0f} GB are free: set TMPDIR")
    engine = Engine(data)
    atexit.register(engine.stop)
    layouts = {machine: Layout(project.build(f"{machine}-fleet")) for machine in project.machines()}
    _load(engine, layouts)
    return Filled(engine, {machine: layout.images for machine, layout in layouts.items()})


def _load(engine: Engine, layouts: dict[str, Layout]) -> None:
    loader, begin, count = Loader(engine), time.monotonic(), 0
    for machine, layout in layouts.items():
        for image in layout.images.values():
            loader.load(layout, image)
            count += 1
        seconds, gigabytes = time.monotonic() - begin, loader.bytes / 1e9
        print(f"{machine} is in the engine: {count} images, {gigabytes:.1f} GB of layers, {seconds:.0f} s", flush=True)

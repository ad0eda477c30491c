"""The fleet in gzip, for engines that cannot unpack zstd, in a registry of the loopback interface."""

import json
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
from layout import Image, Layout
from registry import Registry

ORGANISATION = "fleet"

_held = Held()


@dataclass(frozen=True)
class Pushed:
    checkout: Checkout
    registry: Registry
    # by machine, then by image
    images: dict[str, dict[str, Image]]

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
def pushed(*attributes: str) -> Pushed:
    """Built, pushed and recorded: all of it, or these attributes of the flake alone (`pc2-fleet`, or images)."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-gzip-"))
    _held.until_released(shutil.rmtree, folder)
    begin, checkout = time.monotonic(), Checkout(folder / "project")
    checkout.commit()
    wanted = attributes or [f"{machine}-fleet" for machine in project.machines()]
    layouts = [Layout(project.build(f"gzip.{attribute}", str(checkout.path))) for attribute in wanted]
    built, registry = time.monotonic(), Registry(folder)
    _held.until_released(registry.stop)
    words = [word for attribute in wanted for word in chosen(attribute)]
    print(tool.run("gen-lock", "-C", checkout.path, "push", address(registry), "--codec", "gzip", *words).strip())
    gigabytes = sum(file.stat().st_size for file in registry.data.rglob("data")) / 1e9
    seconds = time.monotonic() - built
    print(f"the fleet in gzip: built in {built - begin:.0f} s, {gigabytes:.1f} GB pushed in {seconds:.0f} s", flush=True)
    # From now on the copy's own lock is of what was pushed.
    checkout.edit("services/fleet.toml", 'codec = "zstd"', 'codec = "gzip"')
    if not attributes:
        return Pushed(checkout, registry, {name: layout.images for name, layout in record(checkout).items()})
    lock(checkout, layouts)
    return Pushed(checkout, registry, by_machine(layouts))


def chosen(attribute: str) -> tuple[str, str]:
    """The words by which `gen-lock push` is told of it."""
    machine = attribute.removesuffix("-fleet")
    return ("--image", attribute) if machine == attribute else ("--fleet", machine)


def by_machine(layouts: list[Layout]) -> dict[str, dict[str, Image]]:
    images: dict[str, dict[str, Image]] = {}
    for image in (image for layout in layouts for image in layout.images.values()):
        machine, name = image.name.split("-", 1)
        images.setdefault(machine, {})[name] = image
    return images


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


def lock(checkout: Checkout, layouts: list[Layout]) -> None:
    """Puts these layouts into a copy's lock: `refresh` would build every machine's."""
    file = checkout.path / "build-lock.json"
    read = json.loads(file.read_text())
    images, layers = read["outputs"]["images"], read["outputs"]["layers"]
    for layout in layouts:
        for image in layout.images.values():
            blobs = (image.digest, image.config_digest, *(layer.digest for layer in image.layers))
            size = sum(layout.blob(digest).stat().st_size for digest in blobs)
            images[image.name] |= {"manifest": image.digest, "size": size}
            for layer in image.layers:
                facts = {"digest": layer.digest, "mediaType": layer.media_type, "parameters": {}, "size": layer.size}
                layers[layer.name]["blobs"]["gzip"] = facts
    file.write_text(json.dumps(read))

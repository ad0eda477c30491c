"""An OCI image layout as these tests read it, apart from what built it."""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

REF_NAME = "org.opencontainers.image.ref.name"
IMAGE_NAME = "gen-lock.image"
LAYER_NAME = "gen-lock.layer"
# The list of images by which engines without containerd's store load a layout
DOCKER_ARCHIVE = "manifest.json"


@dataclass(frozen=True)
class Layer:
    name: str
    digest: str
    diff_id: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Image:
    ref: str
    name: str
    digest: str
    manifest: dict
    config: dict

    @property
    def config_digest(self) -> str:
        return self.manifest["config"]["digest"]

    @property
    def settings(self) -> dict:
        return self.config["config"]

    @property
    def environment(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.settings["Env"])

    @cached_property
    def layers(self) -> list[Layer]:
        pairs = zip(self.manifest["layers"], self.config["rootfs"]["diff_ids"], strict=True)
        return [_layer(descriptor, diff_id) for descriptor, diff_id in pairs]


class Layout:
    def __init__(self, path: Path) -> None:
        self.path = path

    def blob(self, digest: str) -> Path:
        return self.path / "blobs" / digest.replace(":", "/")

    @cached_property
    def images(self) -> dict[str, Image]:
        index = json.loads((self.path / "index.json").read_text())
        return {image.ref: image for image in map(self._image, index["manifests"])}

    @property
    def image(self) -> Image:
        """The image of a layout that has one."""
        (image,) = self.images.values()
        return image

    def _image(self, descriptor: dict) -> Image:
        manifest = json.loads(self.blob(descriptor["digest"]).read_bytes())
        config = json.loads(self.blob(manifest["config"]["digest"]).read_bytes())
        names = descriptor["annotations"]
        return Image(names[REF_NAME], names[IMAGE_NAME], descriptor["digest"], manifest, config)


def shadow(layout: Layout, folder: Path) -> Layout:
    """The same layout in another folder: blobs are links, so that one can be replaced and the rest costs nothing."""
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True)
    for name in ("oci-layout", "index.json"):
        shutil.copyfile(layout.path / name, folder / name)
    for blob in (layout.path / "blobs/sha256").iterdir():
        (blobs / blob.name).symlink_to(blob.resolve())
    return Layout(folder)


def only(layout: Layout, ref: str, folder: Path) -> Layout:
    """The layout of one of its images."""
    one = shadow(layout, folder)
    index = json.loads((one.path / "index.json").read_text())
    named = [each for each in index["manifests"] if each["annotations"][REF_NAME] == ref]
    (one.path / "index.json").write_text(json.dumps(index | {"manifests": named}))
    listed = json.loads((layout.path / DOCKER_ARCHIVE).read_text())
    tags = [f"localhost/{each['annotations'][IMAGE_NAME]}:latest" for each in named]
    (one.path / DOCKER_ARCHIVE).write_text(json.dumps([each for each in listed if each["RepoTags"] == tags]))
    return Layout(folder)


def _layer(descriptor: dict, diff_id: str) -> Layer:
    name = descriptor["annotations"][LAYER_NAME]
    return Layer(name, descriptor["digest"], diff_id, descriptor["mediaType"], descriptor["size"])

"""A small image in a layout of its own, as `gen-lock push` takes it for one of the fleet's, and nothing is built."""

import gzip
import hashlib
import json
import random
from pathlib import Path

from checkout import Checkout
from layout import IMAGE_NAME, LAYER_NAME, REF_NAME

CONFIG = "application/vnd.oci.image.config.v1+json"
GZIP = "application/vnd.oci.image.layer.v1.tar+gzip"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
# One is larger than a chunk, one than what GHCR takes in one, one small
LAYERS = (17 << 20, 5 << 20, 1000)


class SmallImage:
    def __init__(self, folder: Path, name: str) -> None:
        self.path, self.name = folder / "layout", name
        (self.path / "blobs/sha256").mkdir(parents=True)
        source = random.Random(name)
        tars = [source.randbytes(size) for size in LAYERS]
        layers = [
            self.put(gzip.compress(tar, 1, mtime=0), GZIP) | {"annotations": {LAYER_NAME: f"layer-{number}"}}
            for number, tar in enumerate(tars)
        ]
        diff_ids = [f"sha256:{hashlib.sha256(tar).hexdigest()}" for tar in tars]
        rootfs = {"type": "layers", "diff_ids": diff_ids}
        config = {"architecture": "amd64", "os": "linux", "config": {}, "created": "1970-01-01T00:00:00Z", "rootfs": rootfs}
        self.config = self.put(json.dumps(config).encode(), CONFIG)
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": self.config, "layers": layers}
        one = self.put(json.dumps(manifest).encode(), MANIFEST) | {
            "annotations": {REF_NAME: "latest", IMAGE_NAME: name}
        }
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": [one]}
        (self.path / "index.json").write_text(json.dumps(index))
        (self.path / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
        self.bytes = sum(blob["size"] for blob in (self.config, *layers))
        self.layers = {
            layer["annotations"][LAYER_NAME]: {"diff_id": diff_id, "blobs": {"gzip": self.locked(layer)}}
            for layer, diff_id in zip(layers, diff_ids, strict=True)
        }

    def put(self, content: bytes, kind: str) -> dict:
        digest = hashlib.sha256(content).hexdigest()
        (self.path / "blobs/sha256" / digest).write_bytes(content)
        return {"mediaType": kind, "digest": f"sha256:{digest}", "size": len(content)}

    @staticmethod
    def locked(layer: dict) -> dict:
        return {key: layer[key] for key in ("digest", "mediaType", "size")} | {"parameters": {}}

    def locked_in(self, checkout: Checkout) -> None:
        """Has the lock say that this is the image."""
        file = checkout.path / "build-lock.json"
        lock = json.loads(file.read_text())
        lock["outputs"]["images"][self.name] |= {"config": self.config["digest"], "layers": [*self.layers]}
        lock["outputs"]["layers"] |= self.layers
        file.write_text(json.dumps(lock))

    def built_by(self, folder: Path) -> Path:
        """A folder with a `nix` that has built it already."""
        folder.mkdir()
        built = json.dumps([{"outputs": {"out": str(self.path)}}])
        program = folder / "nix"
        program.write_text(f"#!/bin/sh\nprintf '%s' '{built}'\n")
        program.chmod(0o755)
        return folder

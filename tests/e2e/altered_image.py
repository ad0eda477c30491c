"""An image that another one passes itself off as: sound in itself, and not what was locked."""

import hashlib
import json
from pathlib import Path

import tar_edit
from layout import Layout, shadow


def of(layout: Layout, folder: Path, path: str) -> Layout:
    """The image with another mode of one file of its last layer, and with a variable more."""
    altered = shadow(layout, folder)
    image, manifest, config = layout.image, layout.image.manifest, layout.image.config
    manifest, config = json.loads(json.dumps(manifest)), json.loads(json.dumps(config))

    def change(every: list[tar_edit.Member]) -> None:
        next(one for one in every if one.path == path).set("mode", "0000755")

    tar = tar_edit.edited(layout.blob(image.layers[-1].digest), change)
    config["rootfs"]["diff_ids"][-1] = digest(tar)
    config["config"]["Env"].append("ALTERED=1")
    manifest["layers"][-1] |= put(altered, tar_edit.zstd(data=tar))
    manifest["config"] |= put(altered, json.dumps(config).encode())
    index = json.loads((folder / "index.json").read_text())
    index["manifests"][0] |= put(altered, json.dumps(manifest).encode())
    (folder / "index.json").write_text(json.dumps(index))
    return Layout(folder)


def put(layout: Layout, data: bytes) -> dict[str, object]:
    layout.blob(digest(data)).write_bytes(data)
    return {"digest": digest(data), "size": len(data)}


def digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"

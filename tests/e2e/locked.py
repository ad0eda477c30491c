"""What build-lock.json says of every image's bytes."""

import project


def manifests() -> dict[str, str]:
    """By image name."""
    return {name: image["manifest"] for name, image in _outputs()["images"].items()}


def blobs() -> set[str]:
    """The digests of all manifests, configs and layers."""
    documents = {image[key] for image in _outputs()["images"].values() for key in ("manifest", "config")}
    return documents | {layer["blobs"]["zstd"]["digest"] for layer in _outputs()["layers"].values()}


def layers(image: str) -> list[str]:
    """The names of an image's layers."""
    return _outputs()["images"][image]["layers"]


def blobs_of(image: str) -> set[str]:
    """The digests of one image's manifest, config and layers."""
    outputs = _outputs()
    one = outputs["images"][image]
    return {one["manifest"], one["config"]} | {outputs["layers"][name]["blobs"]["zstd"]["digest"] for name in layers(image)}


def _outputs() -> dict:
    return project.build_lock()["outputs"]

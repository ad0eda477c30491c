"""A small image as an OCI layout, with the lock that has it: what other tools do to it is seen without a fleet."""

import gzip
import hashlib
import io
import json
import subprocess
import tarfile
from pathlib import Path

import tool

TYPES = "application/vnd.oci.image."
CREATED = "1970-01-01T00:00:00Z"
NAME = "box-small"
CODECS = {"zstd": "layer.v1.tar+zstd", "gzip": "layer.v1.tar+gzip"}
# More than a block of any codec, and of two kinds
LAYERS = {"base": b"a base\n" * 20_000, "code": bytes(range(256)) * 900}


class MirroredImage:
    """Its layout (`folder/layout`) and its project (`folder/project`), which holds a lock alone."""

    def __init__(self, folder: Path, codec: str = "zstd") -> None:
        self.layout, self.project, self.codec = folder / "layout", folder / "project", codec
        (self.layout / "blobs/sha256").mkdir(parents=True)
        tars = {name: tar(name, content) for name, content in LAYERS.items()}
        blobs = {name: self.blob(CODECS[codec], compress(codec, data)) for name, data in tars.items()}
        diff_ids = {name: digest(data) for name, data in tars.items()}
        rootfs = {"type": "layers", "diff_ids": [*diff_ids.values()]}
        config = {"architecture": "amd64", "os": "linux", "config": {}, "created": CREATED, "rootfs": rootfs}
        self.config = self.blob("config.v1+json", canonical(config))
        layers = [blob | {"annotations": {"gen-lock.layer": name}} for name, blob in blobs.items()]
        manifest = {"schemaVersion": 2, "mediaType": f"{TYPES}manifest.v1+json", "config": self.config}
        self.manifest = self.blob("manifest.v1+json", canonical(manifest | {"layers": layers}))
        self.write("oci-layout", {"imageLayoutVersion": "1.0.0"})
        named = self.manifest | {"annotations": {"org.opencontainers.image.ref.name": NAME}}
        self.write("index.json", {"schemaVersion": 2, "manifests": [named]})
        self.lock(blobs, diff_ids)

    def lock(self, blobs: dict[str, dict], diff_ids: dict[str, str]) -> None:
        layers = {
            name: {"diff_id": diff_ids[name], "blobs": {self.codec: blob | {"parameters": {}}}}
            for name, blob in blobs.items()
        }
        size = self.manifest["size"] + self.config["size"] + sum(blob["size"] for blob in blobs.values())
        digests = {"config": self.config["digest"], "manifest": self.manifest["digest"]}
        outputs = {"images": {NAME: digests | {"layers": [*blobs], "size": size}}, "layers": layers}
        inputs = {"digests": {"families": {}, "services": {}}, "sources": {}}
        (self.project / "services").mkdir(parents=True)
        (self.project / "services/fleet.toml").touch()
        (self.project / "build-lock.json").write_text(json.dumps({"inputs": inputs, "outputs": outputs, "version": 1}))

    def blob(self, kind: str, data: bytes) -> dict:
        """Stores a blob; its descriptor."""
        name = digest(data)
        (self.layout / "blobs/sha256" / name.removeprefix("sha256:")).write_bytes(data)
        return {"mediaType": f"{TYPES}{kind}", "digest": name, "size": len(data)}

    def write(self, name: str, document: dict) -> None:
        (self.layout / name).write_bytes(canonical(document))


def tar(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        member = tarfile.TarInfo(f"srv/{name}")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return held.getvalue()


def compress(codec: str, data: bytes, level: int = 9) -> bytes:
    if codec == "gzip":
        return gzip.compress(data, level, mtime=0)
    return subprocess.run([tool.path("zstd"), f"-{level}", "-c"], input=data, capture_output=True, check=True).stdout


def canonical(document: dict) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"

"""Images on their way into an engine: one stream as `docker save` writes it, each layer once and only if it is new.

`skopeo copy` hands an engine every layer of every image again, 5 GB for each that has torch. In an archive the layers
are files which images name, and an engine opens none that it has: the fleet costs what its distinct layers do.
"""

import io
import json
import subprocess
import tarfile
from pathlib import Path

import rootfs
import tool
from engine import Engine
from layout import Image, Layer, Layout


class Loader:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # An engine knows a layer by all that lies below it, too.
        self.known: set[tuple[str, ...]] = set()
        self.bytes = 0

    def load(self, layout: Layout, image: Image) -> None:
        """Loads an image under its name, as an archive of its own, so that the engine's copy of it stays small."""
        command = [tool.path("docker"), "--host", self.engine.address, "load", "--quiet"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as load:
            with load.stdin, tarfile.open(fileobj=load.stdin, mode="w|", bufsize=1 << 20) as archive:
                self._write(archive, layout, image)
            said = load.stdout.read().decode()
        if load.returncode:
            raise AssertionError(f"the engine does not load `{image.name}`: {said}")

    def _write(self, archive: tarfile.TarFile, layout: Layout, image: Image) -> None:
        chain: tuple[str, ...] = ()
        for layer in image.layers:
            chain += (layer.diff_id,)
            if chain not in self.known:
                self._write_layer(archive, layout, layer)
                self.known.add(chain)
        config = layout.blob(image.config_digest).read_bytes()
        entry = {
            "Config": f"{_hex(image.config_digest)}.json",
            "RepoTags": [f"{image.name}:latest"],
            "Layers": [_file(layer) for layer in image.layers],
        }
        _write_file(archive, entry["Config"], config)
        _write_file(archive, "manifest.json", json.dumps([entry]).encode())

    def _write_layer(self, archive: tarfile.TarFile, layout: Layout, layer: Layer) -> None:
        blob = layout.blob(layer.digest)
        member = tarfile.TarInfo(_file(layer))
        member.size = _inflated_size(blob)
        with rootfs.inflated(blob) as tar:
            archive.addfile(member, tar)
        self.bytes += member.size


def _inflated_size(blob: Path) -> int:
    """The frames of our blobs say how much they hold."""
    fields = tool.run("zstd", "--list", "-v", blob.resolve())
    line = next(line for line in fields.splitlines() if line.startswith("Decompressed Size"))
    return int(line.rpartition("(")[2].split()[0])


def _write_file(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _file(layer: Layer) -> str:
    return f"{_hex(layer.diff_id)}/layer.tar"


def _hex(digest: str) -> str:
    return digest.partition(":")[2]

"""An image's root filesystem on disk, and programs run in it without an engine."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import tool
from layout import Image, Layout


def unpack(layout: Layout, image: Image, folder: Path) -> None:
    """Extracts every layer in turn. These images remove nothing, so there is no whiteout to honour."""
    for layer in image.layers:
        with inflated(layout.blob(layer.digest)) as tar:
            tool.run("tar", "--extract", "--preserve-permissions", "--numeric-owner", "-C", folder, stdin=tar)


@contextlib.contextmanager
def inflated(blob: Path) -> Iterator[BinaryIO]:
    """The tar inside a layer's blob."""
    # zstd follows no link.
    command = [tool.path("zstd"), "--decompress", "--stdout", "--quiet", str(blob.resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as zstd:
        yield zstd.stdout
        zstd.stdout.read()
    if zstd.returncode:
        raise AssertionError(f"zstd cannot read `{blob}`: exit code {zstd.returncode}")


def run(root: Path, *command: str) -> str:
    """Runs a command in the root, as its user 0."""
    environment = {"PATH": "/usr/local/bin:/usr/bin", "HOME": "/tmp", "LANG": "C.UTF-8"}
    return tool.run("chroot", root, *command, env=environment, umask=0o022)

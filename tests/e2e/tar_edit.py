"""A layer's tar with one thing changed in it, all other bytes as they were."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import tool
from layout import Layer, Layout

BLOCK = 512
# Where a header says what: POSIX.1-1988, "ustar Interchange Format"
FIELDS = {"mode": (100, 8), "uid": (108, 8), "gid": (116, 8), "mtime": (136, 12), "target": (157, 100)}


@dataclass
class Member:
    """A member with the bytes of its headers and of its content."""

    header: bytes
    content: bytes

    @property
    def path(self) -> str:
        last = self.header[-BLOCK:]
        prefix, name = (last[at : at + length].split(b"\0")[0].decode() for at, length in ((345, 155), (0, 100)))
        return f"{prefix}/{name}".strip("/")

    @property
    def is_file(self) -> bool:
        return self.header[-BLOCK + 156 : -BLOCK + 157] == b"0"

    @property
    def is_link(self) -> bool:
        return self.header[-BLOCK + 156 : -BLOCK + 157] == b"2"

    def set(self, field: str, value: str) -> None:
        at, length = FIELDS[field]
        last = bytearray(self.header[-BLOCK:])
        last[at : at + length] = value.encode().ljust(length, b"\0")
        self.header = self.header[:-BLOCK] + summed(last)


def summed(header: bytearray) -> bytes:
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header)


def members(tar: bytes) -> list[Member]:
    """Every member; the two blocks at the end are left out."""
    found, at, header = [], 0, b""
    while any(block := tar[at : at + BLOCK]):
        header, at = header + block, at + BLOCK
        size = int(block[124:135], 8)
        content, at = tar[at : at + size], at + -(-size // BLOCK) * BLOCK
        if block[156:157] == b"x":
            header += content.ljust(-(-size // BLOCK) * BLOCK, b"\0")
        else:
            found.append(Member(header, content))
            header = b""
    return found


def written(every: list[Member]) -> bytes:
    padded = (one.header + one.content.ljust(-(-len(one.content) // BLOCK) * BLOCK, b"\0") for one in every)
    return b"".join(padded) + bytes(2 * BLOCK)


def zstd(*arguments: str, data: bytes) -> bytes:
    command = [tool.path("zstd"), "--quiet", "--stdout", *arguments]
    return tool.succeeded(subprocess.run(command, input=data, capture_output=True)).stdout


def edit(layout: Layout, layer: Layer, change: Callable[[list[Member]], object]) -> None:
    """Puts an edited tar in the place of a layer's blob."""
    path = layout.blob(layer.digest)
    altered = zstd(data=edited(path, change))
    path.unlink()
    path.write_bytes(altered)


def edited(blob: Path, change: Callable[[list[Member]], object]) -> bytes:
    tar = zstd("--decompress", data=blob.read_bytes())
    every = members(tar)
    assert written(every) == tar, "the editor reads what the builder writes"
    change(every)
    return written(every)

"""What a tree holds, path by path, whether it lies in a tar or on disk."""

import hashlib
import os
import stat
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    kind: str
    mode: str
    content: str


Tree = dict[str, Entry]


def of_tar(path: Path) -> Tree:
    with tarfile.open(path) as archive:
        return {member.name.rstrip("/"): _of_member(archive, member) for member in archive}


def of_folder(folder: Path) -> Tree:
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): _of_path(path) for path in paths}


def difference(one: Tree, other: Tree) -> list[str]:
    """One line for each path that is not the same in both."""
    paths = sorted(one.keys() | other.keys())
    return [f"{path}: {one.get(path)} / {other.get(path)}" for path in paths if one.get(path) != other.get(path)]


def _of_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Entry:
    mode = oct(member.mode)
    if member.isdir():
        return Entry("folder", mode, "")
    if member.issym():
        return Entry("link", "", member.linkname)
    if member.isreg():
        return Entry("file", mode, _sha256(archive.extractfile(member)))
    raise AssertionError(f"`{member.name}` is neither file, folder nor link: {member.type!r}")


def _of_path(path: Path) -> Entry:
    status = path.lstat()
    mode = oct(stat.S_IMODE(status.st_mode))
    if stat.S_ISDIR(status.st_mode):
        return Entry("folder", mode, "")
    if stat.S_ISLNK(status.st_mode):
        return Entry("link", "", os.readlink(path))
    with path.open("rb") as file:
        return Entry("file", mode, _sha256(file))


def _sha256(file: BinaryIO) -> str:
    sum = hashlib.sha256()
    while chunk := file.read(CHUNK):
        sum.update(chunk)
    return sum.hexdigest()

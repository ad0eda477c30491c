"""Which packages are in a layer, read from its tar: debs by `status.d`, Python's by `.dist-info`. Apart from gen-lock."""

import re
import tarfile
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import PurePosixPath

import rootfs
from layout import Layout

STATUS = PurePosixPath("var/lib/dpkg/status.d")


@dataclass(frozen=True, order=True)
class Package:
    kind: str
    name: str
    version: str
    # where its record is
    path: str
    # of a deb: the name and version of what it was built from
    source: tuple[str, str] | None = None


def packages(layout: Layout, digest: str) -> set[Package]:
    """Those of one layer."""
    with rootfs.inflated(layout.blob(digest)) as tar, tarfile.open(fileobj=tar, mode="r|") as archive:
        found = {_package(archive, member) for member in archive if member.isfile()}
    return {package for package in found if package is not None}


def _package(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Package | None:
    path = PurePosixPath(member.name)
    if path.parent == STATUS and path.suffix != ".md5sums":
        return _deb(_headers(archive, member), str(path))
    if path.name == "METADATA" and path.parent.suffix == ".dist-info":
        headers = _headers(archive, member)
        name = re.sub(r"[-_.]+", "-", headers["Name"]).lower()
        return Package("pypi", name, headers["Version"], str(path.parent))
    return None


def _deb(headers: dict[str, str], path: str) -> Package:
    source, _, version = headers.get("Source", headers["Package"]).partition(" ")
    source_version = version.strip("()") or headers["Version"]
    return Package("deb", headers["Package"], headers["Version"], path, (source, source_version))


def _headers(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, str]:
    return HeaderParser().parsestr(archive.extractfile(member).read().decode())

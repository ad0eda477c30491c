"""Programs of Debian 13, unpacked and not installed, from the mirror that this machine's apt knows."""

import os
from functools import cache
from pathlib import Path

import tool

SUITE = "trixie"


@cache
def unpacked(folder: Path, *packages: str) -> Path:
    """The packages' files below one folder; what they depend on is this machine's."""
    lists, root = folder / "apt", folder / "root"
    for part in ("lists/partial", "archives/partial", "debs"):
        (lists / part).mkdir(parents=True)
    (lists / "sources.list").write_text(f"deb [signed-by={keyring()}] {mirror()} {SUITE} main\n")
    options = (
        *("-o", f"Dir::Etc::SourceList={lists}/sources.list", "-o", "Dir::Etc::SourceParts=-"),
        *("-o", f"Dir::State::Lists={lists}/lists", "-o", f"Dir::Cache={lists}"),
        *("-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none"),
    )
    tool.run("apt-get", *options, "update", "--quiet")
    tool.run("apt-get", *options, "download", "--quiet", *packages, cwd=lists / "debs")
    for deb in sorted((lists / "debs").glob("*.deb")):
        tool.run("dpkg-deb", "--extract", deb, root)
    return root


def mirror() -> str:
    """Where apt gets Debian from, or what `GEN_LOCK_DEBIAN_MIRROR` says."""
    if told := os.environ.get("GEN_LOCK_DEBIAN_MIRROR"):
        return told.split(",")[0].strip()
    said = tool.run("apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)")
    found = [line.split(" ", 1)[1] for line in said.splitlines() if line.startswith("bookworm ")]
    if not found:
        raise AssertionError("apt here knows no Debian 12: set GEN_LOCK_DEBIAN_MIRROR")
    return found[0]


def keyring() -> Path:
    return Path("/usr/share/keyrings/debian-archive-keyring.gpg")

"""Programs of later Debians, unpacked and not installed, from the mirror that this machine's apt knows."""

import os
import shutil
from functools import cache
from pathlib import Path

import tool

SUITE = "trixie"


# In a mount namespace of its own everything is this machine's but `/usr`.
WITHIN = 'mount --bind "$0/usr" /usr && exec "$@"'


@cache
def unpacked(folder: Path, *packages: str, suite: str = SUITE) -> Path:
    """The packages' files below one folder; what they depend on is this machine's."""
    lists, root = folder / "apt", folder / "root"
    options = updated(lists, suite)
    tool.run("apt-get", *options, "download", "--quiet", *packages, cwd=lists / "debs")
    extract(lists / "debs", root)
    return root


class Usr:
    """A later Debian's `/usr` with all that its packages depend on: programs run with their own libraries."""

    def __init__(self, folder: Path, suite: str, *packages: str) -> None:
        lists, self.root = folder / "apt", folder / "root"
        options = updated(lists, suite)
        # To a machine that has nothing installed
        (lists / "status").touch()
        options += ("-o", f"Dir::State::Status={lists}/status", "-o", f"Dir::Cache::Archives={lists}/debs")
        words = ("install", "--yes", "--quiet", "--download-only", "--no-install-recommends")
        tool.run("apt-get", *options, *words, "?essential", *packages)
        extract(lists / "debs", self.root)
        choose(self.root / "usr/sbin")
        shutil.rmtree(lists)

    def words(self, *command: str | Path) -> tuple[str | Path, ...]:
        """A command line that runs a command on this machine as if that `/usr` were its own."""
        return ("unshare", "--mount", "sh", "-c", WITHIN, self.root, *command)


def updated(lists: Path, suite: str) -> tuple[str, ...]:
    """apt's options for a suite whose lists it has read, apart from the machine's own."""
    for part in ("lists/partial", "archives/partial", "debs/partial"):
        (lists / part).mkdir(parents=True)
    (lists / "sources.list").write_text(f"deb [signed-by={keyring()}] {mirror()} {suite} main\n")
    options = (
        *("-o", f"Dir::Etc::SourceList={lists}/sources.list", "-o", "Dir::Etc::SourceParts=-"),
        *("-o", f"Dir::State::Lists={lists}/lists", "-o", f"Dir::Cache={lists}"),
        *("-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none"),
    )
    tool.run("apt-get", *options, "update", "--quiet")
    return options


def extract(debs: Path, root: Path) -> None:
    for deb in sorted(debs.glob("*.deb")):
        tool.run("dpkg-deb", "--extract", deb, root)


def choose(folder: Path) -> None:
    """What an installation chooses among alternatives (update-alternatives(1)).

    Without `iptables` an engine gives its containers no name server: none finds another by its name.
    """
    for name in ("iptables", "ip6tables"):
        for end in ("", "-save", "-restore"):
            if (folder / f"{name}-nft{end}").is_symlink():
                (folder / f"{name}{end}").symlink_to(f"{name}-nft{end}")


def mirror() -> str:
    """Where apt gets Debian from, or what `GEN_LOCK_DEBIAN_MIRROR` says."""
    if told := os.environ.get("GEN_LOCK_DEBIAN_MIRROR"):
        return told.replace(",", " ").split()[0]
    said = tool.run("apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)")
    found = [line.split(" ", 1)[1] for line in said.splitlines() if line.startswith("bookworm ")]
    if not found:
        raise AssertionError("apt is not configured for Debian 12: set GEN_LOCK_DEBIAN_MIRROR")
    return found[0]


def keyring() -> Path:
    return Path("/usr/share/keyrings/debian-archive-keyring.gpg")

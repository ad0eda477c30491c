"""The programs that the tests run, and the Debian packages that hold them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PACKAGES = {
    "apparmor_parser": "apparmor",
    "apt-cache": "apt",
    "apt-get": "apt",
    "chromium": "chromium",
    "chroot": "coreutils",
    "docker": "docker.io",
    "dpkg-deb": "dpkg",
    "git": "git",
    "install": "coreutils",
    "ip": "iproute2",
    "mount": "mount",
    "docker-registry": "docker-registry",
    "docker-compose": "docker-compose",
    "dockerd": "docker.io",
    "nix": "nix-bin",
    "nix-daemon": "nix-bin",
    "nix-store": "nix-bin",
    "openssl": "openssl",
    "pngtopam": "netpbm",
    "setpriv": "util-linux",
    "skopeo": "skopeo",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
    "sshd": "openssh-server",
    "strace": "strace",
    "systemd-analyze": "systemd",
    "tar": "tar",
    "taskset": "util-linux",
    "umoci": "umoci",
    "umount": "mount",
    "unshare": "util-linux",
    "yamllint": "yamllint",
    "zstd": "zstd",
}
FOLDERS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
LONGEST_WORDS = 4000


def path(program: str) -> str:
    """Where a program is; a missing one fails the test and names what to install."""
    if found := shutil.which(program, path=FOLDERS):
        return found
    if program == "gen-lock":
        raise AssertionError("`gen-lock` is not on PATH: run `./factory test`")
    raise AssertionError(f"`{program}` is missing: apt-get install {PACKAGES[program]}")


def environment(**more: str) -> dict[str, str]:
    """Ours, with more."""
    return os.environ | more


def attempt(program: str, *arguments: str | Path, **options) -> subprocess.CompletedProcess:
    """Runs a program to its end, whatever its exit code; gives what it wrote as text."""
    command = [path(program), *map(str, arguments)]
    options = {"stdin": subprocess.DEVNULL} | options
    return subprocess.run(command, capture_output=True, text=True, **options)


def run(program: str, *arguments: str | Path, **options) -> str:
    """Runs a program that has to succeed; gives its standard output."""
    return succeeded(attempt(program, *arguments, **options)).stdout


def succeeded(ended: subprocess.CompletedProcess) -> subprocess.CompletedProcess:
    if ended.returncode == 0:
        return ended
    words = "\n".join(filter(None, (_text(ended.stdout), _text(ended.stderr))))
    raise AssertionError(f"exit code {ended.returncode}: {_line(ended.args)}\n{words[-LONGEST_WORDS:]}")


def _line(arguments: Sequence[str]) -> str:
    return " ".join(arguments)


def _text(output: str | bytes | None) -> str:
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""

"""A machine without a network: what `unshare --net --mount --pid --mount-proc` gives, with an empty Nix store.

Run as `python offline_machine.py FOLDER ATTRIBUTE…`: builds attributes of FOLDER/checkout from the archive
in FOLDER/registry, behind a door that wants a token."""

import errno
import fcntl
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

from registry import Registry
from token_door import TokenDoor

LOOPBACK = b"lo"
# asm-generic/sockios.h and net/if.h
SIOCSIFFLAGS = 0x8914
IFF_UP = 1
# RFC 5737: an address that nobody has
SOMEWHERE = ("192.0.2.1", 80)


def main(root: Path, attributes: list[str]) -> None:
    raise_loopback()
    assert_alone()
    store = root / "nix"
    store.mkdir()
    subprocess.run(["mount", "--bind", store, "/nix"], check=True)
    registry = Registry(root)
    door = TokenDoor(f"http://127.0.0.1:{registry.port}")
    home = root / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "TMPDIR": str(root)}
    for attribute in attributes:
        offline = ("--offline", f"oci://127.0.0.1:{door.port}/fleet/sources")
        subprocess.run(["./factory", *offline, attribute], cwd=root / "checkout", env=environment, check=True)
    registry.stop()


def raise_loopback() -> None:
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", LOOPBACK, IFF_UP))


def assert_alone() -> None:
    """Without this the rest would prove nothing."""
    interfaces = {name for _, name in socket.if_nameindex()}
    if interfaces != {LOOPBACK.decode()}:
        raise SystemExit(f"there is a network: {interfaces}")
    with socket.socket() as client:
        code = client.connect_ex(SOMEWHERE)
    if code != errno.ENETUNREACH:
        raise SystemExit(f"`{SOMEWHERE[0]}` answers: {os.strerror(code)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

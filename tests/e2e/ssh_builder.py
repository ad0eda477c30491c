"""A remote builder on the loopback interface: an sshd of its own, whose one key may do one thing."""

import shlex
from pathlib import Path

import loopback
import tool
from second_store import SecondStore
from service_process import ServiceProcess

# Where Debian's sshd wants an empty folder, which its start-up makes.
SEPARATION = Path("/run/sshd")
SERVER = """
ListenAddress {host}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
AuthenticationMethods publickey
StrictModes no
UsePAM no
PidFile none
"""
CLIENT = """
Host {name}
  HostName {host}
  Port {port}
  User root
  IdentityFile {folder}/client
  IdentitiesOnly yes
  BatchMode yes
  StrictHostKeyChecking yes
  UserKnownHostsFile {folder}/known
  HostKeyAlias {name}
"""
DAEMON = ("--option", "build-users-group", "", "--option", "sandbox", "true", "--option", "substituters", "")


class SshBuilder:
    """Another machine's store, reached as `ssh-ng://NAME` with these `options` of ssh."""

    def __init__(self, name: str, store: SecondStore, folder: Path) -> None:
        folder.mkdir()
        self.name, self.folder = name, folder
        self.address = f"ssh-ng://{name}"
        self.options = ("-F", str(folder / "client.conf"))
        self._write_keys(store)
        self._write_settings(loopback.free_port())

    def start(self) -> None:
        self._made = not SEPARATION.exists()
        SEPARATION.mkdir(mode=0o755, exist_ok=True)
        self.server = ServiceProcess(self.folder / "log", "sshd", "-D", "-e", "-f", self.folder / "server.conf")
        self.server.wait_until(lambda: loopback.answers(self.port))

    def stop(self) -> None:
        self.server.stop()
        if self._made:
            SEPARATION.rmdir()

    def be_a_stranger(self) -> None:
        """From now on the client expects another host key."""
        self._write_known(self._key("other"))

    def _write_keys(self, store: SecondStore) -> None:
        daemon = shlex.join([tool.path("nix-daemon"), "--stdio", "--store", store.address, *DAEMON])
        told = daemon.replace("\\", r"\\").replace('"', r"\"")
        authorized = f'restrict,command="{told}" {self._key("client")}\n'
        (self.folder / "authorized").write_text(authorized)
        self._write_known(self._key("host"))

    def _write_known(self, host: str) -> None:
        (self.folder / "known").write_text(f"{self.name} {host}\n")

    def _key(self, name: str) -> str:
        """Makes a key; gives its public half."""
        file = self.folder / name
        tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file)
        return file.with_suffix(".pub").read_text().strip()

    def _write_settings(self, port: int) -> None:
        self.port = port
        said = {"host": loopback.HOST, "port": port, "folder": self.folder, "name": self.name}
        (self.folder / "server.conf").write_text(SERVER.format(**said))
        (self.folder / "client.conf").write_text(CLIENT.format(**said))

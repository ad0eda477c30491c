"""A Docker Engine of its own: own data, own socket, own containerd, no bridge, no rule in a firewall."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import tool
from later_debian import Usr
from service_process import ServiceProcess

# What a later Debian's engine is made of; `docker compose` is a plugin of its client.
PACKAGES = ("docker.io", "docker-cli", "docker-compose", "containerd", "runc")

Done = TypeVar("Done")


class Engine:
    """This machine's, or that of a later Debian; with containerd's image store where it is asked for."""

    def __init__(self, folder: Path, usr: Usr | None = None, containerd: bool = False) -> None:
        self.folder, self.usr = folder, usr
        # A socket's path is short: at most 107 bytes.
        self.run_folder = tempfile.TemporaryDirectory(prefix="gl-")
        run = Path(self.run_folder.name)
        # containerd takes no two signs in a row, and a temporary name may have them.
        namespace = run.name.replace("_", "0").replace("-", "")
        self.address = f"unix://{run}/docker.sock"
        self.containerd = run / "exec/containerd/containerd.sock"
        # Engine 29 and later would keep images in containerd unless told otherwise.
        (run / "daemon.json").write_text(json.dumps({"features": {"containerd-snapshotter": containerd}}))
        command = (
            "dockerd",
            *("--config-file", run / "daemon.json", "--host", self.address, "--pidfile", run / "docker.pid"),
            *("--data-root", folder / "data", "--exec-root", run / "exec"),
            *(() if containerd else ("--storage-driver", "overlay2")),
            *("--bridge", "none", "--iptables=false", "--ip6tables=false", "--ip-forward=false"),
            *("--containerd-namespace", namespace, "--containerd-plugins-namespace", f"{namespace}-plugins"),
        )
        self.words = usr.words("env", f"PATH={tool.FOLDERS}", *command) if usr else command
        self.start()

    def start(self) -> None:
        self.server = ServiceProcess(self.folder / "dockerd.log", *self.words)
        self.server.wait_until(lambda: self.attempt("version").returncode == 0)

    def supervised(self, work: Callable[[], Done]) -> Done:
        """Does something, and starts the engine whenever it ends meanwhile, as a service manager does.

        In this thread: with the one that started it the engine would end, too (prctl(2), `PR_SET_PDEATHSIG`).
        """
        with ThreadPoolExecutor(1) as worker:
            done = worker.submit(work)
            while not done.done():
                if self.server.process.poll() is not None:
                    self.start()
                time.sleep(0.1)
            return done.result()

    @property
    def restart(self) -> str:
        """What starts it anew while it is supervised: a command of the shell."""
        pid = Path(self.run_folder.name) / "docker.pid"
        return f"pid=$(cat {pid}); kill -TERM $pid; while kill -0 $pid 2>/dev/null; do sleep 0.1; done"

    def be_killed(self) -> None:
        """Kills the engine, its containerd, and all that runs in containers: nobody is asked to end."""
        self.server.kill()
        # Each has the folder of this engine in its words, and containers are children of their shims.
        ours = {pid for pid in processes() if str(self.run_folder.name) in words_of(pid)}
        ours |= {pid for pid in processes() if parent_of(pid) in ours}
        for pid in ours:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # A process has words until it has ended.
        while any(words_of(pid) for pid in ours):
            time.sleep(0.05)
        # After a start of the machine `/run` is empty, and nothing is mounted.
        for point in mount_points(Path(self.run_folder.name), self.folder / "data"):
            tool.run("umount", "--lazy", point)
        (Path(self.run_folder.name) / "docker.pid").unlink(missing_ok=True)
        shutil.rmtree(Path(self.run_folder.name) / "exec", ignore_errors=True)

    def beside(self, program: str, *arguments: str | Path, **options) -> subprocess.CompletedProcess:
        """Runs a program on the engine's machine, with that machine's client and Compose."""
        environment = options.pop("env", os.environ) | {"DOCKER_HOST": self.address}
        # A program of the tests' own lies outside `/usr`.
        own = tool.path(program) if program == "gen-lock" else program
        words = self.usr.words(own, *arguments) if self.usr else (program, *arguments)
        return tool.attempt(*words, env=environment, **options)

    def succeeding(self, program: str, *arguments: str | Path) -> str:
        """What a program says that has to succeed there."""
        return tool.succeeded(self.beside(program, *arguments)).stdout

    def attempt(self, *arguments: str | Path, **options) -> subprocess.CompletedProcess:
        return self.beside("docker", "--host", self.address, *arguments, **options)

    def run(self, *arguments: str | Path, **options) -> str:
        return tool.succeeded(self.attempt(*arguments, **options)).stdout

    def inspect(self, names: Iterable[str]) -> dict[str, dict]:
        """What the engine says of containers or images, by the name given."""
        names = list(names)
        return dict(zip(names, json.loads(self.run("inspect", *names)), strict=True)) if names else {}

    def stop(self) -> None:
        """Ends every container, then the engine, which unmounts what it mounted."""
        if containers := self.run("ps", "--all", "--quiet").split():
            self.run("rm", "--force", *containers)
        self.server.stop()
        # Where the root is no shared mount the engine makes its folder one, and may leave it so.
        for point in mount_points(self.folder / "data"):
            tool.run("umount", point)
        self.run_folder.cleanup()


def processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def words_of(pid: int) -> str:
    """Its command line; nothing of one that ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def parent_of(pid: int) -> int | None:
    try:
        # The name in parentheses may hold anything (proc_pid_stat(5)).
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def mount_points(*folders: Path) -> list[str]:
    """What is mounted at or below folders, the last first; also a folder that is bound to itself, which has the device of
    what it lies in (proc_pid_mountinfo(5)).
    """
    points = [line.split(" ")[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    ours = tuple(folder.resolve() for folder in folders)
    return [point for point in reversed(points) if any(Path(point).is_relative_to(folder) for folder in ours)]

"""A machine of the fleet as `gen-lock` runs it in the tests' engine."""

import atexit
import json
import time
from functools import cache
from pathlib import Path

import folder
import project
import tool
from checkout import Checkout
from fleet_engine import Filled

# What no test needs of its host: a synchronised clock, room for what the engine holds already.
DESPITE = "clock,disk"
WITHOUT = ("--no-gpu", "--no-devices")
COMMIT = "0" * 39 + "1"


class RolledOut:
    def __init__(self, filled: Filled, machine: str, state: Path) -> None:
        self.filled, self.machine, self.state = filled, machine, state
        self.engine, self.checkout = filled.engine, filled.pushed.checkout
        # Its user makes folders in it
        state.chmod(0o755)
        place(self.checkout, machine, state, Path(self.engine.address.removeprefix("unix://")))
        enforce()

    def rendered(self) -> set[str]:
        """Images of the services that are neither disabled nor switched off."""
        return set(project.rendered(self.machine))

    def name(self, image: str) -> str:
        return f"{self.machine}-{image}"

    def gen_lock(self, *arguments: str | Path):
        return self.engine.beside("gen-lock", "-C", self.checkout.path, *arguments)

    def deploy(self, *arguments: str, commit: str = COMMIT):
        words = ("deploy", "--machine", self.machine, "--registry", self.filled.pushed.address, "--git-sha", commit)
        return self.gen_lock(*words, *WITHOUT, "--despite", DESPITE, *arguments)

    def compose(self, file: Path, *arguments: str) -> str:
        words = ("--project-name", self.machine, "--file", file, *arguments)
        return self.engine.succeeding("docker-compose", *words)

    def health(self) -> dict[str, str]:
        """By image: what the engine says of each container of the machine."""
        listed = self.engine.run("ps", "--all", "--format", "{{.Names}}").split()
        states = self.engine.inspect(name for name in listed if name.startswith(f"{self.machine}-"))
        return {name.removeprefix(f"{self.machine}-"): status(one["State"]) for name, one in states.items()}

    def until_healthy(self, patience: float) -> float:
        """Until every rendered service is healthy, counted by name; gives seconds."""
        begin, wanted = time.monotonic(), {image: "healthy" for image in self.rendered()}
        while (health := self.health()) != wanted:
            if time.monotonic() > begin + patience:
                raise AssertionError(f"not healthy within {patience:g} s: {difference(health, wanted)}")
            time.sleep(0.5)
        return time.monotonic() - begin

    def ask(self, image: str, url: str, *options: str) -> tuple[int, str]:
        """Status and body of a request from inside a container."""
        words = ("exec", self.name(image), "/usr/bin/curl", "-sS", "-m", "20", "-w", "\n%{http_code}", *options, url)
        body, _, code = self.engine.run(*words).rpartition("\n")
        return int(code), body

    def json(self, image: str, url: str) -> object:
        code, body = self.ask(image, url)
        if code != 200:
            raise AssertionError(f"{url} answers {code}: {body}")
        return json.loads(body)

    def port(self, image: str) -> int:
        return project.services(self.machine)[image]["port"]

    def memory(self) -> float:
        """What all its containers take, in MB."""
        names = [self.name(image) for image in self.rendered()]
        used = self.engine.run("stats", "--no-stream", "--format", "{{.MemUsage}}", *names).splitlines()
        return sum(megabytes(line.partition(" /")[0]) for line in used)


@cache
def enforce() -> None:
    """Loads the AppArmor profile that containers are rendered with, where the kernel has AppArmor."""
    enabled = Path("/sys/module/apparmor/parameters/enabled")
    if not (enabled.exists() and enabled.read_text().startswith("Y")):
        print("no AppArmor in this kernel: the profile is not enforced", flush=True)
        return
    profile = folder.of_run() / "gen-lock"
    profile.write_text(tool.run("gen-lock", "-C", project.ROOT, "hardening", "apparmor"))
    tool.run("apparmor_parser", "--replace", profile)
    atexit.register(tool.run, "apparmor_parser", "--remove", profile)


def place(checkout: Checkout, machine: str, state: Path, socket: Path) -> None:
    """Tells the table of a copy where this host has what a machine's own table says of it."""
    file = checkout.path / "services/fleet.toml"
    head, rest = file.read_text().split(f"[machines.{machine}]\n")
    settings, end = rest.split("\n\n", 1)
    ours = ("state", "engine-socket", "engine-group")
    kept = [line for line in settings.splitlines() if line.split(" ")[0] not in ours]
    group = socket.stat().st_gid
    kept += [f'state = "{state}"', f'engine-socket = "{socket}"', f"engine-group = {group}"]
    file.write_text(f"{head}[machines.{machine}]\n" + "\n".join(kept) + "\n\n" + end)


def status(state: dict) -> str:
    return state["Health"]["Status"] if state["Running"] else state["Status"]


def difference(found: dict[str, str], wanted: dict[str, str]) -> dict[str, str | None]:
    return {name: found.get(name) for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name)}


def megabytes(text: str) -> float:
    """Of `12.3MiB`."""
    units = {"KiB": 1024, "MiB": 1024**2, "GiB": 1024**3, "B": 1}
    unit = next(unit for unit in units if text.endswith(unit))
    return float(text.removesuffix(unit)) * units[unit] / 1e6

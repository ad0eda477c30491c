"""`./factory test kills [COUNT [SEED]]`: roll-outs that are killed at random moments on a real engine, which is killed, too.

What was written to disk stays: this is no test of a disk that loses what it was told to keep. After each the engine
starts anew and `gen-lock resume` runs, as it does on a machine by its timer: then one release runs, the old or the new
one, whole, and nothing else. The engine probes every 3 s, not every 10: most of a roll-out is waiting. More frequent
probes cost more CPU time than they save.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fleet_engine
import tool
from checkout import Checkout
from fleet_engine import Filled
from gzip_fleet import Pushed
from rolled_out import DESPITE, WITHOUT, RolledOut

COUNT = 200
# Of pc2, so that a roll-out takes seconds
RUN = {
    "DockerProxy": "docker-proxy",
    "SelfHealingSupervisor": "self-healing-supervisor",
    "CacheManager": "cache-manager",
}
IMAGES = tuple(f"pc2-{image}" for image in RUN.values())
PATIENCE = 120.0
SEED = 20261130
# Before Compose reads a file, by a pipe: `docker-compose --project-name NAME --file FILE …`
QUICK_PROBES = r"""#!/bin/bash
set -euo pipefail
[ "${3:-}" = --file ] || exec %(compose)s "$@"
exec %(compose)s "$1" "$2" --project-directory "${4%%/*}" --file - "${@:5}" < <(sed 's/interval: "\?10s"\?/interval: 3s/' "$4")
"""


class KilledRollOuts:
    def __init__(self, filled: Filled, folder: Path, seed: int) -> None:
        state = folder / "state"
        state.mkdir()
        self.machine = RolledOut(small(filled, folder / "project"), "pc2", state)
        self.state, self.engine = state, filled.engine
        self.random = random.Random(seed)
        self.number = 0
        self.kills = 0
        # Of an engine that keeps ports of what is gone
        self.restarts = 0
        tool.succeeded(self.machine.deploy("--timeout", f"{PATIENCE:.0f}", commit=self.commit()))
        begin = time.monotonic()
        tool.succeeded(self.machine.deploy("--timeout", f"{PATIENCE:.0f}", commit=self.commit()))
        self.seconds = time.monotonic() - begin
        # On a busy machine a try that is given less never ends well.
        self.patience = max(PATIENCE, 4 * self.seconds)

    def commit(self) -> str:
        """Another release each time."""
        self.number += 1
        return f"{self.number:040x}"

    def once(self) -> str:
        """Kills one roll-out; gives what was killed and what runs."""
        before, commit = self.running_release(), self.commit()
        moment, how = self.random.uniform(0, self.seconds), self.random.choice(("gen-lock", "all", "interrupted engine"))
        process = self.begin(commit)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            self.kills += 1
        self.kill(process, how)
        self.engine.be_killed()
        self.engine.start()
        self.resume()
        after = self.running_release()
        if after["git_sha"] not in (before["git_sha"], commit):
            raise AssertionError(f"neither the old release nor the new one: {after}")
        which = "new" if after["git_sha"] == commit else "old"
        return f"{how} killed after {moment:.1f} s: the {which} release runs"

    def begin(self, commit: str) -> subprocess.Popen:
        words = ("deploy", "--machine", "pc2", "--registry", self.machine.filled.pushed.address, "--git-sha", commit)
        words = (tool.path("gen-lock"), "-C", self.machine.checkout.path, *words, *WITHOUT, "--despite", DESPITE)
        return subprocess.Popen(
            [str(word) for word in words],
            env=os.environ | {"DOCKER_HOST": self.engine.address},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self, process: subprocess.Popen, how: str) -> None:
        """gen-lock alone, so that Compose lives on; or it with its Compose; or the engine before it."""
        if how == "interrupted engine":
            self.engine.be_killed()
            time.sleep(self.random.uniform(0, 2))
        running = process.poll() is None
        children = descendants(process.pid) if running and how == "all" else []
        process.kill()
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()

    def resume(self) -> None:
        """As its timer would, until there is nothing to do."""
        words = ("resume", "--machine", "pc2", "--state", self.state, "--timeout", f"{self.patience:.0f}")
        words = (*words, "--restart-engine", self.engine.restart)
        end, tries = time.monotonic() + 3 * self.patience, []
        while True:
            ended = self.engine.supervised(lambda: self.machine.gen_lock(*words))
            self.restarts += ended.stderr.count("restarting the engine")
            if "no roll-out was killed" in ended.stdout:
                return
            if "nothing to do" not in ended.stdout:
                tries.append(ended.stdout + ended.stderr)
            if time.monotonic() > end:
                raise AssertionError("\n".join(["it does not come to an end:", *tries, ended.stdout]))
            time.sleep(0.5)

    def running_release(self) -> dict:
        """The current release, all of which runs, and nothing else of the machine does."""
        release = json.loads((self.state / "current/release.json").read_text())
        wanted = {one["container"]: (one["image"], release["git_sha"], "healthy") for one in release["services"]}
        end = time.monotonic() + self.patience
        while (found := self.containers()) != wanted:
            if time.monotonic() > end:
                raise AssertionError(f"what runs is not the current release:\n{found}\n{wanted}")
            time.sleep(0.5)
        return release

    def containers(self) -> dict[str, tuple[str, str, str]]:
        """Image, commit and health of every container of the engine."""
        ids = self.engine.run("ps", "--all", "--quiet").split()
        return dict(facts(one) for one in self.engine.inspect(ids).values())


def facts(inspected: dict) -> tuple[str, tuple[str, str, str]]:
    environment = dict(line.split("=", 1) for line in inspected["Config"]["Env"])
    state = inspected["State"]
    health = state["Health"]["Status"] if state["Running"] else state["Status"]
    return inspected["Name"].lstrip("/"), (inspected["Config"]["Image"], environment.get("GIT_SHA", ""), health)


def descendants(pid: int) -> list[int]:
    """All that a process started, and what these did."""
    said = tool.run("ps", "-e", "-o", "pid=,ppid=")
    parents = [tuple(map(int, line.split())) for line in said.splitlines()]
    found = [pid]
    for ancestor in found:
        found += [child for child, parent in parents if parent == ancestor]
    return found[1:]


def small(filled: Filled, place: Path) -> Filled:
    """The fleet with a few of pc2's services: a copy of its own, for other tests have theirs."""
    checkout = Checkout.__new__(Checkout)
    checkout.path = place
    tool.run("cp", "-a", filled.pushed.checkout.path, place)
    file = place / "services/fleet.toml"
    head, *rows = file.read_text().split("[[services]]\n")
    file.write_text("[[services]]\n".join([head, *map(disabled, rows)]))
    return Filled(filled.engine, Pushed(checkout, filled.pushed.registry, filled.pushed.images))


def disabled(row: str) -> str:
    name = row.partition("\n")[0].removeprefix('name = "').removesuffix('"')
    return row if name in RUN or "\ndisabled = " in row else f'disabled = "not in this test"\n{row}'


def probe_quickly(folder: Path) -> None:
    """Puts a Compose before the real one, for every gen-lock that this process runs."""
    programs = folder / "programs"
    programs.mkdir()
    compose = programs / "docker-compose"
    compose.write_text(QUICK_PROBES % {"compose": tool.path("docker-compose")})
    compose.chmod(0o755)
    os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"


def main(count: int = COUNT, seed: int = SEED) -> int:
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-kills-"))
    folder.chmod(0o755)
    try:
        probe_quickly(folder)
        kills = KilledRollOuts(fleet_engine.filled(*IMAGES), folder, seed)
        print(f"a roll-out that nobody kills takes {kills.seconds:.1f} s", flush=True)
        while kills.kills < count:
            print(f"{kills.kills + 1}: {kills.once()}", flush=True)
        print(f"{kills.kills} roll-outs were killed; each ended in the old or the new release, running", flush=True)
        print(f"the engine had to be started anew {kills.restarts} times, for ports that it kept", flush=True)
    finally:
        fleet_engine.release()
        tool.run("rm", "-rf", "--one-file-system", folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

"""`kill -9` of a program at a point: before or after one of its system calls, or at a time."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tool

PATIENCE = 60.0
STOPPED = "--- stopped by SIGSTOP ---"


@dataclass(frozen=True)
class Call:
    """The n-th of some system calls that one of its threads makes."""

    names: str
    number: int
    after: bool

    @property
    def place(self) -> str:
        return f"{'after' if self.after else 'before'} {self.names.partition(',')[0]}"


@dataclass(frozen=True)
class Time:
    """Seconds after it began; all that it started is killed with it."""

    seconds: float
    place = "at a time"


def run(point: Call | Time, command: Sequence[str | Path], environment: dict[str, str]) -> bool:
    """Whether it was killed, and did not end before."""
    words = [tool.path(str(command[0])), *map(str, command[1:])]
    with tempfile.NamedTemporaryFile("r", prefix="gen-lock-strace-") as log:
        if isinstance(point, Call):
            words = [*traced(point, log.name), *words]
        process = subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            if isinstance(point, Time):
                return at_time(process, point.seconds)
            return at_call(process, point, Path(log.name))
        finally:
            end_all(process)


def traced(point: Call, log: str) -> list[str]:
    """The program under strace, which leaves alone what it starts. A signal comes when a call begins: one that kills
    does so before it, one that stops does so after it."""
    calls = f"{point.names}:signal={'SIGSTOP' if point.after else 'SIGKILL'}:when={point.number}"
    quiet = ("-f", "-b", "execve", "-qq", "-o", log)
    return [tool.path("strace"), *quiet, "-e", f"trace={point.names}", "-e", f"inject={calls}"]


def at_call(process: subprocess.Popen, point: Call, log: Path) -> bool:
    end = time.monotonic() + PATIENCE
    while process.poll() is None:
        if point.after and STOPPED in log.read_text():
            return True
        if time.monotonic() > end:
            raise AssertionError(f"{process.args} does not end:\n{log.read_text()[-2000:]}")
        time.sleep(0.005)
    return process.returncode == -signal.SIGKILL


def at_time(process: subprocess.Popen, seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def end_all(process: subprocess.Popen) -> None:
    """What it started goes with it, so that the next run is alone."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def calls(names: str, command: Sequence[str | Path], environment: dict[str, str]) -> int:
    """The most of these calls that one of its threads makes, in a run to its end."""
    with tempfile.NamedTemporaryFile("r", prefix="gen-lock-strace-") as log:
        quiet = ("-f", "-b", "execve", "-qq", "-o", log.name, "-e", f"trace={names}", "-e", "signal=none")
        tool.run("strace", *quiet, tool.path(str(command[0])), *command[1:], env=environment)
        threads = [line.split()[0] for line in log.read().splitlines() if "resumed>" not in line and "+++" not in line]
    return max((threads.count(thread) for thread in set(threads)), default=0)

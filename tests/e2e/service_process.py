"""A server that a test starts, waits for, and stops by its process."""

import atexit
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import tool

PATIENCE = 60.0


class ServiceProcess:
    """Its output goes to a file beside its data, and into the message if it does not start."""

    def __init__(self, log: Path, *command: str | Path) -> None:
        self.log = log
        with log.open("wb") as output:
            # It ends with the test run, however that ends.
            words = [tool.path("setpriv"), "--pdeathsig", "TERM", tool.path(str(command[0])), *map(str, command[1:])]
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        atexit.register(self.stop)

    def wait_until(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            if ready():
                return
            time.sleep(0.1)
        words = self.log.read_text(errors="replace")[-3000:]
        self.stop()
        raise AssertionError(f"`{self.process.args[3]}` did not start within {PATIENCE:g} s:\n{words}")

    def kill(self) -> None:
        """As if the power failed."""
        atexit.unregister(self.stop)
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Once or again."""
        atexit.unregister(self.stop)
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

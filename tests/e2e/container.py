"""Containers as the fleet runs them: read-only, a user without rights, no capability, no way to gain one."""

import json
import time
from collections.abc import Iterable

from engine import Engine

LOCKED_DOWN = ("--read-only", "--user", "10001:10001", "--cap-drop=ALL", "--security-opt", "no-new-privileges")
ALONE = ("--network", "none")
# The health check's start period and retries come from the image: 30 s, then three times 10 s.
PATIENCE = 120.0


class Container:
    def __init__(self, engine: Engine, image: str, name: str, *options: str) -> None:
        self.engine, self.name = engine, name
        engine.run("run", "--detach", "--name", name, *LOCKED_DOWN, *ALONE, *options, image)

    def execute(self, *command: str) -> str:
        return self.engine.run("exec", self.name, *command)

    def get(self, path: str) -> tuple[int, dict]:
        """Status and JSON of the health port, asked from inside."""
        port = self.environment()["HEALTH_CHECK_PORT"]
        address = f"http://127.0.0.1:{port}{path}"
        body, _, status = self.execute("/usr/bin/curl", "-sS", "-w", "\n%{http_code}", address).rpartition("\n")
        return int(status), json.loads(body)

    def state(self) -> dict:
        return self._inspected()["State"]

    def environment(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self._inspected()["Config"]["Env"])

    def _inspected(self) -> dict:
        return self.engine.inspect([self.name])[self.name]


def wait(containers: Iterable[Container], status: str) -> None:
    """Until the engine calls every one of them `healthy`, or `unhealthy`, by its own health check."""
    waiting = {container.name: container for container in containers}
    end = time.monotonic() + PATIENCE
    while waiting:
        engine = next(iter(waiting.values())).engine
        states = {name: inspected["State"] for name, inspected in engine.inspect(waiting).items()}
        for name, state in states.items():
            if state["Health"]["Status"] == status:
                del waiting[name]
            elif not state["Running"] or time.monotonic() > end:
                raise AssertionError(_words(waiting[name], status, state))
        time.sleep(0.5)


def stop(containers: list[Container]) -> dict[str, int]:
    """Asks all of them to end, as an operator would, and gives their exit codes."""
    if not containers:
        return {}
    engine, names = containers[0].engine, [container.name for container in containers]
    engine.run("stop", *names)
    codes = {name: inspected["State"]["ExitCode"] for name, inspected in engine.inspect(names).items()}
    engine.run("rm", *names)
    return codes


def _words(container: Container, wanted: str, state: dict) -> str:
    said = [entry["Output"].strip() for entry in state["Health"]["Log"]][-2:]
    logs = container.engine.attempt("logs", "--tail", "20", container.name)
    found = f"{state['Status']}, {state['Health']['Status']}"
    return f"`{container.name}` is not {wanted} but {found}\nhealth check: {said}\n{logs.stdout}{logs.stderr}"

"""A machine that stands in for one with Docker Engine: containers, their health, the engine's events."""

import json
import queue
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from .server import Reply, Server

IMAGE = "registry.example:5000/fleet/{name}@sha256:" + "a" * 64
runs = count(1)


def moment(ago: float = 0.0) -> str:
    """As the engine writes it, with nanoseconds, no two alike."""
    return (datetime.now(UTC) - timedelta(seconds=ago)).strftime("%Y-%m-%dT%H:%M:%S.%f") + f"{next(runs) % 1000:03}Z"


@dataclass
class Box:
    """One container."""

    name: str
    restart: str = "no"
    status: str = "running"
    healthy: bool = True
    # Nothing of its network reaches the supervisor; what the engine's own probe says.
    cut: bool = False
    judged: str = ""
    ours: bool = True
    # Whether it runs when it was restarted, and is well then.
    mends: bool = True
    crashes: bool = False
    code: int = 0
    run: str = ""
    id: str = ""
    image: str = ""
    port: str = "8080"

    def __post_init__(self) -> None:
        self.run = self.run or moment(ago=100)
        self.id = self.id or f"{next(runs):064x}"
        self.image = self.image or IMAGE.format(name=self.name)


class Machine(Server):
    def __init__(self, *boxes: Box) -> None:
        self.boxes = {box.name: box for box in boxes}
        self.readers: list[queue.Queue[bytes | None]] = []
        self.restarts: list[str] = []
        # What it says in place of an answer, by the path's pattern.
        self.instead: dict[str, Reply] = {}
        super().__init__()

    @property
    def probe_address(self) -> str:
        return self.url + "/services/{name}/{port}/health"

    def reply(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        for pattern, reply in self.instead.items():
            if re.fullmatch(pattern, path):
                return reply
        match path.partition("?")[0].strip("/").split("/"):
            case ["containers", "json"]:
                return Reply(body=[self.listed(box) for box in self.boxes.values()])
            case ["containers", name, verb]:
                box = self.boxes.get(name)
                if box is None:
                    return Reply(404, {"message": "No such container"})
                return self.engine(box, verb) if box.ours else Reply(403, {"message": "not yours"})
            case ["events"]:
                return Reply(body=self.events())
            case ["services", name, "8080", "health"]:
                return self.health(self.boxes.get(name))
        return Reply(404)

    def engine(self, box: Box, verb: str) -> Reply:
        if verb == "json":
            return Reply(body=self.inspected(box))
        self.restarts.append(box.name)
        self.start(box.name, *("kill", "die", "stop"))
        box.healthy = box.mends
        if box.crashes:
            self.end(box.name, 3)
        return Reply(204)

    def health(self, box: Box | None) -> Reply | None:
        if box and box.cut:
            return None
        if box and box.status == "running" and box.healthy:
            return Reply(body={"status": "ok"})
        return Reply(503, {"status": "unavailable", "reason": "out of order"})

    def start(self, name: str, *before: str) -> None:
        self.boxes[name].run, self.boxes[name].status = moment(), "running"
        self.say(name, *before, "start")

    def end(self, name: str, code: int = 137, *, stop: bool = False) -> None:
        """As `docker kill` does, or as `docker stop`."""
        self.boxes[name].status, self.boxes[name].code = "exited", code
        self.say(name, "kill", "die", *(["stop"] if stop else []))

    def say(self, name: str, *actions: str) -> None:
        for action in actions:
            attributes = {"name": name, "image": "x", "gen-lock.machine": "pc2"}
            event = {"Type": "container", "Action": action, "Actor": {"ID": "x", "Attributes": attributes}}
            self.write(json.dumps(event).encode() + b"\n")

    def write(self, part: bytes | None) -> None:
        """None ends the streams."""
        for reader in self.readers:
            reader.put(part)

    def events(self) -> Iterator[bytes]:
        reader: queue.Queue[bytes | None] = queue.Queue()
        self.readers.append(reader)
        # Something must be sent before a client sees that it is open.
        yield b"\n"
        while (part := reader.get()) is not None:
            yield part
        self.readers.remove(reader)

    def listed(self, box: Box) -> dict[str, object]:
        labels = {
            "gen-lock.machine": "pc2",
            "health_check_port": box.port,
            "org.opencontainers.image.title": box.name.removeprefix("pc2-"),
        }
        return {"Id": box.id, "Names": [f"/{box.name}"], "State": box.status, "Labels": labels}

    def inspected(self, box: Box) -> dict[str, object]:
        state = {"Status": box.status, "StartedAt": box.run, "ExitCode": box.code, "OOMKilled": False, "Error": ""}
        if box.judged:
            state["Health"] = {"Status": box.judged, "FailingStreak": 0, "Log": []}
        host = {"RestartPolicy": {"Name": box.restart, "MaximumRetryCount": 0}}
        return {
            "Id": box.id,
            "Name": f"/{box.name}",
            "State": state,
            "HostConfig": host,
            "Config": {"Image": box.image},
        }

    def stop(self) -> None:
        self.write(None)
        super().stop()

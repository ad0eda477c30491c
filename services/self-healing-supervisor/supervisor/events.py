"""What the engine's stream of events says of containers."""

import json
from dataclasses import dataclass

# `docker kill` gives kill and die; `docker stop` kill, die and stop; `docker restart` these three, start and restart.
ACTIONS = ("die", "stop", "start", "destroy")


@dataclass(frozen=True)
class Event:
    action: str
    name: str


def parse(line: bytes) -> Event | None:
    """None for what says nothing to us, garbage included."""
    try:
        said = json.loads(line)
        action, name = said["Action"], said["Actor"]["Attributes"]["name"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return None
    if said.get("Type") == "container" and action in ACTIONS and isinstance(name, str):
        return Event(action, name)
    return None

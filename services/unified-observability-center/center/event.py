"""What a supervisor did or saw."""

from dataclasses import dataclass

from .field import Fields

LONGEST_MESSAGE = 1000
# What a supervisor says; of other kinds few are counted by name.
KINDS = frozenset({"restarted", "unreachable", "recovered", "gave-up", "stopped-by-hand", "new-tag"})


@dataclass(frozen=True)
class Event:
    machine: str
    service: str
    kind: str
    message: str


def parse(value: object) -> Event:
    fields = Fields(value, "an event")
    message = fields.text("message", LONGEST_MESSAGE)
    return Event(fields.label("machine"), fields.label("service"), fields.kind("kind"), message)

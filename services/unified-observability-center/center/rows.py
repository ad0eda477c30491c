"""Which rows of the fleet one answer holds: so many, from one on, those that are expected before all others."""

from collections.abc import Sequence
from dataclasses import dataclass

from .field import LABEL, Refused
from .service import Machine, Service

MOST_FIRST = 1_000_000
Row = tuple[Machine, Service]


@dataclass(frozen=True)
class Rows:
    # How many there are, and the number of the first one here.
    total: int
    first: int
    rows: list[Row]

    @property
    def next(self) -> int | None:
        """The first of the rows after these; None where there is none."""
        end = self.first + len(self.rows)
        return end if self.rows and end < self.total else None

    @property
    def left_out(self) -> int:
        return self.total - len(self.rows)

    def of(self, machine: Machine) -> list[Service]:
        return [service for owner, service in self.rows if owner is machine]


def pick(machines: Sequence[Machine], first: int, most: int) -> Rows:
    every = [(machine, service) for machine in machines for service in machine.services]
    # It keeps the order of machines, and that of names within one.
    every.sort(key=lambda row: row[1].expected_digest is None)
    return Rows(len(every), first, every[first : first + most])


def named(machines: Sequence[Machine], name: str) -> list[Machine]:
    """All of them where no name is given."""
    if not name:
        return list(machines)
    if not LABEL.fullmatch(name):
        raise Refused("`machine` must be a DNS label")
    return [machine for machine in machines if machine.name == name]


def number(text: str, name: str, least: int, most: int) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise Refused(f"`{name}` must be a number between {least} and {most}")

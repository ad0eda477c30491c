"""What the center remembers: starts, events and the snapshots of other machines, each with a bound.

What is expected is always taken. What is not is bounded on its own, and makes room for what comes after it.
"""

import json
import sqlite3
from dataclasses import astuple
from pathlib import Path

from . import clock, snapshot, stray
from .database import READ, open_database
from .event import KINDS, Event
from .field import Refused
from .known import Known
from .snapshot import Snapshot
from .start import Start

# Of what is not expected.
MOST_STARTS = 128
MOST_MACHINES = 16
MOST_STRAY_EVENTS = 1000
MOST_STRAY_KINDS = 16
# Of all.
MOST_EVENTS = 10000
START = "machine, service, image_digest, sbom_digest, git_sha, lock_digest, health_port"
Statement = tuple[str, tuple[object, ...]]


class Store:
    def __init__(self, path: Path, known: Known) -> None:
        self.database, self.storage = open_database(path)
        self.known = known
        # Parsed once, not at every request. Each with the moment it was heard at.
        self.heard = {taken.machine: (taken, at) for taken, at in self._snapshots()}
        for taken, at in self.heard.values():
            known.hear(taken, at)
        rows = self.database.execute("SELECT id, machine, service FROM event ORDER BY id")
        self.stray_events = [id for id, *key in rows if not known.expects(*key)]
        self._trim_starts()

    def check(self) -> None:
        """Raises where a table cannot be read."""
        for query in READ:
            self.database.execute(f"{query} LIMIT 1").fetchall()

    def close(self) -> None:
        self.database.close()

    def put_start(self, start: Start) -> None:
        row = (*astuple(start), clock.now())
        self._write((f"REPLACE INTO start ({START}, started_at) VALUES (?,?,?,?,?,?,?,?)", row), *self._room(start))

    def starts(self) -> list[tuple[Start, str]]:
        """Each with the moment it was heard at."""
        rows = self.database.execute(f"SELECT {START}, started_at FROM start ORDER BY machine, service")
        return [(Start(*row[:-1]), row[-1]) for row in rows]

    def drop_starts(self, starts: list[Start]) -> None:
        if starts:
            self._write(*(_without(start.machine, start.service) for start in starts))

    def put_event(self, event: Event) -> None:
        key = (event.machine, event.service)
        kind = event.kind if self._counted(event.kind) else "other"
        (last,) = self.database.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
        strays = [*self.stray_events] if self.known.expects(*key) else [*self.stray_events, last + 1]
        gone = strays[:-MOST_STRAY_EVENTS]
        self._write(
            ("INSERT INTO event VALUES (?,?,?,?,?,?)", (last + 1, clock.now(), *astuple(event))),
            *(("DELETE FROM event WHERE id = ?", (id,)) for id in gone),
            # By their number: those of strays are few, and took ids all the same.
            ("DELETE FROM event WHERE id <= (SELECT id FROM event ORDER BY id DESC LIMIT 1 OFFSET ?)", (MOST_EVENTS,)),
            ("INSERT INTO event_total VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET total = total + 1", (kind,)),
        )
        self.stray_events = strays[-MOST_STRAY_EVENTS:]

    def events(self, limit: int) -> list[dict[str, str]]:
        """The newest first."""
        names = ("time", "machine", "service", "kind", "message")
        rows = self.database.execute(f"SELECT {', '.join(names)} FROM event ORDER BY id DESC LIMIT ?", (limit,))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def event_totals(self) -> dict[str, int]:
        """Since the database was begun, by kind."""
        return dict(self.database.execute("SELECT kind, total FROM event_total ORDER BY kind"))

    def put_snapshot(self, taken: Snapshot) -> None:
        now = clock.now()
        gone = []
        if taken.machine not in self.known.machines:
            gone = stray.surplus(self._stray_machines(), MOST_MACHINES, taken.machine)
        row = (taken.machine, now, json.dumps(taken.fields()))
        self._write(("REPLACE INTO snapshot (machine, heard_at, services) VALUES (?,?,?)", row), *_forget(gone))
        self._forgotten(gone)
        self.heard[taken.machine] = (taken, now)
        self.known.hear(taken, now)
        self._trim_starts()

    def snapshots(self) -> list[tuple[Snapshot, str]]:
        """Each with the moment it was heard at."""
        return [self.heard[machine] for machine in sorted(self.heard)]

    def expire_machines(self) -> None:
        gone = [name for name, at in self._stray_machines() if clock.age(at) > stray.SECONDS]
        if gone:
            self._write(*_forget(gone))
            self._forgotten(gone)

    def _forgotten(self, machines: list[str]) -> None:
        for machine in machines:
            del self.heard[machine]

    def _stray_machines(self) -> list[tuple[str, str]]:
        return [(name, at) for name, (_, at) in self.heard.items() if name not in self.known.machines]

    def _snapshots(self) -> list[tuple[Snapshot, str]]:
        rows = self.database.execute("SELECT services, heard_at FROM snapshot ORDER BY machine")
        read = ((_parsed(text), heard_at) for text, heard_at in rows)
        return [(taken, heard_at) for taken, heard_at in read if taken]

    def _counted(self, kind: str) -> bool:
        totals = self.event_totals()
        return kind in KINDS or kind in totals or len(totals.keys() - KINDS - {"other"}) < MOST_STRAY_KINDS

    def _room(self, start: Start) -> list[Statement]:
        """For one that is not expected the oldest of these goes."""
        if self.known.expects(start.machine, start.service):
            return []
        return [_without(*key) for key in self._surplus((start.machine, start.service))]

    def _trim_starts(self) -> None:
        """A snapshot expects other names than the one before: what it no longer does is bounded as all that nobody does."""
        if gone := self._surplus():
            self._write(*(_without(*key) for key in gone))

    def _surplus(self, newest: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        strays = stray.starts(self.starts(), self.known)
        keys = (((one.machine, one.service), at) for one, at in strays)
        return stray.surplus(keys, MOST_STARTS, newest)

    def _write(self, *statements: Statement) -> None:
        """All of them or none."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            for statement, values in statements:
                self.database.execute(statement, values)
            self.database.execute("COMMIT")
        except sqlite3.Error:
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")
            raise


def _parsed(text: str) -> Snapshot | None:
    """None for what another version of this center kept: its machine speaks again soon."""
    try:
        return snapshot.parse(json.loads(text))
    except (ValueError, RecursionError, Refused):
        return None


def _without(machine: str, service: str) -> Statement:
    return ("DELETE FROM start WHERE machine = ? AND service = ?", (machine, service))


def _forget(machines: list[str]) -> list[Statement]:
    return [("DELETE FROM snapshot WHERE machine = ?", (machine,)) for machine in machines]

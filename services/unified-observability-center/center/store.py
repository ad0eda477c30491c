"""What the center remembers: starts, events and the snapshots of other machines, each with a bound."""

import json
import sqlite3
from dataclasses import astuple
from pathlib import Path

from . import clock, snapshot
from .database import READ, open_database
from .event import Event
from .field import Refused
from .snapshot import Snapshot
from .start import Start

MOST_STARTS = 4096
MOST_EVENTS = 10000
MOST_KINDS = 64
MOST_MACHINES = 64
FULL = 507
START = "machine, service, image_digest, sbom_digest, git_sha, lock_digest, health_port"


class Store:
    def __init__(self, path: Path) -> None:
        self.database, self.storage = open_database(path)

    def check(self) -> None:
        """Raises where a table cannot be read."""
        for query in READ:
            self.database.execute(f"{query} LIMIT 1").fetchall()

    def close(self) -> None:
        self.database.close()

    def put_start(self, start: Start) -> None:
        self._bound("start", MOST_STARTS, "machine = ? AND service = ?", start.machine, start.service)
        row = (*astuple(start), clock.now())
        self._write((f"REPLACE INTO start ({START}, started_at) VALUES (?,?,?,?,?,?,?,?)", row))

    def starts(self) -> list[tuple[Start, str]]:
        """Each with the moment it was heard at."""
        rows = self.database.execute(f"SELECT {START}, started_at FROM start ORDER BY machine, service")
        return [(Start(*row[:-1]), row[-1]) for row in rows]

    def put_event(self, event: Event) -> None:
        kind = event.kind if self._known_kind(event.kind) else "other"
        self._write(
            (
                "INSERT INTO event (time, machine, service, kind, message) VALUES (?,?,?,?,?)",
                (clock.now(), *astuple(event)),
            ),
            ("DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - ?", (MOST_EVENTS,)),
            ("INSERT INTO event_total VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET total = total + 1", (kind,)),
        )

    def events(self, limit: int) -> list[dict[str, str]]:
        """The newest first."""
        names = ("time", "machine", "service", "kind", "message")
        rows = self.database.execute(f"SELECT {', '.join(names)} FROM event ORDER BY id DESC LIMIT ?", (limit,))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def event_totals(self) -> dict[str, int]:
        """Since the database was begun, by kind."""
        return dict(self.database.execute("SELECT kind, total FROM event_total ORDER BY kind"))

    def put_snapshot(self, taken: Snapshot) -> None:
        self._bound("snapshot", MOST_MACHINES, "machine = ?", taken.machine)
        row = (taken.machine, clock.now(), json.dumps(taken.fields()))
        self._write(("REPLACE INTO snapshot (machine, heard_at, services) VALUES (?,?,?)", row))

    def snapshots(self) -> list[tuple[Snapshot, str]]:
        """Each with the moment it was heard at."""
        rows = self.database.execute("SELECT services, heard_at FROM snapshot ORDER BY machine")
        return [(snapshot.parse(json.loads(text)), heard_at) for text, heard_at in rows]

    def _known_kind(self, kind: str) -> bool:
        totals = self.event_totals()
        return kind in totals or len(totals) < MOST_KINDS - 1

    def _bound(self, table: str, most: int, condition: str, *key: str) -> None:
        """A row that is there may always be replaced."""
        if self.database.execute(f"SELECT 1 FROM {table} WHERE {condition}", key).fetchone():
            return
        if self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= most:
            raise Refused(f"there are {most} already", FULL)

    def _write(self, *statements: tuple[str, tuple[object, ...]]) -> None:
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

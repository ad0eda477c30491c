"""What is not expected is bounded and expires, and keeps nothing out that is."""

import json
import sqlite3
import tempfile
import unittest
from contextlib import closing
from pathlib import Path
from unittest import mock

from center import event, fleet, snapshot, start, store, stray
from center.known import Known

from tests.case import A, EVENT, ROW, SNAPSHOT, START


class Case(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "center.sqlite"
        self.moments = (
            f"2024-06-15T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z" for number in range(86400)
        )
        clock = mock.patch("center.clock.now", lambda: next(self.moments))
        clock.start()
        self.addCleanup(clock.stop)
        self.store = self.open()

    def open(self) -> store.Store:
        opened = store.Store(self.path, Known("pc2", frozenset({"mainpc"}), {"cache-manager": A}))
        self.addCleanup(opened.close)
        return opened

    def put(self, *names: str, machine: str = "pc2") -> None:
        for name in names:
            self.store.put_start(start.parse(START | {"service": name, "machine": machine}))

    def names(self) -> set[str]:
        return {one.service for one, _ in self.store.starts()}


class Starts(Case):
    def test_the_oldest_stray_goes(self):
        with mock.patch.object(store, "MOST_STARTS", 3):
            self.put("a", "b", "c", "a", "d")
        self.assertEqual(self.names(), {"a", "c", "d"})

    def test_a_table_full_of_strays_takes_what_is_expected(self):
        with mock.patch.object(store, "MOST_STARTS", 3):
            self.put("a", "b", "c", "cache-manager", "d", "e", "f")
        self.assertEqual(self.names(), {"cache-manager", "d", "e", "f"})

    def test_other_machines_strays_count_too(self):
        with mock.patch.object(store, "MOST_STARTS", 3):
            for number in range(10):
                self.put("a", machine=f"m{number}")
        self.assertEqual(len(self.store.starts()), 3)

    def test_what_a_known_machine_expects(self):
        """Its center says so; of a machine that is not known it counts for nothing."""
        for machine in ("mainpc", "elsewhere"):
            self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": machine}))
        with mock.patch.object(store, "MOST_STARTS", 2):
            self.put("stt-service", machine="mainpc")
            self.put("stt-service", machine="elsewhere")
            self.put("a", "b")
        rows = {(one.machine, one.service) for one, _ in self.store.starts()}
        self.assertEqual(rows, {("mainpc", "stt-service"), ("pc2", "a"), ("pc2", "b")})

    def test_what_a_machine_no_longer_expects_is_bounded_too(self):
        """Anybody may post its snapshot, with other names each time."""
        (one, *_) = (one for one in SNAPSHOT["services"] if one["expected_digest"])
        with mock.patch.object(store, "MOST_STARTS", 3):
            for turn in range(5):
                names = [f"s{turn}-{number}" for number in range(10)]
                services = [one | {"service": name} for name in names]
                self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": "mainpc", "services": services}))
                self.put(*names, machine="mainpc")
                self.assertLessEqual(len(self.store.starts()), 13)
            self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": "mainpc", "services": []}))
        self.assertEqual(self.names(), {"s4-7", "s4-8", "s4-9"}, "the newest")

    def test_a_snapshot_of_other_names_takes_nobodys_place(self):
        (one, *_) = (one for one in SNAPSHOT["services"] if one["expected_digest"])

        def told(*names: str) -> None:
            services = [one | {"service": name} for name in names]
            self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": "mainpc", "services": services}))
            self.put(*names, machine="mainpc")

        true = {"stt-service", "tts-service"}
        with mock.patch.object(store, "MOST_STARTS", 3), mock.patch("center.clock.age", lambda _: 60.0):
            told(*true)
            for turn in range(8):
                told(*(f"s{turn}-{number}" for number in range(512)))
            self.put(*(f"stray-{number}" for number in range(10)), machine="mainpc")
            self.assertLessEqual(true, self.names())
            self.assertLessEqual(len(self.store.starts()), 1024 + 3)

    def test_strays_expire_unless_they_answer(self):
        self.put("silent", "answers", "cache-manager")
        known, rows = self.store.known, self.store.starts()
        with mock.patch("center.clock.age", lambda _: stray.SECONDS + 1):
            gone = stray.expired(rows, known, lambda one: one.service == "answers")
        self.store.drop_starts(gone)
        self.assertEqual(self.names(), {"answers", "cache-manager"})
        with mock.patch("center.clock.age", lambda _: stray.SECONDS - 1):
            self.assertEqual(stray.expired(rows, known, lambda _: False), [])


class Machines(Case):
    def test_a_known_one_stays_whatever_comes(self):
        with mock.patch.object(store, "MOST_MACHINES", 2):
            for machine in ("a", "b", "mainpc", "c", "d", "e"):
                self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": machine}))
        self.assertEqual([taken.machine for taken, _ in self.store.snapshots()], ["d", "e", "mainpc"])
        self.assertEqual([taken.machine for taken, _ in self.open().snapshots()], ["d", "e", "mainpc"])

    def test_others_expire(self):
        for machine in ("a", "mainpc"):
            self.store.put_snapshot(snapshot.parse(SNAPSHOT | {"machine": machine}))
        with mock.patch("center.clock.age", lambda _: stray.SECONDS + 1):
            self.store.expire_machines()
        self.assertEqual([taken.machine for taken, _ in self.open().snapshots()], ["mainpc"])

    def test_what_cannot_be_read_is_left_out(self):
        self.store.put_snapshot(snapshot.parse(SNAPSHOT))
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute("UPDATE snapshot SET services = '{}'")
        self.assertEqual(self.open().snapshots(), [])


class Events(Case):
    def tell(self, number: int, **fields: str) -> None:
        self.store.put_event(event.parse(EVENT | {"message": str(number)} | fields))

    def test_all(self):
        with mock.patch.object(store, "MOST_EVENTS", 10):
            for number in range(25):
                self.tell(number)
        self.assertEqual([row["message"] for row in self.store.events(1000)], [str(n) for n in range(24, 14, -1)])

    def test_strays_push_out_strays_alone(self):
        with mock.patch.object(store, "MOST_STRAY_EVENTS", 3), mock.patch.object(store, "MOST_EVENTS", 5):
            self.tell(0)
            for number in range(1, 10):
                self.tell(number, service="nobody")
            self.store = self.open()
            self.tell(10, service="nobody")
        self.assertEqual([row["message"] for row in self.store.events(1000)], ["10", "9", "8", "0"])

    def test_kinds(self):
        with mock.patch.object(store, "MOST_STRAY_KINDS", 2):
            for number in range(10):
                self.tell(number, kind=f"kind-{number % 5}")
            self.tell(10, kind="gave-up")
        self.assertEqual(self.store.event_totals(), {"gave-up": 1, "kind-0": 2, "kind-1": 2, "other": 6})

    def test_the_files_have_a_bound_too(self):
        for number in range(store.MOST_EVENTS // 100):
            self.tell(number, message="\U0001f600" * 1000)
        asked = (self.store.database.execute(f"PRAGMA {what}") for what in ("max_page_count", "page_size"))
        pages, size = (row.fetchone()[0] for row in asked)
        self.assertEqual(pages * size, 128 * 1024 * 1024)
        # A hundredth of what may be kept: all of it fits.
        files = (self.path, self.path.with_name("center.sqlite-wal"))
        self.assertLess(sum(file.stat().st_size for file in files), pages * size / 10)


class Snapshots(unittest.TestCase):
    def test_what_is_expected_is_told_first_and_no_more_than_is_taken(self):
        rows = [ROW | {"service": f"a{number}", "expected_digest": None, "reason": "ü" * 200} for number in range(400)]
        rows.append(ROW | {"service": "z"})
        parsed = [snapshot.parse({"machine": "mainpc", "services": rows[at : at + 1]}).services[0] for at in range(401)]
        machine = fleet.Machine("mainpc", None, sorted(parsed, key=fleet.ORDER))
        told = snapshot.of(machine)
        self.assertEqual((told.services[0].service, told.services[1].service), ("z", "a0"))
        self.assertLess(len(told.services), 401)
        self.assertLessEqual(len(json.dumps(told.fields())), snapshot.LARGEST)
        self.assertGreater(len(json.dumps(told.fields())), snapshot.LARGEST - 3000)

"""What the center shows, measures and keeps."""

import sqlite3

from testing.image import until

from tests.case import A, B, EVENT, LOCK, SNAPSHOT, START, CenterCase


class App(CenterCase):
    def test_nothing_is_set(self):
        """As an image runs that has no volume and no deploy facts."""
        center = self.center(CENTER_DATABASE="", POLL_SECONDS="")
        self.assertEqual(center.started.health(), (200, {"status": "ok"}))
        answer = center.json("/api/v1/services")
        self.assertEqual((answer["machine"], answer["services"]), ("pc2", []))
        self.assertRegex(answer["storage"], "^memory: cannot use `/app/data/center.sqlite`: ")
        self.assertIn("memory: ", center.ask("GET", "/")[1])
        self.assertTrue(any("storage is memory" in line["message"] for line in center.started.lines()))
        self.assertEqual(center.started.stop(), 0)

    def test_wrong_settings(self):
        words = {"POLL_SECONDS": "0", "FORWARD_URL": "ftp://x", "FLEET_EXPECTED": "a=b"}
        started = self.start(SERVICE_APP="center.app:app", SERVICE_WORKERS="1", **words)
        started.until_broken("failed in its lifespan startup")
        text = str(started.lines())
        for name in words:
            self.assertIn(f"`{name}` must be", text)

    def test_what_is_expected(self):
        names = f"drifted={B} forced= late={A} right={A}"
        center = self.center(FLEET_EXPECTED=names)
        for name in ("drifted", "forced", "right", "stray"):
            center.post("starts", START | {"service": name})
        found = {name: (row["verdict"], row["drift"]) for (_, name), row in center.services().items()}
        expected = {
            "drifted": ("drift", True),
            "forced": ("forced tag", False),
            "late": ("missing", False),
            "right": ("as expected", False),
            "stray": ("unexpected", False),
        }
        self.assertEqual(found, expected)
        self.assertEqual(center.services()["pc2", "late"]["health"], "missing")

    def test_health_is_polled(self):
        center = self.center()
        center.post("starts", START | {"service": "localhost", "health_port": center.started.health_port})
        until(lambda: center.services()["pc2", "localhost"]["health"] == "healthy", "healthy")
        center.post("starts", START | {"service": "localhost", "health_port": 1})
        until(lambda: center.services()["pc2", "localhost"]["health"] == "unreachable", "unreachable")
        center.post("starts", START | {"service": "localhost", "health_port": center.started.port})
        until(lambda: center.services()["pc2", "localhost"]["health"] == "healthy", "healthy again")

    def test_it_hears_of_its_own_start(self):
        """From the runtime that runs it, as from every other one."""
        facts = {"IMAGE_DIGEST": A, "LOCK_DIGEST": LOCK, "GIT_SHA": "d" * 40}
        center = self.center(OBSERVABILITY_URL="http://127.0.0.1:{port}", FLEET_EXPECTED=f"stt-service={A}", **facts)
        until(lambda: center.services()["pc2", "stt-service"]["verdict"] == "as expected", "its start")
        row = center.services()["pc2", "stt-service"]
        self.assertEqual((row["lock_digest"], row["health_port"]), (LOCK, center.started.health_port))

    def test_it_outlives_the_process(self):
        first = self.center()
        first.post("starts", START)
        first.post("events", EVENT)
        first.post("snapshots", SNAPSHOT)
        self.assertEqual(first.started.stop(), 0)
        second = self.center()
        self.assertEqual(set(second.services()), {("pc2", "cache-manager"), ("mainpc", "stt-service")})
        self.assertEqual(len(second.events()), 1)
        self.assertEqual(second.json("/api/v1/services")["storage"], f"file: {self.database}")

    def test_a_damaged_database_is_put_aside(self):
        def other_tables() -> None:
            with sqlite3.connect(self.database) as database:
                database.executescript("CREATE TABLE start (x); PRAGMA user_version = 1")

        def later_version() -> None:
            with sqlite3.connect(self.database) as database:
                database.execute("PRAGMA user_version = 99")

        aside = self.root / "center.sqlite.damaged"
        for damage in (lambda: self.database.write_bytes(b"no database" * 1000), other_tables, later_version):
            for file in self.root.glob("center.sqlite*"):
                file.unlink()
            damage()
            center = self.center()
            self.assertEqual(center.post("starts", START), (204, ""))
            self.assertTrue(aside.exists() and self.database.exists())
            self.assertTrue(any("is damaged" in line["message"] for line in center.started.lines()))
            self.assertEqual(center.started.stop(), 0)

    def test_the_page(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={B} late={A}")
        center.post("starts", START)
        center.post("events", EVENT | {"message": "<script>alert(1)</script>\"'&"})
        status, text, headers = center.ask("GET", "/")
        self.assertEqual((status, headers["content-type"]), (200, "text/html; charset=utf-8"))
        nonce = headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
        self.assertIn(f'<style nonce="{nonce}">', text)
        self.assertIn("default-src 'none'", headers["content-security-policy"])
        row = f'data-service="cache-manager" data-machine="pc2" data-digest="{A}" data-health='
        self.assertIn(row, text)
        self.assertEqual((text.count('data-drift="true"'), text.count('data-drift="false"')), (1, 1))
        self.assertIn(f'title="{LOCK}"', text)
        self.assertNotIn("<script", text)
        self.assertIn("&lt;script&gt;", text)
        for outside in ("http://", "https://", "url(", "@import", "<img", "<link"):
            self.assertNotIn(outside, text)
        self.assertNotEqual(nonce, center.ask("GET", "/")[2]["content-security-policy"].partition("'nonce-")[2][:22])

    def test_metrics(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={B}", POLL_SECONDS="600")
        center.post("starts", START)
        center.post("snapshots", SNAPSHOT)
        center.post("events", EVENT)
        _, text, headers = center.ask("GET", "/metrics")
        self.assertEqual(headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        lines = text.splitlines()
        self.assertIn('fleet_service_drift{machine="pc2",service="cache-manager"} 1', lines)
        self.assertIn('fleet_service_healthy{machine="mainpc",service="stt-service"} 1', lines)
        self.assertIn('fleet_events_total{kind="restarted"} 1', lines)
        info = f'image_digest="{A}",expected_digest="{B}",sbom_digest="",git_sha="{"d" * 40}",lock_digest="{LOCK}"'
        self.assertIn(f'fleet_service_info{{machine="pc2",service="cache-manager",{info}}} 1', lines)
        self.assertNotIn('fleet_service_healthy{machine="pc2"', text)

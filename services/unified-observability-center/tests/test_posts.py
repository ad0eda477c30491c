"""What may be posted, and what the center says of everything else."""

import json
import socket

from testing.image import until

from tests.case import A, B, EVENT, ROW, SNAPSHOT, START, CenterCase


class Posts(CenterCase):
    def test_a_start(self):
        center = self.center()
        self.assertEqual(center.post("starts", START | {"later": "unknown keys are left alone"}), (204, ""))
        self.assertEqual(center.post("starts", START | {"image_digest": B}), (204, ""))
        (row,) = center.services().values()
        self.assertEqual((row["image_digest"], row["verdict"], row["drift"]), (B, "not known", False))
        self.assertRegex(row["started_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

    def test_events_the_newest_first(self):
        center = self.center()
        for number in range(3):
            self.assertEqual(center.post("events", EVENT | {"message": str(number)}), (204, ""))
        self.assertEqual([event["message"] for event in center.events()], ["2", "1", "0"])
        self.assertEqual(len(center.json("/api/v1/events?limit=2")["events"]), 2)
        for limit in ("0", "-1", "x", "1001", "99999", "%C2%B2"):
            self.assertEqual(center.ask("GET", f"/api/v1/events?limit={limit}")[0], 422, limit)

    def test_a_message_is_one_line(self):
        center = self.center()
        center.post("events", EVENT | {"message": "a\nb\u202ec\ud800d\0e"})
        self.assertEqual(center.events()[0]["message"], "a b c d e")

    def test_refused_with_one_reason(self):
        center = self.center()
        wrong = [
            ("starts", START | {"service": "Cache_Manager"}, "`service` must be a DNS label"),
            ("starts", START | {"service": "2130706433"}, "`service` must be a DNS label"),
            ("starts", START | {"service": "a" * 64}, "`service` must be a DNS label"),
            ("starts", START | {"machine": "pc2.example"}, "`machine` must be a DNS label"),
            ("starts", START | {"machine": "pc2\n"}, "`machine` must be a DNS label"),
            ("starts", START | {"image_digest": "sha256:" + "A" * 64}, "`image_digest` must be `sha256:`"),
            ("starts", START | {"image_digest": None}, "`image_digest` must be `sha256:`"),
            ("starts", START | {"git_sha": "<script>"}, "`git_sha` must be"),
            ("starts", START | {"health_port": 0}, "`health_port` must be a port"),
            ("starts", START | {"health_port": True}, "`health_port` must be a port"),
            ("starts", START | {"health_port": "8102"}, "`health_port` must be a port"),
            ("starts", {key: START[key] for key in START if key != "machine"}, "it is missing"),
            ("starts", [START], "a start must be a JSON object"),
            ("events", EVENT | {"kind": "<b>"}, "`kind` must be a word"),
            ("events", EVENT | {"message": "x" * 1001}, "`message` must be text of at most 1000"),
            ("events", EVENT | {"message": 7}, "`message` must be text"),
            ("snapshots", SNAPSHOT | {"services": {}}, "`services` must be an array"),
            ("snapshots", SNAPSHOT | {"services": [ROW, ROW]}, "`services` must name a service once"),
            ("snapshots", SNAPSHOT | {"services": [ROW | {"health": "fine"}]}, "`health` must be one of"),
            ("snapshots", SNAPSHOT | {"services": [ROW | {"started_at": "now"}]}, "`started_at` must be a moment"),
            ("starts", b"", "the body must be JSON"),
            ("starts", b"\xff", "the body must be JSON"),
            ("starts", b"[" * 16000, "the body must be JSON"),
            ("starts", b'{"health_port": ' + b"9" * 10000 + b"}", "the body must be JSON"),
        ]
        for what, value, reason in wrong:
            with self.subTest(reason, value=str(value)[:80]):
                status, said = center.post(what, value)
                self.assertEqual((status, reason in said), (422, True), said)
                self.assertLess(len(said), 300)
        self.assertEqual((center.services(), center.events()), ({}, []))

    def test_too_large(self):
        center = self.center()
        self.assertEqual(center.post("events", b" " * 16385)[0], 413)
        self.assertEqual(center.post("snapshots", b" " * (256 * 1024 + 1))[0], 413)
        many = [ROW | {"service": f"s{number}"} for number in range(513)]
        self.assertIn(center.post("snapshots", SNAPSHOT | {"services": many})[0], (413, 422))
        chunks = [b" " * 9000, b" " * 9000]
        self.assertEqual(center.ask("POST", "/api/v1/events", iter(chunks))[0], 413)

    def test_a_page_in_a_browser_may_not_post(self):
        self.assertEqual(self.center().post("events", EVENT, Origin="http://elsewhere.example")[0], 403)

    def test_a_slow_client_holds_up_nobody(self):
        center = self.center()
        slow = [socket.create_connection(("127.0.0.1", center.started.port)) for _ in range(50)]
        for one in slow:
            self.addCleanup(one.close)
            one.sendall(b"POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        self.assertEqual(center.post("events", EVENT), (204, ""))
        slow[0].settimeout(20)
        self.assertIn(b" 408 ", slow[0].recv(4096).splitlines()[0])

    def test_a_snapshot_of_another_machine(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={A}")
        self.assertEqual(center.post("snapshots", SNAPSHOT), (204, ""))
        self.assertEqual(center.post("snapshots", SNAPSHOT | {"machine": "pc2"})[0], 409)
        row = center.services()["mainpc", "stt-service"]
        self.assertEqual((row["health"], row["verdict"]), ("healthy", "as expected"))
        self.assertEqual(center.post("snapshots", SNAPSHOT | {"services": [ROW | {"image_digest": B}]}), (204, ""))
        self.assertTrue(center.services()["mainpc", "stt-service"]["drift"])
        self.assertEqual(center.post("snapshots", SNAPSHOT | {"services": []}), (204, ""))
        self.assertNotIn(("mainpc", "stt-service"), center.services())

    def test_another_center_hears_of_it(self):
        hub = self.center(MACHINE="mainpc", CENTER_DATABASE=str(self.root / "hub.sqlite"))
        center = self.center(
            FORWARD_URL=f"http://127.0.0.1:{hub.started.port}", FLEET_EXPECTED=f"cache-manager={A} redis={B}"
        )
        center.post("starts", START)
        center.post("events", EVENT)
        center.post("events", EVENT | {"machine": "mainpc"})
        until(lambda: ("pc2", "redis") in hub.services() and hub.events(), "what is forwarded")
        until(lambda: hub.services()["pc2", "cache-manager"]["health"] == "unreachable", "its health")
        rows = hub.services()
        self.assertEqual(rows["pc2", "cache-manager"]["verdict"], "as expected")
        self.assertEqual((rows["pc2", "redis"]["health"], rows["pc2", "redis"]["verdict"]), ("missing", "missing"))
        self.assertEqual([event["machine"] for event in hub.events()], ["pc2"])

    def test_a_center_that_forwards_to_itself(self):
        center = self.center(FORWARD_URL="http://127.0.0.1:{port}")
        center.post("events", EVENT)
        until(lambda: len(center.events()) == 2, "the event, once more")
        until(lambda: any("409" in json.dumps(line) for line in center.started.lines()), "the refusal of its snapshot")
        self.assertEqual(len(center.events()), 2)

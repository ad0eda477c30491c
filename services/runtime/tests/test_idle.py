"""A service without app or command."""

import signal
import socket
import time

from testing.image import PROFILE, ImageCase


class Idle(ImageCase):
    def test_health_alone(self):
        started = self.start()
        begin = time.monotonic()
        started.until_healthy()
        self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual(started.health(), (200, {"status": "ok"}))

    def test_info_says_that_there_is_no_app(self):
        started = self.start()
        started.until_healthy()
        expected = {"service": "stt-service", "machine": "pc2", "app": None, "command": None, "profile": PROFILE}
        self.assertEqual(started.get("/info"), (200, expected))

    def test_one_process_and_nothing_on_the_service_port(self):
        started = self.start()
        started.until_healthy()
        self.assertEqual(started.children(), [])
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", started.port))

    def test_ends_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name):
                started = self.start()
                started.until_healthy()
                self.assertEqual(started.stop(number), 0)

    def test_log_lines_are_json(self):
        started = self.start()
        started.until_healthy()
        started.stop()
        lines = started.lines()
        self.assertEqual({line["service"] for line in lines}, {"stt-service"})
        self.assertEqual({line["machine"] for line in lines}, {"pc2"})
        self.assertEqual([line["level"] for line in lines], ["info", "info"])
        self.assertEqual(lines[-1]["message"], "stopping on SIGTERM")

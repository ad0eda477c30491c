"""The parts that need no process: hostile answers to a question for health, label escapes, what is stale."""

import asyncio
import unittest
from unittest import mock

from center import expected, fleet, metrics, snapshot, start
from center.health import Health, Poller
from center.service import Machine

from tests.case import A, SNAPSHOT, START


class Expected(unittest.TestCase):
    def test_words(self):
        self.assertEqual(expected.parse(f"a={A}  b="), {"a": A, "b": ""})

    def test_wrong_words(self):
        for text in ("a", f"A={A}", "a=sha256:1", f"a={A} a={A}", f"={A}", "<b>="):
            with self.subTest(text), self.assertRaises(ValueError):
                expected.parse(text)


class Metrics(unittest.TestCase):
    def test_labels_are_escaped(self):
        text = metrics.text([Machine("pc2", None, [])], {'a"b\\c\nd': 1})
        self.assertIn('fleet_events_total{kind="a\\"b\\\\c\\nd"} 1\n', text)


class Stale(unittest.TestCase):
    def test_an_old_snapshot_says_nothing_of_now(self):
        taken = snapshot.parse(SNAPSHOT)
        (machine,) = fleet.others("pc2", [], [(taken, "2024-06-15T12:00:00Z")])
        self.assertEqual(machine.services[0].health, "unknown")
        self.assertEqual(machine.services[0].reason, "nothing heard since 2024-06-15T12:00:00Z")

    def test_a_start_that_no_snapshot_has(self):
        posted = start.parse(START)
        (machine,) = fleet.others("mainpc", [(posted, "2024-06-15T12:00:00Z")], [])
        self.assertEqual((machine.name, machine.services[0].health), ("pc2", "unknown"))


class Answers(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.poller = Poller(lambda _: "127.0.0.1")
        self.addAsyncCleanup(self.poller.close)

    async def answered(self, *parts: bytes, pause: float = 0.0) -> Health:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            for part in parts:
                if reader.at_eof():
                    break
                writer.write(part)
                await asyncio.sleep(pause)
            writer.close()
            ended.set()

        ended = asyncio.Event()
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            health = await self.poller.ask("x", server.sockets[0].getsockname()[1])
            await ended.wait()
            return health

    async def test_what_a_service_may_say(self):
        head = b"HTTP/1.1 %s\r\nConnection: close\r\n\r\n"
        elsewhere = b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        cases = [
            (head % b"200 OK" + b'{"status":"ok"}', "healthy", ""),
            (head % b"503 X" + b'{"status":"unavailable","reason":"a\\nb"}', "unhealthy", "a b"),
            (head % b"503 X" + b'{"reason":["x"]}', "unhealthy", "answers 503"),
            (head % b"503 X" + b'{"reason":"' + b"<" * 3000 + b'"}', "unhealthy", "<" * 200),
            (head % b"200 OK" + b"<script>", "unhealthy", "answers 200 without `ok`"),
            (head % b"200 OK" + b"[" * 4000, "unhealthy", "answers 200 without `ok`"),
            (head % b"200 OK" + b"\xff\xfe\0", "unhealthy", "answers 200 without `ok`"),
            (head % b"200 OK" + b"x" * 5000, "unhealthy", "answers more than 4096 bytes"),
            (elsewhere, "unhealthy", "answers 302"),
        ]
        for said, state, reason in cases:
            with self.subTest(said[:60]):
                self.assertEqual(await self.answered(said), Health(state, reason))

    async def test_no_http(self):
        for said in (b"", b"220 mail.example\r\n", b"\0" * 200000, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200000):
            with self.subTest(said[:40]):
                health = await self.answered(said)
                self.assertEqual(health.state, "unreachable")
                self.assertLessEqual(len(health.reason), 200)

    async def test_an_answer_in_drops(self):
        loop = asyncio.get_running_loop()
        begin = loop.time()
        with mock.patch("center.health.SECONDS", 0.5):
            health = await self.answered(b"HTTP/1.1 200 OK\r\n\r\n", *[b" "] * 100, pause=0.1)
        self.assertEqual(health, Health("unreachable", "no answer within 0.5 s"))
        self.assertLess(loop.time() - begin, 30)

    async def test_a_name_that_is_not_there(self):
        poller = Poller()
        self.addAsyncCleanup(poller.close)
        self.assertEqual((await poller.ask("nowhere-at-all", 1)).state, "unreachable")

    async def test_many_at_once(self):
        posted = [start.parse(START | {"service": f"s{number}", "health_port": 1}) for number in range(100)]
        health = await self.poller.poll(posted)
        self.assertEqual({one.state for one in health.values()}, {"unreachable"})
        self.assertEqual(len(health), 100)

"""Bounded answers, and health while many ask for them."""

import asyncio
import socket
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

from center import render
from center.field import Refused
from center.forward import SNAPSHOTS, Forward

from tests.case import A, B, EVENT, ROW, SNAPSHOT, START, CenterCase

MANY = [ROW | {"service": f"s{number:03}", "expected_digest": None} for number in range(300)]


class Answers(CenterCase):
    def test_strays_keep_nothing_out(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={A}", FLEET_MACHINES="mainpc pc2", POLL_SECONDS="600")
        for number in range(150):
            self.assertEqual(center.post("starts", START | {"service": f"a{number}"}), (204, ""))
        for number in range(20):
            self.assertEqual(center.post("snapshots", SNAPSHOT | {"machine": f"m{number}"}), (204, ""))
        self.assertEqual(center.post("starts", START), (204, ""))
        self.assertEqual(center.post("snapshots", SNAPSHOT), (204, ""))
        rows = list(center.services())
        self.assertEqual(len(rows), 128 + 16 + 2)
        self.assertLess(rows.index(("mainpc", "stt-service")), 18)
        self.assertEqual(rows[0], ("pc2", "cache-manager"))

    def test_rows_of_a_page(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={A}", FLEET_MACHINES="mainpc", POLL_SECONDS="600")
        center.post("starts", START)
        self.assertNotIn("left out", center.ask("GET", "/")[1])
        center.post("snapshots", SNAPSHOT | {"services": [*MANY, ROW]})
        text = center.ask("GET", "/")[1]
        self.assertEqual(text.count("data-service="), 200)
        self.assertIn("Services 1 to 200 of 302, 102 left out", text)
        self.assertLess(text.index('data-service="stt-service"'), text.index('data-service="s000"'))
        self.assertIn('href="?from=200"', text)
        rest = center.ask("GET", "/?from=200&machine=mainpc")[1]
        self.assertIn("Services 201 to 301 of 301, 200 left out", rest)
        self.assertIn('href="?from=0&amp;machine=mainpc"', rest)
        self.assertIn("None of 302 services", center.ask("GET", "/?from=400")[1])
        self.assertIn("Only nowhere", center.ask("GET", "/?machine=nowhere")[1])
        for query in ("from=x", "from=-1", "machine=%3Cb%3E", "from=10000000"):
            self.assertEqual(center.ask("GET", f"/?{query}")[0], 422, query)

    def test_rows_of_the_list_and_of_the_metrics(self):
        center = self.center(FLEET_EXPECTED=f"cache-manager={B}", POLL_SECONDS="600")
        center.post("starts", START)
        for number in range(7):
            center.post("snapshots", SNAPSHOT | {"machine": f"m{number}", "services": MANY})
        answer = center.json("/api/v1/services")
        self.assertEqual((answer["total"], answer["left_out"], answer["next"]), (2101, 1101, 1000))
        self.assertEqual(answer["services"][0]["service"], "cache-manager")
        last = center.json("/api/v1/services?from=2000&limit=500")
        self.assertEqual((len(last["services"]), last["next"]), (101, None))
        self.assertEqual(center.json("/api/v1/services?machine=m3")["total"], 300)
        text = center.ask("GET", "/metrics")[1]
        self.assertIn("\nfleet_services_left_out 101\n", text)
        self.assertEqual(text.count("\nfleet_service_info{"), 2000)

    def test_slow_bodies_make_room(self):
        center = self.center()
        slow = [socket.create_connection(("127.0.0.1", center.started.port)) for _ in range(300)]
        for one in slow:
            self.addCleanup(one.close)
            one.sendall(b"POST /api/v1/snapshots HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + b" " * 40000)
        begin = time.monotonic()
        self.assertEqual(center.post("starts", START), (204, ""))
        # 8 MiB hold two hundred of them.
        slow[0].settimeout(5)
        self.assertIn(b" 408 ", slow[0].recv(4096).splitlines()[0])
        self.assertLess(time.monotonic() - begin, 8)
        slow[-1].setblocking(False)
        with self.assertRaises(BlockingIOError):
            slow[-1].recv(4096)

    def test_health_while_many_ask_for_the_page(self):
        center = self.center(POLL_SECONDS="600")
        for number in range(16):
            center.post("snapshots", SNAPSHOT | {"machine": f"m{number}", "services": MANY})
        center.post("events", EVENT)
        slowest, statuses = 0.0, []
        with ThreadPoolExecutor(48) as crowd:
            asked = [crowd.submit(center.ask, "GET", "/") for _ in range(200)]
            while not all(one.done() for one in asked):
                begin = time.monotonic()
                status, body = center.started.health()
                slowest = max(slowest, time.monotonic() - begin)
                statuses.append(status)
            found = {one.result()[0] for one in asked}
        self.assertEqual(set(statuses), {200})
        self.assertLess(slowest, 2)
        self.assertLessEqual(found, {200, 503})
        self.assertIn(200, found)


async def waiting(renderer: render.Renderer, count: int) -> None:
    async with asyncio.timeout(10):
        while renderer.waiting != count:
            await asyncio.sleep(0.01)


class Render(unittest.IsolatedAsyncioTestCase):
    async def test_few_wait(self):
        renderer = render.Renderer()
        self.addCleanup(renderer.close)
        with mock.patch.object(render, "MOST_WAITING", 2):
            made = threading.Event()
            begun = [asyncio.create_task(renderer.run(lambda: made.wait)) for _ in range(2)]
            await waiting(renderer, 2)
            with self.assertRaises(Refused) as refused:
                await renderer.run(lambda: lambda: None)
            self.assertEqual(refused.exception.status, 503)
            made.set()
            await asyncio.gather(*begun)
            self.assertEqual(await renderer.run(lambda: lambda: 7), 7)

    async def test_who_left_counts_until_the_answer_is_made(self):
        renderer = render.Renderer()
        self.addCleanup(renderer.close)
        made = threading.Event()
        task = asyncio.create_task(renderer.run(lambda: made.wait))
        await waiting(renderer, 1)
        task.cancel()
        await asyncio.wait([task])
        self.assertEqual(renderer.waiting, 1)
        made.set()
        await waiting(renderer, 0)


class Queue(unittest.IsolatedAsyncioTestCase):
    async def test_strays_push_out_strays_and_go_last(self):
        forward = Forward("http://127.0.0.1:1", "pc2")
        self.addAsyncCleanup(forward.close)
        forward.put("/api/v1/starts", {"service": "expected"})
        for number in range(1000):
            forward.put("/api/v1/starts", {"service": number}, expected=False)
        forward.put(SNAPSHOTS, {})
        order = []
        while post := forward._next():
            order.append(post[1].get("service"))
            forward._drop(post)
        self.assertEqual(order, [None, "expected", *range(968, 1000)])

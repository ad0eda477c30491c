"""The loop over a machine that stands in for a real one: restarts, give-ups, stops by hand, and an engine that lies."""

import asyncio
import json
import time

from supervisor import status
from supervisor.watch import MOST_COUNTED

from .case import Center, SupervisorCase
from .machine import Box
from .server import Reply

NAME = "pc2-cache-manager"


class Restarts(SupervisorCase):
    async def test_what_ended(self):
        await self.supervise(Box(NAME), Box("pc2-other"))
        await self.until_state("healthy")
        await self.until_followed()
        began = time.monotonic()
        self.machine.end(NAME)
        await self.until(lambda: self.machine.restarts == [NAME], "it is restarted")
        self.assertLess(time.monotonic() - began, 2)
        await self.until_state("healthy")
        self.assertEqual(self.shown()["restarts_left"], 2)
        self.assertEqual(self.shown("pc2-other")["restarts_left"], 3)

    async def test_what_had_ended_before(self):
        await self.supervise(Box(NAME, status="exited"))
        await self.until_state("healthy")
        self.assertEqual(self.machine.restarts, [NAME])

    async def test_what_answers_no_probe(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        self.machine.boxes[NAME].healthy = False
        await self.until_state("failing")
        self.assertIn("answers: 503, out of order (", self.shown()["reason"])
        await self.until(lambda: self.machine.restarts == [NAME], "it is restarted")
        await self.until_state("healthy")

    async def test_what_has_no_health_port_only_when_it_ends(self):
        await self.supervise(Box(NAME, healthy=False, port="none"))
        await self.until_state("healthy")
        await asyncio.sleep(1)
        self.assertEqual(self.machine.restarts, [])
        self.machine.end(NAME)
        await self.until(lambda: self.machine.restarts, "it is restarted")

    async def test_until_the_budget_is_spent(self):
        center = Center()
        self.addCleanup(center.stop)
        await self.supervise(Box(NAME, crashes=True), OBSERVABILITY_URL=center.url)
        await self.until_state("healthy")
        self.machine.end(NAME)
        await self.until_state("gave up")
        await asyncio.sleep(1)
        self.assertEqual(self.machine.restarts, [NAME] * 3)
        self.assertIn("ended with code 3", self.shown()["reason"])
        await self.until(lambda: len(center.bodies) == 4, "four events were told")
        events = [json.loads(body) for body in center.bodies]
        self.assertEqual([event["kind"] for event in events], ["restarted"] * 3 + ["gave-up"])
        self.assertEqual((events[0]["machine"], events[0]["service"]), ("pc2", "cache-manager"))

    async def test_again_what_was_made_anew(self):
        await self.supervise(Box(NAME, crashes=True), RESTART_BUDGET="1")
        await self.until_state("healthy")
        self.machine.end(NAME)
        await self.until_state("gave up")
        self.machine.boxes[NAME] = Box(NAME)
        await self.until_state("healthy")
        self.assertEqual(self.shown()["restarts_left"], 1)
        self.machine.end(NAME)
        await self.until(lambda: len(self.machine.restarts) == 2, "it is restarted")

    async def test_of_several_at_once(self):
        await self.supervise(*(Box(f"pc2-{index}", status="exited") for index in range(20)))
        await self.until(lambda: len(self.machine.restarts) == 20, "all are restarted")
        self.assertEqual(len(set(self.machine.restarts)), 20)

    async def test_that_the_engine_refuses_count(self):
        await self.supervise(Box(NAME, status="exited"))
        self.machine.instead[f"/containers/{NAME}/restart.*"] = Reply(500, {"message": "driver\nfailed"})
        await self.until_state("gave up")
        self.assertIn("500: driver failed", self.shown()["reason"])
        self.assertEqual(len([path for method, path in self.machine.asked if method == "POST"]), 3)


class NotOurs(SupervisorCase):
    async def test_what_the_engine_restarts(self):
        await self.supervise(Box(NAME, restart="unless-stopped", status="exited"))
        await self.until(lambda: "unless-stopped" in (self.shown().get("reason") or ""), "it is the engine's")
        await asyncio.sleep(1)
        self.assertEqual((self.machine.restarts, self.shown()["state"]), ([], "not ours"))

    async def test_what_the_proxy_denies(self):
        await self.supervise(Box(NAME, ours=False, status="exited"))
        await self.until(lambda: "the proxy denies it" in (self.shown().get("reason") or ""), "it is denied")
        await asyncio.sleep(1)
        self.assertEqual(self.machine.restarts, [])
        # The proxy writes a line for each denial.
        inspect = ("GET", f"/containers/{NAME}/json")
        self.assertEqual(self.machine.asked.count(inspect), 1)
        self.machine.boxes[NAME] = Box(NAME)
        await self.until_state("healthy")


class ByHand(SupervisorCase):
    async def test_a_stop_is_respected(self):
        center = Center()
        self.addCleanup(center.stop)
        await self.supervise(Box(NAME), OBSERVABILITY_URL=center.url)
        await self.until_state("healthy")
        await self.until_followed()
        self.machine.end(NAME, 143, stop=True)
        await self.until_state("stopped by hand")
        await asyncio.sleep(1)
        self.assertEqual(self.machine.restarts, [])
        self.assertEqual([json.loads(body)["kind"] for body in center.bodies], ["stopped-by-hand"])
        self.machine.start(NAME)
        await self.until_state("healthy")
        self.machine.end(NAME, 137)
        await self.until(lambda: self.machine.restarts == [NAME], "a crash after that is restarted")

    async def test_a_restart_by_hand_is_no_stop(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        await self.until_followed()
        self.machine.end(NAME, 143, stop=True)
        self.machine.start(NAME)
        await asyncio.sleep(1)
        self.assertEqual((self.shown()["state"], self.machine.restarts), ("healthy", []))

    async def test_without_the_stream_a_stop_is_a_crash(self):
        await self.supervise(Box(NAME))
        self.machine.instead["/events"] = Reply(503)
        self.machine.write(None)
        await self.until_state("healthy")
        await self.until(lambda: "503" in self.status()["engine"]["events"], "the stream is away")
        self.machine.end(NAME, 143, stop=True)
        await self.until(lambda: self.machine.restarts == [NAME], "it is restarted by polling alone")

    async def test_the_stream_is_opened_again(self):
        await self.supervise(Box(NAME))
        await self.until_followed()
        self.machine.write(None)
        await self.until(lambda: self.status()["engine"]["events"] == "the engine ended it", "the stream is away")
        await self.until_followed()


class HostileEngine(SupervisorCase):
    """Whatever it answers, the loop goes on, and finds the truth when that comes."""

    GARBAGE = (b"", b"{", b"null", b"[" * 100_000, b'{"x":' + b"9" * 5000 + b"}", b"\xff\xfe", b'[null,1,{"Names":7}]')

    async def test_lists(self):
        await self.supervise(Box(NAME))
        for body in self.GARBAGE:
            self.machine.instead["/containers/json"] = Reply(body=body)
            before = self.asked("/containers/json")
            await self.until(lambda seen=before: self.asked("/containers/json") > seen + 1, "it asks on")
        self.machine.instead.clear()
        await self.until_state("healthy")

    async def test_names_without_end(self):
        await self.supervise(Box(NAME))
        watch = self.supervisor.watch
        await self.until(lambda: NAME in watch.containers, "it is listed")
        watch.restarts.update({(f"job-{number}", "job"): 1 for number in range(MOST_COUNTED)} | {(NAME, "x"): 7})
        await self.until(lambda: len(watch.restarts) == 1, "those that are gone are forgotten")
        self.assertEqual(watch.restarts[NAME, "x"], 7)

    async def test_a_list_without_end(self):
        await self.supervise(Box(NAME))
        self.machine.instead["/containers/json"] = Reply(body=b"[" + b" " * 9_000_000)
        await self.until(lambda: "more than" in (self.status()["engine"]["reason"] or ""), "it is not read")
        self.machine.instead.clear()
        await self.until_state("healthy")

    async def test_names(self):
        await self.supervise(Box(NAME))
        names = ("/../../info", "", "/a/b", "a" * 999, "/a\r\nb", 'a"b', "/ä")
        lines = [{"Id": "x", "Names": [name], "State": "exited"} for name in names]
        self.machine.instead["/containers/json"] = Reply(body=lines)
        await self.until(lambda: self.status()["engine"]["reachable"], "the list is read")
        self.assertEqual(self.status()["containers"], [])

    async def test_inspections(self):
        await self.supervise(Box(NAME))
        bodies = (*self.GARBAGE, b'{"Id":1}', b'{"Id":"x","State":{"Status":7}}', b'{"Id":"x","State":[]}')
        for body in bodies:
            self.machine.instead[f"/containers/{NAME}/json"] = Reply(body=body)
            before = self.asked(f"/containers/{NAME}/json")
            await self.until(lambda seen=before: self.asked(f"/containers/{NAME}/json") > seen + 1, "it asks on")
        self.assertEqual(self.machine.restarts, [])
        self.machine.instead.clear()
        await self.until_state("healthy")

    async def test_times(self):
        await self.supervise(
            *(Box(f"pc2-{at}", run=run) for at, run in enumerate(("x", "0001-01-01T00:00:00Z", "9999", "1")))
        )
        for at in range(4):
            await self.until_state("healthy", f"pc2-{at}")

    async def test_events(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        await self.until_followed()
        for line in (*self.GARBAGE[:-1], b'{"Type":[],"Action":{},"Actor":{"Attributes":{"name":[]}}}', b"[]", b"7"):
            self.machine.write(line + b"\n")
        self.machine.write(b"x" * 200_000)
        await self.until(lambda: self.machine.asked.count(("GET", "/events")) > 1, "it is opened again")
        await self.until_followed()
        self.assertEqual(self.shown()["state"], "healthy")

    async def test_healths(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        self.machine.instead["/services/.*"] = Reply(503, b"\0" * 200_000)
        await self.until(lambda: "more than 65536 bytes" in (self.shown()["reason"] or ""), "it is not read")
        self.machine.instead["/services/.*"] = Reply(200, b"[" * 50_000)
        await self.until_state("healthy")

    async def test_away_and_back(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        self.machine.instead["/(containers|events).*"] = Reply(503, {"message": "docker-proxy: away"})
        self.machine.boxes[NAME].status = "exited"
        await self.until(lambda: self.status()["engine"]["reason"] == "503: docker-proxy: away", "it says so")
        self.machine.instead.clear()
        await self.until(lambda: self.machine.restarts == [NAME], "it is restarted then")
        self.assertEqual(self.shown()["restarts_left"], 2)

    def asked(self, path: str) -> int:
        return sum(asked == path for _, asked in self.machine.asked)


class Reports(SupervisorCase):
    async def test_wait_for_a_center_that_is_away(self):
        center = Center()
        self.addCleanup(center.stop)
        center.status = 503
        supervisor = await self.supervise(Box(NAME), OBSERVABILITY_URL=center.url)
        for number in range(300):
            supervisor.report.tell("x", "restarted", str(number))
        await self.until(lambda: center.asked, "it was tried")
        self.assertEqual(len(supervisor.report.waiting), 256)
        center.status = 204
        await self.until(lambda: len(center.bodies) == 256, "what waited is told")
        self.assertEqual(json.loads(center.bodies[0])["message"], "44")
        self.assertEqual(center.asked[0], ("POST", "/api/v1/events"))

    async def test_that_are_not_wanted_are_dropped(self):
        center = Center()
        self.addCleanup(center.stop)
        center.status = 422
        supervisor = await self.supervise(Box(NAME), OBSERVABILITY_URL=center.url)
        supervisor.report.tell("x", "restarted", "1")
        await self.until(lambda: center.asked and not supervisor.report.waiting, "it is dropped")


class Metrics(SupervisorCase):
    async def test_of_a_restart(self):
        await self.supervise(Box(NAME))
        await self.until_state("healthy")
        self.machine.end(NAME)
        await self.until(lambda: self.machine.restarts, "it is restarted")
        await self.until_state("healthy")
        labels = '{container="pc2-cache-manager",service="cache-manager"}'
        text = status.metrics(self.supervisor.watch)
        for line in (
            "supervisor_engine_reachable 1",
            f"supervisor_restarts_total{labels} 1",
            f"supervisor_gave_up{labels} 0",
            f"supervisor_healthy{labels} 1",
        ):
            self.assertIn(f"\n{line}\n", text)

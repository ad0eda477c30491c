"""The loop over a machine whose containers the supervisor does not reach."""

import asyncio
import logging

from supervisor import status

from .case import SupervisorCase
from .machine import Box

NAMES = ("pc2-a", "pc2-b", "pc2-c")
# Many times what three bad probes take.
LONG = 2.0


class Cut(SupervisorCase):
    def cut(self, *names: str, cut: bool = True) -> None:
        for name in names:
            self.machine.boxes[name].cut = cut

    async def until_blind(self) -> None:
        await self.until(lambda: self.status()["blind"], "it is blind")

    async def test_from_all(self):
        logging.disable(logging.NOTSET)
        with self.assertLogs("supervisor.watch") as logs:
            await self.supervise(*map(Box, NAMES))
            for name in NAMES:
                await self.until_state("healthy", name)
            self.cut(*NAMES)
            await self.until_blind()
            await asyncio.sleep(LONG)
            self.assertEqual(self.machine.restarts, [])
            for name in NAMES:
                await self.until_state("unreachable", name)
            self.assertIn("\nsupervisor_blind 1\n", status.metrics(self.supervisor.watch))
            self.cut("pc2-a", cut=False)
            await self.until(lambda: not self.status()["blind"], "it sees")
        logging.disable(logging.CRITICAL)
        self.assertEqual(len([line for line in logs.output if ":blind: no answer from any of 3" in line]), 1)
        # Now it is their own fault.
        await self.until(lambda: sorted(self.machine.restarts)[:2] == ["pc2-b", "pc2-c"], "they are restarted")

    async def test_from_the_beginning(self):
        await self.supervise(*(Box(name, cut=True) for name in NAMES))
        await self.until_blind()
        await asyncio.sleep(LONG)
        self.assertEqual(self.machine.restarts, [])

    async def test_what_ended_is_restarted(self):
        await self.supervise(*(Box(name, cut=True) for name in NAMES))
        await self.until_blind()
        self.machine.end("pc2-a")
        await self.until(lambda: self.machine.restarts == ["pc2-a"], "it is restarted")
        await asyncio.sleep(LONG)
        self.assertEqual(self.machine.restarts, ["pc2-a"])
        self.assertTrue(self.status()["blind"])

    async def test_from_one_that_the_engine_calls_healthy(self):
        await self.supervise(Box("pc2-a", cut=True, judged="healthy"))
        await self.until_blind()
        await asyncio.sleep(LONG)
        self.assertEqual(self.machine.restarts, [])
        self.machine.boxes["pc2-a"].judged = "unhealthy"
        await self.until(lambda: self.machine.restarts, "it is restarted")

    async def test_from_one_of_two(self):
        await self.supervise(Box("pc2-a", cut=True, judged="healthy"), Box("pc2-b"))
        await self.until_state("unreachable", "pc2-a")
        self.assertIsNone(self.status()["blind"])
        self.assertIn("the engine calls it healthy", self.shown("pc2-a")["reason"])
        await self.until(lambda: self.machine.restarts == ["pc2-a"], "it is restarted after all")
        self.assertGreaterEqual(sum(path == "/services/pc2-a/8080/health" for _, path in self.machine.asked), 10)

    async def test_503_is_an_answer(self):
        await self.supervise(*(Box(name, healthy=False) for name in NAMES))
        await self.until(lambda: sorted(self.machine.restarts) == list(NAMES), "all are restarted")

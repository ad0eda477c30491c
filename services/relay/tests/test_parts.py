"""The parts of a relay that need no socket."""

import asyncio
import unittest

from relay.backoff import Backoff
from relay.channel import Channel, cost
from relay.close import Close
from relay.pool import Pool
from relay.protocol import CONTROL_BURST, CONTROL_PER_SECOND, Allowance
from relay.settings import SettingsError, read


def channel(most_bytes: int, most_frames: int = 100, pool: Pool | None = None) -> Channel:
    return Channel(most_bytes, most_frames, pool or Pool(10**9, 10**9))


class BackoffDelays(unittest.TestCase):
    def test_doubles_up_to_the_cap_until_patience_ends(self):
        backoff = Backoff(first=0.5, cap=4, patience=12)
        delays = [backoff.next() for _ in range(7)]
        self.assertEqual(delays, [0.5, 1, 2, 4, 4, 0.5, None])

    def test_begins_anew(self):
        backoff = Backoff(first=1, cap=4, patience=3)
        self.assertEqual([backoff.next() for _ in range(3)], [1, 2, None])
        backoff.reset()
        self.assertEqual(backoff.next(), 1)


class ChannelBounds(unittest.IsolatedAsyncioTestCase):
    async def blocked(self, waiting) -> bool:
        task = asyncio.ensure_future(waiting)
        await asyncio.wait([task], timeout=0.05)
        self.addCleanup(task.cancel)
        return not task.done()

    async def test_order(self):
        waiting = channel(1000)
        for frame in ("a", b"b", ""):
            await waiting.put(frame)
        heard = []
        for _ in range(3):
            heard.append(await waiting.first())
            waiting.drop()
        self.assertEqual(heard, ["a", b"b", ""])
        self.assertTrue(await self.blocked(waiting.first()))

    async def test_a_frame_stays_until_it_is_dropped(self):
        waiting = channel(1000)
        await waiting.put("a")
        self.assertEqual([await waiting.first(), await waiting.first()], ["a", "a"])

    async def test_a_full_channel_blocks(self):
        waiting = channel(2 * cost("a"))
        await waiting.put("a")
        await waiting.put("defgh")
        self.assertTrue(await self.blocked(waiting.put("i")))
        waiting.drop()
        self.assertFalse(waiting.full)

    async def test_too_many_frames_block_though_they_are_empty(self):
        waiting = channel(10**9, 3)
        for _ in range(3):
            await waiting.put(b"")
        self.assertTrue(await self.blocked(waiting.put(b"")))

    async def test_empty_frames_have_a_cost(self):
        waiting = channel(10 * cost(b""))
        for _ in range(10):
            await waiting.put(b"")
        self.assertTrue(await self.blocked(waiting.put(b"")))

    def test_wide_text_counts_as_it_lies_in_memory(self):
        self.assertGreater(cost("a" * 999 + "😀"), 4000)

    async def test_a_full_pool_blocks_all_but_the_first_frame(self):
        pool = Pool(10**9, 3)
        greedy, other = channel(10**9, pool=pool), channel(10**9, pool=pool)
        for _ in range(3):
            await greedy.put(b"")
        await other.put(b"the first")
        blocked = asyncio.create_task(other.put(b"the second"))
        self.addCleanup(blocked.cancel)
        await asyncio.sleep(0.05)
        self.assertEqual((blocked.done(), other.blocked), (False, True))
        greedy.discard()
        await asyncio.wait_for(blocked, 1)
        self.assertEqual((pool.frames, pool.bytes, other.blocked), (2, other.waiting_bytes, False))

    async def test_a_full_pool_by_bytes(self):
        pool = Pool(cost(b"abc"), 100)
        only = channel(10**9, pool=pool)
        await only.put(b"abc")
        blocked = asyncio.create_task(only.put(b"d"))
        await asyncio.sleep(0.05)
        self.assertFalse(blocked.done())
        only.discard()
        await asyncio.wait_for(blocked, 1)
        self.assertEqual((pool.bytes, pool.frames, pool.held), (0, 0, set()))

    async def test_finish_delivers_what_waits(self):
        waiting = channel(2 * cost("a"))
        await waiting.put("a")
        waiting.finish()
        self.assertFalse(waiting.drained)
        self.assertEqual(await waiting.first(), "a")
        waiting.drop()
        self.assertIsNone(await waiting.first())
        self.assertTrue(waiting.drained)

    async def test_discard_blocks_nobody(self):
        waiting = channel(2 * cost("a"))
        await waiting.put("abcd")
        blocked = asyncio.create_task(waiting.put("e"))
        await asyncio.sleep(0)
        waiting.discard()
        await blocked
        await waiting.put("fghij")
        self.assertEqual(waiting.waiting_bytes, 0)
        self.assertIsNone(await waiting.first())


class Control(unittest.TestCase):
    def test_a_burst_then_so_many_a_second(self):
        allowance = Allowance()
        self.assertEqual([allowance.spend(7.0) for _ in range(int(CONTROL_BURST) + 1)].count(True), CONTROL_BURST)
        self.assertEqual([allowance.spend(8.0) for _ in range(20)].count(True), CONTROL_PER_SECOND)

    def test_one_every_second_for_long(self):
        allowance = Allowance()
        self.assertTrue(all(allowance.spend(float(second)) for second in range(10000)))


class CloseCodes(unittest.TestCase):
    def test_what_may_stand_in_a_close_frame(self):
        for code in (1000, 1001, 1008, 3000, 4999):
            self.assertEqual(Close(code).sendable().code, code)
        self.assertEqual(Close(1005).sendable().code, 1000)
        for code in (1006, 1015, 2000, 5000, 42):
            self.assertEqual(Close(code).sendable().code, 1001)

    def test_a_long_reason_is_cut_between_characters(self):
        self.assertEqual(Close(1000, "ü" * 100).sendable().reason, "ü" * 61)

    def test_which_are_transient(self):
        transient = [code for code in range(1000, 1016) if Close(code).transient]
        self.assertEqual(transient, [1001, 1006, 1011, 1012, 1013, 1014])


class Settings(unittest.TestCase):
    def test_defaults(self):
        settings = read({"UPSTREAM_URL": "wss://host/path"})
        self.assertEqual((settings.queue_bytes, settings.backoff_cap), (1024 * 1024, 8.0))

    def test_every_finding_is_named(self):
        with self.assertRaises(SettingsError) as caught:
            read({"RELAY_QUEUE_BYTES": "many", "RELAY_PATIENCE_SECONDS": "-1"})
        self.assertEqual(
            str(caught.exception),
            "`UPSTREAM_URL` must be `ws://host[:port]/path` or `wss://…`, it is: ``; "
            "`RELAY_QUEUE_BYTES` must be a number above 0, it is: `many`; "
            "`RELAY_PATIENCE_SECONDS` must be a number above 0, it is: `-1`",
        )

"""The parts of a relay that need no socket."""

import asyncio
import unittest

from relay.backoff import Backoff
from relay.channel import Channel
from relay.close import Close
from relay.settings import SettingsError, read


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
        channel = Channel(100)
        for frame in ("a", b"b", ""):
            await channel.put(frame)
        heard = []
        for _ in range(3):
            heard.append(await channel.first())
            channel.drop()
        self.assertEqual(heard, ["a", b"b", ""])
        self.assertTrue(await self.blocked(channel.first()))

    async def test_a_frame_stays_until_it_is_dropped(self):
        channel = Channel(100)
        await channel.put("a")
        self.assertEqual([await channel.first(), await channel.first()], ["a", "a"])

    async def test_a_full_channel_blocks(self):
        channel = Channel(4)
        await channel.put("abc")
        await channel.put("defgh")
        self.assertTrue(await self.blocked(channel.put("i")))
        channel.drop()
        self.assertTrue(channel.full)
        channel.drop()
        self.assertFalse(channel.full)

    async def test_finish_delivers_what_waits(self):
        channel = Channel(4)
        await channel.put("a")
        channel.finish()
        self.assertFalse(channel.drained)
        self.assertEqual(await channel.first(), "a")
        channel.drop()
        self.assertIsNone(await channel.first())
        self.assertTrue(channel.drained)

    async def test_discard_blocks_nobody(self):
        channel = Channel(4)
        await channel.put("abcd")
        blocked = asyncio.create_task(channel.put("e"))
        await asyncio.sleep(0)
        channel.discard()
        await blocked
        await channel.put("fghij")
        self.assertEqual(channel.waiting_bytes, 0)
        self.assertIsNone(await channel.first())


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

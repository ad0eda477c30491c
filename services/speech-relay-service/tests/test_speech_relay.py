"""The relay as its image runs it: a family without a web framework, starlette and websockets of its own lock."""

from testing.websocket import RelayCase


class SpeechRelay(RelayCase):
    app = "speech_relay:app"
    folders = ("relay", "speech-relay-service")

    async def test_speech_goes_up_and_comes_back(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(), "/speech")
        frames = ['{"sample_rate": 16000}', b"\x00\x01" * 512, b"\x02\x03" * 512]
        for frame in frames:
            await client.send(frame)
        self.assertEqual([await client.recv() for _ in frames], frames)
        self.assertEqual(self.upstream.paths, ["/stream?key=secret"])

    async def test_a_new_upstream_hears_the_format_again(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(), "/speech")
        await client.send('{"sample_rate": 16000}')
        await client.recv()
        await self.upstream.stop()
        await client.send(b"speech")
        await self.upstream.start()
        self.assertEqual([await client.recv(), await client.recv()], ['{"sample_rate": 16000}', b"speech"])

    async def test_healthy_without_an_upstream(self):
        started = await self.relay()
        self.assertEqual((await self.status(started))["connected"], 0)

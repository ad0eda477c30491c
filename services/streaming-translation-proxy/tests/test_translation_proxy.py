"""The proxy as its image runs it."""

from testing.websocket import RelayCase


class TranslationProxy(RelayCase):
    app = "translation_proxy:app"
    folders = ("relay", "streaming-translation-proxy")
    packages = ("anyio", "click", "h11", "httptools", "idna", "sniffio", "starlette", "uvicorn", "uvloop", "websockets")

    async def test_the_upstream_hears_the_languages(self):
        await self.upstream.start()
        client = await self.connect(await self.relay(), "/translate?source=en&target=zh-Hant-TW&token=x")
        await client.send("good morning")
        self.assertEqual(await client.recv(), "good morning")
        self.assertEqual(self.upstream.paths, ["/stream?key=secret&source=en&target=zh-Hant-TW"])

    async def test_refuses_what_is_no_language(self):
        started = await self.relay()
        for query, message in {
            "source=en": "`target` must be a language tag, it is: ``",
            "source=e%26x=1&target=de": "`source` must be a language tag, it is: `e&x=1`",
        }.items():
            with self.subTest(query):
                client = await self.connect(started, f"/translate?{query}")
                await client.wait_closed()
                self.assertEqual((client.close_code, client.close_reason), (1008, message))

    async def test_healthy_without_an_upstream(self):
        started = await self.relay()
        self.assertEqual((await self.status(started))["sessions"], 0)

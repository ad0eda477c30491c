"""Bounds the body of a request before the app reads it, and how long that takes."""

import asyncio

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 4096
SECONDS = 10.0


class Bounded:
    """An ASGI app around another one, which hears the body only when it is there as a whole."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            async with asyncio.timeout(SECONDS):
                first = await _read(receive)
        except TimeoutError:
            return await _refused(f"the body took longer than {SECONDS:g} s", 408)(scope, receive, send)
        if first is None:
            return await _refused(f"the body must not be larger than {LARGEST} bytes", 413)(scope, receive, send)
        messages = [first]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self.app(scope, replay, send)


async def _read(receive: Receive) -> Message | None:
    """The body as one message, or that the client left; None where it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        if not message.get("more_body", False):
            return {"type": "http.request", "body": bytes(body), "more_body": False}


def _refused(reason: str, status: int) -> JSONResponse:
    return JSONResponse({"error": reason}, status, {"Connection": "close"})

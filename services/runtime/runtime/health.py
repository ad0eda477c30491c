"""The health endpoint: `/health` says 200 or 503, `/info` says what this image is."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Check = Callable[[], Awaitable[str | None]]


class Shared:
    """One check at a time: whoever asks while it goes on gets its answer, so that many do not probe the service."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.going: asyncio.Task[str | None] | None = None

    async def __call__(self) -> str | None:
        if self.going is None or self.going.done():
            self.going = asyncio.ensure_future(self.check())
        # Whoever leaves does not end it for the others.
        return await asyncio.shield(self.going)


def application(check: Check, info: dict[str, object]) -> Starlette:
    shared = Shared(check)

    async def health(_: Request) -> JSONResponse:
        reason = await shared()
        if reason is None:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)

    async def about(_: Request) -> JSONResponse:
        return JSONResponse(info)

    return Starlette(routes=[Route("/health", health), Route("/info", about)])

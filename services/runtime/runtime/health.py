"""The health endpoint: `/health` says 200 or 503, `/info` says what this image is."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Check = Callable[[], Awaitable[str | None]]


def application(check: Check, info: dict[str, object]) -> Starlette:
    async def health(_: Request) -> JSONResponse:
        reason = await check()
        if reason is None:
            return JSONResponse({"status": "ok"})
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)

    async def about(_: Request) -> JSONResponse:
        return JSONResponse(info)

    return Starlette(routes=[Route("/health", health), Route("/info", about)])

"""The ASGI app: the relayed path, and `/status`."""

import os
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_impl import WebSocketProtocol

from . import settings
from .close import POLICY_VIOLATION, Close
from .pool import Pool
from .protocol import bounded
from .request import Refused, Request
from .session import Session
from .status import Status

FULL = "there are as many sessions as there may be, try again later"


def application(path: str, request: Callable[[WebSocket, str], Request]) -> Starlette:
    """Relays `path`; `request` says what a client asks of the upstream, whose configured address it is given."""
    configured = settings.read(os.environ)
    pool = Pool(configured.total_bytes, configured.total_frames)
    status = Status(configured.upstream, pool, configured.sessions)

    async def relay(client: WebSocket) -> None:
        if status.sessions >= configured.sessions:
            status.refused["sessions"] += 1
            await client.send_denial_response(PlainTextResponse(FULL, 503, {"Retry-After": "10"}))
            return
        status.sessions += 1
        try:
            await session(client)
        finally:
            status.sessions -= 1

    async def session(client: WebSocket) -> None:
        try:
            wanted = request(client, configured.upstream)
        except Refused as refused:
            status.refused["requests"] += 1
            await client.accept()
            await client.close(POLICY_VIOLATION, Close(POLICY_VIOLATION, str(refused)).sendable().reason)
            return
        await Session(client, wanted, configured, status).run()

    async def shown(_: HttpRequest) -> JSONResponse:
        return JSONResponse(status.shown())

    app = Starlette(routes=[WebSocketRoute(path, relay), Route("/status", shown)])
    # The runtime serves WebSockets with it.
    app.websocket_protocol = bounded(WebSocketProtocol, configured.frame_bytes, status.refused)
    return app

"""The ASGI app: the relayed path, and `/status`."""

import os
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from . import settings
from .close import Close
from .request import Refused, Request
from .session import Session
from .status import Status

POLICY_VIOLATION = 1008


def application(path: str, request: Callable[[WebSocket, str], Request]) -> Starlette:
    """Relays `path`; `request` says what a client asks of the upstream, whose configured address it is given."""
    configured = settings.read(os.environ)
    status = Status(configured.upstream)

    async def relay(client: WebSocket) -> None:
        try:
            wanted = request(client, configured.upstream)
        except Refused as refused:
            await client.accept()
            await client.close(POLICY_VIOLATION, Close(POLICY_VIOLATION, str(refused)).sendable().reason)
            return
        await Session(client, wanted, configured, status).run()

    async def shown(_: HttpRequest) -> JSONResponse:
        return JSONResponse(status.shown())

    return Starlette(routes=[WebSocketRoute(path, relay), Route("/status", shown)])

"""Relays a speech stream to StreamingTTSAgent on the other machine: `/speech`.

A session's first text frame says what the binary frames after it hold, so every new upstream connection hears it again.
"""

from relay import application
from relay.request import Request
from starlette.websockets import WebSocket


def request(_: WebSocket, upstream: str) -> Request:
    return Request(upstream, repeats_opening=True)


app = application("/speech", request)

"""What a request carries: JSON, no larger and no slower than it may be, nor all of them together."""

import asyncio
import contextlib
import json
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request

from .field import Refused

SECONDS = 10.0
# Of all that are being read: beyond that the oldest go, for they are the slow ones.
MOST_BODIES = 256
MOST_BYTES = 8 * 1024 * 1024


@dataclass(eq=False)
class Reading:
    timeout: asyncio.Timeout
    bytes: int = 0


# In the order in which they began.
readings: dict[Reading, None] = {}


async def read(request: Request, limit: int) -> object:
    if "origin" in request.headers:
        raise Refused("posts of a browser's page are not taken", 403)
    try:
        async with asyncio.timeout(SECONDS) as timeout:
            reading = Reading(timeout)
            readings[reading] = None
            try:
                data = await _bounded(request, limit, reading)
            finally:
                readings.pop(reading, None)
    except TimeoutError:
        raise Refused(f"the body took longer than {SECONDS:g} s, or than others could wait", 408) from None
    except ClientDisconnect:
        raise Refused("the client left", 400) from None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("the body must be JSON") from None


async def _bounded(request: Request, limit: int, reading: Reading) -> bytes:
    data = bytearray()
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:20]) > limit:
        raise Refused(f"the body must not be larger than {limit} bytes", 413)
    async for part in request.stream():
        data += part
        if len(data) > limit:
            raise Refused(f"the body must not be larger than {limit} bytes", 413)
        reading.bytes = len(data)
        _make_room()
    return bytes(data)


def _make_room() -> None:
    bodies, size = len(readings), sum(reading.bytes for reading in readings)
    for reading in list(readings):
        if bodies <= MOST_BODIES and size <= MOST_BYTES:
            return
        del readings[reading]
        bodies, size = bodies - 1, size - reading.bytes
        # It may have run out just now.
        with contextlib.suppress(RuntimeError):
            reading.timeout.reschedule(asyncio.get_running_loop().time())

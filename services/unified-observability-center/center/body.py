"""What a request carries: JSON, no larger and no slower than it may be."""

import asyncio
import json

from starlette.requests import ClientDisconnect, Request

from .field import Refused

SECONDS = 10.0


async def read(request: Request, limit: int) -> object:
    if "origin" in request.headers:
        raise Refused("posts of a browser's page are not taken", 403)
    try:
        async with asyncio.timeout(SECONDS):
            data = await _bounded(request, limit)
    except TimeoutError:
        raise Refused(f"the body took longer than {SECONDS:g} s", 408) from None
    except ClientDisconnect:
        raise Refused("the client left", 400) from None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("the body must be JSON") from None


async def _bounded(request: Request, limit: int) -> bytes:
    data = bytearray()
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:20]) > limit:
        raise Refused(f"the body must not be larger than {limit} bytes", 413)
    async for part in request.stream():
        data += part
        if len(data) > limit:
            raise Refused(f"the body must not be larger than {limit} bytes", 413)
    return bytes(data)

"""Asks a container for its health."""

import httpx

from .answer import NoAnswer, Unreachable, ask
from .policy import Failure

SECONDS = 2.0
MOST = 64 * 1024


async def probe(client: httpx.AsyncClient, address: str) -> Failure | None:
    """None if it is healthy."""
    try:
        answer = await ask(client, "GET", address, seconds=SECONDS, most=MOST, headers={"Connection": "close"})
    except NoAnswer as error:
        return Failure(f"`{address}`: {error}", unreachable=isinstance(error, Unreachable))
    if 200 <= answer.status < 300:
        return None
    # The runtime says why beside 503.
    return Failure(", ".join(filter(None, (f"`{address}` answers: {answer.status}", answer.text("reason")))))

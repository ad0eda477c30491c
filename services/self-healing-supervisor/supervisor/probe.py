"""Asks a container for its health."""

import httpx

from .answer import NoAnswer, ask

SECONDS = 2.0
MOST = 64 * 1024


async def probe(client: httpx.AsyncClient, address: str) -> str | None:
    """None if it is healthy, else the reason why not."""
    try:
        answer = await ask(client, "GET", address, seconds=SECONDS, most=MOST, headers={"Connection": "close"})
    except NoAnswer as error:
        return f"`{address}`: {error}"
    if 200 <= answer.status < 300:
        return None
    # The runtime says why beside 503.
    return ", ".join(filter(None, (f"`{address}` answers: {answer.status}", answer.text("reason"))))

"""Asks services for their health: many at once, each answer short and soon, or it counts as none."""

import asyncio
import json
import os
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from .field import one_line
from .snapshot import LONGEST_REASON
from .start import Start

SECONDS = 3.0
AT_ONCE = 16
LONGEST_ANSWER = 4096
# A name that is not there must not take the turn of those that are: glibc would try for ten seconds and more.
os.environ.setdefault("RES_OPTIONS", "timeout:1 attempts:2")


@dataclass(frozen=True)
class Health:
    state: str
    reason: str = ""


def resolve(name: str) -> str:
    return socket.getaddrinfo(name, None, socket.AF_INET, socket.SOCK_STREAM)[0][4][0]


class Poller:
    def __init__(self, resolve: Callable[[str], str] = resolve) -> None:
        self.resolve = resolve
        # Of its own, for uvloop looks up two names at a time.
        self.resolvers = ThreadPoolExecutor(AT_ONCE, "resolve")
        # No connection is kept: a container that was replaced has another address.
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=0)
        self.client = httpx.AsyncClient(limits=limits, trust_env=False, timeout=SECONDS)

    async def poll(self, starts: Iterable[Start]) -> dict[str, Health]:
        turn = asyncio.Semaphore(AT_ONCE)

        async def ask(start: Start) -> tuple[str, Health]:
            async with turn:
                return start.service, await self.ask(start.service, start.health_port)

        return dict(await asyncio.gather(*(ask(start) for start in starts)))

    async def ask(self, service: str, port: int) -> Health:
        try:
            async with asyncio.timeout(SECONDS):
                return await self._ask(service, port)
        except TimeoutError:
            return Health("unreachable", f"no answer within {SECONDS:g} s")
        except (OSError, httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            return Health("unreachable", one_line(str(error) or type(error).__name__)[:LONGEST_REASON])

    async def _ask(self, service: str, port: int) -> Health:
        address = await asyncio.get_running_loop().run_in_executor(self.resolvers, self.resolve, service)
        headers = {"Host": f"{service}:{port}", "Accept-Encoding": "identity"}
        async with self.client.stream("GET", f"http://{address}:{port}/health", headers=headers) as answer:
            data = bytearray()
            async for part in answer.aiter_raw():
                data += part
                if len(data) > LONGEST_ANSWER:
                    return Health("unhealthy", f"answers more than {LONGEST_ANSWER} bytes")
        return _judge(answer.status_code, bytes(data))

    async def close(self) -> None:
        self.resolvers.shutdown(wait=False, cancel_futures=True)
        await self.client.aclose()


def _judge(status: int, data: bytes) -> Health:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    said = said if isinstance(said, dict) else {}
    if status == 200:
        return Health("healthy") if said.get("status") == "ok" else Health("unhealthy", "answers 200 without `ok`")
    reason = said.get("reason")
    text = reason if isinstance(reason, str) and reason else f"answers {status}"
    return Health("unhealthy", one_line(text)[:LONGEST_REASON])

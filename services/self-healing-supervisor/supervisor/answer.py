"""What another side answers to one request: bounded in time and size, whatever that side does."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

MB = 1024 * 1024


class NoAnswer(Exception):
    """Why there is none."""


class Unreachable(NoAnswer):
    """Nothing came over HTTP, or not in time."""


class Late(Unreachable):
    """Not in time: the other side may have heard us."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def json(self) -> object:
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise NoAnswer("the answer is no JSON") from None

    @property
    def message(self) -> str:
        """What the engine and its proxy say with an error, on one line."""
        return ": ".join(filter(None, (str(self.status), self.text("message"))))

    def text(self, key: str) -> str | None:
        """A text of a JSON object, on one line and not long; None if there is none."""
        try:
            said = self.json
        except NoAnswer:
            return None
        text = said.get(key) if isinstance(said, dict) else None
        return " ".join(text.split())[:300] if isinstance(text, str) else None


async def ask(
    client: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    seconds: float,
    most: int = MB,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
) -> Answer:
    try:
        async with asyncio.timeout(seconds):
            request = client.stream(method, url, headers=plain(headers), content=content, timeout=seconds)
            async with request as response:
                body = await _read(response, most)
                return Answer(response.status_code, response.headers, body)
    except (TimeoutError, httpx.TimeoutException):
        raise Late(f"no answer within {seconds:g} s") from None
    except (httpx.HTTPError, OSError) as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from None
    # ValueError: a name or an address that is none.
    except (httpx.InvalidURL, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from None


def plain(headers: Mapping[str, str] | None = None) -> dict[str, str]:
    """A body is read as it comes: a small one that unpacks to a large one is not unpacked."""
    return {"Accept-Encoding": "identity", **(headers or {})}


async def _read(response: httpx.Response, most: int) -> bytes:
    parts, size = [], 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > most:
            raise NoAnswer(f"the answer has more than {most} bytes")
        parts.append(part)
    return b"".join(parts)

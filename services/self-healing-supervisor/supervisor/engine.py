"""Docker Engine, through its proxy: what it shows of containers, and the one thing that it is asked to do."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import quote

import httpx

from .answer import MB, Late, NoAnswer, ask, plain
from .policy import Sight

SECONDS = 10.0
# How long the engine waits for a container to end before it kills it; the runtime inside takes eight at most.
STOP_SECONDS = 10
RESTART_SECONDS = 120.0
MOST_CONTAINERS = 500
# An event is a line; one with many labels has some thousand bytes.
MOST_LINE = 64 * 1024
# A stream that says nothing for so long is opened anew: nobody tells when the other side is gone.
SILENCE_SECONDS = 900.0
NAME = re.compile(r"/?([a-zA-Z0-9][a-zA-Z0-9_.-]{0,127})")

T = TypeVar("T")


class Denied(Exception):
    """The proxy does not let us: the container is not ours to restart."""


class Refused(Exception):
    """The engine was asked and could not do it."""


@dataclass(frozen=True)
class Listed:
    """A line of the engine's list."""

    id: str
    name: str
    service: str
    health_port: int | None
    status: str


@dataclass(frozen=True)
class Inspected:
    policy: str
    image: str
    sight: Sight


class Engine:
    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self.url = url
        self.client = client

    async def containers(self) -> list[Listed]:
        answer = await ask(self.client, "GET", f"{self.url}/containers/json", seconds=SECONDS, most=8 * MB)
        if answer.status != 200:
            raise NoAnswer(answer.message)
        if not isinstance(answer.json, list):
            raise NoAnswer("the list of containers is no list")
        listed = (_listed(entry) for entry in answer.json[:MOST_CONTAINERS])
        return [entry for entry in listed if entry]

    async def inspect(self, name: str, now: float) -> Inspected | None:
        """None if there is no such container."""
        answer = await ask(self.client, "GET", self._of(name, "json"), seconds=SECONDS)
        match answer.status:
            case 200:
                return _inspected(answer.json, now)
            case 403:
                raise Denied(answer.message)
            case 404:
                return None
        raise NoAnswer(answer.message)

    async def restart(self, name: str) -> None:
        address = f"{self._of(name, 'restart')}?t={STOP_SECONDS}"
        try:
            answer = await ask(self.client, "POST", address, seconds=RESTART_SECONDS)
        except Late as error:
            # It was asked, and may be at it still: that counts.
            raise Refused(str(error)) from None
        if answer.status == 503:
            # The proxy's word: it never reached the engine.
            raise NoAnswer(answer.message)
        if answer.status != 204:
            raise Refused(answer.message)

    async def events(self) -> AsyncIterator[bytes]:
        """Lines, as they come; ends when the stream does. The first is empty: the stream is open."""
        timeout = httpx.Timeout(SECONDS, read=SILENCE_SECONDS)
        try:
            async with self.client.stream("GET", f"{self.url}/events", headers=plain(), timeout=timeout) as response:
                if response.status_code != 200:
                    raise NoAnswer(f"{response.status_code}")
                yield b""
                async for line in _lines(response):
                    yield line
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from None

    def _of(self, name: str, verb: str) -> str:
        return f"{self.url}/containers/{quote(name, safe='')}/{verb}"


async def _lines(response: httpx.Response) -> AsyncIterator[bytes]:
    rest = b""
    async for part in response.aiter_raw():
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            yield line
        if len(rest) > MOST_LINE:
            raise NoAnswer(f"an event has more than {MOST_LINE} bytes")


def _listed(entry: object) -> Listed | None:
    """None for what has no name that can be used."""
    names = _at(entry, "Names", list) or [""]
    name = NAME.fullmatch(names[0]) if isinstance(names[0], str) else None
    if name is None:
        return None
    port = _at(entry, "Labels", dict, {}).get("health_check_port")
    valid = isinstance(port, str) and port.isascii() and port.isdecimal() and len(port) <= 5 and 0 < int(port) < 65536
    title = _at(entry, "Labels", dict, {}).get("org.opencontainers.image.title")
    service = title if isinstance(title, str) and NAME.fullmatch(title) else name[1]
    return Listed(
        _at(entry, "Id", str, "")[:80],
        name[1],
        service,
        int(port) if valid else None,
        _at(entry, "State", str, "")[:20],
    )


def _inspected(entry: object, now: float) -> Inspected:
    state = _at(entry, "State", dict, {})
    id, status = _at(entry, "Id", str), _at(state, "Status", str)
    if not id or not status:
        raise NoAnswer("the engine shows a container without `Id` or `State.Status`")
    run = _at(state, "StartedAt", str, "")
    restart = _at(_at(entry, "HostConfig", dict, {}), "RestartPolicy", dict, {})
    return Inspected(
        policy=_at(restart, "Name", str, "")[:20] or "no",
        image=_at(_at(entry, "Config", dict, {}), "Image", str, "")[:500],
        sight=Sight(id[:80], status[:20], run, now - _age(run), _ending(state), _health(state)),
    )


def _ending(state: dict[str, object]) -> str:
    memory = ", out of memory" if state.get("OOMKilled") is True else ""
    error = " ".join(_at(state, "Error", str, "").split())[:200]
    return f"ended with code {str(state.get('ExitCode'))[:8]}{memory}" + (f": {error}" if error else "")


def _health(state: dict[str, object]) -> str:
    return _at(_at(state, "Health", dict, {}), "Status", str, "")[:20]


def _age(started: str) -> float:
    """Seconds since a time like 2024-06-15T08:00:00.123456789Z; 0 for what is none, or not yet."""
    try:
        # The engine writes nanoseconds, which `fromisoformat` cuts; its zero time is of the year 1.
        moment = datetime.fromisoformat(started)
        return max(0.0, (datetime.now(UTC) - moment).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _at(entry: object, key: str, kind: type[T], default: T | None = None) -> T | None:
    """The value if it is there and of that kind."""
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, kind) else default

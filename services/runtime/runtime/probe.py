"""Asks a listener whether it is alive: HTTP, TCP, or the greeting that opens every ZeroMQ connection."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

SECONDS = 2.0
SCHEMES = ("http", "tcp", "zmq")
# ZMTP 3.0 (https://rfc.zeromq.org/spec/23/): signature, version, mechanism, as-server, filler.
GREETING = b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" + bytes(31)


@dataclass(frozen=True)
class Probe:
    scheme: str
    host: str
    port: int
    path: str = ""
    # The statuses of an HTTP answer that count as alive.
    accept: range = range(200, 300)

    @classmethod
    def parse(cls, address: str) -> "Probe":
        """Reads `http://host:port/path`, `tcp://host:port` or `zmq://host:port`."""
        expected = "`http://host:port/path`, `tcp://host:port` or `zmq://host:port`"
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise ValueError(expected) from None
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.scheme not in SCHEMES or not parts.hostname or not port or not path.isascii() or " " in path:
            raise ValueError(expected)
        if path and parts.scheme != "http":
            raise ValueError(expected)
        return cls(parts.scheme, parts.hostname, port, path or ("/" if parts.scheme == "http" else ""))

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}{self.path}"

    async def check(self) -> str | None:
        """None if the listener is alive, else the reason why not."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._check()
        except TimeoutError:
            return f"no answer from `{self}` within {SECONDS:g} s"
        except (OSError, EOFError) as error:
            return f"no answer from `{self}`: {error}"

    async def _check(self) -> str | None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            match self.scheme:
                case "http":
                    return await self._http(reader, writer)
                case "zmq":
                    return await self._zmq(reader, writer)
            return None
        finally:
            writer.close()

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str | None:
        host = f"[{self.host}]" if ":" in self.host else self.host
        writer.write(f"GET {self.path} HTTP/1.1\r\nHost: {host}:{self.port}\r\nConnection: close\r\n\r\n".encode())
        words = (await reader.readline()).split(None, 2)
        if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
            return f"`{self}` does not speak HTTP"
        if int(words[1]) not in self.accept:
            return f"`{self}` answers: {int(words[1])}"
        return None

    async def _zmq(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str | None:
        writer.write(GREETING)
        signature = await reader.readexactly(10)
        if signature[0] != 0xFF or signature[9] != 0x7F:
            return f"`{self}` does not speak ZMTP"
        return None

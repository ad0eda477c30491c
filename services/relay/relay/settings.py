"""How a relay behaves, read from the environment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


class SettingsError(Exception):
    """Names every setting that is wrong."""


@dataclass(frozen=True)
class Settings:
    upstream: str
    # The largest message that is taken, of clients and of the upstream.
    frame_bytes: int = 1024 * 1024
    # How much waits in each direction before the sender is no longer read, with what each frame takes itself.
    queue_bytes: int = 1024 * 1024
    queue_frames: int = 1024
    # The same, in both directions of all sessions together.
    total_bytes: int = 64 * 1024 * 1024
    total_frames: int = 16 * 1024
    # Those in their handshake and those that wait for the upstream are sessions too.
    sessions: int = 64
    # How long neither side may send a frame.
    idle: float = 900.0
    # How long a client may take for one frame.
    stall: float = 60.0
    backoff_first: float = 0.5
    backoff_cap: float = 8.0
    # How long an upstream may be away before its client is told to try again later.
    patience: float = 30.0


def read(environment: Mapping[str, str]) -> Settings:
    findings: list[str] = []
    defaults = Settings("")

    def number(name: str, default: float) -> float:
        text = environment.get(name)
        try:
            value = default if text is None else float(text)
        except ValueError:
            value = math.nan
        if 0 < value < math.inf:
            return value
        findings.append(f"`{name}` must be a number above 0, it is: `{text}`")
        return default

    upstream = environment.get("UPSTREAM_URL", "")
    if not _is_websocket(upstream):
        findings.append(f"`UPSTREAM_URL` must be `ws://host[:port]/path` or `wss://…`, it is: `{upstream}`")
    settings = Settings(
        upstream,
        frame_bytes=math.ceil(number("RELAY_FRAME_BYTES", defaults.frame_bytes)),
        queue_bytes=math.ceil(number("RELAY_QUEUE_BYTES", defaults.queue_bytes)),
        queue_frames=math.ceil(number("RELAY_QUEUE_FRAMES", defaults.queue_frames)),
        total_bytes=math.ceil(number("RELAY_TOTAL_BYTES", defaults.total_bytes)),
        total_frames=math.ceil(number("RELAY_TOTAL_FRAMES", defaults.total_frames)),
        sessions=math.ceil(number("RELAY_SESSIONS", defaults.sessions)),
        idle=number("RELAY_IDLE_SECONDS", defaults.idle),
        stall=number("RELAY_STALL_SECONDS", defaults.stall),
        backoff_first=number("RELAY_BACKOFF_FIRST_SECONDS", defaults.backoff_first),
        backoff_cap=number("RELAY_BACKOFF_CAP_SECONDS", defaults.backoff_cap),
        patience=number("RELAY_PATIENCE_SECONDS", defaults.patience),
    )
    if findings:
        raise SettingsError("; ".join(findings))
    return settings


def _is_websocket(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("ws", "wss") and bool(parts.hostname) and parts.port != 0 and not parts.fragment
    except ValueError:
        return False

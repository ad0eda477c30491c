"""What a relay has done since it started, for `/status`."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .channel import Channel


@dataclass
class Status:
    upstream: str
    connected: int = 0
    sessions_total: int = 0
    reconnections: int = 0
    frames_up: int = 0
    frames_down: int = 0
    last_failure: str | None = None
    # One pair a session: to the upstream, to the client.
    channels: set[tuple[Channel, Channel]] = field(default_factory=set)

    def shown(self) -> dict[str, object]:
        return {
            "upstream": _without_secrets(self.upstream),
            "sessions": len(self.channels),
            "sessions_total": self.sessions_total,
            "connected": self.connected,
            "reconnections": self.reconnections,
            "frames": {"up": self.frames_up, "down": self.frames_down},
            "waiting_bytes": {
                "up": sum(up.waiting_bytes for up, _ in self.channels),
                "down": sum(down.waiting_bytes for _, down in self.channels),
            },
            "last_failure": self.last_failure,
        }


def _without_secrets(address: str) -> str:
    """Neither a user and password nor a query's tokens."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()

"""What a relay has done since it started, for `/status`."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .channel import Channel
from .pool import Pool

LONGEST_FAILURE = 300
# Each is shown, also while there was none.
REFUSALS = ("sessions", "requests", "too_large", "fragments", "control_frames", "idle", "stalled")


@dataclass
class Status:
    upstream: str
    pool: Pool
    most_sessions: int
    # From the handshake to the end.
    sessions: int = 0
    connected: int = 0
    sessions_total: int = 0
    reconnections: int = 0
    frames_up: int = 0
    frames_down: int = 0
    last_failure: str | None = None
    # What was refused, or closed from this side, by its reason.
    refused: Counter[str] = field(default_factory=Counter)
    # One pair a session: to the upstream, to the client.
    channels: set[tuple[Channel, Channel]] = field(default_factory=set)

    @property
    def is_crowded(self) -> bool:
        """Three quarters of the sessions are taken."""
        return 4 * self.sessions >= 3 * self.most_sessions

    def shown(self) -> dict[str, object]:
        return {
            "upstream": _without_secrets(self.upstream),
            "sessions": self.sessions,
            "most_sessions": self.most_sessions,
            "sessions_total": self.sessions_total,
            "connected": self.connected,
            "reconnections": self.reconnections,
            "frames": {"up": self.frames_up, "down": self.frames_down},
            "waiting_bytes": {
                "up": sum(up.waiting_bytes for up, _ in self.channels),
                "down": sum(down.waiting_bytes for _, down in self.channels),
                "most": self.pool.most_bytes,
            },
            "waiting_frames": {
                "up": sum(len(up.frames) for up, _ in self.channels),
                "down": sum(len(down.frames) for _, down in self.channels),
                "most": self.pool.most_frames,
            },
            "refused": {reason: self.refused[reason] for reason in REFUSALS},
            "last_failure": self.last_failure and self.last_failure[:LONGEST_FAILURE],
        }


def _without_secrets(address: str) -> str:
    """Neither a user and password nor a query's tokens."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()

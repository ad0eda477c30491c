"""The moment at which something is stored."""

from datetime import UTC, datetime


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def age(moment: str) -> float:
    """Seconds since a stored moment."""
    return (datetime.now(UTC) - datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S%z")).total_seconds()

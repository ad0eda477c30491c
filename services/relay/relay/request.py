"""What a client asks of the upstream."""

from dataclasses import dataclass


class Refused(Exception):
    """Why a client is turned away, before any upstream is asked."""


@dataclass(frozen=True)
class Request:
    address: str
    # Whether each new connection hears the session's first text frame again, because it says how to read the rest.
    repeats_opening: bool = False

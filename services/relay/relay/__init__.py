"""Relays a WebSocket stream between a client and a configured upstream."""

from .application import application

__all__ = ["application"]

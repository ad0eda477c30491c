"""A listening socket, bound before anything is started so that a taken port is an error of its own."""

import socket

from .errors import CannotRun


def bind(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("0.0.0.0", port))
    except OSError as error:
        listener.close()
        raise CannotRun(f"cannot listen on port {port}: {error.strerror}") from error
    return listener

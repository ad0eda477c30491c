"""One process that serves the app on the socket it inherited, and tells the supervisor what became of it."""

import importlib
import json
import logging
import os
import signal
import site
import socket
import sys

from . import connection, log, settings
from .layout import Layout
from .settings import Settings

logger = logging.getLogger(__name__)
LONGEST_REASON = 500
# While an app holds a client back, its pong waits unread behind its frames: that client is not dead.
WEBSOCKET_PONG_SECONDS = 60.0
# So many messages of a client, of 16 MiB each at most, wait for the app to take them.
WEBSOCKET_MESSAGES = 2


def main(layout: Layout, listener: str, status: str) -> int:
    row = settings.read(os.environ)
    log.configure(row.service, row.machine, row.level)
    arrange_path(layout)
    try:
        app = load(row.app)
    except (Exception, SystemExit) as error:
        logger.exception("the app `%s` cannot be imported", row.app)
        _report(int(status), f"the app `{row.app}` cannot be imported: {type(error).__name__}: {error}")
        return 1
    return serve(row, app, socket.socket(fileno=int(listener)), int(status))


def arrange_path(layout: Layout) -> None:
    """The service's code first, then the standard library, the family's wheels, and the runtime's own as a fallback.

    `site.addsitedir` reads `.pth` files as `site` would: without the one of setuptools there is no `distutils` here.
    Our own package leaves the path and the module table: a service may well have a module called `runtime`.
    """
    sys.path.remove(str(layout.main.parent))
    sys.path.insert(0, str(layout.app))
    for folder in layout.dist_packages:
        site.addsitedir(str(folder))
    sys.path.append(str(layout.lib))
    for name in [name for name in sys.modules if name.partition(".")[0] == "runtime"]:
        del sys.modules[name]


def load(name: str) -> object:
    """The object that `module:attribute` names."""
    module, _, attributes = name.partition(":")
    found: object = importlib.import_module(module)
    for attribute in attributes.split("."):
        found = getattr(found, attribute)
    return found


def serve(row: Settings, app: object, listener: socket.socket, status: int) -> int:
    import uvicorn
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.started:
                _report(status, f"the app `{row.app}` failed in its lifespan startup, its log says why")
            else:
                _report(status, None)

    patience = max(1, int(row.grace) - 2)
    config = uvicorn.Config(
        app,
        http=connection.bounded(AutoHTTPProtocol),
        log_config=None,
        access_log=row.level == "DEBUG",
        timeout_graceful_shutdown=patience,
        # An app may bring a class that bounds more than the server does by itself.
        ws=getattr(app, "websocket_protocol", "auto"),
        ws_max_queue=WEBSOCKET_MESSAGES,
        ws_ping_timeout=WEBSOCKET_PONG_SECONDS,
    )
    server = Server(config)
    # Before uvicorn listens itself; and it raises the signal that ended it once more, for whoever listened before.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: setattr(server, "should_exit", True))
    server.run([listener])
    return 0 if server.started else 1


def _report(status: int, failure: str | None) -> None:
    os.write(status, json.dumps({"failure": failure and failure[:LONGEST_REASON]}).encode() + b"\n")

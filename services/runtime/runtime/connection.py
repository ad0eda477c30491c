"""Bounds what uvicorn does not: connections on which no request comes, and heads of requests without end."""

from collections.abc import Callable

# A connection without a request is closed after once to twice as long.
REQUEST_SECONDS = 10.0
LARGEST_HEAD = 64 * 1024
# So many without a request: one more closes the oldest, so that whoever asks now is heard.
MOST_SILENT = 256


def bounded(base: type) -> type:
    """A protocol class of uvicorn that is `base`, h11's or httptools', with these bounds over all its connections."""
    # In the order in which they came.
    silent: dict[object, None] = {}

    class Bounded(base):
        def connection_made(self, transport) -> None:
            super().connection_made(transport)
            self.head_bytes = 0
            self.stop_waiting: Callable[[], None] = lambda: None
            silent[self] = None
            if len(silent) > MOST_SILENT:
                _make_room(silent)
            self._wait(None)

        def data_received(self, data: bytes) -> None:
            before, is_head = self.cycle, self.is_silent and not self.is_unread
            super().data_received(data)
            if self.cycle is not before and self in silent:
                # Whoever asks is the newest again.
                silent[self] = silent.pop(self)
            self.head_bytes = self.head_bytes + len(data) if self.cycle is before and is_head else 0
            if self.head_bytes > LARGEST_HEAD:
                self.transport.close()

        def connection_lost(self, error: Exception | None) -> None:
            silent.pop(self, None)
            self.stop_waiting()
            super().connection_lost(error)

        @property
        def is_silent(self) -> bool:
            """No request is being answered, and it has not become a WebSocket."""
            answering = self.cycle is not None and not self.cycle.response_complete
            return not answering and self.transport.get_protocol() is self

        @property
        def is_unread(self) -> bool:
            """It was answered before its body had come, which comes still."""
            return self.cycle is not None and self.cycle.more_body

        def _wait(self, before: object) -> None:
            timer = self.loop.call_later(REQUEST_SECONDS, self._waited, before, self.is_silent)
            self.stop_waiting = timer.cancel

        def _waited(self, before: object, was_silent: bool) -> None:
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                silent.pop(self, None)
            elif was_silent and self.is_silent and self.cycle is before:
                self.transport.close()
            else:
                self._wait(self.cycle)

    return Bounded


def _make_room(silent: dict) -> None:
    """The oldest goes; what is being answered is no longer counted, and is watched by its timer."""
    for connection in list(silent):
        if connection.is_silent:
            connection.transport.close()
            del silent[connection]
            return
        del silent[connection]

"""A service that is a command with listeners of its own. When the command ends, the container ends with its code."""

import logging
import signal

from .child import Child
from .errors import CannotRun
from .probe import Probe

logger = logging.getLogger(__name__)


class Command:
    def __init__(self, arguments: tuple[str, ...], probe: Probe | None) -> None:
        self.arguments = arguments
        self.probe = probe
        self.child: Child | None = None

    async def start(self) -> None:
        try:
            self.child = await Child.spawn(list(self.arguments))
        except OSError as error:
            raise CannotRun(f"cannot start the command `{self.arguments[0]}`: {error.strerror}") from error
        logger.info("started the command `%s` as process %d", self.arguments[0], self.child.process.pid)

    async def check(self) -> str | None:
        if self.child is None:
            return "the command is starting"
        if self.child.code is not None:
            return f"the command ended with code {self.child.code}"
        return await self.probe.check() if self.probe else None

    async def wait(self) -> int:
        code = await self.child.wait()
        logger.error("the command ended with code %d", code)
        return code

    async def stop(self, number: signal.Signals, grace: float) -> int:
        return await self.child.stop(number, grace) if self.child else 0

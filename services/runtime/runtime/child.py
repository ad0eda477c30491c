"""One process that the supervisor started, the leader of a session of its own."""

import asyncio
import contextlib
import os
import signal


class Child:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def spawn(cls, arguments: list[str], descriptors: tuple[int, ...] = ()) -> "Child":
        """Starts the process; `descriptors` stay open in it under their numbers."""
        return cls(await asyncio.create_subprocess_exec(*arguments, pass_fds=descriptors, start_new_session=True))

    @property
    def code(self) -> int | None:
        """None while it runs, else its exit code: 128 and the signal's number if a signal ended it."""
        code = self.process.returncode
        return 128 - code if code is not None and code < 0 else code

    async def wait(self) -> int:
        await self.process.wait()
        return self.code or 0

    def forward(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    async def stop(self, number: signal.Signals, grace: float) -> int:
        """Forwards the signal, waits, then kills what is left of the session, the child's own children included."""
        self.forward(number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), grace)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        return await self.wait()

"""A service without code of its own: health alone, nothing listens on its port."""

import asyncio
import signal


class Idle:
    async def start(self) -> None:
        pass

    async def check(self) -> str | None:
        return None

    async def wait(self) -> int:
        return await asyncio.get_running_loop().create_future()

    async def stop(self, number: signal.Signals, grace: float) -> int:
        return 0

"""The end of tasks that never end by themselves."""

import asyncio
from collections.abc import Iterable

# A request that ends just then may swallow a cancellation: it is asked again.
AGAIN_SECONDS = 0.5


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Until every task has heard that it is cancelled; what it raises is nobody's any more."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)

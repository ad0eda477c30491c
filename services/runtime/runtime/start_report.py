"""Tells the observability center once that this container has started, and from which image.

A center that is away delays nothing: the report is a task beside the service. Each attempt blocks in a daemon thread,
for looking a name up cannot be cancelled, and asyncio's own threads are waited for when the loop ends.
"""

import asyncio
import contextlib
import http.client
import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .settings import Settings

logger = logging.getLogger(__name__)
PATH = "/api/v1/starts"
ATTEMPT_SECONDS = 2.0
FIRST_SECONDS = 1.0
CAP_SECONDS = 60.0
PATIENCE_SECONDS = 3600.0
DIGESTS = {
    "image_digest": "IMAGE_DIGEST",
    "sbom_digest": "SBOM_DIGEST",
    "git_sha": "GIT_SHA",
    "lock_digest": "LOCK_DIGEST",
}


@dataclass(frozen=True)
class StartReport:
    host: str
    port: int
    path: str
    body: bytes

    async def run(self) -> None:
        """Tries until the center takes it or an hour has passed; raises nothing."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._try()

    async def _try(self) -> None:
        delay, failed = FIRST_SECONDS, False
        while (failure := await self._attempt()) is not None:
            if not failed:
                logger.warning("the center did not take the start report, trying on for an hour: %s", failure)
            failed = True
            await asyncio.sleep(delay)
            delay = min(delay * 2, CAP_SECONDS)
        logger.info("the center took the start report")

    async def _attempt(self) -> str | None:
        """None once the center took it, else why not. The thread says nothing itself: it may outlive the log."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str | None] = loop.create_future()

        def work() -> None:
            failure = self._post()
            with contextlib.suppress(RuntimeError):  # The loop has ended, nobody asks any more.
                loop.call_soon_threadsafe(lambda: answer.done() or answer.set_result(failure))

        try:
            threading.Thread(target=work, name="start-report", daemon=True).start()
        except RuntimeError as error:
            return str(error)
        return await answer

    def _post(self) -> str | None:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=ATTEMPT_SECONDS)
        try:
            connection.request("POST", self.path, self.body, {"Content-Type": "application/json"})
            status = connection.getresponse().status
            return None if 200 <= status < 300 else f"it answers: {status}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()


def read(environment: Mapping[str, str], row: Settings) -> StartReport | None:
    """None where nobody is to be told; an address that is wrong is said and stops nothing."""
    address = environment.get("OBSERVABILITY_URL", "")
    if not address:
        return None
    try:
        parts = urlsplit(address)
        port = 80 if parts.port is None else parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme != "http" or not parts.hostname or not port or parts.query or not parts.path.isascii():
        logger.warning("`OBSERVABILITY_URL` must be `http://host[:port]`, the start is not reported: `%s`", address)
        return None
    said = {"service": row.service, "machine": row.machine, "health_port": row.health_port}
    said |= {field: environment.get(name, "") for field, name in DIGESTS.items()}
    return StartReport(parts.hostname, port, parts.path.rstrip("/") + PATH, json.dumps(said).encode())

"""The HTTP face of the center."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import body, event, metrics, page, rows, settings, snapshot, start
from .center import Center
from .field import Refused
from .forward import HEADER
from .rows import Row

logger = logging.getLogger(__name__)
LARGEST_POST = 16 * 1024
EVENTS = 100
MOST_EVENTS = 1000
MOST_SERVICES = 1000


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    # httpx says every request at INFO.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    app.state.center = Center(settings.read(os.environ))
    async with app.state.center.running():
        yield


def center(request: Request) -> Center:
    return request.app.state.center


async def post_start(request: Request) -> Response:
    posted = start.parse(await body.read(request, LARGEST_POST))
    center(request).take_start(posted, HEADER in request.headers)
    return Response(status_code=204)


async def post_event(request: Request) -> Response:
    posted = event.parse(await body.read(request, LARGEST_POST))
    center(request).take_event(posted, HEADER in request.headers)
    return Response(status_code=204)


async def post_snapshot(request: Request) -> Response:
    center(request).take_snapshot(snapshot.parse(await body.read(request, snapshot.LARGEST)))
    return Response(status_code=204)


async def get_services(request: Request) -> JSONResponse:
    asked, first, name = center(request), _first(request), request.query_params.get("machine", "")
    most = rows.number(request.query_params.get("limit", str(MOST_SERVICES)), "limit", 1, MOST_SERVICES)

    def prepare() -> Callable[[], JSONResponse]:
        view, about = asked.view(), {"machine": asked.settings.machine, "storage": asked.store.storage}

        def make() -> JSONResponse:
            found = rows.pick(rows.named(view(), name), first, most)
            services = [_shown(row) for row in found.rows]
            counts = {"total": found.total, "left_out": found.left_out, "next": found.next}
            return JSONResponse(about | counts | {"services": services})

        return make

    return await asked.renderer.run(prepare)


def _first(request: Request) -> int:
    return rows.number(request.query_params.get("from", "0"), "from", 0, rows.MOST_FIRST)


def _shown(row: Row) -> dict[str, object]:
    machine, one = row
    return {"machine": machine.name, **asdict(one), "drift": one.drift, "verdict": machine.verdict(one)}


async def get_events(request: Request) -> JSONResponse:
    limit = rows.number(request.query_params.get("limit", str(EVENTS)), "limit", 1, MOST_EVENTS)
    asked = center(request)

    def prepare() -> Callable[[], JSONResponse]:
        found = asked.store.events(limit)
        return lambda: JSONResponse({"events": found})

    return await asked.renderer.run(prepare)


async def get_metrics(request: Request) -> Response:
    asked = center(request)

    def prepare() -> Callable[[], Response]:
        view, totals = asked.view(), asked.store.event_totals()
        return lambda: Response(metrics.text(view(), totals), media_type=metrics.TYPE)

    return await asked.renderer.run(prepare)


async def get_page(request: Request) -> Response:
    asked, first, name = center(request), _first(request), request.query_params.get("machine", "")

    def prepare() -> Callable[[], Response]:
        view, events, storage = asked.view(), asked.store.events(page.LAST_EVENTS), asked.store.storage
        return lambda: page.answer(asked.settings.machine, rows.named(view(), name), first, name, events, storage)

    return await asked.renderer.run(prepare)


async def get_health(request: Request) -> JSONResponse:
    if reason := center(request).failure():
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)
    return JSONResponse({"status": "ok"})


async def refused(_: Request, error: Refused) -> JSONResponse:
    headers = {"Retry-After": "1"} if error.status == 503 else None
    return JSONResponse({"error": str(error)}, error.status, headers)


async def broken(_: Request, error: sqlite3.Error) -> JSONResponse:
    logger.error("the database does not answer: %s", error)
    return JSONResponse({"error": f"storage: {error}"}, 503)


app = Starlette(
    routes=[
        Route("/", get_page),
        Route("/health", get_health),
        Route("/metrics", get_metrics),
        Route("/api/v1/services", get_services),
        Route("/api/v1/events", get_events),
        Route("/api/v1/events", post_event, methods=["POST"]),
        Route("/api/v1/starts", post_start, methods=["POST"]),
        Route("/api/v1/snapshots", post_snapshot, methods=["POST"]),
    ],
    exception_handlers={Refused: refused, sqlite3.Error: broken},
    lifespan=lifespan,
)

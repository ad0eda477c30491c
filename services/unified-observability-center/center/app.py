"""The HTTP face of the center."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import asdict

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import body, event, metrics, page, settings, snapshot, start
from .center import Center
from .field import Refused
from .forward import HEADER
from .service import Machine

logger = logging.getLogger(__name__)
LARGEST_POST = 16 * 1024
LARGEST_SNAPSHOT = 256 * 1024
EVENTS = 100
MOST_EVENTS = 1000


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
    center(request).take_snapshot(snapshot.parse(await body.read(request, LARGEST_SNAPSHOT)))
    return Response(status_code=204)


async def get_services(request: Request) -> JSONResponse:
    asked = center(request)
    services = [row for machine in asked.machines() for row in _rows(machine)]
    return JSONResponse({"machine": asked.settings.machine, "storage": asked.store.storage, "services": services})


def _rows(machine: Machine) -> list[dict[str, object]]:
    return [
        {"machine": machine.name, **asdict(one), "drift": one.drift, "verdict": machine.verdict(one)}
        for one in machine.services
    ]


async def get_events(request: Request) -> JSONResponse:
    limit = request.query_params.get("limit", str(EVENTS))
    if not (limit.isascii() and limit.isdecimal() and len(limit) <= 4 and 1 <= int(limit) <= MOST_EVENTS):
        raise Refused(f"`limit` must be a number between 1 and {MOST_EVENTS}")
    return JSONResponse({"events": center(request).store.events(int(limit))})


async def get_metrics(request: Request) -> Response:
    asked = center(request)
    return Response(metrics.text(asked.machines(), asked.store.event_totals()), media_type=metrics.TYPE)


async def get_page(request: Request) -> Response:
    asked = center(request)
    return page.answer(asked.machines(), asked.store.events(page.LAST_EVENTS), asked.store.storage)


async def get_health(request: Request) -> JSONResponse:
    if reason := center(request).failure():
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)
    return JSONResponse({"status": "ok"})


async def refused(_: Request, error: Refused) -> JSONResponse:
    return JSONResponse({"error": str(error)}, error.status)


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

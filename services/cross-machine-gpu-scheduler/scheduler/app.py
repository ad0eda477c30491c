"""The HTTP face of the scheduler."""

from dataclasses import asdict

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, PositiveInt
from starlette.concurrency import run_in_threadpool

from .body import Bounded
from .gpu import Gpu, NoGpu, visible
from .ledger import MOST_RESERVATIONS, Full, Ledger

app = FastAPI(title="CrossMachineGPUScheduler", docs_url=None, redoc_url=None)
app.add_middleware(Bounded)
ledger = Ledger()


class Wanted(BaseModel):
    memory_mb: PositiveInt


@app.exception_handler(NoGpu)
async def no_gpu(_: Request, error: NoGpu) -> JSONResponse:
    return JSONResponse({"error": "no GPU visible", "reason": str(error)}, 503)


@app.exception_handler(Full)
async def full(_: Request, __: Full) -> JSONResponse:
    return JSONResponse({"error": f"there are {MOST_RESERVATIONS} reservations already"}, 507)


@app.get("/gpus")
async def gpus() -> dict[str, list[dict[str, object]]]:
    return {"gpus": [_shown(gpu) for gpu in await run_in_threadpool(visible)]}


@app.get("/schedule")
async def reservations() -> dict[str, list[dict[str, object]]]:
    return {"reservations": [asdict(reservation) for reservation in ledger.reservations()]}


@app.post("/schedule")
async def schedule(wanted: Wanted) -> JSONResponse:
    seen = await run_in_threadpool(visible)
    reservation = ledger.reserve(seen, wanted.memory_mb)
    if reservation is None:
        most = max(ledger.available_mb(gpu) for gpu in seen)
        return JSONResponse({"error": f"no GPU has {wanted.memory_mb} MB available", "available_mb": most}, 409)
    gpu = next(gpu for gpu in seen if gpu.uuid == reservation.gpu)
    return JSONResponse({"id": reservation.id, "memory_mb": reservation.memory_mb, "gpu": _shown(gpu)}, 201)


@app.delete("/schedule/{id}")
async def release(id: str) -> Response:
    if ledger.release(id):
        return Response(status_code=204)
    return JSONResponse({"error": "no such reservation", "id": id}, 404)


def _shown(gpu: Gpu) -> dict[str, object]:
    return asdict(gpu) | {"available_mb": ledger.available_mb(gpu)}

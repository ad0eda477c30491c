"""The GPUs as NVML shows them at this moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pynvml

MB = 1024 * 1024


class NoGpu(Exception):
    """The reason why no GPU is visible."""


@dataclass(frozen=True)
class Gpu:
    index: int
    name: str
    uuid: str
    driver: str
    total_mb: int
    free_mb: int

    @property
    def used_mb(self) -> int:
        return self.total_mb - self.free_mb


def visible() -> list[Gpu]:
    """Every GPU; NVML is opened anew each time, for a driver may come or go while this runs."""
    try:
        with _nvml():
            driver = pynvml.nvmlSystemGetDriverVersion()
            gpus = [_read(index, driver) for index in range(pynvml.nvmlDeviceGetCount())]
    except pynvml.NVMLError as error:
        raise NoGpu(str(error)) from error
    if not gpus:
        raise NoGpu("NVML counts 0 devices")
    return gpus


@contextmanager
def _nvml() -> Iterator[None]:
    pynvml.nvmlInit()
    try:
        yield
    finally:
        pynvml.nvmlShutdown()


def _read(index: int, driver: str) -> Gpu:
    handle = pynvml.nvmlDeviceGetHandleByIndex(index)
    memory = pynvml.nvmlDeviceGetMemoryInfo(handle)
    return Gpu(
        index=index,
        name=pynvml.nvmlDeviceGetName(handle),
        uuid=pynvml.nvmlDeviceGetUUID(handle),
        driver=driver,
        total_mb=memory.total // MB,
        free_mb=memory.free // MB,
    )

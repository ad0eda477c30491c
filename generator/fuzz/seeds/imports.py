"""A module that imports in every way."""
import os, agents.request_coordinator as rc
from agents.coordination import (
    RequestCoordinator as Coordinator,  # gone
    Other,
)
from .. import sibling

try:
    from é.b import *
except ImportError:
    if os.name == "nt":
        import c
    else:
        c = importlib.import_module(f"{'d'}" if rc else "d.e")


async def call(x: "str" = None, *y, z=lambda a, b: -a):
    async with x as [w, *v]:
        match w:
            case {"k": [1, _]} | A(b=2): yield __import__("f" '.g', fromlist=["h"])
    return [f"{i!r:>{z}} {import_module('j')}" for i in y if not i]

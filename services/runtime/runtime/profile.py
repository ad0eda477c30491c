"""The machine profile, baked into every image of a machine."""

import json
from pathlib import Path

from .errors import CannotRun

Profile = dict[str, object]


def read(path: Path) -> Profile:
    try:
        profile = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CannotRun(f"cannot read the machine profile `{path}`: {error.strerror}") from error
    except ValueError as error:
        raise CannotRun(f"the machine profile `{path}` is not JSON: {error}") from error
    if not isinstance(profile, dict):
        raise CannotRun(f"the machine profile `{path}` must be a JSON object, it is: {type(profile).__name__}")
    return profile


def workers(profile: Profile) -> int:
    """How many processes serve an app when its row does not say."""
    value = profile.get("UVICORN_WORKERS", 1)
    try:
        count = int(str(value))
    except ValueError:
        count = 0
    if count < 1:
        raise CannotRun(f"`UVICORN_WORKERS` of the machine profile must be at least 1, it is: `{value}`")
    return count

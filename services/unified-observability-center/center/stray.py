"""What was posted and is not expected: the oldest goes where there is too much of it, and all of it after a day."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from . import clock
from .known import Known
from .start import Start

SECONDS = 86400.0
Key = TypeVar("Key", str, tuple[str, str])


def surplus(heard: Iterable[tuple[Key, str]], most: int, newest: Key | None = None) -> list[Key]:
    """Of what was heard of, with the moments, the oldest beyond `most`; with the newest one, if any, which stays."""
    keys = [key for _, key in sorted((at, key) for key, at in heard if key != newest)]
    return keys[: max(0, len(keys) + (newest is not None) - most)]


def starts(rows: list[tuple[Start, str]], known: Known) -> list[tuple[Start, str]]:
    return [(start, at) for start, at in rows if not known.expects(start.machine, start.service)]


def expired(rows: list[tuple[Start, str]], known: Known, answers: Callable[[Start], bool]) -> list[Start]:
    """Those of more than a day ago; not what still answers, for that runs."""
    return [start for start, at in starts(rows, known) if clock.age(at) > SECONDS and not answers(start)]

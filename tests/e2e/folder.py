"""Temporary folders, on a disk that has room: TMPDIR says which. An interrupted run removes them, too."""

import atexit
import tempfile
import unittest
from pathlib import Path


def of_test(case: unittest.TestCase) -> Path:
    """A folder that goes with the test."""
    folder = tempfile.TemporaryDirectory(prefix="gen-lock-")
    case.addCleanup(folder.cleanup)
    return Path(folder.name)


def of_class(case: type[unittest.TestCase]) -> Path:
    """A folder that goes with the test class."""
    folder = tempfile.TemporaryDirectory(prefix="gen-lock-")
    case.addClassCleanup(folder.cleanup)
    return Path(folder.name)


def of_run() -> Path:
    """A folder that goes when the run ends."""
    folder = tempfile.TemporaryDirectory(prefix="gen-lock-")
    atexit.register(folder.cleanup)
    return Path(folder.name)

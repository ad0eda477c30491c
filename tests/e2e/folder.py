"""Temporary folders, on a disk that has room: TMPDIR says which."""

import shutil
import tempfile
import unittest
from pathlib import Path


def of_test(case: unittest.TestCase) -> Path:
    """A folder that goes with the test."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-"))
    case.addCleanup(shutil.rmtree, folder)
    return folder


def of_class(case: type[unittest.TestCase]) -> Path:
    """A folder that goes with the test class."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-"))
    case.addClassCleanup(shutil.rmtree, folder)
    return folder

"""Temporary folders, on a disk that has room: TMPDIR says which."""

import shutil
import tempfile
import unittest
from pathlib import Path


def of_test(case: unittest.TestCase) -> Path:
    """A folder that goes with the test."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-"))
    case.addCleanup(remove, folder)
    return folder


def of_class(case: type[unittest.TestCase]) -> Path:
    """A folder that goes with the test class."""
    folder = Path(tempfile.mkdtemp(prefix="gen-lock-"))
    case.addClassCleanup(remove, folder)
    return folder


def remove(folder: Path) -> None:
    """Removes a tree whose folders may be read-only, as those of a store are."""
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())):
        path.chmod(path.stat().st_mode | 0o700)
    shutil.rmtree(folder)

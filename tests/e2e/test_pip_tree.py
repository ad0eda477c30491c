"""The tree of a wheel's layer is the tree that pip installs: paths, modes and contents.

pip, at the version that wheels.txt pins, runs under the interpreter that the images ship, in an image's own root: there
Debian's Python says where things go. What only an installer writes is left out of the comparison, and so are the rows
of RECORD that name it; the rest of RECORD is compared byte for byte.
"""

import dataclasses
import hashlib
import shutil
import unittest
from pathlib import Path

import folder
import project
import rootfs
import tool
import tree
import wheel
from layout import Layout

INSTALLED_ONLY = ("INSTALLER", "REQUESTED", "direct_url.json")
DIST_PACKAGES = "usr/local/lib/python3.11/dist-packages"
PIP = ("--root", "/installed", "--no-deps", "--no-compile", "--no-index", "--no-cache-dir", "--ignore-installed")
AS_ROOT = ("--break-system-packages", "--root-user-action", "ignore", "--disable-pip-version-check")


class PipTree(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = folder.of_class(cls)
        cls.root = cls.folder / "root"
        cls.root.mkdir()
        layout = Layout(project.build("mainpc-base-utils"))
        rootfs.unpack(layout, layout.image, cls.root)
        name, path = wheel.pinned("pip")
        shutil.copyfile(path, cls.root / name)
        cls.pip = f"/{name}/pip"
        print(rootfs.run(cls.root, "/usr/bin/python3.11", cls.pip, "--version").strip(), flush=True)

    def installed(self, name: str, path: Path) -> tree.Tree:
        for left in (self.root / "installed", self.root / "wheels"):
            shutil.rmtree(left, ignore_errors=True)
        (self.root / "wheels").mkdir()
        shutil.copyfile(path, self.root / "wheels" / name)
        command = (self.pip, "install", "--quiet", *PIP, *AS_ROOT, f"/wheels/{name}")
        rootfs.run(self.root, "/usr/bin/python3.11", *command)
        installed = tree.of_folder(self.root / "installed")
        for path in [path for path in installed if _is_left_out(path)]:
            del installed[path]
        return installed

    def built(self, name: str, path: Path) -> tree.Tree:
        given, blob = self.folder / name, self.folder / "layer.tar"
        given.symlink_to(path)
        tool.run("gen-lock", "layer", given, "-o", blob, "--codec", "none")
        return tree.of_tar(blob)

    def assert_same(self, name: str, path: Path) -> tree.Tree:
        """The trees are one; gives it."""
        expected, got = self.installed(name, path), self.built(name, path)
        (record,) = [path for path in got if path.endswith(".dist-info/RECORD")]
        expected[record] = self.without_left_out(record, expected[record])
        self.assertEqual(tree.difference(expected, got), [], "pip's / the layer's")
        print(f"{name}: {len(got)} paths as pip", flush=True)
        return got

    def without_left_out(self, record: str, entry: tree.Entry) -> tree.Entry:
        """pip's RECORD, less the rows of what only an installer writes."""
        lines = (self.root / "installed" / record).read_bytes().splitlines(keepends=True)
        kept = b"".join(line for line in lines if not _is_left_out(line.decode().partition(",")[0]))
        return dataclasses.replace(entry, content=hashlib.sha256(kept).hexdigest())

    def test_numpy(self):
        got = self.assert_same(*wheel.locked("base-cpu-pydeps", "numpy"))
        self.assertEqual(got["usr/local/bin/f2py"].mode, "0o755")

    def test_pydantic_core(self):
        self.assert_same(*wheel.locked("base-cpu-pydeps", "pydantic-core"))

    def test_uvicorn(self):
        got = self.assert_same(*wheel.locked("base-cpu-pydeps", "uvicorn"))
        self.assertIn("usr/local/bin/uvicorn", got)

    def test_opencv(self):
        self.assert_same(*wheel.locked("family-vision-cu121", "opencv-python-headless"))

    def test_torch(self):
        got = self.assert_same(*wheel.locked("family-torch-cu121", "torch"))
        self.assertIn(f"{DIST_PACKAGES}/torch/lib/libtorch_cuda.so", got)

    def test_scripts(self):
        got = self.assert_same(*wheel.pinned("jmespath"))
        self.assertEqual(got["usr/local/bin/jp.py"].mode, "0o755")

    def test_data(self):
        got = self.assert_same(*wheel.pinned("fonttools"))
        self.assertIn("usr/local/share/man/man1/ttx.1", got)

    def test_headers(self):
        got = self.assert_same(*wheel.pinned("greenlet"))
        self.assertIn("usr/include/python3.11/greenlet/greenlet.h", got)


def _is_left_out(path: str) -> bool:
    """What only an installer writes, and compiled modules: numpy's wheel holds one."""
    folder, _, name = path.rpartition("/")
    return (folder.endswith(".dist-info") and name in INSTALLED_ONLY) or "__pycache__" in path.split("/")
